"""Numbers in Chinese numerals and English words, as values: 三万五, twenty-five thousand. Pure."""

import re
from decimal import Decimal

_DIGITS = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "两": 2,
    "兩": 2,
    "俩": 2,
}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN = "".join((*_DIGITS, *_STEPS, *_MYRIADS))

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_WORD = "|".join((*_WORDS, *SCALES))
# A number in words that has a scale: a bare `one` is no number to compare, nor is `a million`.
ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(_WORDS)})(?>(?:(?:[ -]| and )(?:{_WORD}))*)\b", re.IGNORECASE
)


def of_han(text: str) -> Decimal | None:
    """The value of a Chinese numeral; None for what is none, or may be two: 三四千, 百万.

    A last digit without its step counts as people say it: 三千五 is 3,500, 两万五 is 25,000.
    """
    if not text or (text[0] not in _DIGITS and text[0] != "十"):
        return None
    total = section = 0
    digit: int | None = None
    step = 1
    for character in text:
        if character in _DIGITS:
            if digit:  # two digits side by side are a range, or a row of digits
                return None
            digit = _DIGITS[character]
            if digit == 0:
                step = 0
            continue
        size = _STEPS.get(character) or _MYRIADS[character]
        if character in _STEPS:
            if (digit is None and character != "十") or (digit == 0 and character != "十"):
                return None
            section += (digit or 1) * size
        else:
            section += digit or 0
            if not section:
                return None
            total = (total + section) * size if size == 10**8 else total + section * size
            section = 0
        digit, step = None, size
    if digit is not None:
        # 三千零五 is 3,005; 三千五 is 3,500.
        section += digit * (step // 10 if step >= 100 else 1)
    return Decimal(total + section)


def of_words(text: str) -> Decimal | None:
    """The value of a number in English words; None for what is none, or has no scale."""
    total = section = 0
    scaled = False
    for word in re.split(r"[ -]+", text.lower()):
        if word == "and":
            continue
        if word in _WORDS:
            if section % 100 and not (section % 10 == 0 and section % 100 >= 20 > _WORDS[word]):
                return None  # seven eleven
            section += _WORDS[word]
        elif word == "hundred":
            section, scaled = (section or 1) * 100, True
        else:
            total, section, scaled = total + (section or 1) * SCALES[word], 0, True
    return Decimal(total + section) if scaled else None


def in_words(value: Decimal) -> str:
    """A round number in English words, three thousand; "" where it is not that round."""
    for name, size in sorted(SCALES.items(), key=lambda item: -item[1]):
        many, rest = divmod(value, size)
        if many and not rest:
            count = int(many)
            if count < 20:
                return f"{_ONES[count - 1]} {name}"
            if count < 100 and count % 10 == 0:
                return f"{_TENS[count // 10 - 2]} {name}"
    return ""


def in_han(value: Decimal) -> str:
    """A round number as one Chinese numeral, 三千, 五万; "" where it is not that round."""
    for name, size in (("亿", 10**8), ("万", 10**4), ("千", 10**3), ("百", 10**2)):
        many, rest = divmod(value, size)
        if many and not rest and many < 10:
            return ("两" if many == 2 else "〇一二三四五六七八九"[int(many)]) + name
    return ""
