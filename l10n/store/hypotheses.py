"""What a model answered for a masked segment, kept between runs.

A killed run resumes from here, and a second run decodes nothing. Keys hold the direction, the
model and the masked text; terms that are enforced stand in the text as sentinels, so nothing
else belongs in the key.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from sqlalchemy import Column, MetaData, String, Table, create_engine, event, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from l10n.errors import StorageError
from l10n.messages import gettext as _
from l10n.model import Hypothesis, Suggestion
from l10n.store import offers

metadata = MetaData()
hypotheses = Table(
    "hypotheses",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("candidates", String, nullable=False),
)
# Variables in one statement; SQLite's oldest limit is 999.
_CHUNK = 500


class HypothesisStore:
    """A table of candidates by key, in a SQLite file that is made where it is missing.

    Args:
        path: the file. Losing it costs time, never words.

    Raises:
        StorageError: where the file is no database or can't be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            if not path.parent.exists():
                path.parent.mkdir(parents=True)
                # A folder of our own holds saved time, and nothing for git.
                (path.parent / ".gitignore").write_text("*\n")
            self._engine = create_engine(f"sqlite:///{path}")
            event.listen(self._engine, "connect", _use_wal)
            metadata.create_all(self._engine)
            offers.metadata.create_all(self._engine)
            self._connection: Connection = self._engine.connect()
        except (OSError, SQLAlchemyError) as error:
            raise self._refused(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._connection.close()
        self._engine.dispose()

    def get(self, keys: Iterable[str]) -> dict[str, tuple[Hypothesis, ...]]:
        """The candidates known for these keys."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, tuple[Hypothesis, ...]] = {}
        try:
            for start in range(0, len(wanted), _CHUNK):
                chunk = wanted[start : start + _CHUNK]
                rows = self._connection.execute(
                    select(hypotheses).where(hypotheses.c.key.in_(chunk))
                )
                for key, text in rows:
                    found[key] = tuple(Hypothesis(t, s) for t, s in json.loads(text))
        except (SQLAlchemyError, ValueError) as error:
            raise self._refused(error) from error
        return found

    def put(self, rows: Mapping[str, tuple[Hypothesis, ...]]) -> None:
        """Keep candidates; when this returns they are on the disk."""
        if not rows:
            return
        values = [
            {"key": key, "candidates": json.dumps([(h.text, h.score) for h in found])}
            for key, found in rows.items()
        ]
        try:
            self._connection.execute(insert(hypotheses).prefix_with("OR IGNORE"), values)
            self._connection.commit()
        except SQLAlchemyError as error:
            self._connection.rollback()
            raise self._refused(error) from error

    def keep_offers(self, made: Mapping[str, Suggestion]) -> None:
        """Keep suggestions with their reasons, by the content hash of their words."""
        try:
            offers.keep(self._connection, made)
            self._connection.commit()
        except SQLAlchemyError as error:
            self._connection.rollback()
            raise self._refused(error) from error

    def offers(self, hashes: Iterable[str]) -> dict[str, Suggestion]:
        """The suggestions kept for these hashes."""
        try:
            return offers.of(self._connection, hashes)
        except (SQLAlchemyError, ValueError, KeyError, TypeError) as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> StorageError:
        reason = getattr(error, "orig", None) or error
        damaged = isinstance(error, DatabaseError) and not isinstance(error, OperationalError)
        return StorageError(
            _("The store refuses: {reason}.").format(reason=reason),
            path=self._path,
            remedy=_("Remove the file; it holds nothing but saved time.")
            if damaged
            else _("Make room or give leave to write, then repeat."),
        )


def _use_wal(connection: object, _record: object) -> None:
    """Readers don't wait for the writer."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
