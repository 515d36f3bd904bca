"""What a folder holds that its settings do not name."""

from dataclasses import dataclass

from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.plan import Plan
from l10n.adoption.readable import RESOURCES
from l10n.adoption.settings_text import path
from l10n.project.config import Config


@dataclass(frozen=True, slots=True)
class News:
    """What might be added: catalogs, locales, and for known domains code that no source reads."""

    catalogs: tuple[Catalogs, ...] = ()
    locales: tuple[str, ...] = ()
    sources: tuple[tuple[str, Code], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.catalogs or self.locales or self.sources)


def news(plan: Plan, settings: Config) -> News:
    """What is new since the settings were written; catalogs that are to be made are no news."""
    if plan.new:
        return News()
    parts = {part.files or _place(part.catalogs, part.domain): part for part in settings.parts()}
    placed = [(parts.get(_own_place(one)), one) for one in plan.written]
    missing = tuple(one for part, one in placed if part is None)
    read = {part.called: {s.extractor for s in part.sources} for part in parts.values()}
    sources = tuple(
        (part.called, code)
        for part, one in placed
        if part is not None
        for code in one.sources
        if code.include and code.extractor not in read[part.called]
    )
    named = {settings.source_locale, *settings.target_locales}
    return News(missing, tuple(name for name in plan.targets if name not in named), sources)


def _own_place(one: Catalogs) -> str:
    return one.path if one.format in RESOURCES else _place(path(one), one.domain)


def _place(pattern: str, domain: str) -> str:
    return pattern.format(locale="{locale}", domain=domain)
