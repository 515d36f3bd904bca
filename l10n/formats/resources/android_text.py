r"""The content of Android's strings: XML, and in it backslashes, quotation marks and spaces.

After the Android documentation ("String resources") and what aapt2 does with white space. A string
has one of three styles: its tags are elements (`markup`), or characters that stand in a CDATA
section (`cdata`), or characters that are escaped (""). In markup `&lt;` stays as it is written,
because a bracket would be a tag.
"""

import re
from collections.abc import Collection

from l10n.formats.resources.xml_text import PIECE, TOKEN, is_well_formed
from l10n.formats.resources.xml_tree import escaped, unescaped

MARKUP, CDATA = "markup", "cdata"
_ESCAPE = re.compile(
    r"\\u(?P<code>[0-9A-Fa-f]{4})|\\(?P<sign>.)|(?P<tag><[^<>]*>)|(?P<quote>\")"
    r"|(?P<space>[ \t\r\n]+)",
    re.DOTALL,
)
_IN_TAG = re.compile(r"\\u(?P<code>[0-9A-Fa-f]{4})|\\(?P<sign>.)", re.DOTALL)
_SPECIAL = re.compile(
    r"(?P<sign>[\\'\"])|(?P<line>\n)|(?P<tab>\t)"
    r"|(?P<code>(?<= ) |[\x01-\x1f\ud800-\udfff\ufffe\uffff])"
)
_SIGNS = {"n": "\n", "t": "\t"}


def decoded(content: str) -> tuple[str, str]:
    """The text of a string's content, and its style."""
    tokens = list(TOKEN.finditer(content))
    kinds = {token.lastgroup for token in tokens}
    style = MARKUP if "tag" in kinds else CDATA if "cdata" in kinds else ""
    reader = _Reader(in_markup=style == MARKUP)
    pieces: list[str] = []
    for token in tokens:
        if token["tag"]:
            pieces.append(token[0])
        elif token["cdata"] is not None:
            pieces.append(reader.read(escaped(token["cdata"])))
        elif token["text"]:
            pieces.append(reader.read(token["text"]))
    return reader.trimmed(pieces), style


def encoded(text: str, style: str, entities: Collection[str] = ()) -> str:
    """The content that says the text; markup that is no well-formed XML is escaped instead.

    Args:
        style: one of `decoded`.
        entities: names of those that the file declares, kept as references.
    """
    if style == MARKUP:
        pieces = (t["tag"] or _content(t[0], entities) for t in PIECE.finditer(text))
        content = _edged("".join(pieces))
        if is_well_formed(content, entities):
            return content
    if style == CDATA:
        return "<![CDATA[" + _edged(_slashed(text)).replace("]]>", "]]]]><![CDATA[>") + "]]>"
    return _edged(_slashed(_references(text, entities, "(?!)")))


def _content(text: str, entities: Collection[str]) -> str:
    return _slashed(_references(text, entities, "(?>(?:amp;)*)lt;"))


def _references(text: str, entities: Collection[str], kept: str) -> str:
    """Escaped, references to entities of the file and what looks like `kept` left as they are."""
    names = "|".join(map(re.escape, entities)) or "(?!)"
    marked = re.sub(f"&(?!(?:{names});|{kept})", "&amp;", text)
    return marked.replace("<", "&lt;").replace("]]>", "]]&gt;")


def _slashed(text: str) -> str:
    def written(found: re.Match[str]) -> str:
        if found["code"]:
            return f"\\u{ord(found['code']):04x}"
        return {"line": "\\n", "tab": "\\t"}.get(found.lastgroup or "", "\\" + found[0])

    return _SPECIAL.sub(written, text.replace("\0", ""))


def _edged(content: str) -> str:
    """The content with what its first and last character would mean taken from them."""
    if content[:1] in {"@", "?"} and content:
        content = "\\" + content
    return re.sub(r"\A | \Z", r"\\u0020", content)


class _Reader:
    """Reads pieces of text, one after another: quotation marks and spaces reach across tags."""

    def __init__(self, *, in_markup: bool) -> None:
        self._in_markup = in_markup
        self._quoted = False

    def read(self, text: str) -> str:
        """The text; a space that may be cut off at an end is marked by a NUL before it."""
        if self._in_markup:
            # What would be read as a bracket stays a reference, as often escaped as it was.
            text = re.sub(r"&(?=(?>(?:amp;)*)lt;)", "&amp;", text)
        return _ESCAPE.sub(self._character, unescaped(text))

    def _character(self, found: re.Match[str]) -> str:
        if found["code"]:
            return chr(int(found["code"], 16))
        if found["sign"]:
            return _SIGNS.get(found["sign"], found["sign"])
        if found["tag"]:  # aapt2 drops quotation marks here too, which nobody means
            return _IN_TAG.sub(self._character, found["tag"])
        if found["quote"]:
            self._quoted = not self._quoted
            return ""
        return found["space"].replace("\r\n", "\n") if self._quoted else "\0 "

    @staticmethod
    def trimmed(pieces: list[str]) -> str:
        return re.sub(r"\A\0 |\0 \Z", "", "".join(pieces)).replace("\0", "")
