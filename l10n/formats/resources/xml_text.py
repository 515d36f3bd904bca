"""The content of XML elements as text: tags stand in it as they are written.

Where there are tags, `&lt;` stays a reference, because a bracket would be a tag.
"""

import re
from collections.abc import Collection
from xml.parsers import expat

from l10n.formats.resources.xml_tree import escaped, unescaped

# What the content of an element is made of, and what its text is.
TOKEN = re.compile(
    r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|(?P<comment><!--.*?-->|<\?.*?\?>)"
    r"|(?P<tag><(?>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>)|(?P<text>[^<]+)",
    re.DOTALL,
)
PIECE = re.compile(r"(?P<tag></?[A-Za-z](?>(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*)>)|[^<]+|<")


def decoded(content: str) -> tuple[str, bool]:
    """The text of an element's content, and whether tags in it are elements."""
    tokens = list(TOKEN.finditer(content))
    in_markup = any(token["tag"] for token in tokens)
    pieces = []
    for token in tokens:
        text = token["tag"] or ""
        if token["cdata"] is not None:
            text = token["cdata"].replace("<", "&lt;") if in_markup else token["cdata"]
        elif token["text"]:
            kept = re.sub(r"&(?=(?>(?:amp;)*)lt;)", "&amp;", token["text"])
            text = unescaped(kept if in_markup else token["text"])
        pieces.append(text)
    return "".join(pieces).replace("\r\n", "\n"), in_markup


def encoded(text: str, *, in_markup: bool) -> str:
    """The content that says the text; tags that make no well-formed XML are escaped."""
    if in_markup:
        pieces = (t["tag"] or _content(t[0]) for t in PIECE.finditer(text))
        content = "".join(pieces)
        if is_well_formed(content):
            return content
    return escaped(text).replace("\r", "&#13;")


def _content(text: str) -> str:
    marked = re.sub(r"&(?!(?>(?:amp;)*)lt;)", "&amp;", text)
    return marked.replace("<", "&lt;").replace("]]>", "]]&gt;").replace("\r", "&#13;")


def is_well_formed(content: str, entities: Collection[str] = ()) -> bool:
    """Whether the content is XML, given the names of the entities that the file declares."""
    declared = "".join(f'<!ENTITY {name} "">' for name in entities)
    try:
        text = f"<!DOCTYPE r [{declared}]><r>{content}</r>"
        expat.ParserCreate("utf-8").Parse(text.encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True
