"""The project's public keys: `l10n.keys.toml`, beside the settings and in git with them."""

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from l10n import files
from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.signing import ed25519
from l10n.signing.keyring import PublicKey

FILE = "l10n.keys.toml"
_HEAD = """\
# The public keys of the people who approve: `l10n key` writes this file.
# A key that is no longer used is revoked and stays, because what it signed before still counts.
"""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def load(root: Path) -> tuple[PublicKey, ...]:
    """The keys of a project; none where it has no such file.

    Raises:
        ConfigError: at the first mistake in it.
    """
    path = root / FILE
    return parse(files.read_text(path), path) if path.exists() else ()


def parse(text: str, path: Path) -> tuple[PublicKey, ...]:
    """The keys in a text.

    Raises:
        ConfigError: at the first mistake in it.
    """
    try:
        table: Any = tomllib.loads(text)
        listed = table.get("keys", [])
        keys = tuple(_key(one, path) for one in listed)
    except (tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise _refused(path, str(error)) from error
    if table.keys() - {"keys"}:
        raise _refused(path, ", ".join(sorted(table.keys() - {"keys"})))
    if len({key.public for key in keys}) < len(keys):
        raise _refused(path, _("a key stands there twice"))
    return keys


def _key(one: dict[str, Any], path: Path) -> PublicKey:
    texts = all(isinstance(one.get(name, ""), str) for name in ("name", "since", "revoked"))
    known = one.keys() <= {"name", "public", "since", "revoked"}
    if not (known and texts and one.get("name") and ed25519.is_public(one.get("public"))):
        raise _refused(path, json.dumps(one, ensure_ascii=False, default=str)[:200])
    for time in filter(None, (one.get("since"), one.get("revoked"))):
        if not _TIME.fullmatch(time):
            reason = _("{time!r} is no time like 2026-01-31T08:00:00Z").format(time=time)
            raise _refused(path, reason)
    return PublicKey(one["name"], one["public"], one.get("since", ""), one.get("revoked", ""))


def _refused(path: Path, why: str) -> ConfigError:
    return ConfigError(
        _("The file of public keys makes no sense: {reason}.").format(reason=why),
        path=path,
        remedy=_("Take it back from git's history; `l10n key` writes it."),
    )


def write(root: Path, keys: Iterable[PublicKey]) -> None:
    """Write the project's keys.

    Raises:
        StorageError: where the disk refuses.
    """
    tables = ("\n".join(f"{n} = {_quoted(v)}" for n, v in key.told().items()) for key in keys)
    text = _HEAD + "".join(f"\n[[keys]]\n{table}\n" for table in tables)
    files.write(root / FILE, text.encode())


def _quoted(text: str) -> str:
    # Of what JSON leaves as it is, TOML wants one character more to be escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
