"""Comments repeat, word for word and nearly so: what is said of one is said of all. Pure."""

import re
from collections import OrderedDict
from collections.abc import Sequence

from l10n.model import Finding, Suggestion, Syntax
from l10n.text.placeables import parse

Said = tuple[Suggestion | None, Sequence[Finding]]
"""What is suggested for a text, and what the checks find in it."""

# Texts that are remembered, the least recent goes first; what was said longer ago stands in the
# store, segment by segment.
_MOST = 5_000
# A longer one hardly comes again.
_LONGEST = 120
_SPACES = re.compile(r"[^\S\n]{2,}")
# A letter or mark that is said over and over: "哈哈哈哈哈", "soooo", "！！！！"; digits count.
_RUN = re.compile(r"([^\d\s])\1{3,}")


class Recent:
    """What was said of texts of late, bounded."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, Said] = OrderedDict()

    def get(self, text: str) -> Said | None:
        """What was said of a text; None where it did not come, or long ago."""
        known = self._said.get(text)
        if known:
            self._said.move_to_end(text)
        return known

    def put(self, text: str, said: Said) -> Said:
        """Remember it."""
        if len(text) <= _LONGEST:
            self._said[text] = said
            if len(self._said) > _MOST:
                self._said.popitem(last=False)
        return said


def plain(text: str) -> str:
    """The text as it is asked for: a letter is said three times at most, and a space once.

    A model loops where a source does. Placeables stay as they are, and so do lines.
    """
    if not (_RUN.search(text) or _SPACES.search(text)):
        return text
    return "".join(
        _RUN.sub(r"\1\1\1", _SPACES.sub(" ", piece)) if isinstance(piece, str) else piece.text
        for piece in parse(text, Syntax.POST)
    )
