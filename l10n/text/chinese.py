"""Chinese of three places: the mainland's in Simplified, Taiwan's and Hong Kong's in Traditional.

What a locale is to be written in, what of a text is in the other script, and one place's words as
another's (OpenCC). `zh` alone is the mainland's, as CLDR has it; Singapore and Malaysia write as
the mainland does, Macau as Hong Kong; zh_Hant without a place is Taiwan's.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.text import place_words
from l10n.text.plurals import language, locale_named
from l10n.text.typography import HAN, has_han

if TYPE_CHECKING:
    import opencc


class Chinese(StrEnum):
    """The written Chinese of a place, by the code that a glossary has for it."""

    MAINLAND = "zh_Hans"
    TAIWAN = "zh_TW"
    HONG_KONG = "zh_HK"


# What a code speaks of. A locale is one of these places, a glossary's `zh` all of them.
_PLACES = {
    "zh": frozenset(Chinese),
    "zh_Hant": frozenset({Chinese.TAIWAN, Chinese.HONG_KONG}),
    **{str(place): frozenset({place}) for place in Chinese},
}
CODES = tuple(_PLACES)
_AS_HONG_KONG = frozenset({"HK", "MO"})
# OpenCC follows lists of standard forms here; people in both places write these.
_USUAL = str.maketrans("賬羣麪臺户", "帳群麵台戶")
# From the mainland's words to a place's and back: words of our own, and OpenCC's ways for the rest.
# Hong Kong's interfaces share most of their words with Taiwan's.
_TO = {
    Chinese.TAIWAN: (place_words.TAIWAN, ("s2twp",)),
    Chinese.HONG_KONG: (place_words.HONG_KONG, ("s2hk",)),
}
_FROM: dict[Chinese, tuple[dict[str, str], tuple[str, ...]]] = {
    Chinese.TAIWAN: ({}, ("tw2sp",)),
    Chinese.HONG_KONG: (place_words.FROM_HONG_KONG, ("hk2t", "tw2sp")),
}
_CHARACTERS = {Chinese.MAINLAND: "t2s", Chinese.TAIWAN: "s2tw", Chinese.HONG_KONG: "s2hk"}
# Characters of both scripts that the tables below would give to one: in 拮据, 厘米, 新庄 and names
# of people.
_SHARED = frozenset("据厘庄瓮栖淀炖凄洒洼痒蝎跖膻腊蚝昵岭篱羡昇陞甯龢剋勠濛頫迺喆堃")
# Big5's first level, what Traditional texts are made of; its second holds what nobody writes.
_BIG5 = range(0xA440, 0xC67F)
# Languages call themselves by their own names, wherever they are listed.
_OWN_NAMES = re.compile("简体(?:中文|字)?|[繁正]體(?:中文|字)?")
_QUOTED = re.compile('「[^「」]*」|『[^『』]*』|“[^“”]*”|‘[^‘’]*’|"[^"]*"|《[^《》]*》')
_HAN_RUN = re.compile(f"[{HAN}]+")
_DOUBLE, _SINGLE = re.compile("“([^“”]*)”"), re.compile(r"(?<![A-Za-z])‘([^‘’]*)’")


def place_of(locale: str) -> Chinese | None:
    """The place whose Chinese a locale is written in; None for other languages."""
    known = locale_named(locale)
    if known.language != "zh":
        return None
    if known.script != "Hant":
        return Chinese.MAINLAND
    return Chinese.HONG_KONG if known.territory in _AS_HONG_KONG else Chinese.TAIWAN


def breadth(code: str) -> int:
    """Of how many places' Chinese a glossary's code speaks; 1 for other languages."""
    return len(_PLACES.get(code, "1"))


def differ(code: str, other: str) -> bool:
    """Whether texts may go from what one code speaks of to what the other does."""
    return _PLACES.get(code, frozenset({code})).isdisjoint(_PLACES.get(other, {other}))


def code_of(tag: str) -> str:
    """A glossary's code for a language tag of another tool: zh_TW for zh-Hant-TW; "" for none.

    A tag that names Chinese and no more stays as wide as that.
    """
    name = tag.replace("-", "_")
    parts = name.split("_")
    if parts[0].lower() != "zh" or len(parts) == 1:
        return parts[0].lower()
    try:
        known = locale_named(name)
    except ConfigError:
        return "zh"
    return "zh_Hant" if (known.script, known.territory) == ("Hant", None) else str(place_of(name))


def speaks_of(code: str, locale: str) -> bool:
    """Whether a glossary's code is about texts of a locale: `zh` is about all Chinese."""
    place = place_of(locale)
    if place is None:
        return code == language(locale)
    return place in _PLACES.get(code, ())


@cache
def _converter(way: str) -> "opencc.OpenCC":
    import opencc  # noqa: PLC0415 - only where there is Chinese to convert

    return opencc.OpenCC(way)


def _convert(text: str, way: str) -> str:
    return str(_converter(way).convert(text))


