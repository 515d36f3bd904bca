"""HTML comes apart into words and locks, and together again; no word becomes a tag."""

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.markup import Block, bare, blocks

CASES = [
    # Markup, and the words of its blocks with a bar for each lock.
    ("Hello", ["Hello"]),
    ("<p>Hello <b>world</b>!</p><p>Again</p>", ["Hello |world|!", "Again"]),
    ("one<br>two<br />three", ["one", "two", "three"]),
    (
        "AT&amp;T says &lt;b&gt; &quot;hi&quot; don&#39;t&nbsp;go",
        ['AT&T says <b> "hi" don\'t\xa0go'],
    ),
    ("a < b and c > d", ["a < b and c > d"]),
    ("Look <code>x = <b>1</b></code> here", ["Look | here"]),
    ("Look <pre>x\n<b>y</b></pre> here", ["Look ", " here"]),
    ("<script>if (a < b) { x('</p>') }</script>Hi", ["|Hi"]),
    ("<style>b { }</style>Hi<script>never closed <b>x</b>", ["|Hi|"]),
    ("<!-- a <b> comment -->Hi<!-- open", ["|Hi<!-- open"]),
    ('<span translate="no">keep <span>all</span> of it</span> and go', ["| and go"]),
    ("<i class=notranslate>keep</i> go", ["| go"]),
    ('<a class="u-url mention" href="/@ann">@<span>ann</span></a> hi', ["| hi"]),
    ('<a class="mentions-list">hi</a>', ["|hi|"]),
    ('<img src="x.png" alt="a > b" title=\'<i>\'> hi', ["| hi"]),
    ("<b>never closed", ["|never closed"]),
    ("closed</b> never opened", ["closed| never opened"]),
    ('an <a href="open and on', ['an <a href="open and on']),
    ("<p>  spaced\n   out  </p>", [" spaced out "]),
    ("<hr>🎉 123 ☕<hr>", []),
    ("a \U000f0000 private sign", ["a | private sign"]),
    ("<ul><li>one</li><li>two</li></ul>", ["one", "two"]),
    ("<p><b>bold</p><p>on</b></p>", ["|bold", "on|"]),
    ("", []),
]
# Source, what an engine made of its words (b0, b1: the stand-ins), and the HTML.
SAID = [
    ("Hello <b>world</b>!", "你好 b0 世界 b1 ！", "你好<b>世界</b>！"),
    ("Say <b>hi</b> to <i>all</i>", "b2all b3 b0 hi b1", "<b>all</b> <i>hi</i>"),
    ("<b>Hi</b> <img src=x> you", "b2 b0 you b1", "<img src=x> <b>you</b>"),
    ("你好<b>世界</b>", "Hello b0 world b1 now", "Hello <b>world</b> now"),
    ("a & b", "1 < 2 & <script>", "1 &lt; 2 &amp; &lt;script&gt;"),
    ("Hi <b>you</b>", "Hi b0 you", None),
    ("Hi <b>you</b>", "Hi b0 b0 you b1", None),
    ("Hi you", "Hi b0 you", None),
]


def shown(text: str) -> str:
    return "".join("|" if bare(c) != c else c for c in text)


def stand_in(number: int) -> str:
    return chr(0xF0000 + number)


@pytest.mark.parametrize(("markup", "words"), CASES)
def test_words_are_told_apart_from_locks(markup: str, words: list[str]) -> None:
    assert [shown(piece.text) for piece in blocks(markup) if isinstance(piece, Block)] == words


@pytest.mark.parametrize(("markup", "said", "expected"), SAID)
def test_other_words_stand_between_the_same_tags(
    markup: str, said: str, expected: str | None
) -> None:
    [block] = blocks(markup)
    assert isinstance(block, Block)
    for number in range(4):
        said = said.replace(f" b{number} ", f" {stand_in(number)} ")
        said = said.replace(f"b{number}", stand_in(number))
    assert block.restored(said) == expected


class Reader(HTMLParser):
    """The tags of a text as a parser of HTML sees them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"<{tag}{attrs}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"<{tag}{attrs}>")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data


SOUND = [
    *("<b>", "</b>", "<i class='x'>", "</i>", "<p>", "</p>", "<br>", '<a href="/x?a=1&b=2">'),
    *("</a>", "<code>", "</code>", "word ", "字", "&amp;", "&lt;", "< ", " ", "<!-- c -->", '"'),
    *("'", ">", "\U000f0001", "& ", ";", "\n"),
]
BROKEN = ["<script>evil()</script>", "<", "&", "<b", "</", "<!--", "&#60"]
MARKUP = st.lists(st.sampled_from([*SOUND, *BROKEN]), max_size=25).map("".join)


@given(MARKUP | st.text(max_size=80))
def test_all_of_it_comes_back(markup: str) -> None:
    whole = "".join(p if isinstance(p, str) else p.markup for p in blocks(markup))
    assert whole == markup


@given(st.lists(st.sampled_from(SOUND), max_size=25).map("".join))
def test_the_same_words_are_the_same_page(markup: str) -> None:
    again = ""
    for piece in blocks(markup):
        restored = piece if isinstance(piece, str) else piece.restored(piece.text)
        assert restored is not None
        again += restored
    found, back = Reader(markup), Reader(again)
    assert back.tags == found.tags
    assert "".join(back.text.split()) == "".join(found.text.split())


@given(st.data())
def test_whatever_is_said_no_word_becomes_markup(data: st.DataObject) -> None:
    found = blocks(data.draw(MARKUP))
    for piece in found:
        if isinstance(piece, str):
            continue
        locks = [stand_in(n) for n in range(len(piece.locks))]
        parts = data.draw(st.permutations([*locks, "<script>evil()</script>", "&lt;b>", " 好 "]))
        restored = piece.restored("".join(parts))
        assert restored is not None
        for tag in piece.tags:
            assert tag in restored
        rest = restored
        for tag in sorted(piece.tags, key=len, reverse=True):
            rest = rest.replace(tag, "", 1)
        assert "<" not in rest
        assert html.unescape(rest).count("evil()") == 1


@pytest.mark.parametrize(
    "piece",
    ['<a "', "<code>", "<!--", "<script>", "<b>x</b>", '<a class="', "</b>", "&", "<", "< a='"],
)
def test_hostile_markup_costs_no_more_than_its_length(piece: str) -> None:
    markup = piece * 20_000
    whole = "".join(p if isinstance(p, str) else p.markup for p in blocks(markup))
    assert whole == markup
