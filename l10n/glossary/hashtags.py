"""Hashtags that a glossary has in the other language: a row `#穿搭 → #outfit` is one. Pure.

A hashtag is a topic, and its words lead to other posts: without a row it stays as it is.
"""

from collections.abc import Iterable

from l10n.glossary.folding import fold_text
from l10n.glossary.term import Rule, Term
from l10n.model import Placeable, PlaceableKind, Syntax
from l10n.text.placeables import parse

_MARK = "#"
# What Xiaohongshu writes behind a topic: #穿搭[话题]#.
_TOPIC = "[话题]"


class Hashtags:
    """The hashtags of a glossary in one direction.

    Args:
        terms: those that bind there.
        gloss: whether the tag stays, with the other language's behind it in brackets.
    """

    def __init__(self, terms: Iterable[Term], *, gloss: bool = False) -> None:
        self._gloss = gloss
        self._tags = {
            fold_text(term.source.strip(_MARK)): term.target.strip(_MARK)
            for term in terms
            if term.source.startswith(_MARK) and term.rule is not Rule.KEEP
        }

    def said(self, text: str) -> str:
        """The text with its hashtags as the glossary has them."""
        if not self._tags or _MARK not in text:
            return text
        return "".join(
            piece if isinstance(piece, str) else self._tag(piece)
            for piece in parse(text, Syntax.POST)
        )

    def _tag(self, piece: Placeable) -> str:
        if piece.kind is not PlaceableKind.HASHTAG:
            return piece.text
        topic = piece.text.strip(_MARK)
        known = self._tags.get(fold_text(topic.removesuffix(_TOPIC)))
        if known is None:
            return piece.text
        if self._gloss:
            return f"{piece.text} ({known})"
        behind = _TOPIC * topic.endswith(_TOPIC) + _MARK * (piece.text[-1:] == _MARK)
        return f"{_MARK}{known}{behind}"