def simplified(text: str) -> str:
    """The text with Traditional characters Simplified, one for one."""
    return _convert(text, "t2s")


def in_words_of(text: str, place: Chinese, source: Chinese) -> str:
    """The text of one place in the words, characters and quotation marks of another."""
    if place is source:
        return text
    if source is not Chinese.MAINLAND:
        text = _worded(text, *_FROM[source])
    if place is not Chinese.MAINLAND:
        text = cornered(_worded(text, *_TO[place]).translate(_USUAL))
    return text


def _worded(text: str, words: Mapping[str, str], ways: Sequence[str]) -> str:
    """The text with these words exchanged, and what stands between them converted."""
    made, position = "", 0
    for start, end in (*_standing(text, tuple(words)), (len(text), len(text))):
        between = text[position:start]
        for way in ways:
            between = _convert(between, way)
        made += between + words.get(text[start:end], "")
        position = end
    return made


def _standing(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the words stand, the longest at each place; none where it reaches over two others.

    文本 in 中文|本地化 is no word, 登录 in 登录名 is one.
    """
    found = [match.span() for match in _any_of(words).finditer(text)] if words else []
    if not found:
        return []
    edges = set(_edges(text))
    return [
        (start, end)
        for start, end in found
        if {start, end} <= edges or edges.isdisjoint(range(start + 1, end))
    ]


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def renderings(text: str, place: Chinese) -> tuple[str, ...]:
    """How a term said for all Chinese may stand in a place's text, the likeliest first.

    In words of the place, and in its characters alone: Taiwan says 設定 for 设置, and 設置 is no
    error there.
    """
    traditional = bool(of_script(text, traditional=True))
    if place is Chinese.MAINLAND:
        if not traditional:
            return (text,)
        return tuple(dict.fromkeys((_convert(text, "tw2sp"), simplified(text))))
    if traditional:
        return (text,)
    characters = _convert(text, _CHARACTERS[place]).translate(_USUAL)
    return tuple(dict.fromkeys((in_words_of(text, place, Chinese.MAINLAND), characters)))


def cornered(text: str) -> str:
    """Chinese with the quotation marks of Traditional texts."""
    if not ("“" in text or "‘" in text) or not has_han(text):
        return text
    return _SINGLE.sub("『\\1』", _DOUBLE.sub("「\\1」", text))


@cache
def _exclusive(character: str) -> str:
    """Which script alone has a character: "s" for Simplified, "t" for Traditional, "" for both."""
    if character in _SHARED:
        return ""
    if _convert(character, "s2t") != character:
        code = character.encode("big5", "ignore")
        return "" if len(code) == 2 and int.from_bytes(code) in _BIG5 else "s"
    if simplified(character) != character and not character.encode("gb2312", "ignore"):
        return "t"
    return ""


# Characters met that the one script does not have for its own: most texts have no others.
_NOT_OWN: dict[str, set[str]] = {"s": set(), "t": set()}


def of_script(text: str, *, traditional: bool) -> list[str]:
    """The characters of a text that only the one script has, each once."""
    wanted = "t" if traditional else "s"
    characters = set(text)
    if characters <= _NOT_OWN[wanted]:
        return []
    found = [c for c in dict.fromkeys("".join(_HAN_RUN.findall(text))) if _exclusive(c) == wanted]
    _NOT_OWN[wanted].update(characters.difference(found))
    return found


def one_script(text: str, other: str) -> bool:
    """Whether two texts may stand side by side: neither has what only the other script has."""
    if text == other:
        return True
    joined = text + other
    return not (of_script(joined, traditional=True) and of_script(joined, traditional=False))


def strangers(text: str, place: Chinese) -> list[str]:
    """The words of a text that are written in the other script than the place's, each once.

    Characters that both scripts share say nothing; what is quoted, and how a language calls
    itself, is left as it is.
    """
    traditional = place is Chinese.MAINLAND
    if not of_script(text, traditional=traditional):
        return []
    text = _OWN_NAMES.sub("\n", _QUOTED.sub("\n", text))
    strange = set(of_script(text, traditional=traditional))
    found = (word for run in _HAN_RUN.findall(text) for word in words_of(run))
    return [word for word in dict.fromkeys(found) if not strange.isdisjoint(word)]


def words_of(text: str) -> list[str]:
    """The words of a text of either script, as they are written there."""
    return [text[start:end] for start, end in pairwise(_edges(text))]


def _edges(text: str) -> list[int]:
    """Where words begin and end, from the start to the end of the text."""
    import rjieba  # noqa: PLC0415 - reads its dictionary, only where there is something to tell

    plain = simplified(text)
    lengths = map(len, rjieba.cut(plain if len(plain) == len(text) else text, False))
    return [0, *accumulate(lengths)]


def in_script_of(text: str, place: Chinese) -> str:
    """The text of the other script in the place's words."""
    source = Chinese.TAIWAN if place is Chinese.MAINLAND else Chinese.MAINLAND
    return in_words_of(text, place, source)
