"""A suggestion: words that wait for a person, and where they come from."""

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where a suggestion comes from."""

    TM = "tm"
    GLOSSARY = "glossary"
    COPY = "copy"
    MACHINE = "machine"
    HUMAN = "human"
    GUESS = "guess"  # a person's words that a merge tool put beside another source


class Route(StrEnum):
    """Who looks at a suggestion: nobody has to, a person, or nobody because it is not written.

    None is the route of a caption that needs no translation: it has no target, and never gets one.
    """

    AUTO = "auto"
    REVIEW = "review"
    REJECT = "reject"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An engine's candidate and its mean log-probability a token, 0 where it has none."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely a target is given its source: log-probabilities a token, sentinels left out.

    Attributes:
        mean: of all tokens.
        lowest: the mean of the clause that is least likely.
    """

    mean: float
    lowest: float


@dataclass(frozen=True, slots=True)
class TermEvidence:
    """What became of a term: its outcome (`glossary/evidence.py`), and the words.

    Attributes:
        origin: who says what the term is called: `glossary`; `number`, the rules of amounts;
            `lexicon`, what the model was shown because its training hardly knew the word.
    """

    term: str
    surface: str
    outcome: str
    words: str
    origin: str = "glossary"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate target for a unit.

    Attributes:
        unit_id: the unit it answers; replies are matched by id, never by position.
        target: as many forms as the locale has.
        origin: memory, glossary, copy, machine or human.
        by: the model (name and version), the memory's unit, or the person.
        quality: the probability that a person would take the words as they are.
        reasons: why a person should look: missed terms and doubts, by name.
        evidence: what became of each glossary term of the source.
        alternative: the natural wording, where holding the terms bent the target far from it.
    """

    unit_id: str
    target: tuple[str, ...]
    origin: Origin
    by: str
    quality: float
    route: Route = Route.REVIEW
    reasons: tuple[str, ...] = ()
    evidence: tuple[TermEvidence, ...] = ()
    alternative: tuple[str, ...] = ()
