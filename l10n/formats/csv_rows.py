"""Tables that people write by hand, a row at a time: glossaries and lists of terms. Pure."""

import csv
import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from l10n.errors import GlossaryError
from l10n.messages import gettext as _
from l10n.model import Location


class Table:
    """A table as CSV, after RFC 4180; its first row names the columns.

    Args:
        text: of the file.
        path: for errors.
        known: the columns that say something; of these none stands twice.

    Attributes:
        names: of the columns; whoever reads may name them otherwise before the rows.

    Raises:
        GlossaryError: where the first row is none.
    """

    def __init__(self, text: str, path: str, known: Collection[str]) -> None:
        self._rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        self._path = path
        with self._told():
            self.names = [name.strip() for name in self._rows.fieldnames or ()]
        if twice := [name for name in self.names if name in known and self.names.count(name) > 1]:
            raise GlossaryError(
                _("Two columns have the name {name!r}.").format(name=twice[0]),
                path=path,
                line=1,
                remedy=_("Give each a name of its own in the first row."),
            )

    def rows(self) -> Iterator[tuple[dict[str, str], Location]]:
        """What stands in each row that is not empty, without white space around it, and where.

        Raises:
            GlossaryError: at the first that can't be read, or has more fields than the first row.
        """
        self._rows.fieldnames = self.names
        while True:
            with self._told():
                row = next(self._rows, None)
            if row is None:
                return
            at = Location(self._path, self._rows.line_num)
            if None in row:
                raise incomplete(at, _("The row has more fields than the header."))
            said = {name: (value or "").strip() for name, value in row.items()}
            if any(said.values()):
                yield said, at

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except csv.Error as error:
            raise GlossaryError(
                _("The row can't be read: {reason}.").format(reason=error),
                path=self._path,
                line=self._rows.line_num + 1,
                remedy=_("Quote fields that hold commas, quotes or line breaks."),
            ) from error


def required(row: dict[str, str], names: Collection[str], at: Location) -> None:
    """See that these columns of a row say something.

    Raises:
        GlossaryError: where one does not.
    """
    for name in names:
        if not row.get(name):
            raise incomplete(at, _("The row has no {name!r}.").format(name=name))


def one_of(at: Location, name: str, value: str, allowed: Collection[str]) -> str:
    """The value of a column, which is one of those that it may have.

    Raises:
        GlossaryError: where it is none.
    """
    if value not in allowed:
        raise GlossaryError(
            _("{value!r} is no {name}.").format(value=value[:60], name=name),
            path=at.path,
            line=at.line,
            remedy=_("There are: {names}.").format(names=", ".join(allowed)),
        )
    return value


def incomplete(at: Location, message: str) -> GlossaryError:
    """A row that does not say what it should."""
    return GlossaryError(message, path=at.path, line=at.line, remedy=_("Complete the row."))
