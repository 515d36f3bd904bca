"""Numbers of the source stand in the target."""

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.messages import gettext as _
from l10n.model import Severity, Unit
from l10n.placeables import words

# A number with its separators; digits inside words (mp3, 2FA) belong to the word.
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d++(?:[.,:]\d++)*+(?![A-Za-z\d])")
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class Numbers:
    """A price or a count that changed is worse than a clumsy sentence."""

    name = "numbers"
    summary = _("Numbers of the source stand in the target.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """A warning: people rightly turn 10,000 into 1 万 and `one` into 1."""
        del unit
        for source, form in zip(context.sources, target.forms, strict=True):
            for number in _numbers(words(source)) - _numbers(words(form)):
                yield Remark(
                    _("The number {number} is missing in the target.").format(number=number),
                    number,
                    Severity.WARNING,
                )


def _numbers(text: str) -> Counter[str]:
    found = _NUMBER.findall(text.translate(_FULL_WIDTH_DIGITS))
    return Counter(number.replace(",", "") for number in found)


CHECK = Numbers()
