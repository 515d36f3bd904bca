"""Which locale stands in for another: the way from a locale up to the source, after CLDR.

From zh_Hant_HK it leads over zh_Hant to the source and never to Simplified text, for zh_Hant has
no parent; `zh` alone is zh_Hans.
"""

from collections.abc import Iterable

from l10n.errors import ConfigError
from l10n.text.chinese import code_of, differ
from l10n.text.plurals import locale_named

# What CLDR says beyond cutting a name shorter.
_PARENTS = {"zh_Hant_MO": "zh_Hant_HK", "zh_Hant": "", "zh_Hans": "", "zh": "zh_Hans"}


def full_name(locale: str) -> str:
    """A locale's name with its script where that is not said but meant: zh_Hant_TW for zh-TW."""
    name = str(locale_named(locale))
    return "zh_Hans" if name == "zh" else name


def fallbacks(locale: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of the known locales that stand in where this one has no words, the nearest first."""
    by_name = {full_name(name): name for name in known if name != locale}
    found: list[str] = []
    name = full_name(locale)
    while name:
        if name in by_name:
            found.append(by_name[name])
        name = _PARENTS[name] if name in _PARENTS else name.rpartition("_")[0]
    return tuple(found)


def same_language(theirs: str, ours: str) -> bool:
    """Whether two names are of one language and script: tools write zh-CN for zh_Hans.

    `zh` alone is zh_Hans; zh_Hant is Taiwan's and Hong Kong's, which are not each other's.
    """
    try:
        their, our = locale_named(theirs), locale_named(ours)
    except ConfigError:
        return False
    if their.language == our.language == "zh":
        return not differ(code_of(full_name(theirs)), code_of(full_name(ours)))
    scripts = {their.script, our.script} - {None}
    return their.language == our.language and len(scripts) < 2
