"""Units + catalog → catalog: like msgmerge, without its guesses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from l10n.catalogs.header import forms, with_true_header
from l10n.catalogs.near import Texts
from l10n.catalogs.notes import References, same_notes
from l10n.catalogs.order import arranged
from l10n.catalogs.twins import folded, with_words_of, without_words, words_before
from l10n.extractors.found import python_flags
from l10n.model import Catalog, Entry, Near, State, Unit, content_hash


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """What a merge did, in entries."""

    kept: int = 0
    new: int = 0
    outdated: int = 0
    obsolete: int = 0
    revived: int = 0


def merge(
    catalog: Catalog, units: Iterable[Unit], references: str = "file"
) -> tuple[Catalog, MergeCounts]:
    """The catalog brought up to date with the units.

    Unchanged entries stay byte for byte and keep their order; a unit whose source changed under
    the same identity is outdated and keeps its old words, and has its old state back where the
    source changes back; words go on with a text that has another key now, for a person to see;
    one that is gone becomes obsolete, if anybody wrote anything there; a new one is empty, with
    the nearest translated source beside it as a hint.

    Args:
        catalog: as it stands.
        units: of the sources.
        references: how places are written: "file", "line" with its number, "keep" as they stand.
    """
    # A live entry stands before obsolete ones of the same identity, and none of them is lost.
    entries = catalog.entries
    known: dict[tuple[str, str], list[int]] = {}
    for place in sorted(range(len(entries)), key=lambda place: entries[place].obsolete):
        known.setdefault(entries[place].unit.identity, []).append(place)
    live: list[tuple[int | None, Entry]] = []
    past = {place: entry for place, entry in enumerate(entries) if entry.obsolete}
    gone: list[Entry] = []
    counts = dict.fromkeys(("kept", "new", "outdated", "obsolete", "revived"), 0)
    written, many = References.of(catalog, references), forms(catalog)
    incoming = [*map(written.of_new, units)]
    moved = renamed(catalog, incoming)
    for unit in incoming:
        twins = known.pop(moved.get(unit.identity, unit.identity), [])
        if not twins:
            counts["new"] += 1
            live.append((None, Entry(unit, ("",) * _shape(unit, many))))
            continue
        chosen, entry = _chosen([entries[place] for place in twins], unit)
        past.pop(twins[chosen], None)
        if unit.identity in moved:
            entry = _under_new_key(entry, unit, catalog.locale)
        merged, what = _update(entry, _standing(written, unit, entry.unit), catalog.locale, many)
        counts[what] += 1
        if what == "outdated" and len(set(entry.target)) > len(set(merged.target)):
            merged = with_words_of(merged, entry)  # whole, should the plural come back
        live.append((None if entries[twins[0]].obsolete else twins[0], merged))
    for entry in (entries[place] for places in known.values() for place in places):
        if not entry.obsolete:
            counts["obsolete"] += 1
            if any(entry.target) or entry.comments or entry.rejections:
                gone.append(entry.evolve(obsolete=True))
    found = folded(_with_near(arranged(live, past, gone)))
    return replace(with_true_header(catalog), entries=tuple(found)), MergeCounts(**counts)


def renamed(catalog: Catalog, units: Iterable[Unit]) -> dict[tuple[str, str], tuple[str, str]]:
    """The new identities whose words stand under an old key: that is gone, the text is the same.

    Where several fit, a key that ends alike has them. What was rejected does not come back.
    """
    units = [unit for unit in units if unit.key]
    still = {unit.identity for unit in units}
    known = {entry.unit.identity for entry in catalog.entries}
    gone: dict[tuple[str, ...], list[Unit]] = {}
    for entry in catalog.live():
        lasting = any(entry.target) and entry.state is not State.REJECTED
        if entry.unit.key and lasting and entry.unit.identity not in still:
            gone.setdefault(entry.unit.source, []).append(entry.unit)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for unit in units:
        fitting = [] if unit.identity in known else gone.get(unit.source, [])
        if fitting:
            last = unit.key.rpartition(".")[2]
            was = next((u for u in fitting if u.key.rpartition(".")[2] == last), fitting[0])
            fitting.remove(was)
            found[unit.identity] = was.identity
    return found


def _under_new_key(entry: Entry, unit: Unit, locale: str) -> Entry:
    """The entry under another key: its words stay, and wait for a person.

    A key is its unit's context, and an approval is bound to that.
    """
    made = entry.provenance
    if made is not None and made.hash != content_hash(locale, entry.unit, entry.target):
        made = None
    if made is not None:
        made = replace(made, hash=content_hash(locale, unit, entry.target))
    state = entry.state
    if state is State.APPROVED:
        state = State.SUGGESTED if made is None else State.MACHINE
    return entry.evolve(unit=unit, state=state, approval=None, provenance=made, fuzzy=True)


def _chosen(twins: list[Entry], unit: Unit) -> tuple[int, Entry]:
    """Which entry of an identity goes on for a unit, and what it says; obsolete others stay.

    The live one, unless it is empty and another has words, or is what is left of another, whole
    one that was written for this very source; what people said beside it goes on with the other.
    """
    entry, *others = twins
    if not any(entry.target):
        better = [other for other in others if any(other.target)]
        better.sort(key=lambda other: (other.unit.source != unit.source, other.approval is None))
    elif entry.state is State.OUTDATED and entry.unit.source != unit.source:
        kept = len(entry.target)
        better = [
            o for o in others if (o.unit.source, o.target[:kept]) == (unit.source, entry.target)
        ]
    else:
        better = []
    if not better:
        return 0, entry
    number = next(n for n, other in enumerate(twins) if other is better[0])
    return number, better[0].evolve(
        comments=tuple(dict.fromkeys(better[0].comments + entry.comments)),
        rejections=tuple(dict.fromkeys(better[0].rejections + entry.rejections)),
        accepted=tuple(dict.fromkeys(better[0].accepted + entry.accepted)),
    )


def _standing(written: References, unit: Unit, was: Unit) -> Unit:
    """The unit as its entry writes it: in the team's own way, where that says the same."""
    own = tuple(f for f in was.flags if f not in unit.flags and _stays(f, was, unit))
    flags = (*unit.flags, *own)
    return replace(
        unit,
        locations=written.of_standing(unit, was),
        flags=was.flags if set(flags) == set(was.flags) else flags,
        notes=was.notes if same_notes(was.notes, unit.notes) else unit.notes,
    )


