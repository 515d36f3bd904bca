"""Whether a string is somebody's words, and not a name, a code, or a number."""

import html
import re

from l10n.lint.interface_words import WORDS
from l10n.text.typography import HAN

_CJK = re.compile(rf"[{HAN}\u3041-\u3096\u30a1-\u30fa\uac00-\ud7af]")
_PATTERN = re.compile(r"\(\?[:=!<P]|\\[dswbDSWB]|\[[^\]]*\w-\w[^\]]*\]|\.[*+]")
# What is filled in, and what templates put there.
_FILLED = re.compile(
    r"\$?\{\{.*?\}\}|\$\{[^{}]*\}|\{[\w.]*\}|%(?:\(\w+\))?[\d.$]*[sdif@]|<[^<>]*>", re.DOTALL
)
# Code, paths, addresses, styles: what no sentence has.
_CODE = re.compile(
    r"[{}\\|=_;<>$^`~]|://|\w/\w*/|=>|\(\)|\w\(|\w{2}\.[a-z]|[a-z]-\d|::|--|^[.#/@]|\d(?:px|em|rem|vh|vw|%)\b"
    r"|\b[a-z]+-[a-z]+-[a-z]+|\b[a-z]+[A-Z]|^[\w-]+:[\w-]|\[[\w-]*\]|\w[@#]|(?:^|\s)[\w-]+:\s*\d"
)
_WORD = re.compile(r"[A-Za-zÀ-ɏ][a-zÀ-ɏ]*(?:['’-][A-Za-zÀ-ɏ]+)*")
_SINGLE = re.compile(r"(?:[A-Z][a-zß-ɏ]|[a-zß-ɏ]{2})[a-zß-ɏ]*(?:['’-][a-zß-ɏ]+)?")
_SAID = re.compile(r"[A-Za-zÀ-ɏ'’\"“”()&,.!?:;…/\d\s+*#%@·•–—-]+")
_ENDS = ".,:;!?…()\"'“”’"
_MANY = 4
_LETTERS = re.compile(r"[A-Za-zÀ-ɏ]{2}")
_AROUND = _ENDS + "*#/·•–—-+&@ 0123456789"
_BEGINS = re.compile(r"[\"“(]?(?:[\d.,]+\s+)?[A-ZÀ-Þ]")
# Words that stand alone in markup and are no language's: units, marks, what is typed.
_NO_WORDS = frozenset("px em kb mb gb ms id url api css html json xml http https www".split())


def has_cjk(text: str) -> bool:
    """Whether there is a character of Chinese, Japanese or Korean in it."""
    return _CJK.search(text) is not None


def is_pattern(text: str) -> bool:
    """Whether a string is a regular expression, whatever letters it looks for."""
    return _PATTERN.search(text) is not None


def bare(text: str) -> str:
    """A text without what is filled in, its spaces made one each."""
    return " ".join(_FILLED.sub(" ", html.unescape(text)).split())


def are_words(text: str) -> bool:
    """Whether a text that is shown holds words, and not only a product's name.

    One word is enough where interfaces have it, for `Redis` looks like `Save`.
    """
    said = bare(text)
    if has_cjk(said):
        return True
    if not _look_like_words(said):
        return False
    words = [word.strip(_AROUND) for word in said.split()]
    if any(word.lower() in WORDS for word in words):
        return True
    return len(words) > 1 and any(word.islower() and len(word) > 1 for word in words)


def _look_like_words(said: str) -> bool:
    found = [word for word in said.split() if _WORD.search(word)]
    if not (is_plain(said) or _are_many(found)):
        return False
    if len(found) == 1:
        alone = said.strip(_AROUND)
        is_name = "-" in alone and alone.islower()  # as of an icon
        return bool(_SINGLE.fullmatch(alone)) and not is_name and alone.lower() not in _NO_WORDS
    # Of several at least one is no acronym and no name.
    return any(_SINGLE.fullmatch(word.strip(_ENDS)) and len(word) > 2 for word in found)


def _are_many(words: list[str]) -> bool:
    """Whether there are so many words that it is no code, whatever signs stand among them."""
    return sum(word.strip(_ENDS).isalpha() for word in words) >= _MANY


def is_plain(said: str) -> bool:
    """Whether nothing in it looks like code, a path, or a style."""
    return not _CODE.search(said) and _SAID.fullmatch(said) is not None


def shown(raw: str) -> str:
    """The words of markup on one line, as they are shown."""
    return " ".join(html.unescape(raw).split())


def is_lone(text: str) -> bool:
    """Whether a text is one word in small letters: as often a value as somebody's word."""
    said = bare(text)
    return said.islower() and " " not in said


def is_sentence(text: str) -> bool:
    """Whether a string is so much of a sentence that it is one wherever it stands."""
    said = bare(text)
    if has_cjk(said):
        return True
    # A piece of markup is for a parser.
    is_ended = said.endswith((".", "!", "?")) and _are_many(said.split())
    if not _BEGINS.match(said) or not (is_plain(said) or is_ended) or text.lstrip()[:1] == "<":
        return False
    words = [word for word in said.split() if _WORD.match(word)]
    return _look_like_words(said) and any(word.strip(_ENDS).islower() for word in words[1:])


def is_label(text: str) -> bool:
    """Whether a string that a name says is shown begins as labels do."""
    return are_words(text) and (has_cjk(text) or _BEGINS.match(bare(text)) is not None)


def is_part(text: str) -> bool:
    """Whether a string that is joined to others brings words with it ("of" does)."""
    said = bare(text)
    if has_cjk(said):
        return True
    is_alone = " " not in text.strip() and text == text.strip()
    return not is_alone and is_plain(said) and _LETTERS.search(said) is not None
