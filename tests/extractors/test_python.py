"""What Babel finds in Python, as units."""

import io
from typing import Any

import pytest

from l10n.errors import SourceError
from l10n.extractors.python import EXTRACTOR
from l10n.model import Location, Unit


def extract(source: str | bytes, **options: Any) -> list[Unit | SourceError]:
    data = source.encode() if isinstance(source, str) else source
    return list(EXTRACTOR.extract(io.BytesIO(data), "app.py", options))


CASES: list[tuple[str, tuple[str, ...], str]] = [
    ('_("Follow")', ("Follow",), ""),
    ('gettext("Follow")', ("Follow",), ""),
    ('ngettext("%d note", "%d notes", n)', ("%d note", "%d notes"), ""),
    ('pgettext("verb", "Post")', ("Post",), "verb"),
    ('npgettext("noun", "Post", "Posts", n)', ("Post", "Posts"), "noun"),
    ('lazy_gettext("Later")', ("Later",), ""),
    ('_l("Later")', ("Later",), ""),
    ('pgettext_lazy("verb", "Share")', ("Share",), "verb"),
    ('_("one "\n  "string")', ("one string",), ""),
    ("_('''two\nlines''')", ("two\nlines",), ""),
    (r'_("quote \" tab \t 小红书 \u8d5e")', ('quote " tab \t 小红书 赞',), ""),
    ("f(_('nested'))", ("nested",), ""),
]


@pytest.mark.parametrize(("source", "forms", "context"), CASES, ids=[c[0] for c in CASES])
def test_a_call_is_a_unit(source: str, forms: tuple[str, ...], context: str) -> None:
    (unit,) = extract(source)
    assert isinstance(unit, Unit)
    assert (unit.source, unit.context) == (forms, context)


@pytest.mark.parametrize(
    "source", ["_(name)", '_(f"Hi {name}")', '_("")', "# _('comment')", '"_(no call)"', "x = 1", ""]
)
def test_what_is_no_message_is_no_unit(source: str) -> None:
    assert extract(source) == []


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("%(n)s notes", ("python-format",)),
        ("{n} notes", ("python-brace-format",)),
        ("100%", ()),
        ("Save 50% off your order", ()),
        ("100% complete", ()),
        ("{count}% complete", ("python-brace-format",)),
        ("{d, date, short}", ()),
        ("plain", ()),
    ],
)
def test_placeholders_set_the_flag(text: str, flags: tuple[str, ...]) -> None:
    (unit,) = extract(f"_({text!r})")
    assert isinstance(unit, Unit)
    assert unit.flags == flags


def test_a_comment_for_translators_is_a_note_and_may_set_a_limit() -> None:
    (unit,) = extract(
        "# a comment for programmers\n# Translators: a button\n# L10N: max-length:12\n_('Go')\n"
    )
    assert isinstance(unit, Unit)
    assert unit.notes == ("a button", "max-length:12")
    assert (unit.flags, unit.limit) == (("max-length:12",), 12)


def test_a_unit_knows_its_line() -> None:
    first, second = extract("_('a')\n\n\n_('b')\n")
    assert isinstance(first, Unit)
    assert isinstance(second, Unit)
    assert first.locations == (Location("app.py", 1),)
    assert second.locations == (Location("app.py", 4),)


IN_F_STRINGS = r'''
f"{_('a')} {_('b')!r:>{width}}"
_("c"), f"""{x}{f'{ngettext("one", "many", n)}'}""", _(f"no {name}")
f"""
{_("e")} {_}"""
'''


def test_calls_in_f_strings_are_found_with_every_python() -> None:
    found = extract(IN_F_STRINGS)
    assert [(u.source[0], u.locations[0].line) for u in found if isinstance(u, Unit)] == [
        ("a", 2),
        ("b", 2),
        ("c", 3),
        ("one", 3),
        ("e", 5),
    ]


def test_more_function_names_can_be_given() -> None:
    (unit,) = extract('tr("Hello")', keywords=["tr"])
    assert isinstance(unit, Unit)
    assert unit.source == ("Hello",)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("_('ok')\nprint(\n", 2, "Python can't parse the file"),
        ("_('ok')\n  indented\n", 2, "Python can't parse the file"),
        (b"_('ok')\n# " + "中文".encode("gbk") + b"\n", 2, "not UTF-8"),
        ("_('a')\x00", 0, "Python can't parse the file"),
        ("_('half \\ud800')", 1, "a character that no catalog can"),
        ("\n_('nul \\0')", 2, "a character that no catalog can"),
        ("_('ok') + " + "-" * 100_000 + "1", 0, "Python can't parse the file"),
    ],
    ids=[
        "open bracket",
        "indentation",
        "gbk",
        "nul",
        "surrogate",
        "a nul in a string",
        "deep nesting",
    ],
)
def test_what_cannot_be_read_is_one_error_with_file_and_line(
    source: str | bytes, line: int, message: str
) -> None:
    (error,) = extract(source)
    assert isinstance(error, SourceError)
    assert message in error.message
    assert error.place is not None
    assert error.place.path == "app.py"
    assert error.place.line in ({line} if line else {0, 1})


def test_an_invalid_escape_is_only_a_warning_of_pythons() -> None:
    (unit,) = extract(r'_("a \d")')
    assert isinstance(unit, Unit)


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    units = extract(b"\xef\xbb\xbf_('a')\r\n_('b')\r\n")
    assert [u.source for u in units if isinstance(u, Unit)] == [("a",), ("b",)]


def test_a_file_that_calls_none_of_the_functions_is_not_parsed() -> None:
    """What can't hold units need not be valid: templates of code, files of another version."""
    assert list(extract("print 'Python 2'\n")) == []
    assert list(extract("my_gettexts = 1\nnot_(1)\n")) == []


WORDLESS = ['_(f"Hello {x}")', "_()", "_(b'x')", '_(("x"))', "_([1], 2)", '_(\n  f"a {x}"\n)']


@pytest.mark.parametrize("call", WORDLESS)
def test_a_note_above_a_call_without_words_takes_no_other_call_along(call: str) -> None:
    """Babel compares the note's line with that of the words, and there are none."""
    found = extract(f"# L10N: a note\nz = {call}\n\n# L10N: mine\ny = _('Save')\n")
    assert [(u.source, u.notes) for u in found if isinstance(u, Unit)] == [(("Save",), ("mine",))]


def test_a_call_in_a_call_keeps_its_words() -> None:
    found = extract("# L10N: a note\nz = _(_('Close'))\ny = f\"{_()}\" + _('Save')\n")
    assert [u.source for u in found if isinstance(u, Unit)] == [("Close",), ("Save",)]


def test_a_warning_names_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert extract('# L10N: a note\n_(f"Hello {x}")\n') == []
    assert capsys.readouterr().err.startswith("app.py:2: warning: Skipping f-string")
