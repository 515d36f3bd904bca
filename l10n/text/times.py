"""Times of day, weekdays, months and ordinals in English and Chinese, made comparable.

Strictly read where they are looked for in a source (three points are no three o'clock, and may is
no month); loosely in a target, which may say 15:00, 下午三点 or 3 p.m. for the same time.
"""

import re
from collections.abc import Callable, Iterator

_DIGITS = "〇一二三四五六七八九"
_NUMERAL = r"\d{1,2}|[一二三四五六七八九十两兩〇零]{1,3}"
_PART_OF_DAY = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜裡|今晚|明晚|昨晚"
_MINUTES = rf"(?P<half>半)|(?P<minutes>{_NUMERAL})\s?分?"
_CLOCK = re.compile(r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minutes>[0-5]\d)(?![\d:])")
_AM_PM = re.compile(
    r"(?<![\d:.,])(?P<hour>\d{1,2})(?:[:.](?P<minutes>[0-5]\d))?\s?[ap]\.?\s?m\b\.?", re.IGNORECASE
)
_HOUR = re.compile(
    rf"(?:{_PART_OF_DAY})\s?(?P<hour>{_NUMERAL})\s?[点點时時](?:{_MINUTES})?"
    rf"|(?P<exact>{_NUMERAL})\s?[点點](?:[钟鐘整]|(?P<a_half>半)|(?P<and_minutes>{_NUMERAL})\s?分)"
)
_ANY_HOUR = re.compile(rf"(?P<hour>{_NUMERAL})\s?[点點时時](?:{_MINUTES})?")
_ORDINAL = re.compile(r"(?<![\w.,])(?P<number>\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_ANY_ORDINAL = re.compile(rf"(?P<number>\d+)(?:st|nd|rd|th)?|(?P<han>{_NUMERAL})")
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(
    r"\b(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b"
    r"|\b(?P<short>Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri)\b(?!\w)"
    r"|(?:周|週|星期|礼拜|禮拜)(?P<han>[一二三四五六日天])",
)
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = re.compile(
    r"\b(?P<name>January|February|April|June|July|August|September|October|November|December)\b"
    r"|\b(?P<near>March|May)(?=\s+\d)|(?<=\d)\s(?P<behind>March|May)\b"
    r"|(?<![\d.])(?P<han>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
)
_ANY_MONTH = re.compile(
    r"\b(?P<name>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b"
    r"|(?P<han>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月|(?P<number>\b(?:1[0-2]|0?[1-9])\b)",
    re.IGNORECASE,
)
# Without one of these nothing of the above is told: most texts are done with at one look.
_HAN_HINT = re.compile("[月点點时時周週期拜]")
_NAME_HINT = re.compile(
    "M(?:on|ar|ay)|T(?:ue|hu)|Wed|F(?:ri|eb)|S(?:at|un|ep)|J(?:an|un|ul)|A(?:pr|ug)|Oct|Nov|Dec"
)
_DIGIT_HINT = re.compile(r"\d(?:\s?[ap]\.?\s?m|st|nd|rd|th)", re.IGNORECASE)


def told(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What a source says of times, as (a fact, the span of its words)."""
    if not (_NAME_HINT.search(text) or _DIGIT_HINT.search(text) or _HAN_HINT.search(text)):
        return
    for form, fact in (
        (_AM_PM, _time),
        (_HOUR, _time),
        (_WEEKDAY, _weekday),
        (_MONTH, _month),
        (_ORDINAL, _ordinal),
    ):
        for match in form.finditer(text):
            yield fact(match), match.span()


def said(text: str) -> set[str]:
    """Every fact that a target may be said to tell."""
    loosely: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_CLOCK, _time),
        (_AM_PM, _time),
        (_ANY_HOUR, _time),
        (_WEEKDAY, _weekday),
        (_ANY_MONTH, _month),
        (_ANY_ORDINAL, _ordinal),
    )
    return {fact(match) for form, fact in loosely for match in form.finditer(text)}


def compared(source: str, target: str) -> tuple[list[str], str]:
    """The words for times in a source that its target does not say, and the source without any."""
    found = list(told(source))
    if not found:
        return [], source
    known = said(target)
    lost = [source[start:end].strip() for fact, (start, end) in found if fact not in known]
    rest = list(source)
    for _fact, (start, end) in found:
        rest[start:end] = " " * (end - start)
    return list(dict.fromkeys(lost)), "".join(rest)


def ordinals_bare(text: str) -> str:
    """The text with 5 for 5th, which is no word of its own."""
    if not _DIGIT_HINT.search(text):
        return text
    return _ORDINAL.sub(lambda match: match["number"], text)


def _number(text: str) -> int:
    """A numeral of either script, below a hundred."""
    if text.isdigit():
        return int(text)
    text = text.replace("两", "二").replace("兩", "二").replace("零", "〇")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS.index(character)) for character in text))
    return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)


def _time(match: re.Match[str]) -> str:
    given = {name: text for name, text in match.groupdict().items() if text}
    hour = _number(given.get("hour") or given["exact"]) % 12
    minutes = given.get("minutes") or given.get("and_minutes") or "0"
    half = "half" in given or "a_half" in given
    return f"time {hour}:{30 if half else _number(minutes)}"


def _weekday(match: re.Match[str]) -> str:
    if match["han"]:
        return f"weekday {min('一二三四五六日天'.index(match['han']), 6)}"
    name = (match["name"] or match["short"]).lower()
    return f"weekday {next(n for n, day in enumerate(_DAYS) if day.startswith(name[:3]))}"


def _month(match: re.Match[str]) -> str:
    given = {name: text for name, text in match.groupdict().items() if text}
    if number := given.get("han") or given.get("number"):
        return f"month {_number(number)}"
    name = next(given[key] for key in ("name", "near", "behind") if key in given).lower()
    return f"month {1 + next(n for n, month in enumerate(_MONTHS) if month.startswith(name[:3]))}"


def _ordinal(match: re.Match[str]) -> str:
    given = match.groupdict()
    return f"number {int(given['number']) if given['number'] else _number(given['han'])}"
