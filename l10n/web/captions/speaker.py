"""Texts → pairs, by what the project translates captions with. One thread calls it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from l10n.captions import directions
from l10n.captions.translate import CaptionCounts, Direction, answers
from l10n.model import Kind, Unit
from l10n.project.config import Config
from l10n.translation.further import further
from l10n.translation.translators import Translators
from l10n.web.captions import languages

# A pair as `captions.translate.answers` makes it; None where nobody was asked.
Pair = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be said.

    Attributes:
        spoken: the language it is in, one of `directions.SPOKEN`.
        locale: where it goes.
        rank: 0 for what is said best, 1 for what would be said next.
    """

    text: str
    spoken: str
    locale: str
    rank: int = 0


Speak = Callable[[Sequence[Text]], list[Pair]]


@dataclass(slots=True)
class Speaker:
    """Translates texts, each direction opened when it is first asked for.

    Attributes:
        counts: of all that was said.
    """

    settings: Config
    opened: Translators
    counts: CaptionCounts = field(default_factory=CaptionCounts)
    _ways: dict[tuple[str, str, int], Direction] = field(default_factory=dict)
    _glossary: str = field(init=False)

    def __post_init__(self) -> None:
        self._glossary = directions.glossary_of(self.opened)

    def __call__(self, texts: Sequence[Text]) -> list[Pair]:
        """A pair for each text, in their order."""
        said: list[Pair] = [None] * len(texts)
        groups: dict[tuple[str, str, int], list[int]] = {}
        for number, text in enumerate(texts):
            groups.setdefault((text.spoken, text.locale, text.rank), []).append(number)
        for key, numbers in groups.items():
            # Whoever asks has said which language it is.
            ways = {spoken: (self._way(*key),) for spoken in directions.SPOKEN}
            units = [Unit((texts[n].text,), kind=Kind.CAPTION, key=str(n)) for n in numbers]
            for number, answer in zip(numbers, answers(units, ways, self.counts), strict=True):
                said[number] = answer.pairs[0]
        return said

    def open_both(self) -> None:
        """See that both languages can be spoken.

        Raises:
            ModelError: where there is no model for a direction.
        """
        for code in ("en", "zh"):
            locale = languages.locale_of(code, self.settings)
            self._way("zh" if code == "en" else "en", locale, 0)

    def _way(self, spoken: str, locale: str, rank: int) -> Direction:
        key = spoken, locale, rank
        if key not in self._ways:
            opened = further(self.opened, rank)
            self._ways[key] = directions.into(self.settings, opened, spoken, locale, self._glossary)
        return self._ways[key]
