"""What Babel's lexer finds in JavaScript and TypeScript, as units."""

import io
from typing import Any

import pytest

from l10n.errors import SourceError
from l10n.extractors.javascript import EXTRACTOR
from l10n.model import Location, Unit


def extract(source: str | bytes, path: str = "app.js", **options: Any) -> list[Unit | SourceError]:
    data = source.encode() if isinstance(source, str) else source
    return list(EXTRACTOR.extract(io.BytesIO(data), path, options))


CASES: list[tuple[str, tuple[str, ...], str]] = [
    ('t("Follow")', ("Follow",), ""),
    ("i18n.t('Follow')", ("Follow",), ""),
    ("$t('Follow')", ("Follow",), ""),
    ('_("小红书")', ("小红书",), ""),
    ("t(`plain template`)", ("plain template",), ""),
    ('ngettext("one note", "many notes", n)', ("one note", "many notes"), ""),
    ('pgettext("verb", "Post")', ("Post",), "verb"),
    (r't("tab \t quote \" \u8d5e")', ('tab \t quote " 赞',), ""),
    ("const a = {label: t('In an object')}", ("In an object",), ""),
]


@pytest.mark.parametrize(("source", "forms", "context"), CASES, ids=[c[0] for c in CASES])
def test_a_call_is_a_unit(source: str, forms: tuple[str, ...], context: str) -> None:
    (unit,) = extract(source)
    assert isinstance(unit, Unit)
    assert (unit.source, unit.context) == (forms, context)


@pytest.mark.parametrize("source", ["t(name)", "// t('comment')", "let t = 1", "'t(\"no\")'", ""])
def test_what_is_no_message_is_no_unit(source: str) -> None:
    assert extract(source) == []


@pytest.mark.parametrize("text", ["{{percent}}% complete", "%s notes", "Hi {name}"])
def test_no_message_is_in_a_format_of_python(text: str) -> None:
    (unit,) = extract(f"t('{text}')")
    assert isinstance(unit, Unit)
    assert unit.flags == ()


@pytest.mark.parametrize("path", ["page.jsx", "page.tsx"])
def test_calls_inside_jsx_are_found(path: str) -> None:
    found = extract("const A = () => <p title={t('A title')}>{t('Text')}</p>;\n", path)
    assert [u.source for u in found if isinstance(u, Unit)] == [("A title",), ("Text",)]


def test_a_comment_for_translators_is_a_note() -> None:
    (unit,) = extract("// Translators: max-length:5\nt('Go')\n")
    assert isinstance(unit, Unit)
    assert (unit.notes, unit.limit) == (("max-length:5",), 5)
    assert unit.locations == (Location("app.js", 2),)


def test_more_function_names_can_be_given() -> None:
    (unit,) = extract("tr('Hello')", keywords=["tr"])
    assert isinstance(unit, Unit)


def test_a_file_that_is_not_utf_8_is_one_error_with_file_and_line() -> None:
    (error,) = extract(b"a\n" + "t('中')".encode("gbk"))
    assert isinstance(error, SourceError)
    assert str(error).startswith("app.js:2: The file is not UTF-8")
