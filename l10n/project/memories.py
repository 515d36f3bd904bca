"""Translation memories of other tools → what is remembered of a direction."""

from collections.abc import Iterable

from l10n.errors import L10nError
from l10n.files import read_bytes
from l10n.formats import memory_files
from l10n.formats.tmx import Remembered
from l10n.project import globs
from l10n.project.config import Config
from l10n.text.locales import same_language


def load(config: Config) -> tuple[list[Remembered], list[L10nError]]:
    """What the project's memories hold, and what couldn't be read."""
    found: list[Remembered] = []
    errors: list[L10nError] = []
    for path in globs.matching(config.root, config.memory):
        try:
            shown = globs.shown(config.root, path)
            found += memory_files.parse(read_bytes(path), shown, config.source_locale)
        except L10nError as error:
            errors.append(error)
    return found, errors


def of_direction(
    texts: Iterable[Remembered], source_locale: str, target_locale: str
) -> list[Remembered]:
    """The texts that go from one locale to another; `en-US` is good for en."""
    return [
        said
        for said in texts
        if same_language(said.language, source_locale) and same_language(said.to, target_locale)
    ]
