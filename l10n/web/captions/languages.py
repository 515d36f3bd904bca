"""Language codes as clients write them, and the language of a text as they want to hear it."""

from babel import Locale

from l10n.captions import reading
from l10n.captions.translate import language_of
from l10n.errors import ConfigError
from l10n.project.config import Config
from l10n.text.chinese import Chinese, place_of
from l10n.text.locales import full_name
from l10n.text.placeables import parse, words
from l10n.text.plurals import language
from l10n.text.typography import han_share

AUTO = "auto"
# Clients name Chinese in each of these ways, and look for their own among ours.
_LISTED = ("en", "zh", "zh-Hans", "zh-Hant", "zh-CN", "zh-TW", "zh-HK")
_ALIASES = {"zt": "zh-Hant"}
_LONGEST = 35  # a language tag's, RFC 5646


def locale_of(code: str, config: Config) -> str:
    """The locale that a code means: the project's own where it has one; "" where we speak none."""
    try:
        locale = full_name(_ALIASES.get(code.lower(), code)[:_LONGEST])
    except ConfigError:
        return ""
    spoken, place = language(locale), place_of(locale)
    if spoken not in {"en", "zh"}:
        return ""
    own = (name for name in reading.locales(config) if language(name) == spoken)
    return next((name for name in own if place_of(name) is place), str(place or spoken))


def spoken_in(locale: str) -> str:
    """The language of a locale as posts are told apart by it, one of `SPOKEN`."""
    place = place_of(locale)
    return "en" if place is None else "zh" if place is Chinese.MAINLAND else "zh_Hant"


def same(spoken: str, locale: str) -> bool:
    """Whether a text in a language stands in a locale's already."""
    return spoken_in(locale) == spoken


def code_of(spoken: str) -> str:
    """How clients call a language: "zh" and "en" as all of them know it, "zh-Hant"."""
    return spoken.replace("_", "-")


def detected(text: str) -> tuple[str, float]:
    """The language of a text, one of `SPOKEN`, and how sure that is, from 0 to 100.

    "" and 0 for a text without words. Sureness is the share of letters in the language's script.
    """
    spoken = language_of(text)
    if not spoken:
        return "", 0.0
    share = han_share(words(parse(text)))
    return spoken, round(100 * (1 - share if spoken == "en" else share), 1)


def listed() -> list[dict[str, object]]:
    """The answer to `/languages`."""
    targets = list(_LISTED)
    return [{"code": code, "name": name_of(code), "targets": targets} for code in _LISTED]


def name_of(code: str, reader: str = "en") -> str:
    """A language's name in the reader's."""
    return Locale.parse(code, sep="-").get_display_name(reader) or code
