"""Units → catalog, with a stop before what people did would be lost in silence.

A catalog that a team brings has translations that no mark of ours speaks of, and a source that
can't be found looks like one that was deleted. Both are asked about; neither is a verdict.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from l10n.catalogs import files
from l10n.catalogs.elsewhere import Elsewhere
from l10n.catalogs.header import is_ours, made_ours
from l10n.catalogs.merge import MergeCounts, merge, renamed
from l10n.errors import CatalogError, L10nError
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Catalog, Entry, State, Unit
from l10n.project.config import Config
from l10n.project.tables import Update

# So many foreign translations, and such a share of all, are no evening's edits by hand.
_MANY, _SHARE = 20, 0.1
# The folders and files named where entries would go.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Leave:
    """What a person said may happen.

    Attributes:
        as_suggestions: translations without a mark become suggestions, to be reviewed.
        obsolete: a great part of the entries may become obsolete.
    """

    as_suggestions: bool = False
    obsolete: bool = False


def updated(
    catalog: Catalog, units: Sequence[Unit], config: Config, leave: Leave, elsewhere: Elsewhere
) -> tuple[Catalog, MergeCounts]:
    """The catalog brought up to date with the units, as `merge` does it.

    Args:
        elsewhere: tells of entries that stay, because nothing reads the files they come from.

    Raises:
        CatalogError: where it holds translations that nobody has adopted, or where more entries
            than the limits allow would become obsolete; with the ways to go on.
    """
    if not leave.as_suggestions:
        refuse_to_void(catalog)
    units = [*units, *elsewhere.units(catalog, units)]
    merged, counts = merge(catalog, units, config.references)
    if not leave.obsolete:
        refuse_to_lose(catalog, units, config.update)
    return made_ours(merged), counts


def unadopted(catalog: Catalog) -> list[Entry]:
    """The entries that ship today and that no mark of ours speaks of."""
    return [e for e in catalog.live() if e.state is State.SUGGESTED and not e.fuzzy]


def refuse_to_void(catalog: Catalog) -> None:
    """Refuse a catalog whose translations no mark of ours speaks of, before one is written there.

    Raises:
        CatalogError: with the two ways on.
    """
    count = len(unadopted(catalog))
    few = count < _MANY or count <= _SHARE * len(catalog.live())
    if not count or (few and is_ours(catalog)):
        return
    raise CatalogError(
        ngettext(
            "{count} translation here is by people, and l10n has never seen it: "
            "it would no longer ship.",
            "{count} translations here are by people, and l10n has never seen them: "
            "they would no longer ship.",
            count,
        ).format(count=count),
        path=catalog.path,
        remedy=_(
            "Run `l10n adopt` to take them as approved, or `l10n update --as-suggestions` to have "
            "each reviewed first."
        ),
    )


@dataclass(frozen=True, slots=True)
class Losses:
    """What catalogs would lose.

    Attributes:
        errors: an error for each that would lose too much; the first says what would help.
        advice: what would help where many are lost and not too many, a sentence each.
    """

    errors: list[L10nError]
    advice: Sequence[str] = ()


def losses(
    config: Config, locales: Iterable[str], units: Sequence[Unit], elsewhere: Elsewhere
) -> Losses:
    """What each catalog of a part would lose: a source that moved is gone for all of its locales.

    So where one of them would lose too much, none is written; what can't be read is told elsewhere.
    """
    errors: list[L10nError] = []
    losing: list[Catalog] = []
    for locale in locales:
        try:
            catalog = files.read(config, locale)
        except L10nError:
            continue
        there = [*units, *elsewhere.units(catalog, units)]
        if len(_gone(catalog, there)) >= max(config.update.obsolete_count, 1):
            losing.append(catalog)
        try:
            refuse_to_lose(catalog, there, config.update)
        except CatalogError as error:
            errors.append(error)
    if not losing or config.resource:
        return Losses(errors)
    # Loads grammars, which few updates need.
    from l10n.catalogs.unread import advice  # noqa: PLC0415

    said = advice(config, losing, units)
    if said and errors:
        first = errors[0]
        path = first.place.path if first.place else ""
        errors[0] = CatalogError(first.message, path=path, remedy=" ".join(said))
        said = []
    return Losses(errors, said)


def refuse_to_lose(catalog: Catalog, units: Iterable[Unit], limits: Update) -> None:
    """Refuse units that lack a great part of what the catalog has words for.

    Raises:
        CatalogError: where more entries than the limits allow would become obsolete.
    """
    # Entries without words lose nothing, and would hide how much the others do.
    live = [entry for entry in catalog.live() if any(entry.target)]
    gone = _gone(catalog, units)
    if len(gone) < limits.obsolete_count or len(gone) * 100 <= limits.obsolete_percent * len(live):
        return
    raise CatalogError(
        _("{count} of {total} translations would become obsolete: {sources}.").format(
            count=len(gone), total=len(live), sources=_sources(gone)
        ),
        path=catalog.path,
        remedy=_(
            "Correct the sources in the settings; where the strings are gone, "
            "`l10n update --obsolete-ok` lets them go."
        ),
    )


def _gone(catalog: Catalog, units: Iterable[Unit]) -> list[Entry]:
    """The translated entries that the sources no longer give."""
    units = list(units)
    still = {unit.identity for unit in units} | {*renamed(catalog, units).values()}
    return [e for e in catalog.live() if any(e.target) and e.unit.identity not in still]


def _sources(gone: Iterable[Entry]) -> str:
    """Where the entries came from, the most first."""
    counted = Counter(
        str(PurePosixPath(entry.unit.locations[0].path)) if entry.unit.locations else _("no file")
        for entry in gone
    )
    named = [f"{path} ({count})" for path, count in counted.most_common(_NAMED)]
    return ", ".join([*named, *(["…"] if len(counted) > _NAMED else [])])
