"""A known wrong rendering gives way to the right one where it stands exactly once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.replacement import once_replaced

# text, wrong renderings, the right one, what becomes of it
CASES: list[tuple[str, list[str], str, str | None]] = [
    ("打开备注", ["备注"], "笔记", "打开笔记"),
    ("备注和备注", ["备注"], "笔记", None),
    ("打开笔记", ["备注"], "笔记", None),
    ("打开备注本", ["备注", "备注本"], "笔记", "打开笔记"),
    ("Open the diary", ["diary"], "note", "Open the note"),
    ("Open the diaries", ["diary"], "note", "Open the notes"),
    ("Open the memos", ["memo"], "diary", "Open the diaries"),
    ("The diary's end", ["diary"], "note", "The note's end"),
    ("Diary of a day", ["diary"], "note", "Note of a day"),
    ("A memo here", ["memo"], "RedNote", "A RedNote here"),
    ("The memos here", ["memo"], "RedNote", "The RedNotes here"),
    ("A memo, two memos", ["memo"], "note", None),
    ("memorandum", ["memo"], "note", None),
    ("在memo里", ["memo"], "笔记", "在笔记里"),
    ("Use the app", ["app"], "小红书", "Use the 小红书"),
    ("a memo", ["memo"], "go!", "a go!"),
    ("the ſ here", ["s"], "x", "the x here"),
    ("anything", ["", "absent"], "note", None),
    ("", ["memo"], "note", None),
]


@pytest.mark.parametrize(("text", "wrong", "right", "expected"), CASES)
def test_it_is_replaced_once_or_not_at_all(
    text: str, wrong: list[str], right: str, expected: str | None
) -> None:
    assert once_replaced(text, wrong, right) == expected


@given(st.text(), st.lists(st.text(), max_size=3), st.text(min_size=1))
def test_any_text_is_taken(text: str, wrong: list[str], right: str) -> None:
    found = once_replaced(text, wrong, right)
    assert found is None or isinstance(found, str)
