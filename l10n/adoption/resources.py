"""The team's own files of a locale → their words in its catalog."""

from collections.abc import Iterable
from dataclasses import replace

from l10n.adoption.adopt import Adopted, Voucher
from l10n.adoption.bring import Brought, bring
from l10n.catalogs import resources
from l10n.catalogs.merge import merge
from l10n.checks.checker import Checker
from l10n.formats.resources.resource import Resource
from l10n.formats.resources.units import targets
from l10n.model import Catalog, Entry, State, Unit
from l10n.project.config import Config
from l10n.release.resources import Said, shorts


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

    What has no words yet is told apart as `adopt` tells it. Where a text was edited in the file
    since it was written there, the edit is a person's suggestion, and what was approved waits.

    Args:
        part: the catalog's settings.
        catalog: as it stands; empty at first.
        units: of the sources.
        texts: the source file.
        checker: the locale's checks.
        voucher: who brings the words in.
        before: what was last written into the file.
    """
    units = list(units)
    merged, _counts = merge(catalog, units, part.references)
    there = resources.read(part, catalog.locale, texts)
    words = targets(there, texts) if there else {}
    known = {unit.key: unit for unit in units if unit.key}
    brought = [
        Brought(known[key].source, key, target) for key, target in words.items() if key in known
    ]
    done = bring(merged, brought, checker, voucher)
    today = shorts(part, catalog.locale, texts, words)
    edits = {key: words[key] for key in words if before.get(key, "") not in {"", today.get(key)}}
    entries = tuple(_edited(entry, edits) for entry in done.catalog.entries)
    done.catalog = replace(done.catalog, entries=entries)
    return done


def _edited(entry: Entry, edits: dict[str, tuple[str, ...]]) -> Entry:
    """The entry with the words that somebody wrote into the file in place of approved ones."""
    target = edits.get(entry.unit.key, ())
    if entry.obsolete or entry.state is not State.APPROVED or target in {(), entry.target}:
        return entry
    return entry.evolve(
        target=target, state=State.SUGGESTED, approval=None, provenance=None, fuzzy=True
    )
