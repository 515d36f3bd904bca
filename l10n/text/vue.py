"""Vue I18n's message format: names, literals, links to other messages, forms between `|`.

After vue-i18n's guide ("Message Format Syntax", "Pluralization"): `{name}`, `{0}`, `{'@'}`,
`@:key`, `@.lower:key`, `@:{'key'}`, and of old `@:(key)`.
"""

import re

LITERAL = r"\{\s*'(?:[^'\\]|\\.)*+'\s*\}"
NAME = r"\{\s*[\w$][\w$.\-]*\s*\}"
LINK = r"@(?:\.[A-Za-z_]\w*)?:(?:\{[^{}]*\}|\([^()]*\)|[^\s{}@|()%]+)"
_PIECE = re.compile(rf"{LITERAL}|{NAME}|{LINK}|(?P<bare>[{{}}@|])")


def parts(text: str) -> list[str]:
    """The plural forms of a message; itself where nothing parts it."""
    found, start = [], 0
    for bar in _bare(text, "|"):
        found.append(text[start:bar].strip())
        start = bar + 1
    return [*found, text[start:].strip()] if found else [text]


def _bare(text: str, sign: str) -> list[int]:
    return [found.start() for found in _PIECE.finditer(text) if found["bare"] == sign]


def fault(text: str) -> str:
    """What keeps the message from being compiled, in a few words; "" where nothing does."""
    for found in _PIECE.finditer(text):
        bare = found["bare"]
        if bare and bare != "|":
            said = {"{": "names nothing, or is not closed", "}": "closes nothing"}
            reason = said.get(bare, "links to no message")
            literal = "{'" + bare + "'}"
            return f"{bare!r} {reason}; the sign itself is written {literal}"
    forms = parts(text)
    return "a form between | is empty" if len(forms) > 1 and not all(forms) else ""
