"""Signing for the commands that need it: whose key is here, and how its passphrase is asked for."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli import deciding
from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.model import Approval
from l10n.project import keys
from l10n.project.config import Config
from l10n.release import signatures
from l10n.signing import ed25519, own_keys
from l10n.signing.keyring import PublicKey, approval_message

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PASSPHRASE = "L10N_KEY_PASSPHRASE"  # noqa: S105 - the variable's name, for who can't be asked


def own(settings: Config, name: str) -> "tuple[PublicKey, Ed25519PrivateKey]":
    """A person's key whose private part is here.

    Raises:
        ConfigError: where there is none that counts, or it can't be opened.
    """
    known = [key for key in settings.keyring().of(name) if not key.revoked]
    here = [key for key in known if own_keys.has(key.id)]
    if here:
        return here[-1], own_keys.load(here[-1].id, _passphrase)
    place = settings.root / keys.FILE
    if not known:
        raise ConfigError(
            _("{name} has no key in this project.").format(name=name),
            path=place,
            remedy=_("Run `l10n key new`, or name somebody else with --by."),
        )
    raise ConfigError(
        _("The private key of {name} is not on this machine.").format(name=name),
        path=own_keys.place(known[-1].id),
        remedy=_("Decide where it is, or name somebody else with --by."),
    )


def approval_signer(settings: Config, name: str) -> Callable[[Approval], Approval]:
    """Signs what a person approves, where they have a key or the project wants all signed.

    Raises:
        ConfigError: as `own`; without the key the approval would not count.
    """
    if not settings.keyring().of(name) and not settings.signing.required:
        return lambda given: given
    _key, private = own(settings, name)
    return lambda given: replace(
        given, signature=ed25519.sign(private, approval_message(replace(given, signature="")))
    )


def release_signer(settings: Config, name: str) -> Callable[[bytes, bytes], bytes]:
    """Signs a release's manifest, beside the signatures that are there.

    Raises:
        ConfigError: as `own`.
    """
    key, private = own(settings, name)
    at = deciding.now()
    return lambda manifest, there: signatures.signed(manifest, there, key, private, at)


def _passphrase(path: Path) -> bytes:
    """The passphrase of a private key."""
    if (given := os.environ.get(PASSPHRASE)) is not None:
        return given.encode()
    if not sys.stdin.isatty():
        raise ConfigError(
            _("This private key has a passphrase, and there is no terminal to ask for it."),
            path=path,
            remedy=_("Give it in the variable {name}.").format(name=PASSPHRASE),
        )
    text: str = click.prompt(_("Passphrase of your key"), hide_input=True, err=True)
    return text.encode()


def new_passphrase(*, none: bool) -> bytes:
    """The passphrase for a new private key; b"" for none.

    Args:
        none: whether the person wants none.

    Raises:
        click.UsageError: where nobody says whether there is to be one.
    """
    if none:
        return b""
    if (given := os.environ.get(PASSPHRASE)) is not None:
        return given.encode()
    if not sys.stdin.isatty():
        raise click.UsageError(
            _("Give a passphrase in {name}, or say --no-passphrase.").format(name=PASSPHRASE)
        )
    text: str = click.prompt(
        _("Passphrase for your key (empty: none)"),
        default="",
        show_default=False,
        hide_input=True,
        confirmation_prompt=True,
        err=True,
    )
    return text.encode()
