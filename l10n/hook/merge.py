"""The merge driver: git hands it the three files of a catalog that both sides changed.

It writes the merged catalog in place of ours; JSON, by its keys, likewise. Where a side can't be
read, it leaves the work to git's own merge of lines, whose conflict markers the hook refuses.
"""

import shlex
import subprocess
from pathlib import Path

from l10n import files
from l10n.catalogs.files import as_written_there
from l10n.catalogs.three_way import Merged, merged
from l10n.errors import CatalogError, ConfigError, L10nError, StorageError
from l10n.formats.po import FORMAT as PO
from l10n.git import hooks
from l10n.hook.report import CLEAN, FINDINGS, warn
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Catalog
from l10n.project import config, settings_file

# What git ends with where it could not do its work.
_FAILED = 128


def run(words: list[str]) -> int:
    """Merge `%O %A %B %P`: base, ours, theirs, and the catalog's path from the top.

    Raises:
        ConfigError: where it is called with other words.
    """
    if len(words) != 4:
        raise ConfigError(_("A merge needs four words: %O %A %B %P."))
    base, ours, theirs, path = (settings_file.here() / word for word in words)
    try:
        if path.suffix in hooks.JSON:
            return _json(base, ours, theirs, words[3])
        return _catalog(base, ours, theirs, path, words[3])
    except StorageError:
        raise  # ours stays as it is, and git has a conflict
    except L10nError as error:
        warn(f"{error} {_('The lines are merged as text.')}")
        return _by_lines(base, ours, theirs)


def _catalog(base: Path, ours: Path, theirs: Path, path: Path, name: str) -> int:
    """The merged catalog in ours.

    Raises:
        L10nError: where a side can't be read.
    """
    found = _merged(base, ours, theirs, path)
    if found is None:
        return _emptied(name)
    files.write(ours, as_written_there(ours, PO.serialize(found.catalog)))
    if count := len(found.both_changed):
        sentence = ngettext(
            "{path}: {count} message was translated on both sides; both translations are kept, "
            "as suggestions.",
            "{path}: {count} messages were translated on both sides; both translations are kept, "
            "as suggestions.",
            count,
        )
        warn(sentence.format(path=name, count=count))
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


def _json(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """The merged JSON in ours; findings where both sides changed one value.

    Raises:
        ResourceError: where a side is no JSON.
    """
    # Where catalogs are merged, no resource file is read.
    from l10n.formats.resources.document import document  # noqa: PLC0415
    from l10n.formats.resources.json_merge import merged as merged_json  # noqa: PLC0415
    from l10n.formats.resources.json_tree import parse  # noqa: PLC0415

    was, one, other = (document(files.read_bytes(file), name) for file in (base, ours, theirs))
    whole = was.text.strip() and parse(was).members
    if whole and not all(side.text.strip() and parse(side).members for side in (one, other)):
        return _emptied(name)
    data, conflicts = merged_json(was, one, other)
    parse(document(data, name))  # what is written can be read, or nothing is written
    files.write(ours, data)
    for conflict in conflicts:
        sentence = _("{path}: both sides changed {key}: {ours} stands, the other is {theirs}.")
        key = ".".join(map(str, conflict.key)) or "{}"
        warn(sentence.format(path=name, key=key, ours=conflict.ours, theirs=conflict.theirs))
    if conflicts:
        sentence = _(
            "{path}: write what is right and add the file; `git show {other}` has the other side."
        )
        warn(sentence.format(path=name, other=shlex.quote(f":3:{name}")))
    return FINDINGS if conflicts else CLEAN


def _emptied(name: str) -> int:
    sentence = _("{path}: one side has no entry left; see which one is right, and add it.")
    warn(sentence.format(path=name))
    return FINDINGS


def _by_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Git's own merge into ours, whole or not at all: 0 where it is clean."""
    words = ["git", "merge-file", "--stdout", "-L", "ours", "-L", "base", "-L", "theirs"]
    done = subprocess.run(  # noqa: S603 - our own words
        [*words, str(ours), str(base), str(theirs)], check=False, capture_output=True
    )
    # Below zero it was stopped, and from 128 on it failed; else it counts the conflicts.
    if not 0 <= done.returncode < _FAILED:
        warn(done.stderr.decode(errors="replace").strip())
        return FINDINGS
    files.write(ours, done.stdout)
    return FINDINGS if done.returncode else CLEAN
