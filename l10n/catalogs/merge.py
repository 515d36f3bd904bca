"""Units + catalog → catalog: like msgmerge, without its guesses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from l10n.catalogs.header import with_true_header
from l10n.formats.po_write import key_note
from l10n.model import Catalog, Entry, Location, Near, State, Unit, content_hash
from l10n.text.plurals import shape

# A near match below this is no help to a translator (the default of common CAT tools).
NEAR_CUTOFF = 75.0
# Bounds on the near-match search: longer strings are seldom near, and quadratic to compare.
_NEAR_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """What a merge did, in entries."""

    kept: int = 0
    new: int = 0
    outdated: int = 0
    obsolete: int = 0
    revived: int = 0


def merge(catalog: Catalog, units: Iterable[Unit]) -> tuple[Catalog, MergeCounts]:
    """The catalog brought up to date with the units.

    Unchanged entries stay byte for byte; a unit whose source changed under the same identity is
    outdated and keeps its old words, and has its old state back where the source changes back; one
    that is gone becomes obsolete, if anybody wrote anything there; a new one is empty, with the
    nearest translated source beside it as a hint.
    """
    # A live entry stands before obsolete ones of the same identity, and none of them is lost.
    known: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(catalog.entries, key=lambda entry: entry.obsolete):
        known.setdefault(entry.unit.identity, []).append(entry)
    live: list[Entry] = []
    gone: list[Entry] = []
    counts = dict.fromkeys(("kept", "new", "outdated", "obsolete", "revived"), 0)
    for fresh in units:
        unit = _as_written(fresh)
        twins = known.pop(unit.identity, [])
        if not twins:
            counts["new"] += 1
            live.append(Entry(unit, ("",) * shape(catalog.locale, len(unit.source))))
        else:
            entry, others = _chosen(twins, unit)
            merged, what = _update(entry, _with_denials(unit, entry), catalog.locale)
            counts[what] += 1
            live.append(merged)
            gone += others
            if what == "outdated" and len(set(entry.target)) > len(set(merged.target)):
                gone.append(entry.evolve(obsolete=True))  # whole, should the plural come back
    for entry in (entry for twins in known.values() for entry in twins):
        if entry.obsolete:
            gone.append(entry)
            continue
        counts["obsolete"] += 1
        if any(entry.target) or entry.comments or entry.rejections:
            gone.append(entry.evolve(obsolete=True))
    live = _with_near(live, [*live, *gone])
    return replace(with_true_header(catalog), entries=(*live, *gone)), MergeCounts(**counts)


def _chosen(twins: list[Entry], unit: Unit) -> tuple[Entry, list[Entry]]:
    """The entry that goes on for a unit, and the obsolete ones of its identity that stay beside.

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
    if better:
        others.remove(better[0])
        entry = better[0].evolve(
            comments=tuple(dict.fromkeys(better[0].comments + entry.comments)),
            rejections=tuple(dict.fromkeys(better[0].rejections + entry.rejections)),
            accepted=tuple(dict.fromkeys(better[0].accepted + entry.accepted)),
        )
    return entry, others


def _as_written(unit: Unit) -> Unit:
    """The unit as a catalog keeps it: files without lines, so that moved code is no diff."""
    paths = dict.fromkeys(location.path for location in unit.locations)
    context = unit.key or unit.context
    return replace(
        unit,
        context=context,
        notes=tuple(note for note in unit.notes if note.strip() != key_note(context)),
        locations=tuple(Location(path) for path in sorted(paths)),
    )


def _with_denials(unit: Unit, entry: Entry) -> Unit:
    """The unit with what somebody wrote beside its entry against a format flag."""
    denials = (f for f in entry.unit.flags if f.startswith("no-") and f not in unit.flags)
    return replace(unit, flags=(*unit.flags, *denials))


def _update(entry: Entry, unit: Unit, locale: str) -> tuple[Entry, str]:
    if entry.unit.source != unit.source:
        back = _restored(entry, unit, locale)
        return (back, "revived") if back else (_outdate(entry, unit, locale), "outdated")
    if entry.obsolete:
        return entry.evolve(unit=unit, obsolete=False), "revived"
    forms = shape(locale, len(unit.source))
    if len(entry.target) > forms and len(set(entry.target[forms - 1 :])) == 1:
        # As catalogs of Chinese were before CLDR: the same words for one and for many.
        cut = entry.evolve(target=entry.target[:forms], state=State.SUGGESTED, fuzzy=True)
        return cut.evolve(unit=unit, approval=None, provenance=None, previous=None), "kept"
    projected = entry.state not in {State.APPROVED, State.UNTRANSLATED}
    if _facts(entry.unit) == _facts(unit) and entry.fuzzy == projected and not _stale(entry):
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


def _facts(unit: Unit) -> Unit:
    return replace(unit, limit=0)


def _restored(entry: Entry, unit: Unit, locale: str) -> Entry | None:
    """An outdated entry whose source is what it was, so that its marks fit its words again."""
    previous = entry.previous if entry.state is State.OUTDATED else None
    if previous is None or previous.source != unit.source:
        return None
    target = entry.target[: shape(locale, len(unit.source))]
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
        obsolete=False,
        fuzzy=state is not State.APPROVED,
    )


def _outdate(entry: Entry, unit: Unit, locale: str) -> Entry:
    forms = shape(locale, len(unit.source))
    if not any(entry.target):
        return Entry(unit, ("",) * forms, rejections=entry.rejections, comments=entry.comments)
    target = (entry.target + (entry.target[-1],) * forms)[:forms]
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


def _with_near(live: list[Entry], memory: list[Entry]) -> list[Entry]:
    """New entries with the nearest translated source as a hint; entries that have one keep it."""
    translated = {
        e.unit.source[0]: e
        for e in memory
        if any(e.target) and len(e.unit.source[0]) <= _NEAR_CHARACTERS
    }
    choices = list(translated)
    return [
        _near(entry, translated, choices) if not any(entry.target) and not entry.raw else entry
        for entry in live
    ]


def _near(entry: Entry, translated: dict[str, Entry], choices: list[str]) -> Entry:
    source = entry.unit.source[0]
    if len(source) > _NEAR_CHARACTERS:
        return entry
    found = process.extractOne(source, choices, scorer=fuzz.ratio, score_cutoff=NEAR_CUTOFF)
    if found is None:
        return entry
    return entry.evolve(near=Near(found[1] / 100, found[0], translated[found[0]].target[0]))
