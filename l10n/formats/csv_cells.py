"""Cells of CSV files that people open in a spreadsheet: what it would run or rewrite is text there.

A cell that a spreadsheet would run as a formula (`=SUM(A1)`, `+1`, `@cmd`) or rewrite as a number
or date (`007`, `1/2`, an id such as `1234567890123e45`) is written behind an apostrophe, the
spreadsheets' own sign for text, and read back without it. Only apostrophes before such a cell
count, so `'tis` stays as it is and every text comes back exactly.
"""

import re

# OWASP's list of what starts a formula, its full-width kin included, and what Excel coerces.
_RISKY = re.compile(r"'*(?:[=+\-@\t\r\n＝＋－＠]|\d[\d.,:/\- eE%]*\Z)")


def guarded(text: str) -> str:
    """The text as a cell that stays text."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """What a cell says."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def is_risky_split(text: str) -> bool:
    """Whether the text holds a risky cell where somebody's spreadsheet splits at semicolons."""
    return any(map(_RISKY.match, text.split(";")[1:]))
