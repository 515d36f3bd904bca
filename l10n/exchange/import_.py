"""Exchange files that come back → decisions: seen line by line first, then taken as by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.engine import Connection

from l10n.errors import CatalogError, ConfigError, L10nError, ReviewError
from l10n.exchange.by_source import identified
from l10n.exchange.compare import FORMATS, Incoming, Outcome, report
from l10n.exchange.export import catalog_of
from l10n.formats.exchange import ExchangeFormat, ExchangeRow
from l10n.messages import gettext as _
from l10n.model import Unit, digest
from l10n.project.config import Config
from l10n.review.batch import decide_each
from l10n.review.decide import Actor, Decision, Rules
from l10n.store import changes
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.text.locales import same_language
from l10n.transitions import Action, Role, step

_ASKED = {
    Outcome.EDIT: (Action.EDIT,),
    Outcome.APPROVE: (Action.APPROVE,),
    Outcome.EDIT_APPROVE: (Action.EDIT, Action.APPROVE),
}
# Twice the largest project that the review tool is measured with.
MOST_ROWS = 200_000
_JUDGES = frozenset({Role.REVIEWER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file that came back, and what becomes of it here.

    Attributes:
        actions: what the actor may do of what the row asks for.
        reason: why that is less than the row asks for, a whole sentence.
        record: the unit as it stood, None where there is none.
    """

    row: Incoming
    actions: tuple[Action, ...] = ()
    reason: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file that came back, line by line.

    Attributes:
        seal: names these lines and what stands here: what is confirmed is what was seen.
    """

    locale: str
    lines: tuple[Line, ...]
    seal: str

    @property
    def ready(self) -> tuple[Line, ...]:
        """The lines that something would be done for."""
        return tuple(line for line in self.lines if line.actions)


def read(
    connection: Connection,
    config: Config,
    rules: Rules,
    actor: Actor,
    data: bytes,
    name: str,
    form: str = "",
    locale: str = "",
    locales: Sequence[str] = (),
) -> ImportPreview:
    """What each line of a file would do, were it confirmed now; nothing is written.

    Args:
        name: of the file: its suffix tells the format where `form` does not.
        locale: the target locale, for files that name none.
        locales: those that the actor works on; empty: all of them.

    Raises:
        CatalogError: where the file as a whole makes no sense.
        ConfigError: where it is not clear what it is, or for which locale.
        ReviewError: where the locale is not the actor's.
    """
    rows = list(islice(_format_of(name, form).read(data, name), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise CatalogError(
            _("The file has more than {most} units.").format(most=MOST_ROWS),
            path=name,
            remedy=_("Split it."),
        )
    locale = _locale_of(config, rows, locale)
    if locales and locale not in locales:
        raise ReviewError(
            _("The file is for {locale}, which is not yours.").format(locale=locale),
            remedy=_("Ask somebody who works on it."),
        )
    rows = identified(connection, locale, rows, name)
    names = dict.fromkeys(row.id for row in rows if isinstance(row, ExchangeRow))
    known = changes.of_ids(connection, locale, names)
    known = {name: record for name, record in known.items() if not record.obsolete}
    judged = _judged(connection, config, rules, locale, rows, known)
    lines = [_line(row, known.get(row.id), actor, rules) for row in judged]
    lines.sort(key=lambda line: line.row.line)
    seen = [
        [n.row.line, n.row.id, n.row.target, n.actions, n.record.hash if n.record else ""]
        for n in lines
    ]
    return ImportPreview(locale, tuple(lines), digest(locale, seen))


def _format_of(name: str, form: str) -> ExchangeFormat:
    named = (way for way in FORMATS.values() if name.lower().endswith(way.suffix))
    found = FORMATS.get(form) or next(named, None)
    if found is None:
        raise ConfigError(
            _("It is not clear what kind of file {name} is.").format(name=name),
            remedy=_("Exchange files end in {suffixes}.").format(
                suffixes=", ".join(way.suffix for way in FORMATS.values())
            ),
        )
    return found


def _locale_of(config: Config, rows: Sequence[ExchangeRow | L10nError], asked: str) -> str:
    """The project's locale that a file is for: the one asked for, the file's own, or the only."""
    known = (*config.target_locales, config.source_locale)
    said = next((r.locale for r in rows if isinstance(r, ExchangeRow) and r.locale), "")
    if asked in known:
        return asked
    if said:
        exact = [name for name in known if name == said.replace("-", "_")]
        found = exact or [name for name in known if same_language(said, name)]
    else:
        found = list(config.target_locales) if len(config.target_locales) == 1 else []
    if asked or len(found) != 1:
        raise ConfigError(
            _("It is not clear which locale the file is for."),
            remedy=_("Choose one of {names}.").format(names=", ".join(known)),
        )
    return found[0]


def _judged(
    connection: Connection,
    config: Config,
    rules: Rules,
    locale: str,
    rows: Sequence[ExchangeRow | L10nError],
    known: dict[str, Record],
) -> Iterator[Incoming]:
    """The rows judged, each by the checks for its unit's direction and kind."""
    groups: dict[tuple[str, str], list[ExchangeRow | L10nError]] = {}
    for row in rows:
        record = known.get(row.id) if isinstance(row, ExchangeRow) else None
        way = (record.source_locale, str(record.unit.kind)) if record else ("", "")
        groups.setdefault(way, []).append(row)
    for way, found in groups.items():
        alike = [r for r in known.values() if (r.source_locale, str(r.unit.kind)) == way]
        # Rows without a unit are unknown whatever the checks say.
        like = alike[0] if alike else Record(locale, config.source_locale, Unit(("",)))
        checker = rules.checker(like)
        yield from report(found, catalog_of(connection, config, locale, alike), checker)


