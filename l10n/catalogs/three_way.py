"""Two sides' catalogs and the one they come from → one catalog, message by message.

What one side alone changed is taken, as it stands there. Where both changed a message, its parts
are merged one by one; words that both wrote differently are two suggestions: one stands in the
entry, the other beside it (`twins.py`), and which is which depends on the words alone, not on the
side. An approval comes along as it is and counts only where its hash fits.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from l10n.catalogs.header import with_header
from l10n.catalogs.twins import folded, with_words_of
from l10n.formats.marks import Marks
from l10n.formats.po import state_of
from l10n.model import Approval, Catalog, Entry, Origin, Unit, content_hash

_Name = tuple[str, ...]
_T = TypeVar("_T")
_MISSING = Entry(Unit(("",)))


@dataclass(frozen=True, slots=True)
class Merged:
    """The catalog, and the messages whose words stand beside others now."""

    catalog: Catalog
    both_changed: tuple[Unit, ...]


def merged(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """One catalog of both sides, in the order of ours; what is new in theirs stands by its kin."""
    was, one, other = (_by_name(catalog.entries) for catalog in (base, ours, theirs))
    found: dict[_Name, Entry] = {}
    both: list[Unit] = []
    for name in _in_order(list(one), list(other)):
        entry = _of_all(was.get(name), one.get(name), other.get(name), ours.locale)
        if entry is None:
            continue
        found[name], disputed = entry
        if disputed:
            both.append(found[name].unit)
    entries = _each_once(folded(found.values()))
    header = _header(base, ours, theirs)
    return Merged(replace(header, entries=tuple(entries)), tuple(both))


def _by_name(entries: Iterable[Entry]) -> dict[_Name, Entry]:
    """The entries by what makes them the same on both sides; what is obsolete goes behind."""
    found: dict[_Name, Entry] = {}
    entries = list(entries)
    live = {entry.unit.identity for entry in entries if not entry.obsolete}
    for entry in entries:
        name: _Name = entry.unit.identity
        if name in found or (entry.obsolete and name in live):
            name = ("obsolete", entry.unit.context, *entry.unit.source)
        if name in found:
            found[name] = with_words_of(found[name], entry)
        else:
            found[name] = entry
    return found


def _in_order(ours: list[_Name], theirs: list[_Name]) -> list[_Name]:
    """All names: ours, and after each the new ones that follow it in theirs."""
    known = set(ours)
    after: dict[_Name | None, list[_Name]] = {}
    last: _Name | None = None
    for name in theirs:
        if name in known:
            last = name
        else:
            after.setdefault(last, []).append(name)
    found = after.get(None, [])
    for name in ours:
        found += [name, *after.get(name, [])]
    return found


def _of_all(
    was: Entry | None, one: Entry | None, other: Entry | None, locale: str
) -> tuple[Entry, bool] | None:
    """The message's entry, and whether its words are in dispute; None where it is gone."""
    if one is None or other is None:
        there = one or other
        # Gone on one side, and as it was on the other; or new on one.
        gone = there is None or (was is not None and _same(was, there))
        return None if gone or there is None else (there, False)
    if _same(one, other) or (was and _same(was, other)):
        return one, False
    if was and _same(was, one):
        return other, False
    return _of_both(was or _MISSING, one, other, locale)


def _same(one: Entry, other: Entry) -> bool:
    return one == other and one.fuzzy == other.fuzzy


def _of_both(was: Entry, one: Entry, other: Entry, locale: str) -> tuple[Entry, bool]:
    """An entry that both sides changed, part by part."""
    chosen, beside = _words(was, one, other, locale)
    disputed = beside is not None and _by_person(beside, locale)
    unit = _unit(was.unit, one.unit, other.unit, chosen.unit)
    if disputed:
        approval, fuzzy = None, True
    elif beside:
        approval, fuzzy = chosen.approval, chosen.fuzzy
    else:
        approval = _approval(was, one, other)
        fuzzy = _one_of(was.fuzzy, one.fuzzy, other.fuzzy, max)
    marks = Marks(
        approval,
        chosen.provenance,
        _all_of(was.rejections, one.rejections, other.rejections),
        _all_of(was.accepted, one.accepted, other.accepted),
        chosen.near,
        _all_of(was.comments, one.comments, other.comments),
    )
    previous = _one_of(was.previous, one.previous, other.previous, lambda _a, _b: chosen.previous)
    entry = chosen.evolve(
        unit=unit,
        state=state_of(
            unit, chosen.target, locale, marks, fuzzy=fuzzy, outdated=previous is not None
        ),
        approval=marks.approval,
        rejections=marks.rejections,
        accepted=marks.accepted,
        comments=marks.comments,
        previous=previous,
        obsolete=_one_of(was.obsolete, one.obsolete, other.obsolete, min),
        fuzzy=fuzzy,
    )
    if disputed and beside:
        bare = replace(beside, comments=(), rejections=(), accepted=())
        entry = with_words_of(entry, bare)
    return entry, disputed


