"""What an engine would say next: other wordings of a text that pass the same gates as the first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from l10n.engines.interface import Engine, Reply, Request, Translator
from l10n.model import Likelihood
from l10n.translation.translators import Translators


class _Further:
    """A direction of an engine without its best hypotheses."""

    def __init__(self, inner: Translator, rank: int) -> None:
        self._inner, self._rank = inner, rank
        self.sentinels, self.markers, self.notice = inner.sentinels, inner.markers, ""
        # Part of cache keys: another wording is another answer.
        self.model = f"{inner.model} #{rank + 1}"

    @property
    def lexicon(self) -> Mapping[str, str]:
        """See `ArgosTranslator.lexicon`."""
        return getattr(self._inner, "lexicon", {})

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        """See `Translator.translate`."""
        for reply in self._inner.translate(requests, hypotheses + self._rank):
            yield Reply(reply.id, reply.hypotheses[self._rank :])

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihood]:
        """See `Translator.score`."""
        return self._inner.score(pairs)


@dataclass(slots=True)
class _Engine:
    name: str
    inner: Engine
    rank: int

    def open(self, source: str, target: str, options: Mapping[str, Any]) -> Translator:
        """See `Engine.open`."""
        return _Further(self.inner.open(source, target, options), self.rank)


def further(translators: Translators, rank: int) -> Translators:
    """The same without the engine's `rank` best hypotheses; themselves where that is 0."""
    if not rank:
        return translators
    engine = _Engine(translators.engine.name, translators.engine, rank)
    return replace(translators, engine=engine, notices=[])
