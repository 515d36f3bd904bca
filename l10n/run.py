"""Sources → release: the stages in their order, and what each did."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from l10n.catalogs import files as catalog_files
from l10n.catalogs.elsewhere import Elsewhere
from l10n.catalogs.extract import extract
from l10n.catalogs.update import Leave, losses, updated
from l10n.checks.checker import Checker, checkers
from l10n.errors import L10nError
from l10n.glossary.term import Term
from l10n.model import Catalog, Entry, Finding, State
from l10n.progress import Progress
from l10n.project.config import Config
from l10n.release import compile as compiling
from l10n.release.compile import Result
from l10n.release.whole import release
from l10n.translation import translators
from l10n.translation.fill import fill, unanswered


@dataclass(slots=True)
class Done:
    """What a run did; `rows` counts by catalog and stage, `made` are the releases by folder.

    `findings` are words in the sources that nobody can translate as they are written.
    """

    units: int = 0
    rows: dict[str, Counter[str]] = field(default_factory=dict)
    catalogs: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    errors: list[L10nError] = field(default_factory=list)
    unanswered: dict[str, list[Entry]] = field(default_factory=dict)
    made: dict[Path, Result] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def run(config: Config, engine: str | None, progress: Progress) -> Done:
    """Run all stages. A source or catalog that can't be read is an error; the rest goes on.

    Raises:
        L10nError: where nothing can go on.
    """
    done = Done()
    merged = [catalog for part in config.parts() for catalog in _merge(part, done, progress)]
    filled, terms = _translate(config, engine, merged, done, progress)
    by_locale = checkers(config, terms, filled)
    for catalog in filled:
        name = config.of(catalog.domain).named(catalog.locale)
        _check(catalog, by_locale[catalog.locale], done.rows[name])
    done.made, failed = release(config, by_locale, filled, None, compiling.Leave())
    done.errors += failed
    for result in done.made.values():
        for name, facts in result.facts.items():
            done.rows[name].update(shipped=facts["shipped"], held_back=facts["held_back"])
    return done


def _merge(config: Config, done: Done, progress: Progress) -> list[Catalog]:
    """The catalogs brought up to date; as they are where a source is missing, as its units are."""
    found = extract(config, progress)
    units, unread = found.units, found.errors
    done.units += len(units)
    elsewhere = Elsewhere(config)
    unread = unread or losses(config, config.target_locales, units, elsewhere).errors
    done.errors += unread
    done.findings += found.faults
    merged: list[Catalog] = []

    def change(catalog: Catalog) -> Catalog:
        fresh, counts = updated(catalog, units, config, Leave(), elsewhere)
        done.rows[config.named(catalog.locale)] = Counter(asdict(counts))
        return fresh

    for locale in config.target_locales:
        done.rows[config.named(locale)] = Counter()
        try:
            if unread:
                catalog = catalog_files.read(config, locale)
            else:
                catalog, _written = catalog_files.edit(config, locale, change)
        except L10nError as error:
            done.errors.append(error)
            continue
        done.catalogs[config.named(locale)] = catalog.path
        merged.append(catalog)
    return merged


def _translate(
    config: Config, engine: str | None, found: list[Catalog], done: Done, progress: Progress
) -> tuple[list[Catalog], list[Term]]:
    filled: list[Catalog] = []
    with translators.opened(config, engine) as opened:
        done.errors += opened.errors
        for catalog in found:
            suggester = opened.suggester(config.source_locale, catalog.locale, found)
            fresh, counts = fill(catalog, suggester, opened.store, progress)
            try:
                written, _left = catalog_files.write_changes(config, catalog, fresh)
            except L10nError as error:
                done.errors.append(error)
                continue
            name = config.of(catalog.domain).named(catalog.locale)
            done.rows[name].update(asdict(counts))
            if opened.speaks(config.source_locale, catalog.locale):
                done.unanswered[name] = unanswered(fresh)
            filled.append(written)
        done.notices += opened.notices
        return filled, opened.terms


def _check(catalog: Catalog, checker: Checker, row: Counter[str]) -> None:
    for item in checker.check_catalog(catalog):
        if item.finding.blocks:
            row["blocking" if item.blocks else "findings"] += 1
    states = Counter(entry.state for entry in catalog.live())
    row["waiting"] = states[State.MACHINE] + states[State.SUGGESTED]
    row["approved"] = states[State.APPROVED]
