"""Whether a text parses as the format that its unit says, and what it takes without a name.

After the Python documentation (printf-style formatting, format strings) and i18next's
interpolation and nesting. ICU has a parser of its own, and so has Vue I18n.
"""

import re
import string

from l10n.model import Syntax
from l10n.text import vue

# A space before a word is no flag but prose: 100% of it.
_DIRECTIVE = re.compile(
    r"%%|%(?! [A-Za-z]{2})(?P<key>\((?:[^()]|\([^()]*\))*\))?"
    r"(?P<flags>[#0\- +]*+)(?P<width>\d++|\*)?(?:\.(?P<precision>\d++|\*)?)?"
    r"[hlL]?(?P<type>[diouxXeEfFgGcrsa])",
    re.DOTALL,
)
# Unnamed and unnumbered directives of C's kin: which argument one takes, its place says.
_C_UNNAMED = re.compile(
    r"%(?!%|\d+\$)[#0\- +']*+(?:\d++|\*)?(?:\.(?:\d++|\*))?(?:hh|h|ll|l|L|q|j|z|t)?"
    r"[diouxXeEfFgGaAcspn@]"
)
_GENERIC_UNNAMED = re.compile(r"%(?:\.\d+)?[sd@if](?![A-Za-z])")
_BRACES = re.compile("[{}]")
_NESTING = re.compile(r"\$t\([^()]*(\))?")


def is_percent_format(text: str) -> bool:
    """Whether a `%` in the text is a directive that a programmer wrote, and not a percentage.

    With a space flag (`50% off`, `100% complete`), or between a digit and a letter (`50%off`), it
    is prose: nobody writes `% d` in a sentence.
    """
    return any(
        found["type"] and (found["key"] or not _is_prose(text, found))
        for found in _DIRECTIVE.finditer(text)
    )


def _is_prose(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()][-1:], text[found.end() : found.end() + 1]
    return " " in found["flags"] or (before.isdigit() and after.isalpha() and after.isascii())


def is_brace_format(text: str) -> bool:
    """Whether `str.format` would fill a field in the text; a name with a comma is ICU's."""
    try:
        return "{" in text and any(re.match(r"\{[^,!:]*[!:}]", field) for field in _fields(text))
    except ValueError:
        return False


def fault(text: str, syntax: Syntax) -> str:
    """What keeps the text from being read in its syntax, in a few words; "" where nothing does."""
    if syntax is Syntax.PYTHON:
        return _percent_fault(text)
    if syntax is Syntax.BRACE:
        return _brace_fault(text)
    if syntax is Syntax.VUE:
        return vue.fault(text)
    if syntax in {Syntax.I18NEXT, Syntax.GENERIC}:
        if any(found[1] is None for found in _NESTING.finditer(text)):
            return "$t( is not closed"
        return _balance_fault(text)
    return ""


def unnamed(text: str, syntax: Syntax) -> tuple[str, ...]:
    """The directives that take their argument by place, in order; the text has to parse."""
    if syntax is Syntax.PYTHON:
        found = (m for m in _DIRECTIVE.finditer(text) if m["type"] and not m["key"])
        return tuple(match[0] for match in found)
    if syntax is Syntax.BRACE:
        return tuple(field for field in _fields(text) if not re.match(r"\{\w", field))
    if syntax is Syntax.C:
        return tuple(_C_UNNAMED.findall(text))
    return tuple(_GENERIC_UNNAMED.findall(text)) if syntax is Syntax.GENERIC else ()


def _percent_fault(text: str) -> str:
    """What `%` says of it, whatever the arguments."""
    position, named = 0, set[bool]()
    while (start := text.find("%", position)) >= 0:
        found = _DIRECTIVE.match(text, start)
        if found is None:
            return f"{text[start : start + 2]!r} is no directive; a percent sign is written %%"
        if found["type"]:
            named.add(found["key"] is not None)
        if found["key"] and "*" in (found["width"], found["precision"]):
            return f"{found[0]!r} takes a width that a name can't give"
        position = found.end()
    return "named and unnamed arguments are mixed" if len(named) > 1 else ""


def _brace_fault(text: str) -> str:
    """What `str.format` says of it."""
    try:
        fields = _fields(text)
    except ValueError as error:
        return str(error)
    numbered = {field[1:2].isdigit() for field in fields if not re.match(r"\{[^\W\d]", field)}
    return "numbered and unnumbered fields are mixed" if len(numbered) > 1 else ""


def _fields(text: str, depth: int = 2) -> list[str]:
    """The replacement fields as they stand, those in format specifications too.

    Raises:
        ValueError: where `string.Formatter` can't read it.
    """
    found: list[str] = []
    for _literal, name, spec, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if depth == 0:
            raise ValueError("Max string recursion exceeded")
        if "{" in name or "}" in name or (conversion and conversion not in "rsa"):
            raise ValueError(f"{name!r} is no field")
        mark = (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        found.append(f"{{{name}{mark}}}")
        found.extend(_fields(spec or "", depth - 1))
    return found


def _balance_fault(text: str) -> str:
    """Braces that open and close nothing."""
    depth = 0
    for found in _BRACES.finditer(text):
        depth += 1 if found[0] == "{" else -1
        if depth < 0:
            return "'}' closes nothing"
    return "'{' is not closed" if depth else ""
