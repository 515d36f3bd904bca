"""`l10n key`: the keys of the people who approve."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import click

from l10n.catalogs import files as catalog_files
from l10n.cli import choosing, console, deciding, signing
from l10n.errors import ConfigError, StorageError
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Catalog, Entry, State
from l10n.project import keys
from l10n.project.config import Config
from l10n.signing import ed25519, own_keys
from l10n.signing.keyring import Keyring, PublicKey

_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
_name_option = click.option(
    "--name", help=_("Whose key. Default: git's user.name, else the system's user.")
)


@click.group(
    "key",
    cls=console.Group,
    help=_(
        "Keys of the people who approve: who has one signs, and nobody approves in their name.\n\n"
        "Public keys stand in l10n.keys.toml, in git; private ones in your configuration folder. "
        "An approval that names somebody with a key counts only with their signature."
    ),
    epilog=_("Example: `l10n key new`, `l10n key list`"),
)
def command() -> None:
    """The group; its commands follow."""


@command.command(
    "new",
    help=_("Make a key for yourself, and write its public part into the project."),
    epilog=_("Example: `l10n key new --name Ann`"),
)
@_name_option
@click.option("--no-passphrase", is_flag=True, help=_("Keep the private key without one."))
def new_command(name: str | None, no_passphrase: bool) -> None:
    """A pair of keys."""
    settings, person = console.project(), deciding.person(name)
    public = own_keys.make(signing.new_passphrase(none=no_passphrase))
    key = PublicKey(person, public, deciding.now())
    place = own_keys.place(key.id)
    try:
        keys.write(settings.root, (*settings.keys, key))
    except StorageError:
        place.unlink(missing_ok=True)  # no project knows it
        raise
    console.say(
        _("{name} has the key {id}; its private part is {path}.").format(
            name=person, id=key.id, path=place
        )
    )
    if count := sum(len(found) for _c, found in _unsigned(settings, person)):
        sentence = ngettext(
            "An approval of yours stands without your signature; `l10n key sign` signs it.",
            "{count} approvals of yours stand without your signature; `l10n key sign` signs them.",
            count,
        )
        console.warn(sentence.format(count=count))


@command.command(
    "add",
    help=_("Write somebody's public key into the project."),
    epilog=_("Example: `l10n key add Ann 3Jw5…=`"),
)
@click.argument("name")
@click.argument("public")
def add_command(name: str, public: str) -> None:
    """A public key that somebody sent."""
    settings, person = console.project(), deciding.person(name)
    if not ed25519.is_public(public):
        raise click.BadParameter(_("This is no public key: 32 bytes in base64."))
    if any(key.public == public for key in settings.keys):
        raise click.BadParameter(_("This key stands in the project already."))
    key = PublicKey(person, public, deciding.now())
    keys.write(settings.root, (*settings.keys, key))
    console.say(_("{name} has the key {id}.").format(name=person, id=key.id))


@command.command(
    "revoke",
    help=_(
        "Let a key count no more: what it signs from a day on.\n\n"
        "Where a key was stolen, name the day before the theft; whoever has it can write any "
        "date, so look through what it signed, or name the day that the key was made."
    ),
    epilog=_("Example: `l10n key revoke 20d1c0ffee12ab34 --from 2026-01-31`"),
)
@click.argument("key_id", metavar="KEY")
@click.option("--from", "start", help=_("The day, or the time in UTC. Default: now."))
def revoke_command(key_id: str, start: str | None) -> None:
    """A key ends."""
    settings, at = console.project(), _time(start)
    if all(key.id != key_id for key in settings.keys):
        raise ConfigError(
            _("There is no key {id} in this project.").format(id=key_id),
            path=settings.root / keys.FILE,
            remedy=_("`l10n key list` shows them."),
        )

    def changed(key: PublicKey) -> PublicKey:
        earlier = min(filter(None, (key.revoked, at)))
        return replace(key, revoked=earlier) if key.id == key_id else key

    keys.write(settings.root, map(changed, settings.keys))
    console.say(_("The key {id} counts no more from {time} on.").format(id=key_id, time=at))


def _time(said: str | None) -> str:
    if said is None:
        return deciding.now()
    try:
        if not _DAY.fullmatch(said):
            raise ValueError(said)
        time = datetime.fromisoformat(said)
    except ValueError as error:
        raise click.BadParameter(
            _("{time!r} is no day like 2026-01-31, nor a time like 2026-01-31T08:00:00Z.").format(
                time=said
            )
        ) from error
    return time.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@command.command(
    "list",
    help=_("List the project's keys, and which of them are yours."),
    epilog=_("Example: `l10n key list --json`"),
)
@console.json_option
def list_command(as_json: bool) -> None:
    """All keys."""
    settings = console.project()
    if as_json:
        console.emit([{"id": k.id, **k.told(), "here": own_keys.has(k.id)} for k in settings.keys])
        return
    rows = [
        (k.name, k.id, k.public, k.since[:10], k.revoked[:10], "✓" * own_keys.has(k.id))
        for k in settings.keys
    ]
    columns = [_("Name"), _("Key"), _("Public key"), _("Since"), _("Revoked"), _("Here")]
    console.table(_("Keys"), columns, rows)


@command.command(
    "sign",
    help=_(
        "Sign your approvals that have no signature: those from before you had a key, or from the "
        "review tool.\n\n"
        "Look at them first: they bear your name, and anybody may have written it."
    ),
    epilog=_("Example: `l10n key sign`"),
)
@deciding.by_option
@choosing.yes_option
def sign_command(by: str | None, yes: bool) -> None:
    """Signatures that are still to come."""
    settings, person = console.project(), deciding.person(by)
    waiting = _unsigned(settings, person)
    count = sum(len(found) for _catalog, found in waiting)
    if not count:
        console.say(_("No approval of {name} waits for a signature.").format(name=person))
        return
    rows = [
        (c.locale, e.unit.source[0], e.target[-1], e.approval.at[:10] if e.approval else "")
        for c, found in waiting
        for e in found
    ]
    columns = [_("Locale"), _("Source"), _("Target"), _("Approved")]
    console.table(_("Without your signature"), columns, rows)
    if not yes:
        click.confirm(_("Did you approve these, and sign them?"), abort=True, err=True)
    sign = signing.approval_signer(settings, person)
    mine = {(c.domain, c.locale, e.unit.id, e.approval) for c, found in waiting for e in found}

    def signed(catalog: Catalog) -> Catalog:
        def one(entry: Entry) -> Entry:
            listed = (catalog.domain, catalog.locale, entry.unit.id, entry.approval) in mine
            given = entry.approval
            return entry.evolve(approval=sign(given)) if listed and given else entry

        return replace(catalog, entries=tuple(map(one, catalog.entries)))

    for part, locale in catalog_files.each(settings):
        if any((c.domain, c.locale) == (part.called, locale) and found for c, found in waiting):
            catalog_files.edit(part, locale, signed)
    console.say(_("Signed: {count}.").format(count=count))


def _unsigned(settings: Config, name: str) -> list[tuple[Catalog, list[Entry]]]:
    """The approvals that stand in a person's name without a signature of theirs, by catalog."""
    catalogs, errors = catalog_files.read_all(settings)
    console.report(errors)
    keyring = Keyring(tuple(keys.load(settings.root)), required=True)
    return [
        (catalog, [entry for entry in catalog.live() if _waits(entry, name, keyring)])
        for catalog in catalogs
    ]


def _waits(entry: Entry, name: str, keyring: Keyring) -> bool:
    given = entry.approval
    stands = given is not None and entry.state is State.APPROVED and given.by == name
    return stands and given is not None and bool(keyring.doubt(given))
