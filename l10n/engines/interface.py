"""What an engine offers. It sees masked segments; masks, terms and gates are the pipeline's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from l10n.model import Hypothesis


@dataclass(frozen=True, slots=True)
class Request:
    """A segment to translate; the reply carries the same id."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The candidates for one request, the best first."""

    id: str
    hypotheses: tuple[Hypothesis, ...]


class Translator(Protocol):
    """An engine opened for one direction.

    Attributes:
        model: name and version, part of cache keys and of every suggestion's provenance.
        sentinels: the symbols that masked spans may hide behind, in this model.
        notice: a sentence the user should read once ("" for none).
    """

    model: str
    sentinels: Sequence[str]
    notice: str

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        """The replies, in any order; a request may go unanswered.

        Raises:
            EngineError: where the engine can't go on at all.
        """
        ...


class Engine(Protocol):
    """A way to translate, by the name that configuration gives it."""

    name: str

    def open(self, source: str, target: str, options: Mapping[str, Any]) -> Translator:
        """The engine for one direction of two-letter language codes.

        Raises:
            ModelError: where it has no model for the pair.
            EngineError: where it is out of reach.
        """
        ...
