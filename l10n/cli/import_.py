"""`l10n import`: what people did elsewhere, back into the review store."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n import files
from l10n.cli import console, deciding, review_extra
from l10n.messages import gettext as _
from l10n.review import Role

if TYPE_CHECKING:
    from l10n.pipeline.takeback import Line, Returned

_NOTEWORTHY = frozenset({"conflict", "unknown", "refused"})


@click.command(
    "import",
    help=_(
        "Take a file of `l10n export` back: new words, and approvals.\n\n"
        "Each line is matched by id and checked; what changed here meanwhile is a conflict and "
        "stays as it is. With --dry-run nothing is written."
    ),
    epilog=_("Example: `l10n import work.xlf --by Ann --dry-run`"),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@deciding.by_option
@click.option("-l", "--locale", default="", help=_("The target locale, where the file names none."))
@click.option(
    "--format",
    "form",
    type=click.Choice(("xliff", "csv", "po")),
    help=_("The format of the file; its suffix says it otherwise."),
)
@click.option("--dry-run", is_flag=True, help=_("Only tell what would happen."))
@review_extra.database_option
@console.json_option
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    by: str | None,
    locale: str,
    form: str | None,
    dry_run: bool,
    database: str,
    as_json: bool,
) -> None:
    """Read, tell line by line, and take."""
    settings, store = review_extra.open_store(context, database)
    takeback = review_extra.load("l10n.pipeline.takeback")
    decide = review_extra.load("l10n.pipeline.decide")
    reference = review_extra.load("l10n.pipeline.reference").Reference(settings, store)
    people = review_extra.load("l10n.store.people")
    rules = decide.Rules(reference.checker, settings.review.four_eyes)
    locale = locale and console.known_locale(settings, locale)
    with store:
        with store.reading() as connection:
            name = deciding.person(by)
            # Who has the database needs no account; who has one is held to it.
            known = people.get(connection, name)
            actor = decide.Actor(name, known.role if known else Role.REVIEWER)
            found = takeback.read(
                connection,
                settings,
                rules,
                actor,
                files.read_bytes(file),
                file.name,
                form or "",
                locale,
                known.locales if known else (),
            )
        decided, refused = 0, []
        if not dry_run:
            decided, refused = takeback.carry_out(store, rules, actor, found, deciding.now())
    _tell(found, decided, refused, as_json=as_json)
    stayed = any(line.row.outcome in _NOTEWORTHY or line.reason for line in found.lines)
    console.finish(findings=stayed or bool(refused))


def _tell(
    found: "Returned", decided: int, refused: "list[tuple[Line, str]]", *, as_json: bool
) -> None:
    if as_json:
        console.emit(
            {
                "locale": found.locale,
                "decided": decided,
                "lines": [_told(line) for line in found.lines],
                "refused": [{"id": line.row.id, "reason": why} for line, why in refused],
            }
        )
        return
    rows = [
        (
            line.row.line or "",
            line.record.unit.source[-1] if line.record else line.row.id,
            ", ".join(line.actions) or line.row.outcome,
            " ".join([line.reason, *(f.message for f in line.row.findings)]).strip(),
        )
        for line in found.lines
        if line.row.outcome != "unchanged"
    ]
    columns = [_("Line"), _("Unit"), _("What happens"), _("Findings")]
    console.table(found.locale, columns, rows, numeric=[0])
    for line, why in refused:
        console.warn(f"{line.row.line}: {why}")
    console.say(
        _("{ready} of {lines} lines bring something; {decided} units taken.").format(
            ready=len(found.ready), lines=len(found.lines), decided=decided
        )
    )


def _told(line: "Line") -> dict[str, Any]:
    row = line.row
    return {
        "line": row.line,
        "id": row.id,
        "outcome": str(row.outcome),
        "actions": [str(action) for action in line.actions],
        "target": list(row.target),
        "reason": line.reason,
        "findings": [
            {"check": f.check, "severity": str(f.severity), "message": f.message}
            for f in row.findings
        ],
    }
