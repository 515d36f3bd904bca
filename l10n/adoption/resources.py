"""The team's own files of a locale → their words in its catalog."""

from collections.abc import Iterable
from dataclasses import replace

from l10n.adoption.adopt import Adopted, Standing, Voucher
from l10n.adoption.bring import Brought, bring
from l10n.catalogs import resources
from l10n.catalogs.merge import merge
from l10n.catalogs.twins import with_words_of
from l10n.catalogs.update import refuse_to_lose
from l10n.checks.checker import Checker
from l10n.formats.resources.resource import Resource
from l10n.formats.resources.units import doubtful, of_one_text, targets, unit_key
from l10n.model import Catalog, Entry, State, Unit
from l10n.project.config import Config
from l10n.release.filling import Said, is_known, shorts


def adopt_files(
    part: Config,
    catalog: Catalog,
    units: Iterable[Unit],
    texts: Resource,
    checker: Checker,
    voucher: Voucher,
    before: Said,
) -> Adopted:
    """The catalog, brought up to date with the source file, with the words of the team's file.

    What has no words yet is told apart as `adopt` tells it. Where a text in the file is neither
    what was last seen there nor the catalog's, somebody wrote it since: it is a person's
    suggestion now, and the words that it takes the place of stay beside it.

    Args:
        part: the catalog's settings.
        catalog: as it stands; empty at first.
        units: of the sources.
        texts: the source file.
        checker: the locale's checks.
        voucher: who brings the words in.
        before: what was last seen in the file, or written there.

    Raises:
        CatalogError: where the source file lacks a great part of what the catalog has words for.
        SourceError: where the team's file can't be read.
    """
    units = list(units)
    refuse_to_lose(catalog, units, part.update)
    merged, _counts = merge(catalog, units, part.references)
    there = resources.read(part, catalog.locale, texts)
    if there is None:
        return bring(merged, (), checker, voucher)
    words = targets(there, texts)
    seen = {name: said for name, said in shorts(there, texts).items() if name in words}
    new = tuple(m for m in texts.messages if seen.get(unit_key(m), "") != before.get(unit_key(m)))
    edits = targets(there, replace(texts, messages=new))
    known = {unit.key: unit for unit in units if unit.key}
    unsure, single = doubtful(there, texts), of_one_text(there, texts)
    brought = [
        Brought(known[key].source[: 1 if key in single else None], key, target, key in unsure)
        for key, target in words.items()
        if key in known
    ]
    entries = [
        _edited(entry, edits.get(entry.unit.key, ()), there.locale) for entry in merged.entries
    ]
    edited = sum(now is not was for now, was in zip(entries, merged.entries, strict=True))
    done = bring(replace(merged, entries=tuple(entries)), brought, checker, voucher)
    done.counts[Standing.KNOWN] -= edited
    done.counts[Standing.SUGGESTED] += edited
    done.seen = seen
    return done


def _edited(entry: Entry, target: tuple[str, ...], locale: str) -> Entry:
    """The entry with the words that somebody wrote into the file in place of its own."""
    empty = entry.state in {State.UNTRANSLATED, State.MACHINE} and not entry.rejections
    if entry.obsolete or empty or not target or is_known(entry, target, locale):
        return entry
    new = entry.evolve(
        target=target,
        state=State.SUGGESTED,
        approval=None,
        provenance=None,
        near=None,
        previous=None,
        fuzzy=True,
    )
    return with_words_of(new, entry) if any(entry.target) else new
