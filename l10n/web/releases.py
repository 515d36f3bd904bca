"""Releases over HTTP, for apps that fetch their strings: what `l10n serve-release` answers.

    /latest.json                        which release is the latest, and where its files are
    /latest/zh_Hans/messages.json       a file of the latest release; to be asked for each time
    /20d1c0ffee12ab34/zh_Hans/messages.json   the same for ever: a browser asks for it once

Only the catalogs are given out: a manifest names the people who approve, and is nobody's business
but the team's.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from l10n import files
from l10n.errors import L10nError
from l10n.release import manifest, publish

_ALWAYS = "public, max-age=31536000, immutable"
# Kept, and asked for each time whether it is still so.
_EACH_TIME = "no-cache"
_KINDS = {".json": "application/json", ".mo": "application/octet-stream", ".xml": "text/xml"}
_SMALL = 500  # bytes that are not worth packing
_KEPT = 500  # files of releases that are kept in memory


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A file as it is sent: plain, and packed where that is shorter."""

    hash: str
    plain: bytes
    packed: bytes


class Releases:
    """The releases of a folder, as they are asked for.

    Args:
        folder: that of all releases, with the link to the latest.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told = lru_cache(maxsize=8)(self._read_told)
        self._file = lru_cache(maxsize=_KEPT)(self._read_file)

    async def latest(self, request: Request) -> Response:
        """Which release is the latest."""
        name = publish.latest(self._folder)
        if (told := self._about(name)) is None:
            return _nothing()
        listed = {
            path: {"path": f"/{name}/{path}", "sha256": about["sha256"], "bytes": about["bytes"]}
            for path, about in told["files"].items()
            if about.get("catalogs")
        }
        locales = {n: {"fallback": f.get("fallback", [])} for n, f in told["locales"].items()}
        content = {"release": name, "files": listed, "locales": locales}
        data = json.dumps(content, ensure_ascii=False).encode()
        return _answer(request, _shelved(data), "application/json", _EACH_TIME)

    async def file(self, request: Request) -> Response:
        """A file of a release."""
        asked, path = request.path_params["name"], request.path_params["path"]
        name = publish.latest(self._folder) if asked == publish.LATEST else asked
        told = self._about(name)
        if told is None or not told["files"].get(path, {}).get("catalogs"):
            return _nothing()
        try:
            shelf = self._file(name, path, told["files"][path]["sha256"])
        except (L10nError, ValueError):
            return _nothing()
        kind = _KINDS.get(Path(path).suffix, "text/plain; charset=utf-8")
        keep = _EACH_TIME if asked == publish.LATEST else _ALWAYS
        return _answer(request, shelf, kind, keep)

    def _about(self, name: str) -> Mapping[str, Any] | None:
        """What the manifest of a release says; None where there is none."""
        try:
            return self._told(name) if publish.is_name(name) else None
        except (L10nError, ValueError, LookupError, RecursionError):
            return None

    def _read_told(self, name: str) -> Mapping[str, Any]:
        told: Any = json.loads(files.read_bytes(self._folder / name / manifest.FILE))
        return {"files": dict(told["files"]), "locales": dict(told["locales"])}

    def _read_file(self, name: str, path: str, hash_: str) -> _Shelf:
        shelf = _shelved(files.read_bytes(self._folder / name / path))
        if shelf.hash != hash_:
            raise ValueError(path)  # somebody changed it: nobody is to have it
        return shelf


def _shelved(data: bytes) -> _Shelf:
    packed = gzip.compress(data, mtime=0) if len(data) >= _SMALL else b""
    return _Shelf(sha256(data).hexdigest(), data, packed if len(packed) < len(data) else b"")


def _answer(request: Request, shelf: _Shelf, kind: str, keep: str) -> Response:
    packed = bool(shelf.packed) and _takes_gzip(request)
    # What is packed is another representation, and has a tag of its own (RFC 9110, 8.8.3).
    tag = f'"{shelf.hash[:32]}{"-gzip" if packed else ""}"'
    headers = {
        "ETag": tag,
        "Cache-Control": keep,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if tag in _tags(request.headers.get("If-None-Match", "")):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(shelf.packed if packed else shelf.plain, media_type=kind, headers=headers)


def _takes_gzip(request: Request) -> bool:
    parts = request.headers.get("Accept-Encoding", "").lower().replace(" ", "").split(",")
    weights = dict(part.partition(";q=")[::2] for part in parts)
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight.strip("0.") != "" or weight == ""


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _nothing() -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(
        '{"error": "There is no such file of a release."}', 404, headers, "application/json"
    )


def create(folder: Path, origins: Sequence[str] = ("*",)) -> Starlette:
    """The application.

    Args:
        folder: that of all releases.
        origins: the sites whose pages may fetch; "*" for all.
    """
    releases = Releases(folder)
    cross = Middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD"],
        allow_headers=["If-None-Match"],
        expose_headers=["ETag"],
        max_age=86_400,
    )
    routes = [
        Route("/latest.json", releases.latest),
        Route("/{name}/{path:path}", releases.file),
    ]
    return Starlette(routes=routes, middleware=[cross])
