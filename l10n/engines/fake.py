"""An engine for tests and dry runs: words come back in brackets, sentinels where they stood."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from l10n.engines.interface import Reply, Request, Translator
from l10n.model import Hypothesis

_SENTINELS = tuple(f"⟦{number}⟧" for number in range(8))
_SPLIT = re.compile("(⟦[0-7]⟧)")


class _FakeTranslator:
    model = "fake 1"
    sentinels: Sequence[str] = _SENTINELS
    notice = ""

    def __init__(self, target: str) -> None:
        self._mark = "译" if target == "zh" else "x"

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        """The first hypothesis and, where more are asked for, numbered ones."""
        for request in requests:
            yield Reply(
                request.id,
                tuple(Hypothesis(self._word(request.text, n), -0.1 * n) for n in range(hypotheses)),
            )

    def _word(self, text: str, number: int) -> str:
        mark = self._mark * (number + 1)
        return "".join(
            part if _SPLIT.fullmatch(part) or not part.strip() else f"{mark}[{part.strip()}]"
            for part in _SPLIT.split(text)
        )


class Fake:
    """Needs no model, answers at once, is always the same."""

    name = "fake"

    def open(self, source: str, target: str, options: Mapping[str, Any]) -> Translator:
        """See `Engine.open`."""
        del source, options
        return _FakeTranslator(target)


ENGINE = Fake()
