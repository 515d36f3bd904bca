"""Numbers as people write them, 1.2万, 8.5w, 10k, 三千, 70平, 5斤, and their value. Pure.

Chinese counts by ten thousands (万) and hundred millions (亿), English by thousands; w stands for
万 in chats, 平 for square metres, and 斤 is half a kilogram. A letter is a number's only where its
neighbours say so: 65W is power, 4K a screen, a 10k a race, 18k gold.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from l10n.text import numerals, times
from l10n.text.typography import has_han, numbers

_NUMBER = r"\d++(?>(?:,\d{3})*)(?:\.\d++)?"
_LEFT = r"(?<![A-Za-z\d.,第#])"
_MYRIAD = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_STEP = {"": 1, "百": 100, "千": 1000}

# 3千克 is no three thousand, 第1万 an ordinal.
_CHINESE = re.compile(
    rf"{_LEFT}(?P<number>{_NUMBER}) ?(?:(?P<step>[百千]?)(?P<myriad>[万萬亿億])"
    r"(?:(?P<tail>\d)(?P<thousand>千)?(?![\d.,]|[万萬百]))?|(?P<alone>[千百])(?![克米瓦卡兆帕伏赫禧分]))"
)
_HAN_NUMERAL = re.compile(rf"(?<![第几幾数數好{numerals.HAN}])[{numerals.HAN}]{{2,12}}+")
# What has a numeral and counts nothing.
_IDIOMS = re.compile(
    "十万火急|十万个为什么|十万八千里|弱水三千|三千弱水|一千零一夜|万一|千千万万|三千世界"
    "|三千烦恼|半斤八两|斤斤计较|一百万分"
)
_LEAST = 1000  # what is less is said with the same digits in both languages
_W = re.compile(rf"{_LEFT}(?P<number>{_NUMBER}) ?[wW](?![A-Za-z\d])")
_NO_W = re.compile(r" ?\+?(?:的)?(?:快充|闪充|充|功率|无线|灯|瓦|电|适配|氮化镓|吹风|音响|吸力)")
_K = re.compile(rf"{_LEFT}(?P<number>{_NUMBER}) ?[kK](?![A-Za-z\d/])")
_NO_K = re.compile(
    r"(?:[- ]?(?:的)?(?:金|屏|视频|画质|分辨率|显示器?|高清|超清|投影|电视|显卡|画面|修复|原画)"
    r"|[- ]?(?:跑|马拉松|越野)"
    r"|[- ](?:run|race|walk|jog|marathon|gold|resolution|video|footage|monitor|tv|display|screen"
    r"|camera|training|trail|time|pb|pr)s?\b)",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"(?:跑了?|配速|越野|\b(?:ran|run|running|race|raced|walk|walked|in|at)) ?(?:a )?$"
)
_COUNTED_BEFORE = re.compile(
    r"(?:[$¥￥€£薪资資入费費价價金租押存款算粉丝絲播读讀赞讚销銷量破近超达達约約到过過]"
    r"|[花赚賺卖賣涨漲]|\b(?:over|almost|nearly|about|around|hit|reached|than|like|under|paid"
    r"|cost|costs|made|earn)) ?$"
)
_COUNTED_AFTER = re.compile(
    r"[+＋]| ?(?:个|個|人|粉|赞|讚|块|塊|元|刀|字|步|条|條|次|播放|阅读|閱讀|收藏|点赞|评论|浏览"
    r"|年薪|预算|左右|多|以[上下内內]|一个?月|一年|美|/月|每月)"
    r"|[ -](?:[a-z]+ )?(?:[a-z]{2,}s|people|yuan|rmb|usd|word|step|dollar)\b",
    re.IGNORECASE,
)
_FEW_K = frozenset(map(Decimal, (2, 4, 5, 6, 8, 10, 12, 14, 18, 22, 24)))
_SCALED = re.compile(
    rf"{_LEFT}(?P<number>{_NUMBER})(?:[ -]?(?P<scale>thousand|million|billion|mil|bn)s?\b"
    r"|(?P<letter>[MB])(?![A-Za-z\d]))",
    re.IGNORECASE,
)
_SCALE = {**numerals.SCALES, "mil": 10**6, "bn": 10**9, "m": 10**6, "b": 10**9}
_HAN_SMALL = "[半一二两兩三四五六七八九十百]{1,4}"
_AREA = re.compile(
    rf"{_LEFT}(?P<number>{_NUMBER}) ?(?:平方米|平方公尺|平米|平方(?!千|公|英|厘|分|毫)"
    r"|平(?![均台臺时時等安板凡静淡局胜負负手面米方稳整衡价日行地坦反\d]))"
)
_WEIGHT = re.compile(
    rf"(?:{_LEFT}(?P<number>{_NUMBER})"
    rf"|(?<![{numerals.HAN}几幾块塊元毛钱錢])(?P<han>{_HAN_SMALL})) ?市?斤(?![斤八])"
)
_DIGIT = re.compile(r"\d")
# Digits with a measure right behind them are a number of what was measured.
_MEASURED = re.compile(r"(\d)(?=(?:kg|g|lbs?|m²|m2|sqm|cm|km|ml|jin)\b)", re.IGNORECASE)
# Most texts have none of these: what counts with a scale, signs of it behind digits, or its words.
_SCALE_HINT = re.compile("[万萬亿億千百斤]")
_SIGN_HINT = re.compile(r"\d(?: ?[wkmb平]|[ -](?:thou|bil|bn))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    Attributes:
        start, end: its span.
        value: what it counts; of 斤 in jin, of 平 in square metres.
        unit: "" for a bare number, "m²" or "jin".
        chinese: whether it is written as only Chinese does; None where both languages do.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    chinese: bool | None = True

    @property
    def equals(self) -> tuple[Decimal, ...]:
        """The numbers that say the same, in whatever measure."""
        if self.unit != "jin":
            return (self.value,)
        pounds = self.value * Decimal("1.1023")
        near = (pounds.quantize(Decimal("0.1")), pounds.quantize(Decimal(1)), _tens(pounds))
        grams = self.value * 500
        return (self.value / 2, self.value, grams, *near)


def _tens(value: Decimal) -> Decimal:
    return (value / 10).quantize(Decimal(1)) * 10 if value >= 50 else value.quantize(Decimal(1))


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text that are written with more than digits, in order and apart."""
    if not _has_scale(text):
        return []
    idioms = [match.span() for match in _IDIOMS.finditer(text)]
    found = [q for reading in _READINGS for q in reading(text)]
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        inside = any(a < quantity.end and quantity.start < b for a, b in idioms)
        if not inside and (not kept or quantity.start >= kept[-1].end):
            kept.append(quantity)
    return kept