def _line(row: Incoming, record: Record | None, actor: Actor, rules: Rules) -> Line:
    """What the actor may do of what a row asks for."""
    asked = _ASKED.get(row.outcome, ())
    if record is None or not asked:
        return Line(row, (), row.reason, record)
    if record.conflict is not None and Action.APPROVE in asked:
        return Line(row, (), _("The catalog file says something else here."), record)
    if Action.APPROVE in asked and (why := _bar(record, asked, actor, rules)):
        # The words are taken all the same, where there are new ones: a suggestion waits.
        asked = asked[:-1]
        if not asked:
            return Line(row, (), why, record)
        return _allowed(row, asked, why, record, actor)
    return _allowed(row, asked, "", record, actor)


def _bar(record: Record, asked: tuple[Action, ...], actor: Actor, rules: Rules) -> str:
    """Why the actor can't approve it, "" where they can."""
    if actor.role not in _JUDGES:
        return _("Translators suggest; a reviewer approves.")
    own = Action.EDIT in asked or record.author == actor.name
    if rules.four_eyes and own:
        return _("These words are yours; with the four-eyes rule somebody else approves them.")
    return ""


def _allowed(
    row: Incoming, asked: tuple[Action, ...], why: str, record: Record, actor: Actor
) -> Line:
    try:
        step(record.state, asked[0], actor.role)
    except ReviewError as error:
        return Line(row, (), error.message, record)
    return Line(row, asked, why, record)


def carry_out(
    database: Database, rules: Rules, actor: Actor, found: ImportPreview, at: str
) -> tuple[int, list[tuple[Line, str]]]:
    """Decide every line that is ready, on the words that were seen: how many, and what refused.

    Raises:
        StorageError: where the store refuses.
    """
    wanted = ([_decision(found, line, action) for action in line.actions] for line in found.ready)
    answers = zip(found.ready, decide_each(database, rules, actor, wanted, at), strict=True)
    refused = [(line, why.message) for line, why in answers if why]
    return len(found.ready) - len(refused), refused


def _decision(found: ImportPreview, line: Line, action: Action) -> Decision:
    assert line.record is not None
    return Decision(found.locale, line.row.id, action, line.record.hash, line.row.target)
