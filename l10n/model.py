"""The nouns, on one page. Standard library only; every room speaks in these."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """What a unit is: a string of the interface, or text that a person posted."""

    UI = "ui"
    CAPTION = "caption"


class State(StrEnum):
    """Where a unit stands on its way to release; "fuzzy" is only their shadow in PO."""

    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    SUGGESTED = "suggested"
    OUTDATED = "outdated"
    APPROVED = "approved"
    REJECTED = "rejected"


class Origin(StrEnum):
    """Where a suggestion comes from."""

    TM = "tm"
    GLOSSARY = "glossary"
    COPY = "copy"
    MACHINE = "machine"
    HUMAN = "human"


class Route(StrEnum):
    """Who looks at a suggestion: nobody has to, a person, or nobody because it is not written."""

    AUTO = "auto"
    REVIEW = "review"
    REJECT = "reject"


class Severity(StrEnum):
    """Only errors block."""

    ERROR = "error"
    WARNING = "warning"


class Syntax(StrEnum):
    """How a unit writes its placeables; PO flags name most of them."""

    PYTHON = "python-format"
    BRACE = "python-brace-format"
    C = "c-format"
    ICU = "icu-message-format"
    I18NEXT = "i18next-format"
    GENERIC = ""
    POST = "post"


class PlaceableKind(StrEnum):
    """What stands in a pattern and is not text."""

    VARIABLE = "variable"
    CODE = "code"
    TAG = "tag"
    ENTITY = "entity"
    COMPLEX = "complex"
    URL = "url"
    MENTION = "mention"
    HASHTAG = "hashtag"
    EMOJI = "emoji"


@dataclass(frozen=True, slots=True)
class Placeable:
    """A span that must come out as it went in, byte for byte."""

    kind: PlaceableKind
    text: str


Pattern = tuple[str | Placeable, ...]
"""Text and placeables in the order they stand; joined they are the string itself."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file, relative to the project, line from 1 (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        """As gettext writes it."""
        return f"{self.path}:{self.line}" if self.line else self.path


def digest(*parts: Any) -> str:
    """The first 128 bits of SHA-256 over the parts' canonical JSON, as 32 hex digits."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Unit:
    """One translatable message.

    Attributes:
        source: its forms: one, or singular and plural (gettext's msgid and msgid_plural).
        context: tells equal sources apart (gettext's msgctxt).
        key: the stable name it has in the code where the code uses names; a changed source
            under the same key is the same unit.
        notes: what the programmer tells the translator.
        locations: where it is used.
        flags: gettext flags, `fuzzy` excepted.
        limit: the most characters a target may have, 0 for none.
    """

    source: tuple[str, ...]
    context: str = ""
    kind: Kind = Kind.UI
    key: str = ""
    notes: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    flags: tuple[str, ...] = ()
    limit: int = 0

    @property
    def identity(self) -> tuple[str, str]:
        """What makes it the same unit in the next extraction: its key, or context and source."""
        return ("\x04" + self.key, "") if self.key else (self.context, self.source[0])

    @property
    def id(self) -> str:
        """`identity` as a short name, stable across machines."""
        return digest(*self.identity)[:16]

    @property
    def syntax(self) -> Syntax:
        """How its placeables are written."""
        if self.kind is Kind.CAPTION:
            return Syntax.POST
        return next((s for s in Syntax if s.value and s.value in self.flags), Syntax.GENERIC)


def content_hash(locale: str, unit: Unit, target: tuple[str, ...]) -> str:
    """What an approval is bound to: locale, context, source forms and target forms."""
    return digest(locale, unit.context, unit.source, target)


@dataclass(frozen=True, slots=True)
class Approval:
    """A person stands by these exact words since a time (ISO 8601, UTC)."""

    hash: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """These exact words are not to come back."""

    hash: str
    at: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which machine or memory wrote the words that this hash names, and how sure it was.

    `quality` is the probability that a person would take the words as they are.
    """

    hash: str
    origin: Origin
    by: str
    quality: float
    route: Route


@dataclass(frozen=True, slots=True)
class Near:
    """A similar unit that has a translation: shown to the translator, never used by itself."""

    similarity: float
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit in a catalog, with what is known about its target there.

    `raw` is the text it was read from, so that what did not change is written byte for byte;
    `fuzzy` is the flag found there, which a hand may have set or removed since we wrote it.
    """

    unit: Unit
    target: tuple[str, ...] = ()
    state: State = State.UNTRANSLATED
    approval: Approval | None = None
    provenance: Provenance | None = None
    rejections: tuple[Rejection, ...] = ()
    near: Near | None = None
    previous: Unit | None = None
    comments: tuple[str, ...] = ()
    obsolete: bool = False
    fuzzy: bool = field(default=False, compare=False)
    line: int = field(default=0, compare=False)
    raw: str = field(default="", compare=False, repr=False)

    def evolve(self, **changes: Any) -> Self:
        """A changed copy, to be written afresh."""
        return replace(self, raw="", **changes)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of one locale and domain, in their order in the file."""

    locale: str
    domain: str
    path: str
    header: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    header_raw: str = field(default="", compare=False, repr=False)

    def live(self) -> tuple[Entry, ...]:
        """The entries whose unit still stands in the source."""
        return tuple(e for e in self.entries if not e.obsolete)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An engine's candidate and its mean log-probability a token, 0 where it has none."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class TermEvidence:
    """What became of a glossary term: applied, variant, missing or forbidden, and the words."""

    term: str
    surface: str
    outcome: str
    words: str


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


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's remark on a target, with the evidence.

    Attributes:
        check: the check's name, as configuration names it.
        message: a whole sentence in the reader's language.
        evidence: the words it is about, as they stand.
    """

    check: str
    severity: Severity
    message: str
    unit_id: str = ""
    evidence: str = ""
    location: Location = Location("")
