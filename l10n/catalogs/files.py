"""Catalogs from and to the disk, with other hands at them at the same time.

Everything of ours that writes a catalog holds its lock while it reads, changes and writes: `edit`
for what is done in a moment, `write_changes` for what took its time. The lock is the operating
system's own, so that it ends with the process that held it, however that ended. Editors and git
take no lock: what they saved meanwhile is seen by the file's stamp, and read again.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from l10n import files
from l10n.catalogs.header import header_for
from l10n.catalogs.upgrade import Versions
from l10n.errors import CatalogError, L10nError, StorageError
from l10n.formats.po import FORMAT as PO
from l10n.formats.po import Reading, text_of
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry
from l10n.project import globs
from l10n.project.config import Config

# Seconds that a writer waits for another one. What is done under the lock takes a few.
_PATIENCE = 60
# How often a catalog is read again that somebody saves while it is held.
_TRIES = 20


class Opened(Reading):
    """A catalog of the project, read entry by entry.

    Its units are told from those of the project's other catalogs.

    Args:
        lines: the file's.
    """

    def __init__(self, config: Config, locale: str, lines: Iterable[str]) -> None:
        self._shown = globs.shown(config.root, config.catalog_path(locale))
        super().__init__(lines, self._shown, locale, domain=config.part)

    def __iter__(self) -> Iterator[Entry]:
        """The entries, in their order.

        Raises:
            CatalogError: where the file is malformed, or an older l10n's.
            SourceError: where it can't be read.
        """
        versions = Versions()
        for entry in super().__iter__():
            versions.see(entry)
            yield entry
        if (old := versions.old) is not None:
            raise CatalogError(
                _("An older l10n wrote the approvals of this catalog."),
                path=self._shown,
                line=old.line,
                remedy=_("Run `l10n upgrade` once."),
            )


def opened(config: Config, locale: str, place: Path | None = None) -> Opened:
    """The catalog of a locale, to be read; where there is no file, a fresh header stands alone.

    Args:
        place: a file that is read instead of the project's own.
    """
    path = config.catalog_path(locale)
    shown = globs.shown(config.root, path)
    path = place or path
    if path.exists():
        return Opened(config, locale, files.lines(path, shown))
    fresh = Opened(config, locale, ())
    fresh.header = header_for(locale, config.called)
    return fresh


def read(config: Config, locale: str, place: Path | None = None) -> Catalog:
    """The catalog of a locale; an empty one with a fresh header where there is no file.

    Args:
        place: a file that is read instead of the project's own.

    Raises:
        CatalogError: where it is malformed.
        SourceError: where it can't be read.
    """
    return opened(config, locale, place).catalog(config.called)


def parsed(config: Config, locale: str, text: str) -> Catalog:
    """The catalog of a locale in its text.

    Raises:
        CatalogError: where it is malformed.
    """
    return Opened(config, locale, text.split("\n")).catalog(config.called)


def read_all(config: Config, locales: Iterable[str] = ()) -> tuple[list[Catalog], list[L10nError]]:
    """The catalogs of the locales (all targets where none is named), and what is malformed."""
    catalogs: list[Catalog] = []
    errors: list[L10nError] = []
    for part, locale in each(config, locales):
        try:
            catalogs.append(read(part, locale))
        except L10nError as error:
            errors.append(error)
    return catalogs, errors


def absent(config: Config, locales: Iterable[str] = ()) -> Iterator[CatalogError]:
    """An error for each catalog of the locales that is not there, or is an empty file.

    Reading takes such a one for a catalog to be begun; who asks how catalogs stand is told.
    """
    for part, locale in each(config, locales):
        path = part.catalog_path(locale)
        if not path.is_file() or not path.stat().st_size:
            yield CatalogError(
                _("There is no catalog here, or it is empty."),
                path=globs.shown(config.root, path),
                remedy=_("Bring it back if it was there; a new one is written by `l10n update`."),
            )


def each(config: Config, locales: Iterable[str] = ()) -> list[tuple[Config, str]]:
    """Every catalog of the project as its part and locale; all targets where none is named."""
    named = tuple(locales) or config.target_locales
    return [(part, locale) for part in config.parts() for locale in named]


@contextmanager
def held(config: Config, locale: str) -> Iterator[None]:
    """A catalog held against other writers of ours, whatever process of this machine they are.

    Raises:
        StorageError: where another one holds it for too long, or the lock can't be made.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - who only reads starts without it

    path = config.root / ".l10n" / "locks" / f"{locale}.{config.called}.lock"
    lock = FileLock(path, timeout=_PATIENCE)
    try:
        files.make_own(path.parent)
        lock.acquire()
    except Timeout as error:
        raise StorageError(
            _("Another l10n has been writing this catalog for {seconds} seconds.").format(
                seconds=_PATIENCE
            ),
            path=config.catalog_path(locale),
            remedy=_("Let it end, or end it; then repeat."),
        ) from error
    except NotImplementedError as error:
        raise StorageError(
            _("This file system has no locks."),
            path=path.parent,
            remedy=_("Keep the project on a disk of this machine."),
        ) from error
    except OSError as error:
        raise StorageError(
            _("The file can't be written: {reason}.").format(reason=error.strerror or error),
            path=path,
            remedy=_("Remove what stands there, or give leave to write; then repeat."),
        ) from error
    try:
        yield
    finally:
        lock.release()


