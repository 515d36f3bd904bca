"""The nouns of the glossary: terms, and where they stand in a text. Standard library only."""

from dataclasses import dataclass, field
from enum import StrEnum

from l10n.model import Location


class Rule(StrEnum):
    """How binding a glossary term is."""

    MUST = "must"
    PREFER = "prefer"
    KEEP = "do-not-translate"


class TermStatus(StrEnum):
    """How far a glossary term has come; deprecated terms are not matched."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term, one direction.

    Attributes:
        source_language: two-letter code of the language the term is found in ("en", "zh").
        target: the preferred rendering; the source itself where it is not to be translated.
        variants: other renderings that satisfy the term.
        forbidden: renderings that are wrong.
        exact_case: matches only as written.
    """

    source_language: str
    target_language: str
    source: str
    target: str
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    rule: Rule = Rule.PREFER
    exact_case: bool = False
    part_of_speech: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    status: TermStatus = TermStatus.APPROVED
    location: Location = field(default=Location(""), compare=False)

    @property
    def renderings(self) -> tuple[str, ...]:
        """Everything that satisfies the term, the preferred one first."""
        return (self.target, *self.variants)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text: the span of the surface, in characters of that text."""

    start: int
    end: int
    surface: str
    term: Term
