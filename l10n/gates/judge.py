"""What keeps a release back, beside the errors of the checks: `[gates.release]` in the settings."""

from collections.abc import Iterable, Iterator

from l10n.errors import ConfigError
from l10n.gates.report import Level, Remark, Row
from l10n.glossary.lint import lint
from l10n.glossary.term import Term, TermStatus
from l10n.messages import gettext as _
from l10n.model import Catalog, Location, Severity, State
from l10n.project.config import Config
from l10n.project.tables import Gate

# What a gate may remark, with what each means: for reports that list their rules.
RULES = {
    "gate-coverage": _("As many units of each catalog are approved as the gate asks for."),
    "gate-outdated": _("No approval stands for an older source."),
    "gate-glossary": _("Every term is approved, and no glossary contradicts itself."),
    "gate-quality": _("No approved text began as a machine's that it was hardly sure of."),
}


def gate_named(config: Config, name: str) -> Gate:
    """The gate of a name; one without settings of its own asks for what the defaults say.

    Raises:
        ConfigError: where there is none; it lists those there are.
    """
    if name not in config.gates:
        raise ConfigError(
            _("There is no gate {name!r}.").format(name=name),
            path=config.path,
            remedy=_("There are: {names}.").format(names=", ".join(sorted(config.gates))),
        )
    return config.gates[name]


def rows(config: Config, catalogs: Iterable[Catalog], gate: Gate | None) -> list[Row]:
    """How each catalog stands, and what is wanted of it."""
    found: list[Row] = []
    for catalog in catalogs:
        name = config.of(catalog.domain).named(catalog.locale)
        live = catalog.live()
        approved = sum(entry.state is State.APPROVED for entry in live)
        wanted = gate.catalogs.get(name, gate.coverage) if gate else 0
        found.append(Row(name, catalog.path, len(live), approved, wanted))
    return found


def judged(
    gate: Gate, standing: Iterable[Row], catalogs: Iterable[Catalog], terms: Iterable[Term]
) -> Iterator[Remark]:
    """What the gate asks for and does not find."""
    for row in standing:
        yield from _coverage(row)
    for catalog in catalogs:
        yield from _outdated(gate, catalog)
        yield from _quality(gate, catalog)
    if gate.glossary:
        yield from _glossary(terms)


def _coverage(row: Row) -> Iterator[Remark]:
    place = Location(row.path, 1)
    if not row.units:
        # A catalog that is gone, or was never filled, is no release.
        message = _("{name} has no unit at all; run `l10n update`.").format(name=row.name)
        yield Remark("gate-coverage", Level.ERROR, message, place, evidence=row.name)
    elif 100 * row.approved < row.wanted * row.units:
        sentence = _("{name}: {share}% of {units} units are approved, and {wanted}% have to be.")
        message = sentence.format(
            name=row.name, share=row.share, units=row.units, wanted=row.wanted
        )
        yield Remark("gate-coverage", Level.ERROR, message, place, evidence=row.name)


def _outdated(gate: Gate, catalog: Catalog) -> Iterator[Remark]:
    old = [entry for entry in catalog.live() if entry.state is State.OUTDATED]
    for entry in old if len(old) > gate.outdated else ():
        yield Remark(
            "gate-outdated",
            Level.ERROR,
            _("Its source has changed since somebody translated it."),
            Location(catalog.path, entry.line),
            entry.unit.id,
            entry.unit.source[0],
        )


def _quality(gate: Gate, catalog: Catalog) -> Iterator[Remark]:
    for entry in catalog.live():
        made = entry.provenance
        if entry.state is not State.APPROVED or made is None:
            continue
        if 100 * made.quality < gate.quality:
            sentence = _("A machine wrote it, {quality:.0%} sure; {wanted}% are asked for.")
            yield Remark(
                "gate-quality",
                Level.ERROR,
                sentence.format(quality=made.quality, wanted=gate.quality),
                Location(catalog.path, entry.line),
                entry.unit.id,
                entry.unit.source[0],
            )


def _glossary(terms: Iterable[Term]) -> Iterator[Remark]:
    terms = list(terms)
    for term in terms:
        if term.status is TermStatus.PROPOSED:
            message = _("The term {term} is proposed, and not approved yet.")
            said = message.format(term=term.source)
            yield Remark("gate-glossary", Level.ERROR, said, term.location, evidence=term.source)
    for found in lint(terms):
        if found.severity is Severity.ERROR:
            yield Remark("gate-glossary", Level.ERROR, found.message, found.location)
