"""The Argos package index: a JSON list of packages with their links, read and downloaded safely."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Any

from l10n.errors import ModelError
from l10n.messages import gettext as _

_TIMEOUT = 30.0
_CHUNK = 1 << 16
_MAX_INDEX_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Available:
    """A package that an index offers; `sha256` is "" where the index names none."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...]
    sha256: str


def address() -> str:
    """Where argostranslate looks for the index (its setting ARGOS_PACKAGE_INDEX)."""
    from argostranslate import settings  # noqa: PLC0415 - creates folders in the home at import

    return str(settings.remote_package_index)


def fetch(url: str) -> list[Available]:
    """The packages that an index offers.

    Raises:
        ModelError: where it is out of reach or no index.
    """
    try:
        with _open(url) as response:
            rows: Any = json.loads(response.read(_MAX_INDEX_BYTES))
        return [
            Available(
                row["from_code"], row["to_code"], str(row.get("package_version", "0")),
                tuple(row.get("links", ())), str(row.get("sha256", "")).lower(),
            )
            for row in rows
            if row.get("type", "translate") == "translate" and "from_code" in row
        ]
    except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            _("The package index {url} can't be read: {reason}.").format(url=url, reason=error),
            remedy=_("Check the network, or install a file: `l10n model install FILE`."),
        ) from error


def download(
    package: Available, folder: Path, progress: Callable[[int, int], None] | None = None
) -> Path:
    """The package's file, complete and with the index's checksum.

    Args:
        package: one that `fetch` gave.
        folder: where the file is put.
        progress: told the bytes done and the bytes in all (0 where unknown).

    Raises:
        ModelError: where every link fails; nothing is left behind.
    """
    reasons: list[str] = []
    path = folder / f"translate-{package.from_code}_{package.to_code}.argosmodel"
    for link in package.links:
        try:
            _download(link, path, package.sha256, progress)
        except (OSError, HTTPException, ValueError) as error:
            path.unlink(missing_ok=True)
            reasons.append(f"{link}: {error}")
        else:
            return path
    raise ModelError(
        _("The package could not be downloaded: {reasons}.").format(
            reasons="; ".join(reasons) or _("the index names no link")
        ),
        remedy=_("Nothing was installed. Try again later."),
    )


def _open(url: str) -> Any:
    if not url.startswith(("http://", "https://")):
        raise ValueError(_("{url!r} is no web address").format(url=url))
    request = urllib.request.Request(url, headers={"User-Agent": "l10n"})  # noqa: S310 - checked above
    return urllib.request.urlopen(request, timeout=_TIMEOUT)  # noqa: S310 - checked above


def _download(
    url: str, path: Path, checksum: str, progress: Callable[[int, int], None] | None
) -> None:
    hasher = sha256()
    done = 0
    with _open(url) as response, path.open("wb") as file:
        total = int(response.headers.get("Content-Length") or 0)
        while chunk := response.read(_CHUNK):
            file.write(chunk)
            hasher.update(chunk)
            done += len(chunk)
            if progress:
                progress(done, total)
    if total and done != total:
        raise ValueError(_("it was cut off after {done} of {total} bytes").format(done=done, total=total))
    if checksum and hasher.hexdigest() != checksum:
        raise ValueError(_("its checksum is not the one in the index"))
