"""A unit: what is to be translated, and the pattern that its text is."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any

from l10n.model.changed import travels


class Kind(StrEnum):
    """What a unit is: a string of the interface, or text that a person posted."""

    UI = "ui"
    CAPTION = "caption"


class Syntax(StrEnum):
    """How a unit writes its placeables; PO flags name most of them."""

    PYTHON = "python-format"
    BRACE = "python-brace-format"
    C = "c-format"
    ICU = "icu-message-format"
    I18NEXT = "i18next-format"
    VUE = "vue-format"
    FLUENT = "fluent-format"
    QT = "qt-format"
    GENERIC = ""
    POST = "post"


_SYNTAXES = {syntax.value: syntax for syntax in Syntax if syntax.value}


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


@travels
@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file, relative to the project, line from 1 (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        """As gettext writes it."""
        return f"{self.path}:{self.line}" if self.line else self.path


_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _listed(parts: Sequence[Any]) -> str:
    """The canonical JSON of a list; half the encoder's work where the parts are texts, or lists."""
    told = [
        encode_basestring(part)
        if (kind := type(part)) is str
        else _listed(part)
        if kind is tuple or kind is list
        else _canonical(part)
        for part in parts
    ]
    return f"[{','.join(told)}]"


def digest(*parts: Any) -> str:
    """The first 128 bits of SHA-256 over the parts' canonical JSON, as 32 hex digits."""
    text = _listed(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class _Named:
    """Room for a unit's name, which is made once, when somebody asks for it."""

    __slots__ = ("_id",)
    _id: str


@travels
@dataclass(frozen=True, slots=True)
class Unit(_Named):
    """One translatable message.

    Attributes:
        source: its forms: one, or singular and plural (gettext's msgid and msgid_plural).
        context: tells equal sources apart (gettext's msgctxt).
        key: its stable name in the code; a changed source under it is the same unit.
        notes: what the programmer tells the translator.
        locations: where it is used.
        flags: gettext flags, `fuzzy` excepted.
        limit: the most characters a target may have, 0 for none.
        domain: the catalog it belongs to, where the project has several; "" for the first.
    """

    source: tuple[str, ...]
    context: str = ""
    kind: Kind = Kind.UI
    key: str = ""
    notes: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    flags: tuple[str, ...] = ()
    limit: int = 0
    domain: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """What makes it the same unit in the next extraction: its key, or context and source."""
        return ("\x04" + self.key, "") if self.key else (self.context, self.source[0])

    @property
    def id(self) -> str:
        """`identity` and the domain as a short name, stable across machines."""
        try:
            return self._id
        except AttributeError:
            name = digest(*self.identity, *filter(None, (self.domain,)))[:16]
            object.__setattr__(self, "_id", name)
            return name

    @property
    def syntax(self) -> Syntax:
        """How its placeables are written; `no-python-format`, set by hand, takes a flag back."""
        if self.kind is Kind.CAPTION:
            return Syntax.POST
        if not self.flags:
            return Syntax.GENERIC
        named = (_SYNTAXES.get(f) for f in self.flags if f"no-{f}" not in self.flags)
        return next(filter(None, named), Syntax.GENERIC)


def content_hash(locale: str, unit: Unit, target: tuple[str, ...]) -> str:
    """What an approval is bound to: locale, context, source forms and target forms."""
    return digest(locale, unit.context, unit.source, target)
