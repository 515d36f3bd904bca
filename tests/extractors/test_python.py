"""The lexer for Python sees the calls that Python's own parser sees; what is in them: `cases/`."""

import ast
import io
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import SourceError
from l10n.extractors.interface import Extracted
from l10n.extractors.python import EXTRACTOR
from l10n.extractors.python_tokens import BrokenError, calls, hits, lines
from l10n.model import Unit

# Functions that Python's own library calls often; none is a keyword of a pattern.
NAMES = frozenset(("isinstance", "len", "join", "format", "get", "print", "append"))


def extract(source: str | bytes) -> list[Extracted]:
    data = source.encode() if isinstance(source, str) else source
    return list(EXTRACTOR.extract(io.BytesIO(data), "app.py", {}))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_python_ends_them(end: str) -> None:
    code = end.join(["# it's a note", '_("one")', "# _('none')", '_("""two', 'lines""")', ""])
    found = [item for item in extract(code) if isinstance(item, Unit)]
    assert [(u.source[0], u.locations[0].line) for u in found] == [("one", 2), ("two\nlines", 4)]


def parsed(code: str) -> list[tuple[str, int]]:
    """The calls that the parser sees: name and line of the name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(code)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in NAMES:
                found.append((name, node.func.end_lineno or 0))
    return sorted(found)


def lexed(code: str) -> list[tuple[str, int]]:
    """The calls that the lexer sees; each parses by itself."""
    found = list(calls(code, hits(code, NAMES)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for call in found:
            assert isinstance(ast.parse(code[call.start : call.end], mode="eval").body, ast.Call)
    return sorted(
        (call.name, line)
        for call, line in zip(found, lines(code, (call.start for call in found)), strict=True)
    )


FOLDER = Path(ast.__file__).parent


@pytest.mark.parametrize(
    "name", ["argparse.py", "ast.py", "dataclasses.py", "inspect.py", "tokenize.py", "typing.py"]
)
def test_the_lexer_sees_what_the_parser_sees_in_real_files(name: str) -> None:
    code = (FOLDER / name).read_text("utf-8")
    assert lexed(code) == parsed(code)


_STRING = st.sampled_from(
    [
        "'a'",
        '"it\'s"',
        "b'x'",
        r"r'\''",
        '"""t"q"""',
        "f'{len(x)}'",
        "f\"{x!r:>{len('y')}}\"",
        r"'\\'",
    ]
)
_NAME = st.sampled_from(["len", "get", "x", "x.join", "lens", "x\\\n.get", "print"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(_NAME, inner).map("{0[0]}({0[1]})".format),
        st.tuples(inner, inner).map("({0[0]}, # ') \" (\n {0[1]})".format),
        st.tuples(inner, inner).map("[{0[0]}, {{'k}}': {0[1]}}}]".format),
        inner.map("(lambda len: {})".format),
    )


@given(st.lists(st.recursive(_STRING | _NAME, _grown, max_leaves=8), max_size=4))
def test_the_lexer_sees_what_the_parser_sees(expressions: list[str]) -> None:
    code = "".join(f"y = {expression}  # it's\n" for expression in expressions)
    if sys.version_info < (3, 12):
        # Where a call stands in an f-string the older parser doesn't say.
        assert [n for n, _l in lexed(code)] == [n for n, _l in parsed(code)]
    else:
        assert lexed(code) == parsed(code)


@given(st.text("'\"#f{}()[]\\\nl_ ", max_size=30))
def test_any_text_is_read_to_its_end_or_is_broken_somewhere(code: str) -> None:
    broken, found = -1, []
    try:
        found = list(calls(code, hits(code, frozenset(("l", "_")))))
    except BrokenError as error:
        broken = error.place
    assert broken <= len(code)
    assert all(code[call.start :].startswith(call.name) for call in found)
    assert all(code[call.end - 1] == ")" for call in found)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (b"_('ok')\n# " + "中文".encode("gbk") + b"\n", 2, "not UTF-8"),
        ("_('a\x00')", 1, "Python can't parse the file"),
        ("_('half \\ud800')", 1, "a character that no catalog can"),
        ("\n_('nul \\0')", 2, "a character that no catalog can"),
        ("\n_(" + "-" * 100_000 + "1)", 2, "Python can't parse the file"),
    ],
    ids=["gbk", "a nul", "surrogate", "a nul in a string", "deep nesting"],
)
def test_what_cannot_be_read_is_one_error_with_file_and_line(
    source: str | bytes, line: int, message: str
) -> None:
    (error,) = extract(source)
    assert isinstance(error, SourceError)
    assert message in error.message
    assert error.place is not None
    assert (error.place.path, error.place.line) == ("app.py", line)


def test_an_invalid_escape_is_only_a_warning_of_pythons() -> None:
    (unit,) = extract(r'_("a \d")')
    assert isinstance(unit, Unit)


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    units = extract(b"\xef\xbb\xbf_('a')\r\n_('b')\r\n")
    assert [(u.source, u.locations[0].line) for u in units if isinstance(u, Unit)] == [
        (("a",), 1),
        (("b",), 2),
    ]
