"""What well-set Chinese and English look like: punctuation width and script.

Rules after the W3C's Requirements for Chinese Text Layout (clreq) and GB/T 15834-2011: between
Han characters punctuation is full-width; inside Latin text and numbers it is half-width.
"""

import re
from collections import Counter

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")

_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_HALF_WIDTH = str.maketrans("，。；：！？（）", ",.;:!?()") | {0x3000: " "}
# A half-width mark after Han (or a closing mark) and not before a digit or Latin letter.
_HALF_AFTER_HAN = re.compile(
    rf"(?<=[{HAN}》」』”’）])\s?([,;:!?]|\.(?![.\w]))(?![A-Za-z0-9/\\)\]}}_-])\s?"
)
_PARENTHESES_ROUND_HAN = re.compile(rf"\((?=[^()]*[{HAN}])([^()]*)\)")
_FULL_WIDTH_MARK = re.compile("[，。；：！？（）]")
_HAN_LATIN_JOINED = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")
_HAN_LATIN_SPACED = re.compile(rf"(?<=[{HAN}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[{HAN}])")


def has_han(text: str) -> bool:
    """Whether a Han character stands in the text."""
    return _HAN_CHARACTER.search(text) is not None


def han_share(text: str) -> float:
    """Han characters among the letters, from 0 to 1; 0 where there are no letters."""
    letters = sum(character.isalpha() for character in text)
    return len(_HAN_CHARACTER.findall(text)) / letters if letters else 0.0


def has_latin_word(text: str) -> bool:
    """Whether two Latin letters stand together."""
    return _LATIN_WORD.search(text) is not None


def is_in(text: str, language: str) -> bool:
    """Whether a text is already in a language: Han without English words, or no Han at all."""
    if language == "zh":
        return has_han(text) and not has_latin_word(text)
    return language == "en" and has_latin_word(text) and not has_han(text)


def full_width(text: str) -> str:
    """Chinese text with its punctuation full-width where it follows or encloses Han."""
    text = _PARENTHESES_ROUND_HAN.sub(r"（\1）", text)
    return _HALF_AFTER_HAN.sub(lambda match: _FULL_WIDTH[match[1]], text)


def half_width(text: str) -> str:
    """English text with Chinese punctuation made ASCII, a space after what ends a clause."""
    if not _FULL_WIDTH_MARK.search(text):
        return text
    text = re.sub(r"([，。；：！？）])(?=[A-Za-z0-9(])", r"\1 ", text)
    text = re.sub(r"(?<=[A-Za-z0-9,.;:!?])（", " （", text)
    return text.translate(_HALF_WIDTH)


def for_language(text: str, language: str) -> str:
    """Text with the punctuation that its language wants."""
    if language == "zh":
        return full_width(text) if has_han(text) else text
    return text if has_han(text) else half_width(text)


def spaced(text: str) -> str:
    """A space between Han and Latin letters or digits."""
    return _HAN_LATIN_JOINED.sub(" ", text)


def unspaced(text: str) -> str:
    """No space between Han and Latin letters or digits."""
    return _HAN_LATIN_SPACED.sub("", text)


# A group said three times in a row: two or more Han characters, or one to four Latin words; or
# one Han character five times. Lengths are bounded, so that a megabyte of one letter costs no
# more than its length.
_LOOP = re.compile(
    rf"([{HAN}]{{2,12}}?)[，、, ]?(?:\1[，、, ]?){{2,}}"
    rf"|\b(\w{{2,20}}(?: \w{{2,20}}){{0,3}}?)(?: \2\b){{2,}}|([{HAN}])\3{{4,}}"
)


def loop_in(text: str) -> str:
    """Words said again and again, as neural models do when they loop; "" where there are none."""
    match = _LOOP.search(text)
    return match[0] if match else ""


# A number with its separators; digits inside words (mp3, 2FA) belong to the word.
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d++(?:[.,:]\d++)*+(?![A-Za-z\d])")
_DIGIT = re.compile(r"\d")
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def numbers(text: str) -> Counter[str]:
    """The numbers in a text, thousands separators and full-width digits made equal."""
    if not _DIGIT.search(text):
        return Counter()
    found = _NUMBER.findall(text.translate(_FULL_WIDTH_DIGITS))
    return Counter(number.replace(",", "") for number in found)


_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")


def closed_up(text: str) -> str:
    """Chinese without the spaces that a model trained on segmented or mixed text leaves in it."""
    return _BETWEEN_HAN.sub("", text)
