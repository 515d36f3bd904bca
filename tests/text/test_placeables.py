"""Placeholders, tags, links, mentions and emoji are values; text around them is text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model import PlaceableKind, Syntax
from l10n.text import icu
from l10n.text import placeables as scanning
from l10n.text.placeables import opened, parse, placeables, plain, words

K = PlaceableKind
# Pieces that people and attackers write, glued together in any order.
_SHARDS = st.sampled_from(
    [
        *"{}%$#@<>&;[]()'\"|,.:!?/\\- \n\t的a0，\u200d\ud800\U000f0000",
        *("{{", "}}", "%s", "%(n)d", "{name}", "{n, plural, other {"),
        *(
            "#话题[话题]#",
            "@小红书",
            "https://",
            "www.",
            "a@b.co",
            "[偷笑R]",
            "<b>",
            "</b>",
            "<!--",
        ),
        *("-->", "👩‍🍳", "🇨🇳", "1️⃣", "&amp;"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(_SHARDS, max_size=30).map("".join))

CASES: list[tuple[Syntax, str, list[tuple[PlaceableKind, str]]]] = [
    (
        Syntax.PYTHON,
        "%s of %(total)5.2f, 100%%",
        [(K.VARIABLE, "%s"), (K.VARIABLE, "%(total)5.2f"), (K.VARIABLE, "%%")],
    ),
    (Syntax.PYTHON, "%d条，共%d条", [(K.VARIABLE, "%d"), (K.VARIABLE, "%d")]),
    (
        Syntax.PYTHON,
        "%s and {name}, {{ x }}, {a b}",
        [(K.VARIABLE, "%s"), (K.VARIABLE, "{name}"), (K.VARIABLE, "{{ x }}")],
    ),
    (Syntax.BRACE, "{user-name} {n:,}", [(K.VARIABLE, "{user-name}"), (K.VARIABLE, "{n:,}")]),
    (
        Syntax.GENERIC,
        "{{n, number}} {{ user-name | upper }} ${a + b} %{x.y} {user-name} {n + 1} {f(x)}",
        [
            (K.VARIABLE, "{{n, number}}"),
            (K.VARIABLE, "{{ user-name | upper }}"),
            (K.VARIABLE, "${a + b}"),
            (K.VARIABLE, "%{x.y}"),
            (K.VARIABLE, "{user-name}"),
            (K.VARIABLE, "{n + 1}"),
            (K.VARIABLE, "{f(x)}"),
        ],
    ),
    (Syntax.GENERIC, "{see the note below} { }", []),
    (Syntax.GENERIC, "on {d, date, ::yMMMd}", [(K.VARIABLE, "{d, date, ::yMMMd}")]),
    (
        Syntax.GENERIC,
        "{n, number, ::compact-short} 赞",
        [(K.VARIABLE, "{n, number, ::compact-short}")],
    ),
    (
        Syntax.BRACE,
        "{0} and {user.name!r:>10}",
        [(K.VARIABLE, "{0}"), (K.VARIABLE, "{user.name!r:>10}")],
    ),
    (Syntax.BRACE, "{{literal}}", [(K.VARIABLE, "{{"), (K.VARIABLE, "}}")]),
    (Syntax.C, "%1$s %2$@ %ld", [(K.VARIABLE, "%1$s"), (K.VARIABLE, "%2$@"), (K.VARIABLE, "%ld")]),
    (
        Syntax.C,
        "%#@files@ in %2$#@folders@",
        [(K.VARIABLE, "%#@files@"), (K.VARIABLE, "%2$#@folders@")],
    ),
    (
        Syntax.QT,
        "%1 of %L2, %n file(s), 100%",
        [(K.VARIABLE, "%1"), (K.VARIABLE, "%L2"), (K.VARIABLE, "%n")],
    ),
    (
        Syntax.FLUENT,
        'Hi { $user }, { -brand.x } { NUMBER($n, style: "}") } { "{" }',
        [
            (K.VARIABLE, "{ $user }"),
            (K.VARIABLE, "{ -brand.x }"),
            (K.VARIABLE, '{ NUMBER($n, style: "}") }'),
            (K.VARIABLE, '{ "{" }'),
        ],
    ),
    (
        Syntax.FLUENT,
        "{ $n ->\n [one] { $n } note\n *[other] { $n } notes\n} left",
        [(K.VARIABLE, "{ $n ->\n [one] { $n } note\n *[other] { $n } notes\n}")],
    ),
    (Syntax.I18NEXT, "{{count}} $t(note)", [(K.VARIABLE, "{{count}}"), (K.VARIABLE, "$t(note)")]),
    (Syntax.ICU, "{n, number} by {who}", [(K.VARIABLE, "{n, number}"), (K.VARIABLE, "{who}")]),
    (
        Syntax.ICU,
        "{n, plural, one {# note} other {# notes}}",
        [(K.COMPLEX, "{n, plural, one {# note} other {# notes}}")],
    ),
    (Syntax.ICU, "it's '{'text'}'", []),
    (
        Syntax.GENERIC,
        "%(n)s {name} {{x}} ${y}",
        [
            (K.VARIABLE, "%(n)s"),
            (K.VARIABLE, "{name}"),
            (K.VARIABLE, "{{x}}"),
            (K.VARIABLE, "${y}"),
        ],
    ),
    (Syntax.GENERIC, "100% sure, 5% discount", []),
    (
        Syntax.GENERIC,
        '<a href="/x">Go</a><br/> &amp; &#39;',
        [
            (K.TAG, '<a href="/x">'),
            (K.TAG, "</a>"),
            (K.TAG, "<br/>"),
            (K.ENTITY, "&amp;"),
            (K.ENTITY, "&#39;"),
        ],
    ),
    (Syntax.GENERIC, "1 < 2 > 0 & more", []),
    (
        Syntax.GENERIC,
        "<!-- a note - with dashes -- inside -->text",
        [(K.TAG, "<!-- a note - with dashes -- inside -->")],
    ),
    (Syntax.POST, "见https://example.com/a?b=c。后面", [(K.URL, "https://example.com/a?b=c")]),
    (Syntax.POST, "see https://example.com/a.", [(K.URL, "https://example.com/a")]),
    *(
        (Syntax.POST, text, [(K.URL, link)])
        for text, link in (
            (
                "https://zh.example/wiki/小红书?q=咖啡店&p=1。",
                "https://zh.example/wiki/小红书?q=咖啡店&p=1",
            ),
            ("(https://a.example/A_(b)) x", "https://a.example/A_(b)"),
            ("[t](https://a.example/x)", "https://a.example/x"),
            ("<https://a.example/x>", "https://a.example/x"),
            ("“https://a.example/x”", "https://a.example/x"),
            ("访问https://a.example这里", "https://a.example"),
            ("https://a.example/x这里", "https://a.example/x"),
            ("打开xhsdiscover://item/12，看", "xhsdiscover://item/12"),
            ("https://a.example/{{id}}/%(n)s!", "https://a.example/{{id}}/%(n)s"),
            ("https://[::1]:80/x;", "https://[::1]:80/x"),
        )
    ),
    (Syntax.POST, "https:// and a:b://", []),
    (Syntax.POST, "写信到ootd@example.com，谢谢", [(K.URL, "ootd@example.com")]),
    (
        Syntax.POST,
        "@小红书 @cat_lover.99 你好",
        [(K.MENTION, "@小红书"), (K.MENTION, "@cat_lover.99")],
    ),
    (
        Syntax.POST,
        "#穿搭[话题]# #早餐# #yyds end",
        [(K.HASHTAG, "#穿搭[话题]#"), (K.HASHTAG, "#早餐#"), (K.HASHTAG, "#yyds")],
    ),
    (Syntax.POST, "#1 in the list, C# and 5#", []),
    (
        Syntax.POST,
        "快来@小红书官方 好看#ootd",
        [(K.MENTION, "@小红书官方"), (K.HASHTAG, "#ootd")],
    ),
    (Syntax.POST, "C#sharp a@b x/@y", []),
    (
        Syntax.POST,
        "好吃[偷笑R]👩🏽‍🍳🇨🇳1️⃣",
        [(K.EMOJI, "[偷笑R]"), (K.EMOJI, "👩🏽‍🍳"), (K.EMOJI, "🇨🇳"), (K.EMOJI, "1️⃣")],
    ),
    (Syntax.POST, "a <3 b {x} %s &amp;", []),
]


@pytest.mark.parametrize(("syntax", "text", "expected"), CASES, ids=[c[1] for c in CASES])
def test_a_syntax_finds_its_placeables_and_no_others(
    syntax: Syntax, text: str, expected: list[tuple[PlaceableKind, str]]
) -> None:
    found = [
        (piece.kind, piece.text) for piece in parse(text, syntax) if not isinstance(piece, str)
    ]
    assert found == expected


@given(TEXTS, st.sampled_from(Syntax))
def test_a_pattern_is_its_text_whatever_the_text_holds(text: str, syntax: Syntax) -> None:
    assert plain(parse(text, syntax)) == text


@given(TEXTS, st.sampled_from(Syntax))
def test_an_opened_pattern_is_its_text_too(text: str, syntax: Syntax) -> None:
    assert plain(opened(text, syntax)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a {n, plural, offset:1 =0 {none} other{# notes}} b", ["a ", "none", " notes", " b"]),
        ("{g,select,me{my {n,plural,other{# `x` notes}}}other {{who}}}", ["my ", " ", " notes"]),
        ("{name} alone", [" alone"]),
    ],
)
def test_the_words_of_branches_are_text_when_opened(text: str, said: list[str]) -> None:
    pattern = opened(text)
    assert plain(pattern) == text
    assert [piece for piece in pattern if isinstance(piece, str)] == said


@given(TEXTS, st.sampled_from(Syntax))
def test_a_pattern_has_no_empty_piece(text: str, syntax: Syntax) -> None:
    assert all(piece if isinstance(piece, str) else piece.text for piece in parse(text, syntax))


def test_words_do_not_join_where_a_placeable_stood() -> None:
    assert words(parse("by{name}today")) == "by today"


def test_placeables_are_counted() -> None:
    counted = placeables(parse("{a} {b} {a}"))
    assert {item.text: n for item, n in counted.items()} == {"{a}": 2, "{b}": 1}


def test_an_invalid_icu_message_is_read_as_generic_text() -> None:
    pattern = parse("{n, plural, one x} {name}", Syntax.ICU)
    assert [p.text for p in pattern if not isinstance(p, str)] == ["{n, plural, one x}", "{name}"]


HOSTILE = {
    "one letter a million times": "a" * 10**6,
    "a megabyte of one Han character": "的" * 350_000,
    "digits": "1" * 30_000,
    "zeros after a percent sign": "%" + "0" * 30_000,
    "open braces": "{" * 30_000,
    "open comments": "<!--" * 30_000,
    "open tags": "<a " * 30_000,
    "open brackets": "[ " * 30_000,
    "at signs": "@" * 30_000,
    "dots and letters": "a." * 30_000,
    "hashes": "#" * 30_000,
    "percent signs and zeros": "%0" * 30_000,
    "nested plurals": "{a,plural,other{" * 3_000,
    "quotations": "'{" * 30_000,
    "schemes": "a+" * 30_000,
    "links and brackets": "a://(" * 20_000,
    "open interpolations": "{{a|" * 20_000,
}


@pytest.mark.parametrize("syntax", Syntax)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_costs_no_more_than_its_length(text: str, syntax: Syntax) -> None:
    start = time.perf_counter()
    pattern = parse(text, syntax)
    assert time.perf_counter() - start < 5
    assert plain(pattern) == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_icu_reads_or_refuses_hostile_text_at_once(text: str) -> None:
    start = time.perf_counter()
    try:
        message = icu.parse(text)
    except icu.IcuError as error:
        place = error.position
    else:
        place = len(icu.plain(message))
    assert 0 <= place <= len(text)
    assert time.perf_counter() - start < 5


@given(text=TEXTS, syntax=st.sampled_from(Syntax))
def test_a_text_that_looks_plain_at_once_holds_no_placeable(text: str, syntax: Syntax) -> None:
    """The quick look leaves nothing out that the scanners would find."""
    found = scanning._SCANNERS[syntax, True].search(text)
    assert found is None or not scanning._looks_plain(found[0], syntax)


FORMS = {
    name: re.compile(form, re.DOTALL)
    for name, form in {
        "link": scanning._LINK,
        "code": scanning._CODE,
        "tag": scanning._TAG,
        "entity": scanning._ENTITY,
        "hashtag": scanning._HASHTAG,
        "mention": scanning._MENTION,
        "emoji": scanning.EMOJI,
        **{str(syntax): form for syntax, form in scanning._VARIABLE.items() if form},
    }.items()
}


@given(text=TEXTS)
def test_what_the_scanners_pass_by_begins_no_placeable(text: str) -> None:
    for name, form in FORMS.items():
        for found in form.finditer(text):
            assert re.match(scanning._FIRST, found[0]), name


@given(text=TEXTS, syntax=st.sampled_from(Syntax))
def test_a_text_without_the_sign_of_an_address_has_none(text: str, syntax: Syntax) -> None:
    urls = [p.text for p in parse(text, syntax) if not isinstance(p, str) and p.kind == "url"]
    every = scanning._SCANNERS[syntax, True].finditer(text)
    assert urls == [found[0] for found in every if found.lastgroup == "url"]


MARKUP = {
    "Run ``pip install x`` or `y`": ["``pip install x``", "`y`"],
    "a ``b`c`` d": ["``b`c``"],
    "one ` alone, ```three```, ``open": [],
    "see :ref:`the calls <calls>` and :func:`len`.": ["`", "<calls>`", "`len`"],
    "参见 :ref:`函数调用 <calls>` 和 :func:`len`。": ["`", "<calls>`", "`len`"],
    "the `site <https://a.example/b>`_": ["`", "<https://a.example/b>`_"],
    "run `git add <file>` now": ["`git add <file>`"],
}


@pytest.mark.parametrize("text", MARKUP)
def test_code_of_markup_languages_is_kept_and_words_of_a_link_are_words(text: str) -> None:
    assert [p.text for p in parse(text) if not isinstance(p, str)] == MARKUP[text]
