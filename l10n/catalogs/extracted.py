"""What was found in files, kept for the next time: nothing is read again that has not changed.

One file in `.l10n/`, which may be deleted at any time. A file's row holds for its bytes, its
extractor and options, and for the code of the extractors itself.
"""

import json
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Self

from l10n import extractors, files, messages
from l10n.catalogs.rows import Rows
from l10n.errors import L10nError
from l10n.model import digest
from l10n.project.walk import File

FILE = ".l10n/extracted.json"
# What reads the sources besides our own code.
_PARSERS = ("jinja2", "tree-sitter-html", "tree-sitter-javascript", "tree-sitter-typescript")
# A file that changed so shortly before it was looked at may change again with the same times.
_UNSURE_NS = 2_000_000_000


@dataclass(slots=True)
class Cache:
    """The rows of files by how they are read, as `reading` names it, and by their name."""

    path: Path
    known: dict[str, Any] = field(default_factory=dict)
    fresh: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> Self:
        """What is known; nothing where the file can't be read or other code wrote it."""
        path = root / FILE
        with suppress(OSError, ValueError, RecursionError):
            said = json.loads(path.read_bytes())
            if isinstance(said, dict) and said.get("code") == _code():
                return cls(path, said["files"])
        return cls(path)

    def rows(self, reading: str, file: File) -> Rows | None:
        """What was found in a file that is as it was; None where it has to be read."""
        said = self.known.get(f"{reading} {file.name}")
        if said is None:
            return None
        stamp, content, rows = said
        if stamp != list(file.stamp):
            if content != fingerprint(file):
                return None
            stamp = _trusted(file)
        self.fresh[f"{reading} {file.name}"] = [stamp, content, rows]
        found: Rows = rows
        return found

    def keep(self, reading: str, file: File, content: str, rows: Rows) -> None:
        """Remember what was found in a file that had this content."""
        self.fresh[f"{reading} {file.name}"] = [_trusted(file), content, rows]

    def save(self) -> None:
        """Write what this run used, where that is news; a full disk is no reason to stop."""
        if self.fresh == self.known:
            return
        said = {"code": _code(), "files": self.fresh}
        with suppress(L10nError):
            files.make_own(self.path.parent)
            files.write(self.path, json.dumps(said, separators=(",", ":")).encode())


def _trusted(file: File) -> list[int]:
    """The stamp to know the file by; none that its next change might leave as it is."""
    return list(file.stamp) if time.time_ns() - max(file.stamp[:2]) > _UNSURE_NS else []


def fingerprint(file: File) -> str:
    """The hash of the file's bytes; "" where it can't be read."""
    with suppress(OSError):
        return blake2b(Path(file.path).read_bytes(), digest_size=16).hexdigest()
    return ""


@cache
def _code() -> str:
    """What the rows depend on besides the files: the extractors, the parsers, the language."""
    own = sorted(Path(extractors.__path__[0]).rglob("*.py"))
    stamps = [[path.name, path.stat().st_mtime_ns, path.stat().st_size] for path in own]
    return digest(stamps, [_version(name) for name in _PARSERS], sys.version, messages.language())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
