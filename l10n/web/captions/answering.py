"""Texts → questions for the queue, and pairs → LibreTranslate's answers with ours beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from l10n.captions.understanding import ALREADY_TARGET
from l10n.model import Placeable, Route, Syntax
from l10n.text import placeables
from l10n.text.markup import Block, bare, blocks
from l10n.web.captions import languages
from l10n.web.captions.asking import MAX_TEXT, Asked, bound
from l10n.web.captions.languages import Detected
from l10n.web.captions.speaker import Pair, Text

# From the best to the worst.
_ROUTES = (Route.NONE, Route.AUTO, Route.REVIEW, Route.REJECT)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a text: as it stays, or with what is asked for it.

    Attributes:
        source: as it came.
        asked: what the queue is asked, None for what stays.
        block: of HTML.
    """

    source: str
    asked: Text | None = None
    block: Block | None = None

    def said(self, pair: Pair) -> str | None:
        """In other words; None where there are none that may be shown."""
        target = pair["target"] if pair else None
        if target is None:
            return None
        return self.block.restored(target) if self.block else str(target)

    def locks(self) -> list[dict[str, str]]:
        """What stays as it is among the words: tags, links, names, emoji."""
        if not self.asked:
            return []
        tags = [{"kind": "tag", "text": tag} for tag in self.block.tags] if self.block else []
        pattern = placeables.parse(bare(self.asked.text), Syntax.POST)
        spans = [piece for piece in pattern if isinstance(piece, Placeable)]
        return tags + [{"kind": str(span.kind), "text": span.text} for span in spans]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a text.

    Attributes:
        text: in the target's words; in its own where no candidate passed the gates.
        others: other wordings, the best first.
        found: what language it is in.
        details: what stands beside LibreTranslate's fields.
    """

    text: str
    others: tuple[str, ...]
    found: Detected
    details: dict[str, Any]


class Conversation:
    """A request on its way: what it asks of the queue, and what becomes of the answers.

    Args:
        asked: the request.

    Raises:
        HTTPException: 400 for words of HTML that no tag divides and that are too many at once.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._texts = [self._parts(text) for text in asked.texts]
        self.questions = [
            replace(part.asked, rank=rank)
            for _language, parts in self._texts
            for rank in range(asked.alternatives + 1)
            for part in parts
            if part.asked
        ]

    def _parts(self, text: str) -> tuple[Detected, list[_Part]]:
        pieces: list[str | Block] = blocks(text) if self._asked.html else [Block(text, text)]
        if self._asked.spoken:
            found = Detected(languages.code_of(self._asked.spoken), 100.0, (self._asked.spoken,))
        else:
            said = [piece.words for piece in pieces if isinstance(piece, Block)]
            found = languages.detected("\n".join(said))
        spoken, locale = found.foreign(self._asked.locale), self._asked.locale
        parts = []
        for piece in pieces:
            if isinstance(piece, str) or not spoken:
                parts.append(_Part(piece if isinstance(piece, str) else piece.markup))
            else:
                bound(len(piece.text), MAX_TEXT)
                asked = Text(piece.text, spoken, locale)
                parts.append(_Part(piece.markup, asked, piece if self._asked.html else None))
        return found, parts

    def said(self, pairs: Sequence[Pair]) -> list[Said]:
        """What was said of each text of the request.

        Args:
            pairs: the answers to `questions`, in their order.
        """
        waiting = iter(pairs)
        found = []
        for language, parts in self._texts:
            ranks = range(self._asked.alternatives + 1)
            own, *others = [
                [next(waiting) if part.asked else None for part in parts] for _rank in ranks
            ]
            first = _words(parts, own, [part.source for part in parts])
            wordings = dict.fromkeys(
                ["".join(first), *("".join(_words(parts, other, first)) for other in others)]
            )
            details = _details(parts, own)
            if not any(part.asked for part in parts):
                details["reasons"] = [language.reason or ALREADY_TARGET]
            best, *further = wordings
            found.append(Said(best, tuple(further), language, details))
        return found


def _words(parts: Sequence[_Part], pairs: Sequence[Pair], before: Sequence[str]) -> list[str]:
    """What is said of each part, what was said before where that is nothing."""
    said = [part.said(pair) for part, pair in zip(parts, pairs, strict=True)]
    return [old if new is None else new for old, new in zip(before, said, strict=True)]


def reply(asked: Asked, said: Sequence[Said]) -> dict[str, Any]:
    """The answer to `/translate`."""
    answer: dict[str, list[Any]] = {"translatedText": [one.text for one in said]}
    if not asked.spoken:
        answer["detectedLanguage"] = [detection(one.found) for one in said]
    if asked.alternatives:
        answer["alternatives"] = [list(one.others) for one in said]
    answer["l10n"] = [one.details for one in said]
    return answer if asked.batch else {name: values[0] for name, values in answer.items()}


def detection(found: Detected) -> dict[str, Any]:
    """A language as clients want to hear of it."""
    return {"confidence": found.sureness, "language": found.language}


def _details(parts: Sequence[_Part], pairs: Sequence[Pair]) -> dict[str, Any]:
    """What is known of a translation beside its words; it is as bad as its worst part."""
    known = [(part, pair) for part, pair in zip(parts, pairs, strict=True) if pair]
    routes, reasons = [Route.NONE], []
    for part, pair in known:
        routes.append(Route(pair["route"]))
        reasons += pair["reasons"]
        if pair["target"] is not None and part.said(pair) is None:
            routes.append(Route.REJECT)
            reasons.append("tags")
    # What needs no translation has no quality, and no model was asked.
    own = [pair for _part, pair in known if pair["to"]]
    return {
        "route": str(max(routes, key=_ROUTES.index)),
        "quality": min((pair["quality"] for pair in own), default=1.0),
        "reasons": list(dict.fromkeys(reasons)),
        "terms": [term for pair in own for term in pair["terms"]],
        "locks": [lock for part in parts for lock in part.locks()],
        "findings": [
            {**finding, "message": bare(finding["message"])}
            for pair in own
            for finding in pair["findings"]
        ],
        "model": next((pair["model"] for pair in own), None),
        "glossary": next((pair["glossary"] for pair in own), None),
    }
