"""The merge driver: git hands it the three files of a catalog that both sides changed.

It writes the merged catalog in place of ours. Where a side can't be read as a catalog, it leaves
the work to git's own merge of lines, whose conflict markers the hook refuses.
"""

import subprocess
import sys
from pathlib import Path

from l10n import files
from l10n.catalogs.files import as_written_there
from l10n.catalogs.three_way import Merged, merged
from l10n.errors import CatalogError, ConfigError, L10nError
from l10n.formats.po import FORMAT as PO
from l10n.hook.report import CLEAN, FINDINGS
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Catalog
from l10n.project import config, settings_file


def run(words: list[str]) -> int:
    """Merge `%O %A %B %P`: base, ours, theirs, and the catalog's path from the top.

    Raises:
        ConfigError: where it is called with other words.
    """
    if len(words) != 4:
        raise ConfigError(_("A merge needs four words: %O %A %B %P."))
    base, ours, theirs, path = (files.here() / word for word in words)
    try:
        found = _merged(base, ours, theirs, path)
    except L10nError as error:
        _tell(f"{error} {_('The lines are merged as text.')}")
        return _by_lines(base, ours, theirs)
    if found is None:
        sentence = _("{path}: one side has no entry left; see which one is right, and add it.")
        _tell(sentence.format(path=words[3]))
        return FINDINGS
    files.write(ours, as_written_there(ours, PO.serialize(found.catalog)))
    if count := len(found.both_changed):
        sentence = ngettext(
            "{path}: {count} message was translated on both sides; both translations are kept, "
            "as suggestions.",
            "{path}: {count} messages were translated on both sides; both translations are kept, "
            "as suggestions.",
            count,
        )
        _tell(sentence.format(path=words[3], count=count))
    return CLEAN


def _merged(base: Path, ours: Path, theirs: Path, path: Path) -> Merged | None:
    """The merged catalog, None where a side has lost all entries.

    Raises:
        L10nError: where a side can't be read.
    """
    locale = _locale(path)
    was, one, other = (_read(file, path, locale) for file in (base, ours, theirs))
    if was.entries and not (one.entries and other.entries):
        return None
    found = merged(was, one, other)
    # What is written can be read, or nothing is written.
    PO.parse(PO.serialize(found.catalog).decode(), str(path), locale, "")
    return found


def _read(file: Path, path: Path, locale: str) -> Catalog:
    return PO.parse(files.decode(files.read_bytes(file), path), str(path), locale, "")


def _locale(path: Path) -> str:
    """The locale whose catalog stands there, as the project says.

    Raises:
        ConfigError: where the settings can't be read.
        CatalogError: where they name no such catalog.
    """
    start = next(folder for folder in path.parents if folder.is_dir())
    settings = config.load(settings_file.find(start))
    for part in settings.parts():
        for locale in settings.target_locales:
            if part.catalog_path(locale).resolve() == path.resolve():
                return locale
    raise CatalogError(_("The settings name no such catalog."), path=path)


def _by_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Git's own merge into ours: 0 where it is clean."""
    words = ["git", "merge-file", "-L", "ours", "-L", "base", "-L", "theirs"]
    done = subprocess.run(  # noqa: S603 - our own words
        [*words, str(ours), str(base), str(theirs)], check=False
    )
    return CLEAN if done.returncode == 0 else FINDINGS


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")
