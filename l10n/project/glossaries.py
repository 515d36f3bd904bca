"""Glossary files → terms and matchers."""

from collections.abc import Callable, Iterable
from pathlib import Path

from l10n.errors import GlossaryError, L10nError
from l10n.files import read_text
from l10n.formats import glossary_csv, glossary_tbx
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Term
from l10n.messages import gettext as _
from l10n.project import globs
from l10n.project.config import Config

TBX_SUFFIXES = (".tbx", ".xml")


def read(path: Path, shown_as: str = "", direction: tuple[str, str] = ("", "")) -> list[Term]:
    """The terms of one file, by its suffix.

    Args:
        path: the file.
        shown_as: its name in errors, where that is another.
        direction: the languages of a table that does not name them.

    Raises:
        GlossaryError: where it is malformed.
        SourceError: where it can't be read.
    """
    return parse(read_text(path), shown_as or str(path), direction)


def parse(text: str, name: str, direction: tuple[str, str] = ("", "")) -> list[Term]:
    """The terms in a file's text, by the suffix of its name.

    Raises:
        GlossaryError: where it is malformed.
    """
    if name.lower().endswith(TBX_SUFFIXES):
        return glossary_tbx.parse(text, name)
    return glossary_csv.parse(text, name, direction)


def load(config: Config) -> tuple[list[Term], list[L10nError]]:
    """All terms of the project's glossary, and what couldn't be read."""
    return load_files(config, config.glossary)


def load_files(
    config: Config,
    forms: Iterable[str],
    matching: Callable[[Path, list[str]], list[Path]] = globs.matching,
    text: Callable[[Path], str] = read_text,
) -> tuple[list[Term], list[L10nError]]:
    """All terms in the files that these globs name, and what couldn't be read.

    Args:
        config: the project.
        forms: the globs.
        matching: gives the files that globs name, on the disk or wherever they are.
        text: gives a file's text.
    """
    terms: list[Term] = []
    errors: list[L10nError] = []
    for form in forms:
        paths = matching(config.root, [form])
        if not paths and not any(character in form for character in "*?["):
            errors.append(
                GlossaryError(
                    _("The glossary file is missing."),
                    path=config.root / form,
                    remedy=_("Write it, or take it out of the setting `glossary`."),
                )
            )
        for path in paths:
            try:
                terms.extend(parse(text(path), globs.shown(config.root, path)))
            except L10nError as error:
                errors.append(error)
    return terms, errors


def matcher(terms: list[Term], source_locale: str, target_locale: str) -> Matcher:
    """The matcher for texts of one locale that go to another."""
    return Matcher(terms, source_locale, target_locale)
