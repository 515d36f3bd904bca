"""How the paths of resource files write a locale: zh_Hans is zh-CN here and zh-rCN there."""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from l10n.text.plurals import locale_named

# Java's old codes, which Android's folders go on with.
_OLD = {"he": "iw", "id": "in", "yi": "ji"}


@lru_cache(maxsize=1024)
def dashed(locale: str) -> tuple[str, ...]:
    """As the web and Apple write it: zh-Hans, zh_Hans, zh-CN, zh_CN, zh-Hans-CN, zh and so on."""
    language, script, region = _subtags(locale)
    given = re.split("[-_]", locale)
    ways = [given, (language, script), (language, region), (language, script, region)]
    names = [mark.join(filter(None, way)) for way in ways for mark in "-_"]
    if _goes_without_saying(language, script, region):
        names.append(language)
    return _distinct([*names, *map(str.lower, names)])


@lru_cache(maxsize=1024)
def underscored(locale: str) -> tuple[str, ...]:
    """As Java, Flutter and Qt write it: zh_Hans, zh_CN, zh and so on."""
    names = dashed(locale)
    return _distinct([*(name for name in names if "-" not in name), *names])


@lru_cache(maxsize=1024)
def android(locale: str) -> tuple[str, ...]:
    """As resource folders write it after `values-`: zh-rCN, b+zh+Hans, zh and so on."""
    language, script, region = _subtags(locale)
    plain = language if re.fullmatch("[A-Za-z]+", locale) else f"{language}-r{region}"
    ways = ["+".join(filter(None, ("b", language, script, end))) for end in ("", region)]
    names = [plain, *(way for way in ways if script)]
    if _goes_without_saying(language, script, region):
        names += [language, f"{language}-r{region}"]
    old = _OLD.get(language, language)
    older = [old + name.removeprefix(language) for name in names if name.startswith(language)]
    return _distinct(older + names)


def is_language_of(name: str, locale: str) -> bool:
    """Whether a name that a file gives itself, where it gives one, is of the locale's language."""
    return not name or re.split("[-_]", name)[0].lower() == _subtags(locale)[0]


def _subtags(locale: str) -> tuple[str, str, str]:
    """Language, script and region, those that the name leaves out filled in by CLDR."""
    named = locale_named(locale)
    known: dict[str, str] = dict(get_global("likely_subtags"))
    parts = [named.language, named.script, named.territory]
    tries = ("_".join(filter(None, parts[:most])) for most in (3, 2, 1))
    likely = next((known[name] for name in tries if name in known), str(named))
    try:
        full = Locale.parse(likely)
    except UnknownLocaleError:  # no_Latn_NO, of which there is no data
        full = named
    return (
        named.language,
        named.script or full.script or "",
        named.territory or full.territory or "",
    )


def _goes_without_saying(language: str, script: str, region: str) -> bool:
    """Whether the language's name alone means this locale."""
    _language, usual_script, usual_region = _subtags(language)
    return script == usual_script if script else region == usual_region


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
