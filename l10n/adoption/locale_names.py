"""What is a locale's name, whatever way a team spells it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

from l10n.errors import ConfigError
from l10n.text.plurals import locale_named

# zh, zh_CN, zh-Hans, zh_Hans_CN, es-419, sr@latin, zh_TW.Big5
_SHAPE = re.compile(
    r"([a-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?"
    r"(?:\.(?:[A-Z0-9][A-Za-z0-9-]*|utf-?8))?(?:@[A-Za-z0-9]+)?"
)
_ANDROID = re.compile(r"([a-z]{2,3})(?:-r([A-Z]{2}))?|b\+([a-z]{2,3}(?:\+\w+)*)")
# Words that stand in paths for what they say, though they are codes of languages too.
_WORDS = frozenset({"bin", "new", "car", "all", "min", "den", "run", "tag", "test"})
_ENGLISH = Locale("en")
# Hebrew, Indonesian and Yiddish as Java and Android write them to this day, and four more.
_OLD = frozenset({"iw", "in", "ji", "mo", "sh", "tl", "cmn"})


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether a text is a locale's name as gettext, CLDR or the web write it."""
    found = _SHAPE.fullmatch(text)
    if not found or text in _WORDS:
        return False
    language, script, region = found.groups()
    return (
        (language in _ENGLISH.languages or language in _OLD)
        and (not script or script.title() in _ENGLISH.scripts)
        and (not region or region.upper() in _ENGLISH.territories)
    )


def known(name: str) -> bool:
    """Whether CLDR has its plural forms, which a target locale needs."""
    try:
        locale_named(name)
    except ConfigError:
        return False
    return True


def folded(name: str) -> str:
    """What two spellings of one locale have in common: zh_CN and zh-CN, not zh and zh_CN."""
    return name.replace("-", "_").lower()


def android(qualifier: str) -> str:
    """The name of the locale in `values-…`; "" for another qualifier (night, land, v21)."""
    found = _ANDROID.fullmatch(qualifier)
    if not found:
        return ""
    language, region, subtags = found.groups()
    name = subtags.replace("+", "_") if subtags else "_".join(filter(None, (language, region)))
    return name if is_name(name) else ""


def in_order(locales: Iterable[str]) -> tuple[str, ...]:
    """Each locale once: Chinese, then English, then the rest by name."""
    rank = {"zh": 0, "b+zh": 0, "en": 1}
    language = re.compile(r"(?:b\+)?[a-z]+")

    def key(name: str) -> tuple[int, str]:
        found = language.match(name)
        return rank.get(found[0] if found else "", 2), name

    return tuple(sorted(set(locales), key=key))