def edit(config: Config, locale: str, change: Callable[[Catalog], Catalog]) -> tuple[Catalog, bool]:
    """Read a catalog, change it and write it, with nobody of ours between.

    Args:
        change: what to do, in a moment; called again where somebody saved the file meanwhile.

    Returns:
        The catalog as it stands now, and whether the file said something else before.

    Raises:
        CatalogError: where it is malformed.
        SourceError: where it can't be read.
        StorageError: where the disk refuses, or others write without end; the old file stays.
    """
    path = config.catalog_path(locale)
    with held(config, locale):
        for _time in range(_TRIES):
            stamp = files.stamp(path)
            changed = change(read(config, locale))
            data = PO.serialize(changed)
            if files.stamp(path) == stamp:
                return changed, files.write(path, as_written_there(path, data))
    raise StorageError(
        _("Somebody saves the file again and again."),
        path=path,
        remedy=_("See what else writes it, then repeat."),
    )


def write_changes(config: Config, before: Catalog, after: Catalog) -> tuple[Catalog, int]:
    """Write what was changed between two states of a catalog into the file as it stands now.

    An entry that is not any more as it was before is left alone: who changed it meanwhile knew
    better, and what comes next sees it.

    Returns:
        The catalog as it stands now, and how many entries were left alone.

    Raises:
        L10nError: as `edit`.
    """
    was = {entry.unit.id: entry for entry in before.live()}
    wanted = {e.unit.id: e for e in after.live() if e != was.get(e.unit.id)}
    left: list[Entry] = []

    def change(catalog: Catalog) -> Catalog:
        left.clear()
        return replace(catalog, entries=tuple(map(changed, catalog.entries)))

    def changed(entry: Entry) -> Entry:
        new = None if entry.obsolete else wanted.get(entry.unit.id)
        if new is None:
            return entry
        if text_of(entry, before.locale) == text_of(was[entry.unit.id], before.locale):
            return new
        left.append(entry)
        return entry

    return edit(config.of(before.domain), before.locale, change)[0], len(left)


def differs(config: Config, catalog: Catalog, place: Path | None = None) -> bool:
    """Whether the file, or the one in its place, says something else than the catalog."""
    path = place or config.of(catalog.domain).catalog_path(catalog.locale)
    data = as_written_there(path, PO.serialize(catalog))
    return not path.exists() or files.read_bytes(path) != data


def as_written_there(path: Path, data: bytes) -> bytes:
    """A catalog with the line ends, the byte-order mark and the end of the file that stood there.

    So an editor on Windows, or a checkout with its line ends, is no change of every line, and the
    empty line that Babel ends a file with is no change of the last.
    """
    with suppress(OSError):
        old = path.read_bytes()
        if text := old.rstrip(b"\r\n"):
            data = data.rstrip(b"\n") + old[len(text) :].replace(b"\r", b"")
        if 0 < old.count(b"\r\n") == old.count(b"\n"):
            data = data.replace(b"\n", b"\r\n")
        if old.startswith(codecs.BOM_UTF8):
            data = codecs.BOM_UTF8 + data
    return data
