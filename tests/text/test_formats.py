"""What parses is what the program's own reader takes."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model import Syntax
from l10n.text.formats import fault, is_brace_format, is_percent_format, unnamed

_PERCENT = st.lists(
    st.sampled_from(
        ["%", "%s", "%d", "(n)", "%(n)s", "%%", "5", "*", ".", "-", "l", "s", "x", "的"]
    ),
    max_size=6,
).map("".join)
_BRACES = st.lists(
    st.sampled_from(["{", "}", "{{", "}}", "{}", "{n}", "{0}", "!r", ":>5", "!", ":", "n", "的"]),
    max_size=6,
).map("".join)


class _Anything(dict[str, int]):
    """A mapping that has every name, and is not shown itself, as `%s` beside `%(n)s` would."""

    def __missing__(self, key: str) -> int:
        return 65

    def __repr__(self) -> str:
        raise TypeError


def _percent_takes(text: str) -> bool:
    """Whether Python's `%` takes the text with some arguments: a mapping, or some numbers."""
    for arguments in (_Anything(), *((65,) * n for n in range(13))):
        try:
            text % arguments
        except (TypeError, ValueError, KeyError):
            continue
        return True
    return False


@given(_PERCENT)
def test_a_percent_format_parses_where_python_takes_it(text: str) -> None:
    assert (fault(text, Syntax.PYTHON) == "") == _percent_takes(text)


class _Filled(string.Formatter):
    """Fills any field, so that only what can't be read fails."""

    def get_field(self, field_name: str, *_: object) -> Any:
        return "x", field_name

    def format_field(self, *_: object) -> str:
        return "x"


@given(_BRACES)
def test_a_brace_format_parses_where_the_formatter_takes_it(text: str) -> None:
    try:
        _Filled().vformat(text, (), {})
    except ValueError:
        taken = False
    else:
        taken = True
    assert (fault(text, Syntax.BRACE) == "") == taken


@pytest.mark.parametrize(
    ("text", "percent", "brace"),
    [
        ("Save 50% off your order", False, False),
        ("100% complete", False, False),
        ("50%off", False, False),
        ("100%", False, False),
        ("100%%", False, False),
        ("%s of 100% complete", True, False),
        ("%(n)d", True, False),
        ("%(n) d notes", True, False),
        ("%d%%", True, False),
        ("第%d条", True, False),
        ("Hi {name}", False, True),
        ("{} {user-name!r:>5} {n:,}", False, True),
        ("{{percent}}% complete", False, False),
        ("{d, date, short}", False, False),
        ("{n, plural, one {#} other {#}}", False, False),
        ("a { b", False, False),
    ],
)
def test_a_format_is_told_from_prose(text: str, *, percent: bool, brace: bool) -> None:
    assert (is_percent_format(text), is_brace_format(text)) == (percent, brace)


@pytest.mark.parametrize(
    ("syntax", "text", "expected"),
    [
        (Syntax.PYTHON, "%s %(n)s %5.2f %%", ("%s", "%5.2f")),
        (Syntax.BRACE, "{} {:d} {0} {n} {!r:>{}}", ("{}", "{:d}", "{!r:>{}}", "{}")),
        (Syntax.C, "%s %1$s %ld %%", ("%s", "%ld")),
        (Syntax.GENERIC, "%s %d 5% off", ("%s", "%d")),
        (Syntax.I18NEXT, "%s", ()),
    ],
)
def test_unnamed_arguments_are_told_in_order(
    syntax: Syntax, text: str, expected: tuple[str, ...]
) -> None:
    assert unnamed(text, syntax) == expected
