"""`l10n ledger`: the review store's ledger looked through, kept elsewhere and brought back."""

import re
from dataclasses import asdict
from pathlib import Path

import click

from l10n import files
from l10n.cli import console, outputs, review_extra
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.text.visible import visible

# Fewer digits than this may begin another chain too.
_HEAD = re.compile(r"[0-9a-f]{8,32}")


def _head(_context: click.Context, _option: click.Parameter, text: str | None) -> str:
    """A head as it was noted down by hand, or its beginning; "" where none is asked for.

    Raises:
        click.BadParameter: for what can be none, so that a slip is no alarm.
    """
    if text is None:
        return ""
    head = text.strip().lower()
    if not _HEAD.fullmatch(head):
        raise click.BadParameter(_("A head is 32 hex digits, or at least the first 8 of them."))
    return head


@click.group(
    "ledger",
    cls=console.Group,
    help=_("Look through the ledger of all decisions, keep it elsewhere, and bring it back."),
    epilog=_("Example: `l10n ledger verify`"),
)
def command() -> None:
    """The group; see its commands."""


@command.command(
    "verify",
    help=_(
        "See that the ledger is as it was written.\n\n"
        "Each event holds a hash over itself and the one before. Note the head down elsewhere: "
        "with --head a ledger that was cut off at its end is seen too."
    ),
    epilog=_("Example: `l10n ledger verify --head 5f1c09ab`"),
)
@click.option(
    "--head",
    callback=_head,
    help=_("A head that was noted down, or its beginning; it must be in the chain."),
)
@review_extra.database_option
@console.json_option
def verify_command(head: str, database: str, as_json: bool) -> None:
    """Walk the chain, and tell each place where it does not hold."""
    _settings, store = review_extra.open_store(database)
    verify = review_extra.load("l10n.store.verify")
    with store.reading() as connection, console.progress(_("ledger")) as tell:
        found = verify.verify(connection, head, tell)
    if as_json:
        facts = {"events": found.events, "head": found.head, "holds": found.holds}
        broken = [{"number": e.number, "at": e.at, "unit": e.unit} for e in found.breaks]
        rows = {"missing": found.missing, "differing": found.differing}
        console.emit({**facts, "breaks": broken, **rows, "cut": found.cut})
    else:
        for event in found.breaks:
            sentence = _("The chain breaks at event {number} ({at}, {locale} {unit}).")
            console.warn(visible(sentence.format_map(asdict(event))))
        for locale, unit in found.missing:
            sentence = _("The last event of {locale} {unit} is not in the ledger.")
            console.warn(visible(sentence.format(locale=locale, unit=unit)))
        for locale, unit in found.differing:
            sentence = _("What stands in {locale} {unit} is not what its last event left.")
            console.warn(visible(sentence.format(locale=locale, unit=unit)))
        if found.cut:
            console.warn(_("The head that was noted down is not in the chain."))
        count = ngettext("{count} event.", "{count} events.", found.events)
        console.say(count.format(count=found.events))
        _say_head(found.head)
    console.finish(findings=not found.holds)


@command.command(
    "export",
    help=_("Write the ledger as lines of JSON, to be kept elsewhere."),
    epilog=_("Example: `l10n ledger export --output ledger.jsonl`"),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file to write."),
)
@review_extra.database_option
def export_command(output: Path, database: str) -> None:
    """Stream the events into a file that appears whole."""
    outputs.guard(output, "ledger", database)
    _settings, store = review_extra.open_store(database)
    lines = review_extra.load("l10n.store.ledger_lines")
    with store.reading() as connection, files.replacing(output) as out:
        out.writelines(lines.export(connection))
        _number, head = review_extra.load("l10n.store.ledger").head(connection)
    console.say(_("Written: {paths}").format(paths=output))
    _say_head(head)


@command.command(
    "import",
    help=_(
        "Bring an exported ledger back into a new, empty store, whole or not at all.\n\n"
        "The chain is looked through on the way. Then `l10n sync` brings the catalogs' units. With "
        "--head a file that was cut off at its end is refused."
    ),
    epilog=_("Example: `l10n ledger import ledger.jsonl --head 5f1c09ab`, then `l10n sync`"),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--head",
    callback=_head,
    help=_("A head that was noted down, or its beginning; the file must end there."),
)
@review_extra.database_option
def import_command(file: Path, head: str, database: str) -> None:
    """Read line by line, in one transaction."""
    _settings, store = review_extra.open_store(database)
    lines = review_extra.load("l10n.store.ledger_lines")
    with store.writing() as connection, file.open("rb") as stream:
        count, ended = lines.restore(connection, stream, str(file), head)
    said = ngettext("{count} event is back.", "{count} events are back.", count)
    console.say(said.format(count=count))
    _say_head(ended)


def _say_head(head: str) -> None:
    """What to note down, and to compare."""
    console.say(_("Head: {head}").format(head=head))
