"""What is wrong with a glossary before anyone translates with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from l10n.glossary.folding import fold_text
from l10n.messages import gettext as _
from l10n.model import Location, Severity, Term, TermStatus
from l10n.placeables import parse
from l10n.typography import has_han


@dataclass(frozen=True, slots=True)
class TermFinding:
    """A remark on a term, at its row."""

    rule: str
    severity: Severity
    message: str
    location: Location


def lint(
    terms: Iterable[Term], can_spell: Callable[[str, str], bool] | None = None
) -> list[TermFinding]:
    """The findings in a glossary, by place.

    Args:
        terms: of all languages and files together: contradictions stand across files too.
        can_spell: whether the model that translates to a language (second) can write a text
            (first); None where no model was asked.
    """
    live = [term for term in terms if term.status is not TermStatus.DEPRECATED]
    found = [*_duplicates(live), *_contradictions(live), *_nested(live)]
    for term in live:
        found.extend(_unmatchable(term))
        if can_spell:
            found.extend(_unspellable(term, can_spell))
    return sorted(found, key=lambda finding: (finding.location, finding.rule))


def _key(term: Term) -> tuple[str, str, str]:
    source = term.source if term.exact_case else fold_text(term.source)
    return (term.source_language, term.target_language, source)


def _duplicates(terms: list[Term]) -> Iterator[TermFinding]:
    first: dict[tuple[str, str, str], Term] = {}
    for term in terms:
        other = first.setdefault(_key(term), term)
        if other is term:
            continue
        same = fold_text(other.target) == fold_text(term.target)
        message = (
            _("{source} is here twice, first at {place}.")
            if same
            else _("{source} has another target at {place}.")
        )
        yield TermFinding(
            "duplicate" if same else "contradiction",
            Severity.WARNING if same else Severity.ERROR,
            message.format(source=term.source, place=other.location),
            term.location,
        )


def _contradictions(terms: list[Term]) -> Iterator[TermFinding]:
    for term in terms:
        allowed = {fold_text(rendering) for rendering in term.renderings}
        for wrong in term.forbidden:
            if fold_text(wrong) in allowed:
                yield TermFinding(
                    "contradiction",
                    Severity.ERROR,
                    _("{text} is both allowed and forbidden for {source}.").format(
                        text=wrong, source=term.source
                    ),
                    term.location,
                )


def _nested(terms: list[Term]) -> Iterator[TermFinding]:
    """A binding Han term inside a longer one is matched only outside it; say so once."""
    by_key = {_key(term): term for term in terms if has_han(term.source)}
    for term in by_key.values():
        source = fold_text(term.source)
        inner = {
            source[i:j]
            for i in range(len(source))
            for j in range(i + 2, len(source) + 1)
            if j - i < len(source)
        }
        for text in sorted(inner):
            other = by_key.get((term.source_language, term.target_language, text))
            if other and fold_text(other.target) not in fold_text(term.target):
                yield TermFinding(
                    "nested",
                    Severity.WARNING,
                    _(
                        "{inner} stands inside {outer} with another target; the longer one wins."
                    ).format(inner=other.source, outer=term.source),
                    term.location,
                )


def _unmatchable(term: Term) -> Iterator[TermFinding]:
    if not any(character.isalnum() for character in term.source):
        yield TermFinding(
            "unmatchable",
            Severity.ERROR,
            _("{source} has no letter and can't match.").format(source=term.source),
            term.location,
        )
    elif any(not isinstance(piece, str) for piece in parse(term.source)):
        yield TermFinding(
            "unmatchable",
            Severity.ERROR,
            _("{source} reads as a placeable (a link, tag or mention) and can't match.").format(
                source=term.source
            ),
            term.location,
        )
    elif len(term.source) == 1 and has_han(term.source):
        yield TermFinding(
            "short",
            Severity.WARNING,
            _("{source} is one character and will match inside many words.").format(
                source=term.source
            ),
            term.location,
        )


def _unspellable(term: Term, can_spell: Callable[[str, str], bool]) -> Iterator[TermFinding]:
    if not can_spell(term.target, term.target_language):
        yield TermFinding(
            "unspellable",
            Severity.WARNING,
            _("The model can't write {target}; it is put in by sentinel only.").format(
                target=term.target
            ),
            term.location,
        )
