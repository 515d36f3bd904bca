"""From a reader's locale up to the source, after CLDR: which catalogs may answer, in which order.

zh_Hant_HK → zh_Hant → source; zh_CN and zh → zh_Hans → source. Never from Traditional to
Simplified: whoever wants that says so, for their readers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

# What CLDR's likely subtags say of Chinese without a script.
_SCRIPTS = {"": "Hans", "CN": "Hans", "SG": "Hans", "MY": "Hans"}
_SCRIPTS |= {"TW": "Hant", "HK": "Hant", "MO": "Hant"}
# What CLDR says beyond cutting a name shorter.
_PARENTS = {"zh_Hant_MO": "zh_Hant_HK", "zh_Hant": "", "zh_Hans": ""}
_NAME = re.compile(r"([A-Za-z]{2,3})(?:_([A-Za-z]{4}))?(?:_([A-Za-z]{2}|[0-9]{3}))?")
# A header of any length may come from anybody.
_MOST, _MOST_ASKED = 40, 1000
_RANGE = re.compile(r"\s*([A-Za-z0-9_-]+)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?$")


def full_name(locale: str) -> str:
    """A locale's name in one spelling, with the script of Chinese; "" for what is none.

    `zh-cn`, `zh_CN.UTF-8` and `zh-Hans-CN` are all zh_Hans_CN.
    """
    if len(locale) > _MOST:
        return ""
    plain = re.split("[.@]", locale, maxsplit=1)[0].replace("-", "_")
    found = _NAME.fullmatch(plain)
    if found is None:
        return ""
    language, script, region = (part or "" for part in found.groups())
    language, script, region = language.lower(), script.title(), region.upper()
    if language == "zh" and not script:
        script = _SCRIPTS.get(region, "Hans")
    return "_".join(filter(None, (language, script, region)))


def way(
    locale: str, known: Iterable[str], more: Mapping[str, Sequence[str]] | None = None
) -> tuple[str, ...]:
    """Those of the known locales that answer a reader, the nearest first.

    Args:
        locale: the reader's.
        known: those that there are catalogs of.
        more: by locale, others that answer its readers before the source does.
    """
    by_name = {full_name(name): name for name in known}
    others = {full_name(name): names for name, names in (more or {}).items()}
    own = [*_upwards(full_name(locale))]
    further = [full_name(name) for step in own for name in others.get(step, ())]
    steps = own + [step for name in further for step in _upwards(name)]
    return tuple(dict.fromkeys(by_name[step] for step in steps if step in by_name))


def _upwards(name: str) -> Iterable[str]:
    while name:
        yield name
        name = _PARENTS[name] if name in _PARENTS else name.rpartition("_")[0]


def asked(header: str) -> list[str]:
    """The locales of an Accept-Language header, the most wanted first (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, str]] = []
    whole = len(header) <= _MOST_ASKED
    for part in (header if whole else header[:_MOST_ASKED].rpartition(",")[0]).split(","):
        found = _RANGE.match(part)
        if found and (weight := float(found[2] or 1)) > 0:
            wanted.append((-weight, found[1]))
    wanted.sort(key=lambda pair: pair[0])  # of equal weight the first one
    return list(dict.fromkeys(name for _weight, name in wanted))
