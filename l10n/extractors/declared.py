"""Sources that say in which encoding they are, as text: Python (PEP 263) and HTML."""

import re
from pathlib import PurePosixPath

from l10n.errors import SourceError
from l10n.files import decode
from l10n.messages import gettext as _

# In the first line, or in the second after a comment or an empty one.
_COOKIE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))??"
    rb"[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)"
)
# Within the first 1024 bytes, as browsers look for it; what they take these names for.
_META = re.compile(rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([-\w.:]+)""", re.IGNORECASE)
_HEAD = 1024
_AS_BROWSERS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}
_UTF8 = frozenset(("utf-8", "utf8", "utf-8-sig", "u8"))


def decoded(data: bytes, path: str) -> str:
    """A source's text, its line ends made LF: in the encoding that it names, or UTF-8.

    Raises:
        SourceError: where it is not in that encoding, or nobody knows such.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in {".py", ".pyi"}:
        return python(data, path)
    return html(data, path) if suffix in {".html", ".htm"} else decode(data, path)


def python(data: bytes, path: str) -> str:
    """A Python file's text, as `decoded`; read as Python reads it, which ends lines at CR too."""
    return _python(data, path).replace("\r", "\n")


def _python(data: bytes, path: str) -> str:
    said = _COOKIE.match(data)
    name = said[1].decode() if said else "utf-8"
    if said is None or name.lower().replace("_", "-") in _UTF8:
        return decode(data, path)
    if data.startswith(b"\xef\xbb\xbf"):
        raise SourceError(
            _("The file has UTF-8's byte-order mark, and names the encoding {encoding}.").format(
                encoding=name
            ),
            path=path,
            line=_line(data, said.start(1)),
            remedy=_("Take one of the two out; Python does not run it so."),
        )
    return _in_encoding(data, name, path, _line(data, said.start(1)))


def html(data: bytes, path: str) -> str:
    """An HTML file's text, as `decoded`; what it names counts where it is not UTF-8."""
    said = _META.search(data[:_HEAD])
    try:
        return decode(data, path)
    except SourceError:
        if said is None:
            raise
    name = said[1].decode()
    line = _line(data, said.start(1))
    return _in_encoding(data, _AS_BROWSERS.get(name.lower(), name), path, line)


def _in_encoding(data: bytes, name: str, path: str, line: int) -> str:
    try:
        # What the name was read by has to mean the same there.
        if b"coding".decode(name) != "coding":
            raise LookupError(name)
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise SourceError(
            _("The file is not {encoding} (byte 0x{byte:02x}).").format(
                encoding=name.upper(), byte=data[error.start]
            ),
            path=path,
            line=_line(data, error.start),
            remedy=_("Save it in the encoding that it names, or as UTF-8."),
        ) from error
    except (LookupError, ValueError) as error:
        raise SourceError(
            _("The file names the encoding {encoding}, which is unknown here.").format(
                encoding=name
            ),
            path=path,
            line=line,
            remedy=_("Save it as UTF-8, and name that or none."),
        ) from error
    return text.replace("\r\n", "\n")


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
