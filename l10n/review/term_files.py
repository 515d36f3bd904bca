"""Glossary files as the store mirrors them: the files are the truth, the mirror is searched."""

import csv
import io
from pathlib import Path

from sqlalchemy.engine import Connection

from l10n import files
from l10n.errors import GlossaryError, L10nError
from l10n.formats import glossary_csv
from l10n.glossary.term import Term, TermStatus
from l10n.messages import gettext as _
from l10n.model import Kind, digest
from l10n.project import globs, glossaries
from l10n.project.config import Config
from l10n.store import facts, terms
from l10n.store.database import Database
from l10n.store.terms import Kept

_STAMP = "glossary"
# Where terms go in a project that has no file for them yet.
_FIRST_FILE = "glossary/terms.csv"


def follow(config: Config, database: Database) -> tuple[Term, ...]:
    """Let the mirror follow the files; the binding terms that came, went or changed.

    Where no file changed it costs a look at their times. The units follow with
    `refresh.Refresh.catch_up`.

    Raises:
        StorageError: where the store refuses.
    """
    # Taken before the files are read: who writes meanwhile is seen the next time.
    stamp = files_stamp(config)
    with database.reading() as connection:
        if facts.get(connection, _STAMP) == stamp:
            return ()
    fresh = read_all(config)
    with database.writing() as connection:
        terms.lock(connection)
        old = terms.all_kept(connection)
        terms.mirror(connection, fresh)
        facts.put(connection, _STAMP, stamp)
    binding = [
        {k.term for k in side if k.term.status is TermStatus.APPROVED} for side in (old, fresh)
    ]
    return tuple(binding[0] ^ binding[1])


def mirror(connection: Connection, config: Config) -> list[Kept]:
    """Let the mirror follow files that were just written, in the same transaction."""
    stamp = files_stamp(config)
    fresh = read_all(config)
    terms.mirror(connection, fresh)
    facts.put(connection, _STAMP, stamp)
    return fresh


def kinds_of(config: Config, path: str) -> tuple[Kind, ...]:
    """The kinds of units that a glossary file is for."""
    served = {Kind.UI: config.glossary, Kind.CAPTION: config.caption_glossary}
    file = config.root / path
    return tuple(
        kind
        for kind, forms in served.items()
        if file in globs.matching(config.root, forms) or any(_fits(path, form) for form in forms)
    )


def writable(config: Config) -> tuple[str, ...]:
    """The files that terms can be written to; TBX files are other tools' exports."""
    found = [path for path in _paths(config) if _is_csv(path)]
    if not found and any(_fits(_FIRST_FILE, form) for form in _forms(config)):
        return (_FIRST_FILE,)
    return tuple(found)


def read_whole(path: Path, shown: str) -> list[Term]:
    """The terms of a file that loses nothing when it is written anew.

    Raises:
        GlossaryError: where it has columns that are none of ours.
    """
    names = next(csv.reader(io.StringIO(files.read_text(path), newline="")), [])
    if foreign := [name for name in names if name not in glossary_csv.COLUMNS]:
        raise GlossaryError(
            _("The column {name!r} would be lost.").format(name=foreign[0]),
            path=shown,
            line=1,
            remedy=_("Remove it, or change this file by hand."),
        )
    return glossaries.read(path, shown)


def read_all(config: Config) -> list[Kept]:
    """All terms of all glossaries; what can't be read is for the checks to report."""
    return [kept for path in _paths(config) for kept in _of_file(config, path)]


def _of_file(config: Config, path: str) -> list[Kept]:
    try:
        return terms.named(path, glossaries.read(config.root / path, path))
    except L10nError:
        return []


def _forms(config: Config) -> tuple[str, ...]:
    return (*config.glossary, *config.caption_glossary)


def _paths(config: Config) -> list[str]:
    found = globs.matching(config.root, _forms(config))
    return [globs.shown(config.root, path) for path in found if path.is_file()]


def _fits(path: str, form: str) -> bool:
    return Path(path).match(form)


def _is_csv(path: str) -> bool:
    return Path(path).suffix.lower() not in glossaries.TBX_SUFFIXES


def files_stamp(config: Config) -> str:
    """What changes when a glossary file does, comes or goes."""
    return digest([(path, files.stamp(config.root / path)) for path in _paths(config)])
