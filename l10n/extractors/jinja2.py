"""Jinja2 templates: trans blocks and gettext calls, found by Jinja2's own extraction."""

import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from l10n.errors import SourceError
from l10n.extractors.babel_units import KEYWORDS, units
from l10n.files import decode
from l10n.messages import gettext as _
from l10n.model import Unit


class Jinja2:
    """`{% trans %}`, trimmed or not, with plural and context, and `{{ _("...") }}`."""

    name = "jinja2"
    suffixes = (".html", ".jinja", ".jinja2", ".j2", ".txt")

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Unit | SourceError]:
        """See `Extractor.extract`.

        Option `extensions`: a comma-separated list of Jinja2 extensions the templates use.
        """
        settings = {
            "silent": "false",
            "trimmed": "true" if options.get("trimmed") else "false",
            "extensions": str(options.get("extensions", "")),
        }
        try:
            text = decode(file.read(), path)
            yield from units(babel_extract, io.BytesIO(text.encode()), path, KEYWORDS, settings)
        except SourceError as error:
            yield error
        except (ImportError, AttributeError) as error:
            yield SourceError(
                _("An extension named in the options can't be loaded: {reason}.").format(
                    reason=error
                ),
                path=path,
                remedy=_("Install it, or take it out of the source's options."),
            )
        except TemplateSyntaxError as error:
            yield SourceError(
                _("Jinja2 can't parse the template: {reason}.").format(reason=error.message),
                path=path,
                line=error.lineno,
                remedy=_("Repair it, or name the extensions it uses in the source's options."),
            )


EXTRACTOR = Jinja2()
