"""Python: calls of gettext's functions, found by Babel."""

import ast
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import IO, Any

from l10n.errors import SourceError
from l10n.extractors.babel_units import KEYWORDS, units
from l10n.extractors.options import strings
from l10n.files import decode
from l10n.messages import gettext as _
from l10n.model import Unit


class Python:
    """`_("...")`, `ngettext("one", "many", n)`, `pgettext("context", "...")` and their kin."""

    name = "python"
    suffixes = (".py", ".pyi")

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Unit | SourceError]:
        """See `Extractor.extract`. Option `keywords`: more function names of one message."""
        try:
            text = decode(file.read(), path)
            keywords = {**KEYWORDS, **dict.fromkeys(strings(options, "keywords"))}
            # Most files of a project call none of these; looking is a hundred times as fast as
            # parsing, and a file that can't be parsed matters only where it might hold units.
            if not re.search(rf"\b(?:{'|'.join(map(re.escape, keywords))})\s*\(", text):
                return
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what Python thinks of the style is not our matter
                ast.parse(text)
                found = list(units("python", io.BytesIO(text.encode()), path, keywords, {}))
            yield from found
        except SourceError as error:
            yield error
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            yield SourceError(
                _("Python can't parse the file: {reason}.").format(
                    reason=getattr(error, "msg", None) or error
                ),
                path=path,
                line=getattr(error, "lineno", None) or 0,
                remedy=_("Repair it, or leave it out of the sources."),
            )


EXTRACTOR = Python()
