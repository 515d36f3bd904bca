"""The mainland's Chinese, which engines know, and that of other places. Pure.

An engine is asked in the words it knows, and what it said is put into those of the place. Masked
spans are not there to be converted: they stand behind sentinels on the way there and back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from l10n.engines.interface import Reply, Request
from l10n.glossary.term import Hit
from l10n.model import Hypothesis, Likelihood
from l10n.text import chinese
from l10n.text.chinese import Chinese


@dataclass(frozen=True, slots=True)
class Spelling:
    """How texts of one locale that go to another are put to an engine.

    Attributes:
        source: the place of the sources, None where they are no Chinese.
        target: the place of the targets, as above.
    """

    source: Chinese | None = None
    target: Chinese | None = None

    @classmethod
    def between(cls, source_locale: str, target_locale: str) -> Self:
        """The one for a direction."""
        return cls(chinese.place_of(source_locale), chinese.place_of(target_locale))

    @property
    def within(self) -> bool:
        """Whether it goes from Chinese to Chinese."""
        return self.source is not None and self.target is not None

    def asked(self, source: str) -> str:
        """A source as the engine reads it."""
        return _converted(source, self.source, Chinese.MAINLAND)

    def wanted(self, target: str) -> str:
        """Words of the target as the engine would say them."""
        return _converted(target, self.target, Chinese.MAINLAND)

    def shown(self, hits: Iterable[Hit]) -> list[Hit]:
        """Hits with their renderings as the engine would say them."""
        return [
            replace(hit, term=replace(hit.term, target=self.wanted(hit.term.target)))
            for hit in hits
        ]

    def said(self, reply: str) -> str:
        """The engine's words as the target's place writes them."""
        return _converted(reply, Chinese.MAINLAND if self.target else None, self.target)


AS_IT_IS = Spelling()


def _converted(text: str, source: Chinese | None, target: Chinese | None) -> str:
    return chinese.in_words_of(text, target, source) if source and target else text


class AsItIs:
    """A translator from Chinese to Chinese: the same words, which the spelling then converts."""

    model = "OpenCC"
    sentinels: Sequence[str] = tuple(f"⟦{number}⟧" for number in range(8))
    markers: tuple[str, str] | None = None
    notice = ""

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        """See `Translator.translate`; there is one way to say it."""
        del hypotheses
        plain = (request for request in requests if not request.prefix)
        return [Reply(request.id, (Hypothesis(request.text, 0.0),)) for request in plain]

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihood]:
        """It can't tell."""
        del pairs
        return ()
