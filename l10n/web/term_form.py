"""A glossary term as a page's form holds it: a term into the form, and the form into a change."""

from dataclasses import replace

from pydantic import BaseModel
from starlette.exceptions import HTTPException

from l10n.files import storable
from l10n.glossary.term import Rule, Term, TermStatus
from l10n.review import terminology
from l10n.review.terminology import Change, StaleTermError
from l10n.store.terms import Kept
from l10n.web import filters

_FACTS = (
    *("source", "target", "variants", "forbidden", "rule", "part_of_speech"),
    *("domain", "definition", "note", "paraphrase", "context"),
)


class TermForm(BaseModel):
    """A term as a form holds it; lists stand one a line.

    `term` is the id of a term that is changed, `seen` what it said, and `seal` what a preview
    showed.
    """

    term: str = ""
    seen: str = ""
    seal: str = ""
    path: str = ""
    direction: str = ""
    source: str = ""
    target: str = ""
    variants: str = ""
    forbidden: str = ""
    rule: str = str(Rule.PREFER)
    exact: str = ""
    part_of_speech: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    status: str = str(TermStatus.PROPOSED)
    paraphrase: str = ""
    context: str = ""


def filled(kept: Kept) -> TermForm:
    """The form that shows a term."""
    term = kept.term
    values = {name: getattr(term, name) for name in _FACTS}
    values.update(variants="\n".join(term.variants), forbidden="\n".join(term.forbidden))
    return TermForm(
        **values,
        term=kept.id,
        seen=kept.seal,
        path=kept.path,
        direction=f"{term.source_language}-{term.target_language}",
        exact="1" if term.exact_case else "",
        status=str(term.status),
    )


def change_of(form: TermForm, kept: Kept | None) -> Change:
    """What the form asks for.

    Raises:
        StaleTermError: where the term is not what the person saw any more.
        GlossaryError: where no file could hold it.
    """
    rule, status = filters.known(Rule, form.rule), filters.known(TermStatus, form.status)
    source, _dash, target = form.direction.partition("-")
    if rule is None or status is None:
        raise HTTPException(422)
    said = _line(form.target) or (_line(form.source) if rule is Rule.KEEP else "")
    # A term stays in its direction: another one is another term.
    before = kept.term if kept else Term(source, target, "", "")
    term = replace(
        before,
        source=_line(form.source),
        target=said,
        variants=_lines(form.variants),
        forbidden=_lines(form.forbidden),
        rule=rule,
        exact_case=bool(form.exact),
        part_of_speech=_line(form.part_of_speech),
        domain=_line(form.domain),
        definition=_line(form.definition),
        note=_line(form.note),
        status=status,
        paraphrase=_line(form.paraphrase),
        context=_line(form.context),
    )
    path = kept.path if kept else form.path
    after = terminology.sound(term, path)
    if kept and kept.seal != form.seen:
        raise StaleTermError(kept, after)
    return Change(path, kept, after, form.seen)


def _line(text: str) -> str:
    """The text on one line, in characters that a file can hold."""
    return " ".join(storable(text).split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_line, text.splitlines())))