def _words(was: Entry, one: Entry, other: Entry, locale: str) -> tuple[Entry, Entry | None]:
    """The side whose words stand, and the one that has others, if both changed them."""
    if one.target == other.target:
        return min(one, other, key=_plain), None
    if _said(one) == _said(was):
        return other, None
    if _said(other) == _said(was):
        return one, None
    ranked = sorted((one, other), key=lambda entry: (_by_person(entry, locale), entry.target))
    return ranked[1], ranked[0]


def _said(entry: Entry) -> tuple[tuple[str, ...], Approval | None]:
    """What a side said: the words, and that somebody stands by them."""
    return entry.target, entry.approval


def _plain(entry: Entry) -> tuple[bool, str]:
    """An order of entries with the same words: who has an approval comes first."""
    return entry.approval is None, repr(entry)


def _by_person(entry: Entry, locale: str) -> bool:
    """Whether a person wrote the words, or stands by them."""
    made = entry.provenance
    machine = (
        made is not None
        and made.origin is not Origin.GUESS
        and made.hash == content_hash(locale, entry.unit, entry.target)
    )
    return any(entry.target) and (not machine or entry.approval is not None)


def _approval(was: Entry, one: Entry, other: Entry) -> Approval | None:
    """The approval of words that both sides have; taken back on one side, it is none."""

    def earliest(mine: Approval | None, yours: Approval | None) -> Approval | None:
        return min(mine, yours, key=lambda a: (a.at, a.by, repr(a))) if mine and yours else None

    return _one_of(was.approval, one.approval, other.approval, earliest)


def _unit(was: Unit, one: Unit, other: Unit, chosen: Unit) -> Unit:
    source = _one_of(was.source, one.source, other.source, lambda _a, _b: chosen.source)
    flags = _all_of(was.flags, one.flags, other.flags)
    limit = _one_of(was.limit, one.limit, other.limit, min)
    return replace(
        one,
        source=source,
        notes=_all_of(was.notes, one.notes, other.notes),
        locations=_all_of(was.locations, one.locations, other.locations),
        flags=flags,
        limit=limit,
    )


def _one_of(was: _T, one: _T, other: _T, both: Callable[[_T, _T], _T]) -> _T:
    """What one side changed, and what both changes give."""
    if one in (other, was):
        return other
    return one if other == was else both(one, other)


def _all_of(was: tuple[_T, ...], one: tuple[_T, ...], other: tuple[_T, ...]) -> tuple[_T, ...]:
    """What both sides have or added; what a side took away is gone."""
    every = dict.fromkeys((*one, *other))
    return tuple(item for item in every if item not in was or (item in one and item in other))


def _each_once(entries: list[Entry]) -> list[Entry]:
    """Each message once, as gettext counts them; the words of a second one stand beside it."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        name = entry.unit.context, entry.unit.source[0]
        found[name] = with_words_of(found[name], entry) if name in found else entry
    return list(found.values())


def _header(base: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """Ours with the fields that theirs changed; of a field that both changed, the greater."""
    if theirs.header_raw in {ours.header_raw, base.header_raw}:
        return ours
    if ours.header_raw == base.header_raw:
        return replace(ours, header=theirs.header, header_raw=theirs.header_raw)
    was, one, other = (dict(catalog.header) for catalog in (base, ours, theirs))
    fields = {
        name: _one_of(was.get(name, ""), one.get(name, ""), other.get(name, ""), max)
        for name in (*one, *other)
    }
    changed = {name for name, value in fields.items() if one.get(name, "") != value}
    header = tuple((name, value) for name, value in fields.items() if value)
    return with_header(ours, header, changed) if changed else ours
