"""No markup that the source does not have."""

import re
from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.messages import gettext as _
from l10n.model import Kind, Unit
from l10n.placeables import plain

_ACTIVE = re.compile(
    r"<\s*+/?\s*+(?:script|iframe|object|embed|style|svg|img|link|meta|form|base)\b"
    r"|\bon[a-z]{3,20}\s*=|(?:java|vb)script\s*:|data\s*:\s*text/html",
    re.IGNORECASE,
)


class Markup:
    """A translation is text from many hands, and may be shown unescaped."""

    name = "markup"
    summary = _("The target brings no active markup that the source does not have.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """See `Check.check`. Captions are shown as text, so that theirs may be quoted."""
        if unit.kind is Kind.CAPTION:
            return
        for source, text in zip(context.sources, target.texts, strict=True):
            original = plain(source).casefold()
            for match in _ACTIVE.finditer(text):
                if match[0].casefold() not in original:
                    yield Remark(
                        _("{text} is not in the source and could run code.").format(text=match[0]),
                        match[0],
                    )


CHECK = Markup()
