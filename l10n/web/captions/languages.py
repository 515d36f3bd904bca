"""Language codes as clients write them, and the language of a text as they want to hear it."""

from dataclasses import dataclass

from babel import Locale

from l10n.captions import reading
from l10n.captions.understanding import understood
from l10n.errors import ConfigError
from l10n.model import Syntax
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


@dataclass(frozen=True, slots=True)
class Detected:
    """What a text is written in.

    Attributes:
        language: of the whole, as clients call it; "en" where nothing tells.
        sureness: of that, from 0 to 100: the share of letters in the language's script.
        spoken: its languages that we translate from, the most letters first.
        reason: why nothing of it is to be translated, "" where something is.
    """

    language: str
    sureness: float
    spoken: tuple[str, ...] = ()
    reason: str = ""

    def foreign(self, locale: str) -> str:
        """The language of it that a locale's readers don't read, "" for none."""
        return next((one for one in self.spoken if not same(one, locale)), "")


def detected(text: str) -> Detected:
    """What a text is written in."""
    read = understood(text)
    if not read.language:
        return Detected("en", 0.0, reason=read.reason)
    share = han_share(words(parse(text, Syntax.POST)))
    sureness = round(100 * (share if language(read.language) == "zh" else 1 - share), 1)
    return Detected(code_of(read.language), sureness, read.languages, read.reason)


def listed() -> list[dict[str, object]]:
    """The answer to `/languages`."""
    targets = list(_LISTED)
    return [{"code": code, "name": name_of(code), "targets": targets} for code in _LISTED]


def name_of(code: str, reader: str = "en") -> str:
    """A language's name in the reader's."""
    return Locale.parse(code, sep="-").get_display_name(reader) or code
