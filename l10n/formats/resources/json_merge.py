"""Two sides' JSON and the one they come from → one file, key by key.

What one side alone changed is taken; new keys of both sides stay, those of theirs behind the key
that they follow there. What one side removed and the other changed stays as it was changed. Where
both changed one value, ours stays and theirs is named: the file is whole JSON in any case. All else
is ours, byte for byte. A list is one value: no key says which of its items is which.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from l10n.formats.resources.document import Document
from l10n.formats.resources.json_tree import Member, Node, parse
from l10n.formats.resources.resource import Key


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key whose value both sides changed; ours stands in the file, theirs is told as JSON."""

    key: Key
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A value as a side has it: where it stands in the side's text."""

    text: str
    node: Node

    @property
    def said(self) -> str:
        return self.text[self.node.start : self.node.end]

    def members(self) -> dict[str | int, Member]:
        """The members of an object by name; none of any other value."""
        found = self.node.members if self.node.kind == "{" else ()
        return {member.name: member for member in found}

    def gaps(self) -> list[str]:
        """The spacing before each member, and before one that would come last."""
        members = self.node.members
        if not members:
            return [""]
        starts = [self.node.start, *(self.text.index(",", m.node.end) for m in members[:-1])]
        found = [self.text[s + 1 : m.start] for s, m in zip(starts, members, strict=True)]
        return [*found, found[-1] or " "]

    def tail(self) -> str:
        """What stands behind the last member."""
        last = self.node.members[-1].node.end if self.node.members else self.node.start + 1
        return self.text[last : self.node.end - 1]


_NOTHING = _Side("{}", Node("{", 0, 2))


def merged(base: Document, ours: Document, theirs: Document) -> tuple[bytes, list[Conflict]]:
    """The file of both sides, and the keys whose values both changed.

    Raises:
        ResourceError: where one of them is no JSON.
    """
    if not base.text.strip():  # both sides began the file
        base = replace(base, text="{}")
    was, one, other = (_Side(data.text, parse(data)) for data in (base, ours, theirs))
    merge = _Merge(ours.newline)
    text = merge.value(was, one, other, ())
    whole = ours.text[: one.node.start] + text + ours.text[one.node.end :]
    return ours.encode(whole), merge.conflicts


@dataclass(slots=True)
class _Merge:
    """Writes values as all of them make them; what comes from theirs with our line ends."""

    newline: str
    conflicts: list[Conflict] = field(default_factory=list)

    def value(self, was: _Side | None, one: _Side | None, other: _Side | None, key: Key) -> str:
        """The value that stands, "" where it is gone."""
        before, mine, yours = map(_said, (was, one, other))
        if yours in (mine, before):
            return one.said if one else ""
        if one and other and one.node.kind == other.node.kind == "{":
            return self._object(was, one, other, key)
        if mine == before:
            return self._ended(other.said) if other else ""
        if one and other:
            self.conflicts.append(Conflict(key, _told(one), _told(other)))
            return one.said
        return self._kept(was, one, other, key)

    def _kept(self, was: _Side | None, one: _Side | None, other: _Side | None, key: Key) -> str:
        """What one side removed and the other changed: of an object, what was changed in it."""
        there = one or other
        assert there  # both gone is the same on both sides
        if there.node.kind != "{":
            return self._ended(there.said)
        text = self._object(was, one or _NOTHING, other or _NOTHING, key)
        return "" if text == "{}" else text

    def _object(self, was: _Side | None, one: _Side, other: _Side, key: Key) -> str:
        """An object of ours, each member as all of them make it."""
        known = was.members() if was else {}
        mine, yours = one.members(), other.members()
        follow = _following(mine, yours)
        like = one if one.node.members else other
        gaps = like.gaps()
        pieces: list[str] = []

        def of(name: str | int) -> str:
            """The value under a name."""
            sides = (_below(was, known, name), _below(one, mine, name), _below(other, yours, name))
            return self.value(*sides, (*key, name))

        def add(members: Iterable[Member], place: int) -> None:
            """What theirs alone has, unless ours removed it."""
            for member in members:
                text = of(member.name)
                if text:
                    name = other.text[member.start : member.node.start]
                    pieces.append(self._ended(gaps[place] + name) + text)

        add(follow.get(None, ()), 0)
        for place, member in enumerate(one.node.members):
            text: str = one.text[member.node.start : member.node.end]
            last = mine[member.name] is member
            if last:
                text = of(member.name)
            if text:
                name = one.text[member.start : member.node.start]
                pieces.append(gaps[place] + name + text)
            if last:
                add(follow.get(member.name, ()), place + 1)
        return f"{{{','.join(pieces)}{self._ended(like.tail())}}}" if pieces else "{}"

    def _ended(self, text: str) -> str:
        return re.sub(r"\r\n?|\n", self.newline, text)


def _below(side: _Side | None, members: dict[str | int, Member], name: str | int) -> _Side | None:
    return _Side(side.text, members[name].node) if side and name in members else None


def _following(
    mine: Iterable[str | int], yours: dict[str | int, Member]
) -> dict[str | int | None, list[Member]]:
    """What theirs alone has, by the name that both have and that it follows there."""
    found: dict[str | int | None, list[Member]] = {}
    known, last = set(mine), None
    for name, member in yours.items():
        if name in known:
            last = name
        else:
            found.setdefault(last, []).append(member)
    return found


def _said(side: _Side | None) -> Any:
    """What a value says, however it is spaced and in whatever order; None where there is none."""
    if side is None:
        return None
    number = _Number  # as it is written, and no text
    return (json.loads(side.said, parse_float=number, parse_int=number),)


def _told(side: _Side) -> str:
    """A value on one line."""
    return json.dumps(json.loads(side.said), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Number:
    written: str
