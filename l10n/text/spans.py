"""A post as the spans that it is made of: words, and what stands between them. Pure.

What is locked (links, names, tags, emoji, code) is what `placeables.py` reads, by its one grammar.
What the words say in figures (prices, sizes, dates, times, measures, numbers) is told apart too: it
is translated, but by rule or under the eyes of the checks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from l10n.model import Placeable, Syntax
from l10n.text import faces
from l10n.text.placeables import parse
from l10n.text.quantities import quantities


class SpanKind(StrEnum):
    """What a span of a post is."""

    WORDS = "words"
    BREAK = "break"
    URL = "url"
    MENTION = "mention"
    HASHTAG = "hashtag"
    EMOJI = "emoji"
    FACE = "face"
    CODE = "code"
    PRICE = "price"
    SIZE = "size"
    DATE = "date"
    TIME = "time"
    MEASURE = "measure"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Span:
    """A span; `locked` ones come out of a translation byte for byte."""

    kind: SpanKind
    text: str
    locked: bool = False


# Bounded, and begun where no digit precedes, so that a million digits cost no more than they are.
_NUMBER = r"(?<!\d)\d{1,15}(?>(?:[.,]\d{1,9}){0,4})"
_AMOUNT = rf"{_NUMBER}(?: ?[万亿千百萬億kKwWMB](?![A-Za-z]))?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_LETTERED = r"(?:XXS|XS|X{0,3}L|[SM])"
_FORMS: dict[SpanKind, tuple[str, ...]] = {
    SpanKind.BREAK: (r"[^\S\n]*\n\s*",),
    SpanKind.PRICE: (
        rf"(?:US|HK|NT|CN|JP|[ACS])?[$¥￥€£₩₹₽฿₫] ?{_AMOUNT}",
        rf"(?:RMB|USD|CNY|HKD|EUR|GBP) ?{_AMOUNT}",
        rf"{_AMOUNT} ?(?:元|块钱?|塊錢?|毛钱?|美元|美金|刀|欧元|英镑|日元|港币|台币|人民币)",
        rf"{_AMOUNT} ?(?:yuan|RMB|dollars?|bucks|euros?|USD)\b",
    ),
    SpanKind.DATE: (
        r"(?:\d{2,4} ?年 ?)?\d{1,2} ?月(?: ?\d{1,2} ?[日号號])?",
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
        rf"\b{_MONTH} {_DAY}(?:, ?\d{{4}})?\b",
        rf"\b{_DAY} {_MONTH}(?: \d{{4}})?(?![A-Za-z])",
    ),
    SpanKind.TIME: (
        r"(?<![\d:.])\d{1,2}[:：][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?)?(?![\d:])",
        r"\b\d{1,2} ?[ap]\.?m\b\.?",
        r"(?:凌晨|早上|上午|中午|下午|傍晚|晚上|半夜) ?\d{1,2} ?[点點时時](?:半|\d{1,2}分?)?",
        r"\d{1,2} ?[点點](?:半|[钟鐘整]|\d{1,2}分)",
    ),
    SpanKind.SIZE: (
        rf"(?<![A-Za-z0-9]){_LETTERED}[码號号](?!\w)",
        r"(?<!\d)\d{2}(?:\.5)? ?[码碼]",
        r"\d{3}/\d{2,3}[A-Y]?\b",
        r"(?<![A-Za-z])(?:EU|US|UK) ?\d{1,2}(?:\.5)?(?![\d.])",
        rf"\bsize (?:\d{{1,2}}|{_LETTERED})\b",
        r"[4-6]['’]\d{1,2}[\"”]?",
    ),
    SpanKind.MEASURE: (
        rf"{_NUMBER} ?(?:kg|g|mg|lbs?|oz|ml|L|cm|mm|km/h|km|m²|m2|m|ft|inch(?:es)?)(?![A-Za-z])",
        rf"{_NUMBER} ?(?:mph|mAh|GB|MB|Hz|(?-i:W)|℃|°[CF]?|[%％])(?![A-Za-z])",
        rf"{_NUMBER} ?(?:公斤|千克|克|斤|两|毫升|升|厘米|公分|毫米|公里|千米|英里|英寸|寸)",
        rf"{_NUMBER} ?(?:平方米|平米|平|米|度)",
    ),
}
_INNER = re.compile(
    "|".join(f"(?P<{kind}>{'|'.join(forms)})" for kind, forms in _FORMS.items()), re.IGNORECASE
)


def spans(text: str) -> tuple[Span, ...]:
    """The spans of a post, in order; joined they are the post."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    for piece in parse(text, Syntax.POST):
        if isinstance(piece, Placeable):
            kind = SpanKind.FACE if faces.is_face(piece.text) else SpanKind(str(piece.kind))
            yield Span(kind, piece.text, locked=True)
        else:
            yield from _of_words(piece)


def _of_words(text: str) -> Iterator[Span]:
    position = 0
    for match in _INNER.finditer(text):
        yield from _numbers(text[position : match.start()])
        yield Span(SpanKind(match.lastgroup or ""), match[0])
        position = match.end()
    yield from _numbers(text[position:])


def _numbers(text: str) -> Iterator[Span]:
    """Words, and the numbers among them that a rule says."""
    position = 0
    for quantity in quantities(text):
        if quantity.start > position:
            yield Span(SpanKind.WORDS, text[position : quantity.start])
        kind = SpanKind.MEASURE if quantity.unit else SpanKind.NUMBER
        yield Span(kind, text[quantity.start : quantity.end])
        position = quantity.end
    if position < len(text):
        yield Span(SpanKind.WORDS, text[position:])
