"""`l10n user`: who may enter the review tool."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from l10n.cli import console, deciding, review_extra
from l10n.config import Config
from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.review import Role

if TYPE_CHECKING:
    from l10n.store.people import Person

_ROLES = [str(role) for role in (Role.TRANSLATOR, Role.REVIEWER, Role.ADMIN)]

_locales_option = click.option(
    "-l",
    "--locale",
    "locales",
    multiple=True,
    help=_("A locale they work on; may stand more than once. Default: all."),
)
_password_option = click.option(
    "--password-stdin", is_flag=True, help=_("Read the password from standard input.")
)


@click.group(
    "user",
    cls=console.Group,
    help=_("Add, list and change the people who may enter the review tool."),
    epilog=_("Example: `l10n user add Ann --role admin`"),
)
def command() -> None:
    """The group; its commands follow."""


@command.command(
    "add",
    help=_("Add somebody; the password is asked for."),
    epilog=_("Example: `l10n user add Ann --role reviewer --locale zh_Hans`"),
)
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True, help=_("What they may do."))
@_locales_option
@_password_option
@review_extra.database_option
@click.pass_context
def add_command(
    context: click.Context,
    name: str,
    role: str,
    locales: tuple[str, ...],
    password_stdin: bool,
    database: str,
) -> None:
    """One more."""
    settings, store = review_extra.open_store(context, database)
    people = review_extra.load("l10n.store.people")
    chosen = _chosen(settings, locales)
    # Asked before the transaction begins: nobody waits for somebody who types.
    password = _password(password_stdin)
    with store, store.writing() as connection:
        made = people.add(connection, name, password, Role(role), chosen, at=deciding.now())
    console.say(_("Added {name}.").format(name=made.name))


@command.command(
    "list",
    help=_("List everybody, with role and locales."),
    epilog=_("Example: `l10n user list --json`"),
)
@review_extra.database_option
@console.json_option
@click.pass_context
def list_command(context: click.Context, database: str, as_json: bool) -> None:
    """Everybody."""
    _settings, store = review_extra.open_store(context, database)
    people = review_extra.load("l10n.store.people")
    with store, store.reading() as connection:
        everyone: list[Person] = people.everyone(connection)
    if as_json:
        console.emit(
            [
                {
                    "name": person.name,
                    "role": str(person.role),
                    "locales": list(person.locales),
                    "active": person.active,
                    "created_at": person.created_at,
                }
                for person in everyone
            ]
        )
        return
    rows = [
        (
            person.name,
            person.role,
            ", ".join(person.locales) or _("all"),
            _("active") if person.active else _("switched off"),
        )
        for person in everyone
    ]
    console.table(_("Users"), [_("Name"), _("Role"), _("Locales"), _("State")], rows)


@command.command(
    "change",
    help=_("Change somebody's role, locales or password, or switch them on again."),
    epilog=_("Example: `l10n user change Ann --role admin`"),
)
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), help=_("What they may do."))
@_locales_option
@click.option("--all-locales", is_flag=True, help=_("Let them work on all locales."))
@click.option("--password", "ask", is_flag=True, help=_("Ask for a new password."))
@_password_option
@click.option("--on", is_flag=True, help=_("Switch them on again."))
@review_extra.database_option
@click.pass_context
def change_command(
    context: click.Context,
    name: str,
    role: str | None,
    locales: tuple[str, ...],
    all_locales: bool,
    ask: bool,
    password_stdin: bool,
    on: bool,
    database: str,
) -> None:
    """What is given changes, the rest stays."""
    if not (role or locales or all_locales or ask or password_stdin or on):
        raise click.UsageError(_("Say what to change; see `l10n user change --help`."))
    settings, store = review_extra.open_store(context, database)
    people = review_extra.load("l10n.store.people")
    chosen = _chosen(settings, locales)
    password = _password(password_stdin) if ask or password_stdin else None
    with store, store.writing() as connection:
        people.change(
            connection,
            name,
            role=Role(role) if role else None,
            locales=chosen if locales or all_locales else None,
            active=True if on else None,
        )
        if password is not None:
            people.set_password(connection, name, password)
    console.say(_("Changed {name}.").format(name=name))


@command.command(
    "remove",
    help=_("Switch somebody off: they can't enter any more, and the ledger keeps their name."),
    epilog=_("Example: `l10n user remove Ann`"),
)
@click.argument("name")
@review_extra.database_option
@click.pass_context
def remove_command(context: click.Context, name: str, database: str) -> None:
    """Nobody is forgotten."""
    _settings, store = review_extra.open_store(context, database)
    people = review_extra.load("l10n.store.people")
    with store, store.writing() as connection:
        people.change(connection, name, active=False)
    console.say(_("{name} can't enter any more.").format(name=name))


def _chosen(settings: Config, locales: Sequence[str]) -> tuple[str, ...]:
    return console.chosen(settings, locales) if locales else ()


def _password(from_stdin: bool) -> str:
    if not from_stdin:
        asked: str = click.prompt(
            _("Password"), hide_input=True, confirmation_prompt=_("The password again")
        )
        return asked
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ConfigError(_("The password on standard input is not UTF-8.")) from error
