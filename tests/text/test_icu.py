"""ICU messages: arguments and choices, valid or refused at the place where they break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text import icu

VALID = [
    ("Hello {name}!", ["Hello ", "{name}", "!"]),
    ("{n, number, #.##}", ["{n, number, #.##}"]),
    ("{0} of {1}", ["{0}", " of ", "{1}"]),
    ("it''s {x}", ["it''s ", "{x}"]),
    ("'{not an argument}' {x}", ["'{not an argument}' ", "{x}"]),
    ("it's fine", ["it's fine"]),
    ("# is text outside plurals", ["# is text outside plurals"]),
    ("'{ an open quotation", ["'{ an open quotation"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "parts"), VALID)
def test_a_message_is_read_into_its_parts(text: str, parts: list[str]) -> None:
    assert [p if isinstance(p, str) else p.text for p in icu.parse(text)] == parts


def test_a_plural_has_its_branches_and_their_hashes_are_arguments() -> None:
    (choice,) = icu.parse("{n, plural, offset:1 =0 {none} one {# note} other {# notes}}")
    assert isinstance(choice, icu.Choice)
    assert (choice.name, choice.type) == ("n", "plural")
    assert [key for key, _branch in choice.branches] == ["=0", "one", "other"]
    assert dict(choice.branches)["one"] == (icu.Argument("#", "#"), " note")


def test_choices_nest() -> None:
    (outer,) = icu.parse("{who, select, other {{n, plural, other {# of {name}}}}}")
    assert isinstance(outer, icu.Choice)
    ((_key, (inner,)),) = outer.branches
    assert isinstance(inner, icu.Choice)
    assert inner.name == "n"


def test_a_choice_is_rebuilt_with_other_words() -> None:
    (choice,) = icu.parse("{n, plural, one {# note} other {# notes}}")
    assert isinstance(choice, icu.Choice)
    rebuilt = choice.rebuild({"other": "# 篇笔记"})
    assert rebuilt == "{n, plural, other {# 篇笔记}}"
    assert icu.plain(icu.parse(rebuilt)) == rebuilt


BROKEN = [
    ("a } b", 2, "without an opening one"),
    ("a {", 2, "without an argument name"),
    ("{}", 0, "without an argument name"),
    ("{n", 0, "not closed"),
    ("{n, number", 0, "not closed"),
    ("{n,}", 2, "without a type"),
    ("{n, plural}", 0, "without branches"),
    ("{n, plural, one {x}}", 0, "no branch 'other'"),
    ("{n, plural, other {x}", 0, "not closed"),
    ("{n, plural, other {x", 12, "not closed"),
    ("{n, plural, other {x} other {y}}", 22, "twice"),
    ("{n, select, " + "".join(f"k{i} {{}}" for i in range(9_000)) + "other {}}", 0, "too many"),
    ("{n, select, other {" * 30, 19 * 17, "nested too deeply"),
]


@pytest.mark.parametrize(("text", "position", "message"), BROKEN)
def test_a_broken_message_is_refused_where_it_breaks(
    text: str, position: int, message: str
) -> None:
    with pytest.raises(icu.IcuError, match=message) as caught:
        icu.parse(text)
    assert caught.value.position in range(position - 1, position + 1)


@given(st.text("{}'# ,ab=1\n") | st.text("{}nplurals,other '#"))
def test_what_is_read_joins_to_the_message_again(text: str) -> None:
    try:
        message = icu.parse(text)
    except icu.IcuError:
        return
    assert icu.plain(message) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{n, plural, other {x}}", True),
        ("{ who ,select, other {x}}", True),
        ("{name}", False),
        ("{n, number}", True),
        ("{d, date, ::yMMMd}", True),
        ("{n, see below}", False),
        ("plural, select", False),
    ],
)
def test_arguments_with_a_type_look_like_icu(text: str, *, expected: bool) -> None:
    assert icu.looks_like_icu(text) is expected
