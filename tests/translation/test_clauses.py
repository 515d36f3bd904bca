"""Long sentences: where they are cut and where never, and what they are when joined again."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Term
from l10n.model import Pattern, Placeable, PlaceableKind
from l10n.text.placeables import parse, plain
from l10n.translation.clauses import Clause, cut, joined

# "|" stands where a sentence is cut, before the mark's white space.
CUT = [
    "昨天下班路上突然下起了大雨，|我没有带伞所以全身都湿透了，|今天果然感冒了",
    "昨天下班路上突然下起了大雨；|我没有带伞所以全身都湿透了",
    "昨天下班路上突然下起了大雨| 我没有带伞所以全身都湿透了",
    "谢谢 @ann 昨天来看我还带了好多水果，|下次 {name} 也一起来我家玩吧",
    "We waited for them the whole afternoon in the cold,| but nobody came to open the door",
    "We waited for them the whole afternoon in the cold;| nobody came to open the door for us",
    "I typed a whole essay about how you look today,| I deleted it and went to bed",
    "We sat all <b>afternoon</b> out there in the cold wet rain,| and @ann never came to the door",
]
WHOLE = {
    "short": "今天好累，不想上班",
    "a list": "We bought apples, oranges, bananas, grapes, pears, plums, cherries, lemons, limes, "
    "figs, and tea",
    "a clause too short": "Yes, and the rest of this long sentence goes on and on without "
    "any other mark",
    "in brackets": "这家店的老板人真的特别好（昨天还送了我一杯奶茶，说是新品让我尝尝味道）",
    "in quotes": "他看着我的眼睛认真地对我说“我明天就要走了，以后可能再也不会回来了”",
    "in straight quotes": 'My sister called and said "I will come over on Friday, and I will bring '
    'the cake you like"',
    "in tags": "Read <a>the rules that everybody here has agreed on, and the list of words that "
    "we never use</a> first",
    "in a number": "这个月工资一共是12，345，678元人民币比上个月多了不少真的太开心了",
    "who": "There is a man in our street with two very small dogs, who never says a word",
    "no mark": "这个周末我们打算和几个老朋友一起去郊外爬山然后在山顶野餐看日落",
    "a hyphen": "The well-known twenty-four-hour hot-pot place that my brother-in-law opened is "
    "full every single day",
}


@pytest.mark.parametrize("marked", CUT)
def test_a_long_sentence_is_cut_at_its_marks(marked: str) -> None:
    parts = marked.split("|")
    clauses = cut(parse("".join(parts)), ())
    assert [plain(clause.pieces) for clause in clauses] == [part.lstrip() for part in parts]


@pytest.mark.parametrize("name", WHOLE)
def test_what_belongs_together_stays_whole(name: str) -> None:
    assert cut(parse(WHOLE[name]), ()) == ()


def test_a_term_stays_whole() -> None:
    text = "昨天我终于一个人去看了那部大家都在说的你好，李焕英然后哭了一路"
    film = Term("zh", "en", "你好，李焕英", "Hi, Mom")
    assert cut(parse(text), ())
    assert cut(parse(text), Matcher([film], "zh", "en").find(parse(text))) == ()


_WORDS = st.sampled_from(
    ["一二三四五六", "，", "；", "（", "）", "“", "”", " ", "1，0", "a, and b c d ", '"']
)
_PIECES = st.one_of(
    _WORDS,
    st.builds(Placeable, st.just(PlaceableKind.TAG), st.sampled_from(["<b>", "</b>", "，<i>"])),
)


@given(st.lists(_PIECES, max_size=20).map(tuple))
def test_the_parts_are_the_sentence(pieces: Pattern) -> None:
    """Every text, placeable and white space, in their order; nothing is cut through."""
    clauses = cut(pieces, (), longest=6)
    if not clauses:
        return
    gaps = [c.mark[len(c.mark.rstrip()) :] for c in clauses]
    whole = "".join(plain(c.pieces) + gap for c, gap in zip(clauses, gaps, strict=True))
    assert whole == plain(pieces)
    kept = [p for c in clauses for p in c.pieces if isinstance(p, Placeable)]
    assert kept == [p for p in pieces if isinstance(p, Placeable)]
    ends = set(accumulate(len(plain(c.pieces) + g) for c, g in zip(clauses, gaps, strict=True)))
    assert all(whole[end - 1].strip() in {"", "，", "；", ","} for end in ends - {len(whole)})


JOINED = {
    # marks, what was said for the parts, what the whole said, the target, the sentence
    "full-width": ([", ", ""], ["我们等了，", "没人来。"], "", "zh", "我们等了，没人来。"),
    "semicolons": (["; ", ""], ["我们等了。", "没人来"], "", "zh", "我们等了；没人来"),
    "half-width": (["，", ""], ["We waited,", "Nobody came."], "", "en", "We waited, nobody came."),
    "spaces": ([" ", ""], ["We waited", "Nobody came"], "", "en", "We waited, nobody came"),
    "I": (["，", ""], ["We waited", "I'm cold"], "", "en", "We waited, I'm cold"),
    "a name": (["，", ""], ["Hi", "Tom came"], "Hi, and Tom came", "en", "Hi, Tom came"),
    "a brand": (["，", ""], ["Hi", "iPhone it is"], "", "en", "Hi, iPhone it is"),
    "an acronym": (["，", ""], ["Hi", "USB it is"], "", "en", "Hi, USB it is"),
    "a question": (["，", ""], ["Is it?", "Yes."], "", "en", "Is it? Yes."),
    "no mark before a mark": ([",", ""], ["瓜子、", "好吃"], "", "zh", "瓜子，好吃"),
}


@pytest.mark.parametrize("name", JOINED)
def test_parts_are_joined_with_the_target_s_punctuation(name: str) -> None:
    marks, said, whole, language, sentence = JOINED[name]
    clauses = [Clause(("x",), mark) for mark in marks]
    assert joined(clauses, said, language, whole) == sentence
