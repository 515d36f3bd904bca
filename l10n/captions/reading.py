"""Which locales captions are written in: those that readers read, as the project says."""

from l10n.project.config import Config
from l10n.text.chinese import Chinese, place_of, speaks_of
from l10n.text.plurals import language

# Without a project's word: the two languages of the starter.
_LOCALES = ("zh_Hans", "en")


def locales(config: Config) -> tuple[str, ...]:
    """The locales that posts go to: those of the settings, else the first of each language."""
    if config.captions.locales:
        return config.captions.locales
    known = (*config.target_locales, config.source_locale)
    return tuple(
        next((name for name in known if language(name) == language(own)), own) for own in _LOCALES
    )


def is_written_for(spoken: str, locale: str, config: Config) -> bool:
    """Whether readers of a locale read a post as it is.

    Chinese in the other script they do, unless the settings name the locales that posts go to.
    """
    if language(spoken) != language(locale):
        return False
    if not config.captions.locales or language(locale) != "zh":
        return True
    return (spoken == "zh") == (place_of(locale) is Chinese.MAINLAND)


def code(locale: str) -> str:
    """How a pair calls a locale's language: "en"; "zh", or "zh_TW" for what else Chinese is."""
    place = place_of(locale)
    return language(locale) if place in {None, Chinese.MAINLAND} else str(place)


def of_pair(config: Config, spoken: str, to: str) -> tuple[str, str]:
    """The locales that a pair comes from and goes to, "" for what the project has none for."""
    locale = _locale(config, to)
    source = _locale(config, spoken)
    if source == locale and spoken != to:
        source = spoken
    return ("", "") if source == locale else (source, locale)


def _locale(config: Config, code_: str) -> str:
    """The project's locale for a code of a pair: of its place, else of its language."""
    known = (*config.captions.locales, *config.target_locales, config.source_locale)
    wanted = "zh_Hans" if code_ == "zh" else code_
    like = (name for name in known if code_.partition("_")[0] == language(name))
    return next((name for name in known if speaks_of(wanted, name)), next(like, ""))
