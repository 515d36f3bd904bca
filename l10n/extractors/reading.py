"""One file through its extractor: whatever happens in there, the other files go on."""

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from l10n.errors import ConfigError, ExtractorError, SourceError
from l10n.extractors.interface import Extracted, Extractor, KeyUse
from l10n.files import storable
from l10n.messages import gettext as _
from l10n.model import Unit
from l10n.text.visible import visible

# A catalog names a file on one line, between isolates where its name has spaces.
_IN_NO_CATALOG = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029\u2068\u2069]")


def read(
    extractor: Extractor, opened: Callable[[], IO[bytes]], name: str, options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """The units of a file, and an error for what can't be read.

    An extractor reads what anybody wrote, with parsers that others wrote: where one falls over,
    that is an error about this file, and no reason to stop before the next.

    Args:
        opened: opens the file.
        name: the file as it is shown.

    Raises:
        ConfigError: where the options say something impossible; it holds for every file.
    """
    if why := _unfit(name):
        yield SourceError(
            why, path=visible(name), remedy=_("Rename it, or leave it out of the sources.")
        )
        return
    line = 0
    try:
        with opened() as file:
            for item in extractor.extract(file, name, options):
                if isinstance(item, Unit) and item.locations:
                    line = item.locations[-1].line
                elif isinstance(item, KeyUse):
                    line = item.location.line
                yield item
    except OSError as error:
        yield SourceError(
            _("The file can't be read: {reason}.").format(reason=error.strerror or error), path=name
        )
    except SourceError as error:
        yield error
    except RecursionError:
        yield SourceError(
            _("The file is nested too deep to be read."),
            path=name,
            line=line,
            remedy=_("Leave it out of the sources, or make it flatter."),
        )
    except (ConfigError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - told as what it is: a bug, in a file of many
        yield _fallen_over(extractor.name, error, name, line)


def _unfit(name: str) -> str:
    """Why catalogs can't name a file of this name, as a sentence; "" where they can."""
    if storable(name) != name:
        return _("The name of the file is not UTF-8.")  # and catalogs are
    if _IN_NO_CATALOG.search(name):
        return _("The name of the file has a character that ends a line, or isolates text.")
    return ""


def _fallen_over(extractor: str, error: Exception, name: str, line: int) -> ExtractorError:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return ExtractorError(
        _("The extractor {name} fell over after this line: {error} ({file}:{line}).").format(
            name=extractor,
            error="".join(traceback.format_exception_only(error)).strip(),
            file=Path(where.filename).name,
            line=where.lineno,
        ),
        path=name,
        line=line,
        remedy=_("This is a bug in it; please report it, with the file if you may."),
    )
