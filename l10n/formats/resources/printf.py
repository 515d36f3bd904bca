"""Whether a text takes its arguments as C's `printf` does, as Android's and Apple's strings can."""

import re

from l10n.model import Syntax

# No space flag, and no digit before and letter behind: `50% off` and `50%off` are prose.
_DIRECTIVE = re.compile(
    r"(?<!%)(?>(?:%%)*)%(?P<place>\d+\$)?[-+0#,']*+(?:\d++|\*)?(?:\.(?:\d++|\*))?"
    r"(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGaAcsp@]"
)


def printf_syntax(*texts: str) -> Syntax:
    """`C` where one of the texts holds a directive, and else what all syntaxes have in common."""
    return Syntax.C if any(directives(text) for text in texts) else Syntax.GENERIC


def directives(text: str) -> list[str]:
    """The directives, percentages left out."""
    return [found[0] for found in _DIRECTIVE.finditer(text) if not _is_prose(text, found)]


def unplaced(text: str) -> int:
    """How many directives take their argument by their place in the text."""
    return sum("$" not in directive for directive in directives(text))


def _is_prose(text: str, found: re.Match[str]) -> bool:
    before, following = text[: found.start()][-1:], text[found.end() :][:1]
    return before.isdigit() and following.isalpha() and following.isascii()
