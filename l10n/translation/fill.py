"""Suggestions → catalogs: what a machine may write, and where."""

from dataclasses import dataclass

from l10n.model import (
    Catalog,
    Entry,
    Origin,
    Provenance,
    Route,
    State,
    Suggestion,
    Unit,
    content_hash,
)
from l10n.progress import Progress, silent
from l10n.store.hypotheses import HypothesisStore
from l10n.transitions import Action, Role, after
from l10n.translation.suggest import Suggester


@dataclass(frozen=True, slots=True)
class FillCounts:
    """What a fill did, in entries; `doubtful` counts those among them that go to REVIEW."""

    memory: int = 0
    glossary: int = 0
    machine: int = 0
    copied: int = 0
    unanswered: int = 0
    doubtful: int = 0


def open_to_machines(entry: Entry, locale: str) -> bool:
    """Whether a machine may write here: nothing stands there, or only a machine's own words."""
    if entry.obsolete or entry.state in {State.APPROVED, State.SUGGESTED, State.MACHINE}:
        return False
    if entry.state is State.UNTRANSLATED:
        return True
    made, words_of = entry.provenance, entry.unit
    if entry.state is State.OUTDATED and entry.previous:
        words_of = entry.previous
    return made is not None and made.hash == content_hash(
        locale, _with_context(words_of, entry.unit), entry.target
    )


def unanswered(filled: Catalog) -> list[Entry]:
    """The entries of a filled catalog that a machine may write, and had nothing for."""
    return [entry for entry in filled.live() if open_to_machines(entry, filled.locale)]


def _with_context(words_of: Unit, unit: Unit) -> Unit:
    return Unit(words_of.source, unit.context)


def fill(
    catalog: Catalog, suggester: Suggester, store: HypothesisStore, progress: Progress = silent
) -> tuple[Catalog, FillCounts]:
    """The catalog with a suggestion wherever a machine may write and has one.

    Why a suggestion is what it is, the catalog has no room for; the store keeps it.

    Words that were rejected do not come back: a suggestion that equals one is dropped.
    """
    waiting = {e.unit.id: e for e in catalog.entries if open_to_machines(e, catalog.locale)}

    def refused(unit: Unit, target: tuple[str, ...]) -> bool:
        return _is_rejected(waiting[unit.id], target, catalog.locale)

    units = (entry.unit for entry in waiting.values())
    suggestions = suggester.suggest(units, progress, refused)
    counts = dict.fromkeys(("memory", "glossary", "machine", "copied", "unanswered", "doubtful"), 0)
    names = {Origin.TM: "memory", Origin.GLOSSARY: "glossary", Origin.COPY: "copied"}
    entries: list[Entry] = []
    offers: dict[str, Suggestion] = {}
    for entry in catalog.entries:
        if entry.obsolete or entry.unit.id not in waiting:
            entries.append(entry)
            continue
        suggestion = suggestions.get(entry.unit.id)
        filled = _filled(entry, suggestion, catalog.locale) if suggestion else None
        if filled is None or suggestion is None:
            counts["unanswered"] += 1
            entries.append(entry)
        else:
            counts[names.get(suggestion.origin, "machine")] += 1
            counts["doubtful"] += suggestion.route is Route.REVIEW
            entries.append(filled)
            assert filled.provenance
            offers[filled.provenance.hash] = suggestion
    store.keep_offers(offers)
    filled_catalog = Catalog(
        catalog.locale,
        catalog.domain,
        catalog.path,
        catalog.header,
        tuple(entries),
        catalog.header_raw,
    )
    return filled_catalog, FillCounts(**counts)


def _is_rejected(entry: Entry, target: tuple[str, ...], locale: str) -> bool:
    today = content_hash(locale, entry.unit, target)
    return any(past.hash == today for past in entry.rejections)


def _filled(entry: Entry, suggestion: Suggestion, locale: str) -> Entry | None:
    today = content_hash(locale, entry.unit, suggestion.target)
    if _is_rejected(entry, suggestion.target, locale):
        return None
    return entry.evolve(
        target=suggestion.target,
        state=after(entry.state, Action.MACHINE_SUGGEST, Role.PIPELINE),
        provenance=Provenance(
            today, suggestion.origin, suggestion.by, suggestion.quality, suggestion.route
        ),
        approval=None,
        previous=None,
        fuzzy=True,
    )
