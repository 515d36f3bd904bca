"""Catalogs, glossary and store kept in step while the server runs, a moment after one moves."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from l10n.errors import L10nError
from l10n.pipeline.progress import Progress, silent
from l10n.pipeline.sync import sync, write_through
from l10n.pipeline.terminology import files_stamp
from l10n.pipeline.upkeep import Going
from l10n.store import ledger
from l10n.web.desk import Desk

_log = logging.getLogger("l10n.web")
# Seconds between looks. A file or ledger that moved since the last look may move again at once: it
# is taken when it stood still for one look, or has been moving for so many.
_EVERY = 1.0
_LONGEST = 10

_Stamp = tuple[object, ...]


@contextmanager
def keeping(desk: Desk) -> Iterator[None]:
    """Keep step until the block ends, and once more then."""
    ended = threading.Event()
    thread = threading.Thread(target=_keep, args=(desk, ended), name="sync", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _keep(desk: Desk, ended: threading.Event) -> None:
    done: _Stamp = ()
    before, moving = _stamp(desk), 0
    while not ended.wait(_EVERY):
        now = _stamp(desk)
        moving = moving + 1 if now != done else 0
        if moving and (now == before or moving >= _LONGEST):
            in_step(desk, going=lambda: not ended.is_set())
            done, moving = _stamp(desk), 0
        before = now
    _catalogs_in_step(desk, silent)


def in_step(desk: Desk, progress: Progress = silent, going: Going = lambda: True) -> None:
    """Bring catalogs, glossary and store in step; what can't be is logged.

    Args:
        desk: whose.
        progress: how far it is.
        going: whether it may still take long.
    """
    # What is known of the units first: in a new store there are none yet, and the catalogs' units
    # are checked as they come.
    try:
        desk.upkeep.catch_up(progress, going)
    except L10nError as error:
        _log.error("%s", error)
    _catalogs_in_step(desk, progress)


def _catalogs_in_step(desk: Desk, progress: Progress) -> None:
    sheets = desk.sheets
    source = desk.config.source_locale
    for locale in desk.config.target_locales:
        try:
            sheet = sheets.get(locale)
            if sheet and write_through(desk.config, desk.database, locale, sheet) is not None:
                continue
            sheets.pop(locale, None)
            checker = desk.reference.checker_for(source, locale)
            done = sync(desk.config, desk.database, locale, checker, desk.now(), progress)
            if done.sheet:
                sheets[locale] = done.sheet
        except L10nError as error:
            sheets.pop(locale, None)
            _log.error("%s", error)


def _stamp(desk: Desk) -> _Stamp:
    """What changes when a catalog file, a glossary file or the ledger does."""
    facts: list[object] = [files_stamp(desk.config)]
    for locale in desk.config.target_locales:
        try:
            fact = desk.config.catalog_path(locale).stat()
            facts.append((fact.st_mtime_ns, fact.st_size, fact.st_ino))
        except OSError:
            facts.append(None)
    try:
        with desk.database.reading() as connection:
            facts.append(ledger.last(connection))
    except L10nError as error:
        _log.error("%s", error)
    return tuple(facts)
