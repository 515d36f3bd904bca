"""The text of a resource file and the bytes it came as: byte-order mark, encoding, line ends."""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from l10n.errors import ResourceError
from l10n.messages import gettext as _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Edit:
    """Other text in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its line ends as they are, and how it was encoded.

    Attributes:
        is_xml: whether there are characters that it can't hold, in no way to write them.
    """

    text: str
    path: str
    mark: bytes = b""
    encoding: str = "utf-8"
    is_xml: bool = False
    _ends: list[int] = field(default_factory=list, init=False, compare=False, repr=False)

    def line(self, position: int) -> int:
        """The line of a position in the text, from 1."""
        if not self._ends:
            self._ends.extend(m.end() for m in re.finditer(r"\r\n?|\n", self.text))
            self._ends.append(len(self.text) + 1)
        return bisect_right(self._ends, position) + 1

    @property
    def newline(self) -> str:
        """The line end of the file: that of its first line."""
        found = re.search(r"\r\n?|\n", self.text)
        return found[0] if found else "\n"

    def gap(self, position: int, start: int = 0) -> str:
        """The line break and spaces before a place, from `start` on."""
        at = position
        while at > start and self.text[at - 1] in " \t":
            at -= 1
        if at > start and self.text[at - 1] == "\n":
            at -= 1
            at -= at > start and self.text[at - 1] == "\r"
        return self.text[at:position]

    def error(self, message: str, position: int, remedy: str = "") -> ResourceError:
        """The error of a place in the text."""
        return ResourceError(message, path=self.path, line=self.line(position), remedy=remedy)

    def encode(self, text: str) -> bytes:
        """A text as the file has its own.

        Raises:
            ResourceError: where the file's encoding, or XML, has no such character.
        """
        if self.is_xml and (found := _NOT_IN_XML.search(text)):
            raise ResourceError(
                _("XML has no way to write the character {character!r}.").format(
                    character=found[0]
                ),
                path=self.path,
                remedy=_("Take it out of the text."),
            )
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise ResourceError(
                _("The file's encoding {encoding} has no character {character!r}.").format(
                    encoding=self.encoding, character=text[error.start]
                ),
                path=self.path,
                remedy=_("Save the file as UTF-8."),
            ) from error

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The bytes with some places changed; those of one start come in the order given."""
        pieces, position = list[str](), 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            pieces += (self.text[position : edit.start], edit.text)
            position = max(position, edit.end)
        return self.encode("".join(pieces) + self.text[position:])


def document(data: bytes, path: str, encoding: str = "utf-8") -> Document:
    """The text of a file.

    Args:
        encoding: of a file without a byte-order mark.

    Raises:
        ResourceError: naming the line of the first byte that makes no sense.
    """
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", encoding))
    try:
        return Document(data[len(mark) :].decode(encoding), path, mark, encoding)
    except UnicodeDecodeError as error:
        start = error.start + len(mark)
        raise ResourceError(
            _("The file is not {encoding} (byte 0x{byte:02x}).").format(
                encoding=encoding.upper(), byte=data[start]
            ),
            path=path,
            line=data.count(b"\n", 0, start) + 1,
            remedy=_("Save it as UTF-8."),
        ) from error
    except (LookupError, ValueError) as error:
        raise ResourceError(
            _("The file names the encoding {encoding}, which is unknown here.").format(
                encoding=encoding
            ),
            path=path,
            line=1,
            remedy=_("Save it as UTF-8."),
        ) from error
