"""Approved words → pairs: what the product would ask, and what the team would have it say. Pure.

The product sends an engine sentences, and the branches of ICU messages one by one; so a text and
its translation are cut as the product cuts them, and put side by side where both have as many.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from l10n.model import Syntax, Unit, digest
from l10n.text import icu
from l10n.text.placeables import from_icu, parse, plain
from l10n.text.segments import Segment, plan
from l10n.training.clean import is_clean

TEAM = "team"
"""The group of their pairs."""
# One text in so many is held back.
_ONE_OF = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A unit with words that a person stands by, one direction for all of a project's.

    Attributes:
        target: its forms, in the mainland's words where they are Chinese.
        to_zh: whether the target is the Chinese side.
        domain: ui, or social for a post.
    """

    unit: Unit
    target: tuple[str, ...]
    to_zh: bool
    domain: str = "ui"

    @property
    def held_back(self) -> bool:
        """Whether it is only measured on: by its source, so that the next run keeps to it."""
        return int(digest(*self.unit.source)[:8], 16) % _ONE_OF == 0


@dataclass(frozen=True, slots=True)
class TeamPair:
    """A sentence and its translation; see `interface.Pair`."""

    domain: str
    syntax: Syntax
    en: str
    zh: str
    to_zh: bool
    group: str = TEAM

    @property
    def source(self) -> str:
        """The side that was translated."""
        return self.en if self.to_zh else self.zh


def pairs(said: Iterable[Said]) -> list[TeamPair]:
    """What can be learned of it, each sentence with its words once."""
    found: dict[tuple[str, str], TeamPair] = {}
    for one in said:
        syntax = one.unit.syntax
        for source, target in _side_by_side(one):
            en, zh = (source, target) if one.to_zh else (target, source)
            if is_clean(en, zh):
                found.setdefault((en, zh), TeamPair(one.domain, syntax, en, zh, one.to_zh))
    return list(found.values())


def _side_by_side(said: Said) -> Iterator[tuple[str, str]]:
    """The sentences of each form; a form that is not cut alike stays whole."""
    sources, targets = said.unit.source, said.target
    if len(sources) != len(targets):
        sources, targets = sources[-1:], targets[-1:]
    for source, target in zip(sources, targets, strict=True):
        theirs, ours = _messages(source, said.unit.syntax), _messages(target, said.unit.syntax)
        for key, of in ours.items():
            asked = theirs.get(key) or theirs.get("other")
            if asked is None:
                continue
            if len(asked) == len(of):
                yield from zip(asked, of, strict=True)
            elif not key:
                yield " ".join(source.split()), "".join(target.split("\n"))


def _messages(text: str, syntax: Syntax) -> dict[str, list[str]]:
    """The sentences of a text under "", those of each branch of an ICU message under its key."""
    if syntax in {Syntax.ICU, Syntax.GENERIC} and icu.looks_like_icu(text):
        try:
            choices = [part for part in icu.parse(text) if isinstance(part, icu.Choice)]
        except icu.IcuError:
            choices = []
        if choices:
            return {
                f"{number} {key}": _sentences(plain(from_icu(branch)), Syntax.ICU)
                for number, choice in enumerate(choices)
                for key, branch in choice.branches
            }
    return {"": _sentences(text, syntax)}


def _sentences(text: str, syntax: Syntax) -> list[str]:
    return [plain(part.pieces) for part in plan(parse(text, syntax)) if isinstance(part, Segment)]
