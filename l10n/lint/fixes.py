"""What can be put right without a person: the edits of a file, and the file with them.

An edit keeps what the program does, save that the text is translated. Whatever is not sure is left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from l10n.lint import fixes_jsx, fixes_python
from l10n.lint.edits import Edit
from l10n.model import Finding


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after its edits, and how many there were."""

    data: bytes
    count: int


def fixed(data: bytes, path: str, findings: Iterable[Finding]) -> Fixed | None:
    """The file with the edits for some of its findings; None where nothing is sure.

    Byte-order mark and line ends stay as they are; a file that mixes line ends is left.
    """
    there = frozenset((one.check, one.location.line) for one in findings)
    suffix = PurePosixPath(path).suffix.lower()
    edits_of = _EDITS.get(suffix)
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    ends = b"\r\n" if b"\r" in data else b"\n"
    code = data.removeprefix(mark)
    plain = code.replace(b"\r\n", b"\n")
    if edits_of is None or b"\r" in plain or code.count(ends) != plain.count(b"\n"):
        return None
    try:
        plain.decode()
        edits = apart(edits_of(plain, suffix, there))
    except (UnicodeDecodeError, RecursionError):
        return None
    written = applied(plain, edits)
    faults = _FAULTS[suffix]
    if not edits or faults(written, suffix) > faults(plain, suffix):
        return None
    return Fixed(mark + written.replace(b"\n", ends), len(edits))


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in their order, without those that stand within another."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def applied(code: bytes, edits: Iterable[Edit]) -> bytes:
    """The code with all edits."""
    parts: list[bytes] = []
    end = 0
    for edit in edits:
        parts += (code[end : edit.start], edit.new)
        end = edit.end
    return b"".join((*parts, code[end:]))


_JSX = (".js", ".jsx", ".mjs", ".tsx")
_EDITS = {".py": fixes_python.edits, **dict.fromkeys(_JSX, fixes_jsx.edits)}
_FAULTS = {".py": fixes_python.faults, **dict.fromkeys(_JSX, fixes_jsx.faults)}
