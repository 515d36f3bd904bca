"""The wordings in which a segment is put to an engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.term import Hit, Term
from l10n.model import Pattern, Placeable
from l10n.text.placeables import parse, plain
from l10n.translation.masking import Locked
from l10n.translation.wording import cased, cut, held, inlined, natural, parted
from tests.text.test_placeables import TEXTS

NOTE = Term("en", "zh", "note", "笔记")
REDNOTE = Term("zh", "en", "小红书", "RedNote")
MARKERS = ("⟦=⟧", "⟦/⟧")


def hits(pattern: Pattern, *terms: Term) -> list[Hit]:
    """Where the terms' own sources stand in the pattern."""
    text = plain(pattern)
    found = [(text.find(term.source), term) for term in terms]
    return sorted(
        (Hit(at, at + len(term.source), term.source, term) for at, term in found if at >= 0),
        key=lambda hit: hit.start,
    )


def shown(pieces: object) -> list[str]:
    """Texts as they are, placeables in angle quotes, locks as `source=target`."""
    assert isinstance(pieces, list)
    return [
        p
        if isinstance(p, str)
        else f"<{p.text}>"
        if isinstance(p, Placeable)
        else f"{p.source}={p.target}"
        if isinstance(p, Locked)
        else "+".join(shown(list(p)))
        for p in pieces
    ]


SHOUTS = [
    ("SAVE CHANGES NOW", ["Save changes now"]),
    ("SAVE {name} NOW PLEASE", ["Save ", "<{name}>", " now please"]),
    ("{name} HAS LEFT YOU", ["<{name}>", " has left you"]),
    ("SETTINGS", ["SETTINGS"]),
    ("USB OK", ["USB OK"]),
    ("Save Changes NOW", ["Save Changes NOW"]),
    ("保存 HTTP 设置", ["保存 HTTP 设置"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SHOUTS)
def test_a_shout_is_said_calmly_and_all_else_as_it_is(text: str, expected: list[str]) -> None:
    assert shown(natural(parse(text))) == expected


TERMED = [
    # text, term, held, inlined, inlined without markers, parted
    (
        "Open the note now",
        NOTE,
        ["Open the ", "note=笔记", " now"],
        ["Open the note⟦=⟧笔记⟦/⟧ now"],
        ["Open the 笔记 now"],
        ["Open the ", "note=笔记", " now"],
    ),
    (
        "我用小红书",
        REDNOTE,
        ["我用", "小红书=RedNote"],
        ["我用小红书⟦=⟧RedNote⟦/⟧"],
        ["我用RedNote"],
        ["我用", "小红书=RedNote"],
    ),
    (
        "See {name}, note it",
        NOTE,
        ["See ", "<{name}>", ", ", "note=笔记", " it"],
        ["See ", "<{name}>", ", note⟦=⟧笔记⟦/⟧ it"],
        ["See ", "<{name}>", ", 笔记 it"],
        ["See +<{name}>+, ", "note=笔记", " it"],
    ),
    (
        "note: {x}",
        NOTE,
        ["note=笔记", ": ", "<{x}>"],
        ["note⟦=⟧笔记⟦/⟧: ", "<{x}>"],
        ["笔记: ", "<{x}>"],
        # Nothing is left to translate in what has no word.
        ["note=笔记", ": {x}=: {x}"],
    ),
]


@pytest.mark.parametrize(("text", "term", "hidden", "beside", "instead", "apart"), TERMED)
def test_a_term_is_held_inlined_or_parted(
    text: str,
    term: Term,
    hidden: list[str],
    beside: list[str],
    instead: list[str],
    apart: list[str],
) -> None:
    pattern = parse(text)
    found = hits(pattern, term)
    assert shown(held(pattern, found)) == hidden
    assert shown(inlined(pattern, found, MARKERS)) == beside
    assert shown(inlined(pattern, found, None)) == instead
    assert shown(parted(pattern, found)) == apart


def test_without_hits_what_stands_between_the_placeables_is_parted() -> None:
    assert shown(parted(parse("Hi {a}, see {b} now"), [])) == [
        "Hi ",
        "{a}={a}",
        ", see ",
        "{b}={b}",
        " now",
    ]
    assert shown(parted(parse("Hi there"), [])) == ["Hi there"]


@pytest.mark.parametrize(
    ("surface", "target", "expected"),
    [
        ("Note", "note", "Note"),
        ("note", "note", "note"),
        ("NOTE", "iOS", "IOS"),
        ("Note", "笔", "笔"),
    ],
)
def test_a_rendering_takes_the_capital_of_its_surface(
    surface: str, target: str, expected: str
) -> None:
    assert cased(surface, target) == expected


@given(TEXTS, st.lists(st.integers(0, 40), max_size=6))
def test_cutting_out_hits_loses_nothing(text: str, edges: list[int]) -> None:
    pattern = parse(text)
    spans = sorted(edges)
    found = [
        Hit(start, end, plain(pattern)[start:end], NOTE)
        for start, end in zip(spans[::2], spans[1::2], strict=False)
        if start < end <= len(plain(pattern))
    ]
    pieces = list(cut(pattern, found))
    text_of = [
        p if isinstance(p, str) else p.surface if isinstance(p, Hit) else p.text for p in pieces
    ]
    assert "".join(text_of) == plain(pattern)
    assert "".join(
        p.source if isinstance(p, Locked) else plain(p) for p in parted(pattern, found)
    ) == plain(pattern)
    assert all(pieces)
