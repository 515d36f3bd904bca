"""Units → suggestions: patterns planned into segments, segments translated, answers put together.

Here nothing is known of catalogs or posts; `fill` and `captions` bring their units.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from l10n.checks.checker import breaks
from l10n.model import (
    Kind,
    Origin,
    Pattern,
    Placeable,
    PlaceableKind,
    Route,
    Suggestion,
    TermEvidence,
    Unit,
)
from l10n.progress import Progress, silent
from l10n.text import icu, typography
from l10n.text.chinese import Chinese, of_script, place_of
from l10n.text.placeables import from_icu, parse, plain, words
from l10n.text.plurals import categories, language, means_one_number, shape
from l10n.text.segments import Gap, Plan, Segment, assemble, plan
from l10n.text.spoken import surely
from l10n.translation import prepare
from l10n.translation.candidates import Translation
from l10n.translation.memory import Memory
from l10n.translation.waves import SegmentTranslator

# A longer string is no sentence of an interface; a person has to look at it.
MAX_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class _Form:
    """One target form on its way: its plan, and the plans of its ICU branches by their text.

    Attributes:
        number: the placeable that a 1 stands in for, where the source has no form of its own for
            exactly one.
    """

    source: str
    plan: Plan
    choices: tuple[tuple[str, icu.Choice, tuple[tuple[str, Plan], ...]], ...] = ()
    number: str = ""

    def segments(self) -> list[Pattern]:
        branches = [p for _text, _choice, plans in self.choices for _key, p in plans]
        return [s.pieces for p in (self.plan, *branches) for s in p if isinstance(s, Segment)]


class Suggester:
    """Makes suggestions for units of one direction.

    Args:
        translator: for what no memory knows.
        memory: approved translations of the target locale.
        target_locale: of the suggestions.
        source_locale: where it is known, the sentences of a caption that are surely in another
            language stay as they are.
    """

    def __init__(
        self,
        translator: SegmentTranslator,
        memory: Memory,
        target_locale: str,
        source_locale: str = "",
    ) -> None:
        self._translator = translator
        self._source_language = language(source_locale) if source_locale else ""
        self._memory = memory
        self._target_locale = target_locale
        self._target_language = language(target_locale)

    @property
    def model(self) -> str:
        """The engine's model, whoever answers in the end."""
        return self._translator.model

    def suggest(
        self,
        units: Iterable[Unit],
        progress: Progress = silent,
        refused: Callable[[Unit, tuple[str, ...]], bool] = lambda _unit, _target: False,
    ) -> dict[str, Suggestion]:
        """A suggestion by unit id; a unit that no candidate passed for has none.

        Nor has one whose placeables came out broken, whatever an engine or a seam did to them.
        People's words go before a machine's, which are the alternative then.

        Args:
            refused: whether the memory's words for a unit are not wanted there.
        """
        made: dict[str, Suggestion] = {}
        planned: dict[str, tuple[Unit, list[_Form]]] = {}
        for unit in units:
            name = unit.id
            remembered = self._remembered(unit, refused)
            if remembered:
                made[name] = remembered
            if remembered and remembered.route is Route.AUTO:
                continue
            if max(map(len, unit.source)) <= MAX_CHARACTERS:
                planned[name] = (unit, list(self._forms(unit)))
        segments = [
            s for _unit, forms in planned.values() for form in forms for s in form.segments()
        ]
        known = self._translator.translate(segments, progress)
        for name, (unit, forms) in planned.items():
            suggestion = self._put_together(name, forms, known)
            if not suggestion or breaks(unit, suggestion.target, self._target_locale):
                continue
            if name not in made:
                made[name] = suggestion
            elif made[name].target != suggestion.target:
                made[name] = replace(made[name], alternative=suggestion.target)
        return made

    def _remembered(
        self, unit: Unit, refused: Callable[[Unit, tuple[str, ...]], bool]
    ) -> Suggestion | None:
        """The best of the memory that is wanted and breaks nothing."""
        for found in self._memory.of(unit):
            target, why = found.target, found.why
            if refused(unit, target) or (why and breaks(unit, target, self._target_locale)):
                continue
            route = Route.REVIEW if why else Route.AUTO
            by = f"{found.known.by} {found.known.at}".strip() or "memory"
            return Suggestion(unit.id, target, Origin.TM, by, found.similarity, route, why)
        return None

    def _forms(self, unit: Unit) -> Iterator[_Form]:
        sources = self._sources(unit)
        for number, text in enumerate(sources):
            # Two forms of one source (all of Chinese) would come out as one and the same.
            of_one = number == 0 < len(sources) - 1 and len(set(unit.source)) == 1
            counted = _number_in(text, unit) if of_one and self._says_one else ""
            said = text.replace(counted, "1", 1) if counted else text
            yield replace(self._form(said, unit), source=text, number=counted)

    @property
    def _says_one(self) -> bool:
        return means_one_number(self._target_locale, categories(self._target_locale)[0])

    def _sources(self, unit: Unit) -> list[str]:
        """For each target form, the source form it is translated from."""
        forms = shape(self._target_locale, len(unit.source))
        return [unit.source[min(n, len(unit.source) - 1)] for n in range(forms - 1)] + [
            unit.source[-1]
        ]

    def _form(self, text: str, unit: Unit) -> _Form:
        pattern = parse(text, unit.syntax)
        has_choice = any(
            isinstance(p, Placeable) and p.kind is PlaceableKind.COMPLEX for p in pattern
        )
        if not has_choice:
            already = self._already(words(pattern))
            return _Form(text, (text,) if already else self._planned(pattern, unit))
        choices = tuple(
            (
                part.text,
                part,
                tuple((key, plan(from_icu(branch))) for key, branch in self._branches(part)),
            )
            for part in icu.parse(text)
            if isinstance(part, icu.Choice)
        )
        return _Form(text, plan(pattern), choices)

    def _planned(self, pattern: Pattern, unit: Unit) -> Plan:
        """What of a text goes to an engine; of a caption in two languages, one of them."""
        parts = plan(pattern)
        if unit.kind is not Kind.CAPTION or not self._source_language:
            return parts
        planned: list[str | Gap | Segment] = []
        for part in parts:
            if isinstance(part, Segment) and self._foreign(part):
                planned.append(plain(part.pieces))
            elif isinstance(part, Gap) and planned and isinstance(planned[-1], str):
                planned.append(part.text)  # behind what stays as it is
            else:
                planned.append(part)
        return tuple(planned)

    def _foreign(self, segment: Segment) -> bool:
        said = surely(words(segment.pieces))
        return bool(said) and said.partition("_")[0] != self._source_language

    def _already(self, said: str) -> bool:
        """Whether a text is in the target's language, and where it is Chinese in its script."""
        place = place_of(self._target_locale)
        return typography.is_in(said, self._target_language) and not (
            place and of_script(said, traditional=place is Chinese.MAINLAND)
        )

    def _branches(self, choice: icu.Choice) -> list[tuple[str, icu.Message]]:
        """The branches that the target locale has; `=0` and the like are kept everywhere."""
        branches = dict(choice.branches)
        if choice.type != "plural":
            return list(branches.items())
        exact = [(key, branch) for key, branch in branches.items() if key.startswith("=")]
        needed = [
            (key, branches.get(key, branches["other"])) for key in categories(self._target_locale)
        ]
        return exact + needed

    def _put_together(
        self, name: str, forms: list[_Form], known: dict[Pattern, Translation]
    ) -> Suggestion | None:
        texts = self._texts(forms, known)
        if texts is None:
            return None
        used = {pieces: known[pieces] for form in forms for pieces in form.segments()}
        natural = {p: replace(t, text=t.alternative) for p, t in used.items() if t.alternative}
        origin, by = Origin.MACHINE, self._translator.model
        if not used:
            origin, by = Origin.COPY, "source"
        elif all(translation.origin is Origin.GLOSSARY for translation in used.values()):
            origin, by = Origin.GLOSSARY, "glossary"
        one_source = len({form.source for form in forms}) == 1 < len(forms) and self._says_one
        alike = one_source and len(set(texts)) == 1
        auto = not alike and all(t.route is Route.AUTO for t in used.values())
        doubts = ["forms alike"] if alike else []
        doubts += [reason for translation in used.values() for reason in translation.reasons]
        return Suggestion(
            name,
            texts,
            origin,
            by,
            # A text is as sure as its least sure segment.
            min((translation.probability for translation in used.values()), default=1.0),
            Route.AUTO if auto else Route.REVIEW,
            tuple(dict.fromkeys(doubts)),
            tuple(
                TermEvidence(
                    proof.hit.term.source,
                    proof.hit.surface,
                    str(proof.outcome),
                    proof.words,
                    prepare.origin(proof.hit.term),
                )
                for translation in used.values()
                for proof in translation.evidence
            ),
            (self._texts(forms, {**known, **natural}) or ()) if natural else (),
        )

    def _texts(
        self, forms: list[_Form], known: dict[Pattern, Translation]
    ) -> tuple[str, ...] | None:
        """The target forms; None where a segment has no translation."""
        texts: list[str] = []
        for form in forms:
            whole = self._assemble(form.plan, known)
            for text, choice, plans in form.choices:
                branches = {key: self._assemble(p, known) for key, p in plans}
                if whole is None or None in branches.values():
                    return None
                whole = whole.replace(
                    text, choice.rebuild({key: branch or "" for key, branch in branches.items()})
                )
            if whole is None:
                return None
            texts.append(whole)
        return tuple(
            _counted(text, form.number) or texts[-1] if form.number else text
            for text, form in zip(texts, forms, strict=True)
        )

    def _assemble(self, parts: Plan, known: dict[Pattern, Translation]) -> str | None:
        found = [known[part.pieces].text for part in parts if isinstance(part, Segment)]
        texts = [text for text in found if text is not None]
        return assemble(parts, texts, self._target_language) if texts == found else None


_ONE = re.compile(r"(?<![\d.,])1(?![\d.,]\d|\d)")


def _number_in(text: str, unit: Unit) -> str:
    """The placeable that is the number of a plural: the only variable, "" where there are more."""
    found = [
        piece.text
        for piece in parse(text, unit.syntax)
        if isinstance(piece, Placeable) and piece.kind is PlaceableKind.VARIABLE
    ]
    return found[0] if len(found) == 1 else ""


def _counted(text: str, number: str) -> str:
    """The text with the placeable where its 1 stands, "" where that is not clear."""
    return _ONE.sub(lambda _one: number, text) if len(_ONE.findall(text)) == 1 else ""
