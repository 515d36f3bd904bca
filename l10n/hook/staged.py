"""A project as it is staged: its settings, its terms, and the entries that a commit changes.

An entry counts whose text changes, and one that a changed glossary term stands in; every entry
does where the settings of the checks change.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from l10n.catalogs import files as catalog_files
from l10n.catalogs.delta import changed
from l10n.catalogs.header import damage
from l10n.errors import L10nError
from l10n.git.index import Change, Index
from l10n.glossary.term import Term
from l10n.model import Catalog, Entry, Finding
from l10n.project import config, globs, glossaries, keys


class Staged:
    """What the next commit holds of a project.

    Args:
        path: the settings file.
        index: of git.

    Raises:
        L10nError: where the settings can't be read.
    """

    def __init__(self, path: Path, index: Index) -> None:
        self._path = path
        self._index = index
        settings = config.parse(index.text(path), path)
        self._keys = settings.root / keys.FILE
        known = keys.parse(index.text(self._keys), self._keys) if index.has(self._keys) else ()
        self.settings = replace(settings, keys=known)

    def catalogs(self) -> tuple[list[Finding], list[Catalog], list[L10nError]]:
        """What headers lost, the catalogs with the entries that count, and what is malformed."""
        findings: list[Finding] = []
        catalogs: list[Catalog] = []
        errors: list[L10nError] = []
        for part, locale in catalog_files.each(self.settings):
            try:
                for found in self._catalog(part, locale):
                    findings += found[0]
                    catalogs.append(found[1])
            except L10nError as error:
                errors.append(error)
        return findings, catalogs, errors

    def terms(self) -> tuple[list[Term], list[L10nError]]:
        """The staged terms, and what can't be read."""
        return glossaries.load_files(
            self.settings, self.settings.glossary, self._matching, self._index.text
        )

    def _catalog(self, part: config.Config, locale: str) -> Iterator[tuple[list[Finding], Catalog]]:
        """The catalog of a locale, if the commit has to do with it."""
        path = part.catalog_path(locale)
        change = self._index.change(path)
        touched = self._touched(locale)
        if change and change.submodule:
            yield [], catalog_files.read(part, locale)
        elif (change or touched) and self._index.has(path):
            after = self._index.text(path)
            before = self._index.before(change, path) if change else after
            found = changed(before, after, partial(catalog_files.parsed, part, locale), touched)
            yield damage(before, found) if change else [], found

    def _touched(self, locale: str) -> Callable[[Entry], bool] | None:
        """Whether an entry counts though its text stays; None where none does."""
        if self._judged_otherwise:
            return lambda _entry: True
        if not self._changed_terms:
            return None
        matcher = glossaries.matcher(self._changed_terms, self.settings.source_locale, locale)
        return lambda entry: any(matcher.find((text,)) for text in entry.unit.source)

    @cached_property
    def _judged_otherwise(self) -> bool:
        """Whether the commit changes which catalogs are checked, or how."""
        if self._index.change(self._keys):
            return True
        change = self._index.change(self._path)
        if change is None:
            return False
        try:
            before = config.parse(self._index.before(change, self._path), self._path)
        except L10nError:
            return True
        return _judging(before) != _judging(self.settings)

    @cached_property
    def _changed_terms(self) -> list[Term]:
        """The terms that the commit adds, changes or removes."""
        before: set[Term] = set()
        after: set[Term] = set()
        for path, change in self._glossary.items():
            if change is None:
                continue
            with suppress(L10nError):  # what can't be read now is told with the terms
                before.update(glossaries.parse(self._index.before(change, path), path.name))
            with suppress(L10nError):
                after.update(
                    () if change.removed else glossaries.parse(self._index.text(path), path.name)
                )
        return sorted(before ^ after, key=repr)

    @cached_property
    def _glossary(self) -> dict[Path, Change | None]:
        return self._index.matching(self.settings.root, self.settings.glossary)

    def glossary_errors(self) -> list[L10nError]:
        """What can't be read of the glossary, if the commit changes it."""
        return self.terms()[1] if any(self._glossary.values()) else []

    def _matching(self, root: Path, forms: list[str]) -> list[Path]:
        """The files that globs name: those that git holds, and others on the disk."""
        staged = self._index.matching(root, forms)
        held = {path for path, change in staged.items() if not (change and change.removed)}
        return sorted(held.union(globs.matching(root, forms)))


def _judging(settings: config.Config) -> tuple[object, ...]:
    """What says which catalogs are checked, and how."""
    places = tuple((part.part, part.domain, part.catalogs) for part in settings.parts())
    locales = settings.source_locale, settings.target_locales
    return *locales, settings.check, settings.signing, settings.glossary, places
