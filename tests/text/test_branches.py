"""Each branch of a message is seen once, with what stands round it."""

import pytest

from l10n.text import icu
from l10n.text.branches import said, selections

CASES = [
    ("plain", ["plain"]),
    (
        "You have {n, plural, one {# note} other {# notes}}.",
        ["You have # note.", "You have # notes."],
    ),
    (
        "{g, select, me {my} other {their}} {n, plural, one {note} other {notes}}",
        ["my notes", "their notes", "their note"],
    ),
    (
        "{g, select, me {{n, plural, one {my note} other {my notes}}} other {notes}}",
        ["my notes", "my note", "notes"],
    ),
    ("{n, plural, offset:1 =0 {none} other {{who} and #}}", ["none", "{who} and #"]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_every_branch_is_a_sentence(text: str, sentences: list[str]) -> None:
    message = icu.parse(text)
    assert [icu.plain(said(message, way)) for way in selections(message)] == sentences


@pytest.mark.parametrize(
    ("key", "source", "sentence"),
    [
        ("one", "{n, plural, =1 {a note} other {notes}}", "a note"),
        ("=1", "{n, plural, one {a note} other {notes}}", "a note"),
        ("=0", "{n, plural, one {a note} other {notes}}", "notes"),
        ("few", "{n, plural, one {a note} other {notes}}", "notes"),
    ],
)
def test_a_branch_that_is_not_there_is_the_nearest_one(
    key: str, source: str, sentence: str
) -> None:
    assert icu.plain(said(icu.parse(source), {("n", "plural"): key})) == sentence


def test_a_number_sign_is_its_argument_unless_an_offset_makes_it_another_number() -> None:
    for head, name in (("", "n"), ("offset:1 ", "#")):
        message = icu.parse(f"{{n, plural, {head}other {{#}}}}")
        assert [p.name for p in said(message, {}) if isinstance(p, icu.Argument)] == [name]
