"""A team's own functions that mark messages: what its catalogs have tells where they are called."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.plan import Plan
from l10n.adoption.readable import RESOURCES
from l10n.catalogs import files as catalog_files
from l10n.catalogs.extract import extract
from l10n.catalogs.note_tags import note_tags
from l10n.catalogs.unread import Unread, lost, unread, with_settings
from l10n.errors import L10nError
from l10n.model import Catalog
from l10n.progress import Progress, silent
from l10n.project.config import Config

Found = Mapping[str, Sequence[Unread]]
"""What was found, by what the catalogs are called."""


def find(settings: Config, progress: Progress = silent) -> Found:
    """What would have messages read that the catalogs have; nothing where a source can't be read.

    One catalog stands for those of all locales: the largest has the most messages.
    """
    found: dict[str, list[Unread]] = {}
    for part in settings.parts():
        if part.resource or not (there := _largest(part)):
            continue
        made = extract(part, progress, remember=False)
        if not made.errors:
            gone = lost(there, made.units)
            found[part.called] = [
                *unread(part, gone, there, made.units, progress),
                *note_tags(part, there, made.units),
            ]
    return {name: several for name, several in found.items() if several}


def _largest(part: Config) -> list[Catalog]:
    paths = {name: part.catalog_path(name) for name in part.target_locales}
    sizes = {name: path.stat().st_size for name, path in paths.items() if path.is_file()}
    with suppress(L10nError):  # `adopt` says what is wrong with it
        return [catalog_files.read(part, max(sizes, key=lambda one: sizes[one]))] if sizes else []
    return []


def completed(plan: Plan, found: Found) -> Plan:
    """The plan with what was found among the options of its code."""
    return replace(plan, catalogs=tuple(_with(one, found) for one in plan.catalogs))


def _with(catalogs: Catalogs, found: Found) -> Catalogs:
    several = found.get(catalogs.name or catalogs.domain, ())
    if catalogs.unread or catalogs.format in RESOURCES or not several:
        return catalogs
    return replace(catalogs, sources=tuple(_code(one, several) for one in catalogs.sources))


def _code(code: Code, found: Iterable[Unread]) -> Code:
    its = [one for one in found if one.extractor == code.extractor]
    if not its:
        return code
    options = with_settings(code.options, (one.setting for one in its))
    return replace(code, options=options, notes=(*code.notes, *map(str, its)))
