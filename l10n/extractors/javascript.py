"""JavaScript and TypeScript: calls of gettext's functions and of `t`, found by Babel's lexer."""

import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

from l10n.errors import SourceError
from l10n.extractors.babel_units import KEYWORDS, units
from l10n.files import decode
from l10n.model import Unit


class JavaScript:
    """`t("...")`, `i18n.t`, `_("...")`, `ngettext("one", "many", n)` and their kin."""

    name = "javascript"
    suffixes = (".js", ".mjs", ".jsx", ".ts", ".tsx")

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Unit | SourceError]:
        """See `Extractor.extract`. Option `keywords`: more function names of one message."""
        try:
            text = decode(file.read(), path)
        except SourceError as error:
            yield error
            return
        more = dict.fromkeys(("t", "$t", "i18n.t", "i18next.t", *options.get("keywords", ())))
        settings = {"jsx": path.endswith(("x", ".js")), "template_string": True}
        data = io.BytesIO(text.encode())
        yield from units("javascript", data, path, {**KEYWORDS, **more}, settings)


EXTRACTOR = JavaScript()
