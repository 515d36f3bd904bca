"""Catalogs, glossary and store kept in step while the server runs, a moment after one moves."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from l10n import files
from l10n.catalogs import files as catalog_files
from l10n.errors import L10nError
from l10n.moderation import follow, lists
from l10n.progress import Progress, silent
from l10n.review.refresh import Going
from l10n.review.term_files import files_stamp
from l10n.store import ledger
from l10n.sync.sync import sync, write_through
from l10n.web.services import Services

_log = logging.getLogger("l10n.web")
# Seconds between looks. A file or ledger that moved since the last look may move again at once: it
# is taken when it stood still for one look, or has been moving for so many.
_EVERY = 1.0
_LONGEST = 10

_Stamp = tuple[object, ...]


@contextmanager
def in_background(services: Services) -> Iterator[None]:
    """Keep step until the block ends, and once more then."""
    ended = threading.Event()
    thread = threading.Thread(target=_keep, args=(services, ended), name="sync", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _keep(services: Services, ended: threading.Event) -> None:
    done: _Stamp = ()
    before, moving = _stamp(services), 0
    while not ended.wait(_EVERY):
        now = _stamp(services)
        moving = moving + 1 if now != done else 0
        if moving and (now == before or moving >= _LONGEST):
            bring_in_step(services, going=lambda: not ended.is_set())
            done, moving = _stamp(services), 0
        before = now
    _catalogs_in_step(services, silent)


def bring_in_step(
    services: Services, progress: Progress = silent, going: Going = lambda: True
) -> None:
    """Bring catalogs, glossary, lists and store in step; what can't be is logged.

    Args:
        services: whose.
        progress: how far it is.
        going: whether it may still take long.
    """
    # What is known of the units first: in a new store there are none yet, and the catalogs' units
    # are checked as they come.
    try:
        services.refresh.catch_up(progress, going)
        screen = services.lists.screen()
        follow.catch_up(services.database, screen, services.now(), progress, going)
    except L10nError as error:
        _log.error("%s", error)
    _catalogs_in_step(services, progress)


def _catalogs_in_step(services: Services, progress: Progress) -> None:
    known = services.blocks
    source = services.config.source_locale
    for part, locale in catalog_files.each(services.config):
        name = part.called, locale
        try:
            blocks = known.get(name)
            if blocks and write_through(part, services.database, locale, blocks) is not None:
                continue
            known.pop(name, None)
            checker = services.judges.checker_for(source, locale)
            done = sync(part, services.database, locale, checker, services.now(), progress)
            if done.blocks:
                known[name] = done.blocks
            for text, why in done.barred:
                _log.warning("%s: %s: %s", locale, text[:60], why)
        except L10nError as error:
            known.pop(name, None)
            _log.error("%s", error)


def _stamp(services: Services) -> _Stamp:
    """What changes when a catalog file, a glossary file or the ledger does."""
    config = services.config
    every = catalog_files.each(config)
    catalogs = [files.stamp(part.catalog_path(locale)) for part, locale in every]
    facts: list[object] = [files_stamp(config), lists.stamp(config), *catalogs]
    try:
        with services.database.reading() as connection:
            facts.append(ledger.last(connection))
    except L10nError as error:
        _log.error("%s", error)
    return tuple(facts)
