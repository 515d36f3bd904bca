"""JSON of two sides merged key by key: cases, and what holds whatever the sides did."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import ResourceError
from l10n.formats.resources.document import document
from l10n.formats.resources.json_merge import Conflict, merged

NESTED = """\
{
  "auth": {
    "in": "Sign in",
    "out": "Sign out"
  },
  "title": "Notes"
}
"""
BOTH = """\
{
  "auth": {
    "in": "Sign in",
    "out": "Sign out",
    "again": "Again"
  },
  "mute": "Mute",
  "title": "Notes",
  "last": "Last"
}
"""
CASES: dict[str, tuple[str, str, str, str]] = {
    "new keys of both, each where it belongs": (
        NESTED,
        NESTED.replace('"title"', '"mute": "Mute",\n  "title"'),
        NESTED.replace('"Sign out"', '"Sign out",\n    "again": "Again"').replace(
            '"Notes"', '"Notes",\n  "last": "Last"'
        ),
        BOTH,
    ),
    "a change of each": (
        '{"a": "A", "b": "B", "c": "C"}',
        '{"a": "A1", "b": "B", "c": "C"}',
        '{"a": "A", "b": "B", "c": "C1"}',
        '{"a": "A1", "b": "B", "c": "C1"}',
    ),
    "a key before all others, and one in between": (
        '{"b": "B", "c": "C"}',
        '{"b": "B", "c": "C"}\n',
        '{"a": "A", "b": "B", "b2": "B2", "c": "C"}',
        '{"a": "A","b": "B", "b2": "B2", "c": "C"}\n',
    ),
    "removed by one, as it was on the other": (
        '{\n\t"a": "A",\n\t"b": "B"\n}',
        '{\n\t"b": "B"\n}',
        '{\n\t"a": "A",\n\t"b": "B",\n\t"c": "C"\n}',
        '{\n\t"b": "B",\n\t"c": "C"\n}',
    ),
    "the last one removed": (
        '{\n  "a": "A",\n  "b": "B"\n}\n',
        '{\n  "a": "A1",\n  "b": "B"\n}\n',
        '{\n  "a": "A"\n}\n',
        '{\n  "a": "A1"\n}\n',
    ),
    "removed by one, changed by the other: the change stays": (
        '{"a": {"x": "X", "y": "Y"}, "b": "B"}',
        '{"b": "B"}',
        '{"a": {"x": "X1", "y": "Y"}, "b": "B"}',
        '{"a": {"x": "X1"},"b": "B"}',
    ),
    "reformatted by theirs, changed by ours": (
        '{"a":"A","b":"B"}',
        '{"a":"A1","b":"B"}',
        '{\n    "b": "B",\n    "a": "A"\n}\n',
        '{"a":"A1","b":"B"}',
    ),
    "line ends, a mark and escapes of ours": (
        '\ufeff{\r\n  "a": "\\u597d"\r\n}\r\n',
        '\ufeff{\r\n  "a": "\\u597d",\r\n  "b": "B"\r\n}\r\n',
        '{\n  "a": "好",\n  "c": {\n    "d": "D"\n  }\n}\n',
        '\ufeff{\r\n  "a": "\\u597d",\r\n  "c": {\r\n    "d": "D"\r\n  },\r\n  "b": "B"\r\n}\r\n',
    ),
    "both began the file": ("", '{"a": "A"}', '{"b": "B"}', '{"b": "B","a": "A"}'),
    "an object where none was": (
        '{"a": {}}', '{"a": {}}\n', '{"a": {"b": "B"}}', '{"a": {"b": "B"}}\n'
    ),
    "numbers as they are written": (
        '{"a": 1}', '{"a": 1, "b": 2}', '{"a": 1.0}', '{"a": 1.0, "b": 2}'
    ),
}  # fmt: skip


def run(base: str, ours: str, theirs: str) -> tuple[str, list[Conflict]]:
    data, conflicts = merged(*(document(text.encode(), "x.json") for text in (base, ours, theirs)))
    return data.decode(), conflicts


@pytest.mark.parametrize("case", CASES)
def test_what_both_sides_did_stands(case: str) -> None:
    base, ours, theirs, wanted = CASES[case]
    assert run(base, ours, theirs) == (wanted, [])


def test_one_value_changed_by_both_is_told_and_ours_stands() -> None:
    base = '{"a": {"b": "B"}, "list": [1, 2], "c": "C"}'
    ours = '{"a": {"b": "B1"}, "list": [1, 2, 3], "c": {"d": "D"}, "new": "x"}'
    theirs = '{"a": {"b": "B2"}, "list": [0, 1, 2], "c": "C2", "new": "y"}'
    text, conflicts = run(base, ours, theirs)
    assert text == ours
    assert conflicts == [
        Conflict(("a", "b"), '"B1"', '"B2"'),
        Conflict(("list",), "[1, 2, 3]", "[0, 1, 2]"),
        Conflict(("c",), '{"d": "D"}', '"C2"'),
        Conflict(("new",), '"x"', '"y"'),
    ]


@pytest.mark.parametrize("broken", ["{", "[1,]", "<<<<<<< ours\n{}", '{"a": "A"} x'])
def test_a_side_that_is_no_json_is_refused(broken: str) -> None:
    for sides in ((broken, "{}", "{}"), ("{}", broken, "{}"), ("{}", "{}", broken)):
        with pytest.raises(ResourceError, match=r"x\.json"):
            run(*sides)


TEXTS = st.sampled_from(["甲", "乙", "丙", '"', "\n", ""])
TREES = st.recursive(
    TEXTS | st.lists(TEXTS, max_size=2) | st.sampled_from([1, 1.5, True, None]),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.sampled_from("abcdef"), TREES, max_size=5)
INDENT = st.sampled_from([None, 2, "\t"])


def written(value: Any, indent: Any) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False)


def texts(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(texts(inner) for inner in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(texts, value)) if value else set()
    return {value} if isinstance(value, str) else set()


@given(OBJECTS, OBJECTS, OBJECTS, INDENT, INDENT)
def test_it_is_symmetric_idempotent_and_loses_no_text(
    base: Any, ours: Any, theirs: Any, one: Any, other: Any
) -> None:
    was, mine, yours = written(base, one), written(ours, one), written(theirs, other)
    text, conflicts = run(was, mine, yours)
    found = json.loads(text)
    mirrored, swapped = run(was, yours, mine)
    # Symmetric up to order, but for the values in dispute, where each keeps its own.
    assert {(c.key, c.ours, c.theirs) for c in conflicts} == {
        (c.key, c.theirs, c.ours) for c in swapped
    }
    if not conflicts:
        assert json.loads(mirrored) == found
    # Once merged, the same merge changes no byte.
    assert run(was, text, yours)[0] == text
    assert run(mine, text, mine)[0] == text
    # A side that did nothing leaves the other's.
    assert json.loads(run(was, mine, was)[0]) == ours
    assert json.loads(run(was, was, yours)[0]) == theirs
    # What a side wrote anew stands in the file, or is told.
    told = [json.loads(said) for c in conflicts for said in (c.ours, c.theirs)]
    assert (texts(ours) | texts(theirs)) - texts(base) <= texts(found) | texts(told)