def _stays(flag: str, was: Unit, unit: Unit) -> bool:
    """Whether a flag stays that the extractor does not set: by hand, or of placeholders there are.

    The extractor tells limits from notes, and formats. Where it tells none, as in code that any
    formatter may fill in, what a team's tool said holds of a text that has such placeholders.
    """
    if flag.startswith("max-length:"):
        return not any(flag in note for note in was.notes)
    if flag.startswith("no-") or not flag.endswith("-format"):
        return True
    silent = not any(one.endswith("-format") for one in unit.flags)
    return silent and was.source == unit.source and flag in python_flags(unit.source)


def _shape(unit: Unit, many: int) -> int:
    """How many forms a target has: one without a plural, else as many as its catalog."""
    return many if len(unit.source) > 1 else 1


def _update(entry: Entry, unit: Unit, locale: str, many: int) -> tuple[Entry, str]:
    if entry.unit.source != unit.source:
        back = _restored(entry, unit, locale, many)
        return (back, "revived") if back else (_outdate(entry, unit, many), "outdated")
    what = "revived" if entry.obsolete else "kept"
    entry = entry.evolve(obsolete=False) if entry.obsolete else entry
    needed = _shape(unit, many)
    if len(entry.target) > needed and len(set(entry.target[needed - 1 :])) == 1:
        # As catalogs of Chinese were before CLDR: the same words for one and for many.
        cut = entry.evolve(target=entry.target[:needed], state=State.SUGGESTED, fuzzy=True)
        return cut.evolve(unit=unit, approval=None, provenance=None, previous=None), what
    if what == "revived":
        return entry.evolve(unit=unit), what
    projected = entry.state not in {State.APPROVED, State.UNTRANSLATED}
    if _says(entry.unit, unit) and entry.fuzzy == projected and not _stale(entry):
        return entry, "kept"
    previous = entry.previous if entry.state is State.OUTDATED else None
    approval = None if _stale(entry) else entry.approval
    return entry.evolve(unit=unit, previous=previous, approval=approval, fuzzy=projected), "kept"


def _stale(entry: Entry) -> bool:
    """Whether the entry holds an approval that its words left behind, or that a hand took back."""
    return (
        entry.approval is not None
        and entry.state is not State.APPROVED
        and (entry.state is not State.OUTDATED)
    )


def _says(was: Unit, unit: Unit) -> bool:
    """Whether the entry of a unit says all of it; a limit is said by its flag."""
    return was == (unit if unit.limit == was.limit else replace(unit, limit=was.limit))


def _restored(entry: Entry, unit: Unit, locale: str, many: int) -> Entry | None:
    """An outdated entry whose source is what it was, so that its marks fit its words again."""
    previous = entry.previous if entry.state is State.OUTDATED else None
    if previous is None or previous.source != unit.source:
        return None
    target = words_before(entry, unit) or entry.target[: _shape(unit, many)]
    today = content_hash(locale, unit, target)
    marked = (
        (State.REJECTED, entry.rejections),
        (State.APPROVED, (entry.approval,)),
        (State.MACHINE, (entry.provenance,)),
    )
    fitting = (state for state, marks in marked if any(m and m.hash == today for m in marks))
    state = next(fitting, State.SUGGESTED)
    return entry.evolve(
        unit=unit,
        target=target,
        state=state,
        previous=None,
        comments=without_words(entry, unit, target),
        obsolete=False,
        fuzzy=state is not State.APPROVED,
    )


def _outdate(entry: Entry, unit: Unit, many: int) -> Entry:
    needed = _shape(unit, many)
    if not any(entry.target):
        return Entry(unit, ("",) * needed, rejections=entry.rejections, comments=entry.comments)
    target = (entry.target + (entry.target[-1],) * needed)[:needed]
    lasting = entry.state in {State.APPROVED, State.OUTDATED}
    return entry.evolve(
        unit=unit,
        target=target,
        state=State.OUTDATED,
        approval=entry.approval if lasting else None,
        previous=entry.previous if entry.state is State.OUTDATED else entry.unit,
        obsolete=False,
        fuzzy=True,
    )


def _with_near(entries: list[Entry]) -> list[Entry]:
    """New entries with the nearest translated source as a hint; entries that have one keep it."""
    if not any(map(_wants_near, entries)):
        return entries
    translated: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: entry.obsolete):
        if any(entry.target):
            translated.setdefault(entry.unit.source[0], entry.target[0])
    texts = Texts(translated)
    return [_near(e, texts, translated) if _wants_near(e) else e for e in entries]


def _wants_near(entry: Entry) -> bool:
    return not (entry.obsolete or any(entry.target) or entry.raw or entry.near)


def _near(entry: Entry, texts: Texts, translated: dict[str, str]) -> Entry:
    found = texts.nearest(entry.unit.source[0])
    if found is None:
        return entry
    source, likeness = found
    return entry.evolve(near=Near(likeness / 100, source, translated[source]))
