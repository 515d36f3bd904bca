"""What `approve` and `reject` share: who decides, when, and on which entries."""

import getpass
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import click

from l10n.cli import console
from l10n.config import Config
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry
from l10n.pipeline import catalogs
from l10n.pipeline.review import Choice, Decided

_MIN_PREFIX = 4

by_option = click.option(
    "--by", help=_("Who decides. Default: git's user.name, else the system's user.")
)


def person(name: str | None) -> str:
    """The person who decides."""
    if name is None:
        found = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the user's own git, found as they find it
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
        name = found or getpass.getuser()
    return " ".join(name.split())


def now() -> str:
    """The time of a decision."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def named(units: Sequence[str]) -> Choice:
    """Chooses the entries by unit id (or the beginning of one) or by their exact source.

    Raises:
        click.UsageError: where nothing is named.
    """
    if not units:
        raise click.UsageError(
            _("Name units by id or source. `l10n status --list machine` shows what waits.")
        )

    return lambda entry: any(_is_named(entry, name) for name in units)


def _is_named(entry: Entry, name: str) -> bool:
    by_id = len(name) >= _MIN_PREFIX and entry.unit.id.startswith(name)
    return by_id or name == entry.unit.source[0]


def decide(
    settings: Config,
    locales: Sequence[str],
    decision: Callable[[Catalog], Decided],
    done: str,
    *,
    names: Sequence[str] = (),
    as_json: bool,
) -> tuple[int, int]:
    """Take a decision on each catalog, write it, and say what became of each unit.

    Args:
        done: the past participle for the summary, in the reader's language.
        names: what the person called the units.

    Returns:
        How many units it changed, and how many it refused or did not find.
    """
    found, errors = catalogs.read_all(settings, console.chosen(settings, locales))
    results = [decision(catalog) for catalog in found]
    for result in results:
        if result.entries:
            catalogs.write(settings, result.catalog)
    changed = [(r.catalog.locale, e) for r in results for e in r.entries]
    refused = [(r.catalog.locale, e, why) for r in results for e, why in r.refused]
    live = [entry for catalog in found for entry in catalog.live()]
    unknown = [name for name in names if not any(_is_named(entry, name) for entry in live)]
    _tell(changed, refused, unknown, done, as_json=as_json)
    console.report(errors)
    console.finish(errors=bool(errors))
    return len(changed), len(refused) + len(unknown)


def _tell(
    changed: Sequence[tuple[str, Entry]],
    refused: Sequence[tuple[str, Entry, str]],
    unknown: Sequence[str],
    done: str,
    *,
    as_json: bool,
) -> None:
    if as_json:
        console.emit(
            {
                "changed": [
                    {"id": e.unit.id, "locale": loc, "state": str(e.state)} for loc, e in changed
                ],
                "refused": [
                    {"id": e.unit.id, "locale": loc, "reason": why} for loc, e, why in refused
                ],
                "unknown": unknown,
            }
        )
    else:
        for locale, entry, why in refused:
            console.warn(
                console.visible(
                    _("{locale}: refused: {source}: {reason}").format(
                        locale=locale, source=entry.unit.source[0], reason=why
                    )
                )
            )
        for name in unknown:
            sentence = _("No unit has the source {name!r}, or an id that begins so.")
            console.warn(sentence.format(name=name))
        console.say(
            _("{count} {done}, {refused} refused.").format(
                count=len(changed), done=done, refused=len(refused)
            )
        )
