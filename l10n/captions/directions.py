"""From one language into one locale: what it takes, made of a project's settings."""

from dataclasses import replace

from l10n.captions import reading
from l10n.captions.screening import Nothing, Screen
from l10n.captions.translate import Direction
from l10n.checks.checker import Checker
from l10n.model import digest
from l10n.project import glossaries
from l10n.project.config import Config
from l10n.translation.translators import Translators

# What a post may be written in, as a locale.
SPOKEN = {"zh": "zh_Hans", "zh_Hant": "zh_Hant", "en": "en"}


def in_bulk(settings: Config) -> Config:
    """The settings with as wide a search as captions have."""
    engine = replace(settings.engine, beam_size=settings.captions.beam_size)
    return replace(settings, engine=engine)


def glossary_of(opened: Translators) -> str:
    """The hash of the terms that posts are translated with: it takes a look at each of them."""
    return digest(sorted(repr(term) for term in opened.terms))[:16]


def into(
    settings: Config,
    opened: Translators,
    spoken: str,
    locale: str,
    glossary: str,
    screen: Screen | None = None,
) -> Direction:
    """What translates posts of a language into a locale.

    Args:
        spoken: one of `SPOKEN`.
        glossary: what `glossary_of` says.
        screen: finds what a moderator has to see; None where nobody looks.

    Raises:
        ModelError: where there is no model for it.
    """
    source = SPOKEN[spoken]
    written = replace(settings, source_locale=source)
    checker = Checker(written, glossaries.matcher(opened.terms, source, locale), locale)
    suggester = opened.suggester(source, locale, ())
    screen = screen or Nothing()
    return Direction(reading.code(locale), suggester, checker, glossary, screen=screen)