def may_hold(text: str) -> bool:
    """Whether a number may stand in the text, however it is written, told at a glance."""
    return _DIGIT.search(text) is not None or _has_scale(text)


def _has_scale(text: str) -> bool:
    if _SCALE_HINT.search(text) or _SIGN_HINT.search(text):
        return True
    words = text.lower()
    return "hundred" in words or "thousand" in words or "illion" in words


def spelled(text: str, kept: Callable[[str], bool] = lambda _number: False) -> str:
    """The text with its quantities in plain digits, for who compares numbers.

    Args:
        text: in either language.
        kept: whether a number stands in the other text; of a weight the measure is taken that
            does.
    """
    out: list[str] = []
    position = 0
    for quantity in quantities(text):
        numbers = [digits(value) for value in quantity.equals]
        chosen = next((number for number in numbers if kept(number)), numbers[0])
        before, after = text[: quantity.start], text[quantity.end :]
        left = " " if before[-1:].isalnum() and before[-1:].isascii() else ""
        right = " " if after[:1].isalnum() and after[:1].isascii() else ""
        out += [text[position : quantity.start], left, chosen, right]
        position = quantity.end
    return "".join((*out, text[position:])) if out else text


def compared(source: str, target: str) -> tuple[str, Counter[str]]:
    """A source with its quantities in digits, and the numbers that its target says in whatever way.

    The one place that knows when two numbers are one: 1.2万 and 12,000, 5斤 and 2.5 kg, 三千 and
    three thousand.
    """
    apart = _MEASURED.sub(r"\1 ", target) if _DIGIT.search(target) else target
    said = numbers(times.ordinals_bare(spelled(apart)))
    return spelled(source, said.__contains__), said


