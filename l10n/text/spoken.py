"""Which language a text is written in: by its script, and where that cannot tell by its letters.

Kana is Japanese and Hangul Korean, Han alone is Chinese unless a character of it is only Japan's.
Languages that share the Latin letters are told apart by py3langid (naive Bayes over byte n-grams),
asked for those that people post in; what it is not sure of is English.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from l10n.text.chinese import of_script
from l10n.text.typography import HAN, han_share

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# A text with this share of Han among its letters is Chinese, though English words stand in it.
_HAN_SHARE = 0.25
# Of Han and kana, so much kana is Japanese; a single の is a Chinese ornament (超の好吃).
_KANA_SHARE = 0.2
_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_ORNAMENTS = re.compile(
    r"(?<![\u3041-\u3096\u30a1-\u30fa])[のノツシ](?![\u3041-\u3096\u30a1-\u30fa])"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_HANGUL_SHARE = 0.3
# One language a script: the one that has most readers, where no letter says otherwise.
_SCRIPTS = (
    (re.compile("[\u0400-\u04ff]"), "ru", re.compile("[іїєґ]"), "uk"),
    (re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufeff]"), "ar", re.compile("[پچژگ]"), "fa"),
    (re.compile("[\u0e01-\u0e5b]"), "th", None, ""),
    (re.compile("[\u0900-\u097f]"), "hi", None, ""),
    (re.compile("[\u0590-\u05ff]"), "he", None, ""),
    (re.compile("[\u0370-\u03ff]"), "el", None, ""),
)
_LETTERS = "A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
_LATIN_WORD = re.compile(f"[{_LETTERS}]+(?:['’][{_LETTERS}]+)?")
# Words that no other language here has.
_ENGLISH = frozenset(
    "my of to is it for not out all new the and you your this that these those with what where "
    "when who why how was were are have has "
    "been they their them she his her our would could should don't can't didn't isn't it's i'm "
    "just really always never every something".split()
)
# Chinese said by the first letters of its syllables.
_INITIALS = frozenset(
    "yyds xswl awsl nsdd dbq zqsg ssfd plmm xdm jms gkd srds yygq nbcs cpdd bdjw dddd szd".split()
)
_LATIN_LANGUAGES = "en es fr de id ms vi it pt nl tl pl tr sv".split()
# What is another language by less than this, in nats, is English: it is the likelier by far, and
# the more so where there are few words to tell by.
_MARGIN, _MARGIN_OF_FEW, _FEW = 2.0, 5.0, 2
# The same tongue to a reader, and to the identifier.
_TAKEN_AS = {"ms": "id"}
# So many words of Latin letters tell a language for sure, and so many Han characters.
_SURE_WORDS, _SURE_HAN = 4, 2


@lru_cache(maxsize=1 << 16)
def language_of(said: str) -> str:
    """The language of a text without its tags, links and emoji, as a code of two letters.

    "zh_Hant" for Chinese with a character that only Traditional texts have; "" where nothing tells.
    """
    han, kana = len(_HAN.findall(said)), len(_KANA.findall(said))
    if _KANA.search(_ORNAMENTS.sub("", said)) and kana >= _KANA_SHARE * (han + kana):
        mainland = han > kana and of_script(said, traditional=False)
        if not mainland:
            return "ja"
    letters = sum(character.isalpha() for character in said)
    if len(_HANGUL.findall(said)) > _HANGUL_SHARE * letters:
        return "ko"
    if han and han_share(said) >= _HAN_SHARE:
        if any(map(_only_japans, _HAN.findall(said))) and not of_script(said, traditional=False):
            return "ja"
        return "zh_Hant" if of_script(said, traditional=True) else "zh"
    for script, language, sign, other in _SCRIPTS:
        if len(script.findall(said)) > letters / 2:
            return other if sign and sign.search(said.lower()) else language
    return _latin(said)


def surely(said: str) -> str:
    """The language of a part of a text, "" where it is too short to be sure of."""
    language = language_of(said)
    if language.startswith("zh"):
        sure = len(_HAN.findall(said)) >= _SURE_HAN and han_share(said) > 0.5
        return language if sure else ""
    if language in _LATIN_LANGUAGES:
        return language if len(_LATIN_WORD.findall(said)) >= _SURE_WORDS else ""
    return language


def _latin(said: str) -> str:
    found = [word.lower().replace("’", "'") for word in _LATIN_WORD.findall(said)]
    if not any(len(word) > 1 for word in found):
        return ""
    if all(word in _INITIALS for word in found):
        return "zh"
    if said.isascii() and 3 * sum(word in _ENGLISH for word in found) >= len(found):
        return "en"
    scores = dict(_identifier().rank(" ".join(found)))
    best: str = max(scores, key=lambda name: float(scores[name]))
    margin = _MARGIN_OF_FEW if len(found) <= _FEW and said.isascii() else _MARGIN
    if best == "en" or float(scores[best] - scores["en"]) < margin:
        return "en"
    return _TAKEN_AS.get(best, best)


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - reads 4 MB

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LATIN_LANGUAGES)
    return identifier


@cache
def _only_japans(character: str) -> bool:
    """Whether only Japanese texts have a Han character: 駅 and 気 stand in no Chinese set."""
    return bool(character.encode("shift_jis", "ignore")) and not (
        character.encode("gb2312", "ignore") or character.encode("big5", "ignore")
    )