def values(text: str) -> set[str]:
    """What the quantities of a text may be said as, in digits."""
    return {digits(value) for quantity in quantities(text) for value in quantity.equals}


def magnitude_lost(number: str, instead: Iterable[str]) -> str:
    """Which of other numbers has the same figures and another size, "" for none: 1200 of 12000."""
    figures = _figures(number)
    return next((other for other in instead if figures and _figures(other) == figures), "")


def _figures(number: str) -> str:
    return number.replace(".", "").strip("0")


def digits(value: Decimal) -> str:
    """A value in digits, without separators and idle zeros."""
    whole = value == value.to_integral_value()
    return str(int(value)) if whole else format(value.normalize(), "f")


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:  # digits of a script that has no decimals of its own
        return Decimal(0)


def _chinese(text: str) -> Iterator[Quantity]:
    for match in _CHINESE.finditer(text):
        value = _decimal(match["number"])
        if step := match["alone"]:
            yield Quantity(*match.span(), value * _STEP[step])
            continue
        value *= _STEP[match["step"]] * _MYRIAD[match["myriad"]]
        if tail := match["tail"]:
            small = 1000 if match["thousand"] else _MYRIAD[match["myriad"]] // 10
            value += int(tail) * small
        yield Quantity(*match.span(), value)


def _han_numerals(text: str) -> Iterator[Quantity]:
    for match in _HAN_NUMERAL.finditer(text):
        value = numerals.of_han(match[0])
        if value is not None and value >= _LEAST:
            yield Quantity(*match.span(), value)


def _letters(text: str) -> Iterator[Quantity]:
    han = has_han(text)
    for match in _W.finditer(text) if han else ():
        if not _NO_W.match(text, match.end()) and (match[0][-1] == "w" or _counted(text, match)):
            yield Quantity(*match.span(), _decimal(match["number"]) * 10**4)
    for match in _K.finditer(text):
        value = _decimal(match["number"])
        if _NO_K.match(text, match.end()) or _RUNS.search(
            text[max(0, match.start() - 12) : match.start()]
        ):
            continue
        if value not in _FEW_K or _counted(text, match):
            yield Quantity(*match.span(), value * 1000, chinese=None)


def _counted(text: str, match: re.Match[str]) -> bool:
    """Whether the neighbours say that something is counted, or paid."""
    before = text[max(0, match.start() - 12) : match.start()]
    return bool(_COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(text, match.end()))


def _english(text: str) -> Iterator[Quantity]:
    for match in _SCALED.finditer(text):
        if match["letter"] and not (match["letter"].isupper() and _counted(text, match)):
            continue
        scale = (match["scale"] or match["letter"]).lower()
        yield Quantity(*match.span(), _decimal(match["number"]) * _SCALE[scale], chinese=False)
    for match in numerals.ENGLISH.finditer(text):
        value = numerals.of_words(match[0])
        if value is not None:
            yield Quantity(*match.span(), value, chinese=False)


def _measures(text: str) -> Iterator[Quantity]:
    for match in _AREA.finditer(text):
        yield Quantity(*match.span(), _decimal(match["number"]), "m²")
    for match in _WEIGHT.finditer(text):
        if match["han"]:
            value = Decimal("0.5") if match["han"] == "半" else numerals.of_han(match["han"])
        else:
            value = _decimal(match["number"])
        if value:
            yield Quantity(*match.span(), value, "jin")


_READINGS = (_chinese, _han_numerals, _letters, _english, _measures)
