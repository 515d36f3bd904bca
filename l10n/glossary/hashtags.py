"""Hashtags that a glossary has in the other language: a row `#穿搭 → #outfit` is one. Pure.

A hashtag is a topic, and its words lead to other posts: without a row it stays as it is. A row may
write either side in any of the three forms (`#tag`, `#话题#`, `#话题[话题]#`); it is found in all.
"""

from collections.abc import Iterable

from l10n.glossary.folding import fold_text
from l10n.glossary.term import Rule, Term
from l10n.model import Placeable, PlaceableKind, Syntax
from l10n.text.placeables import parse

_MARK = "#"
# How a topic of Xiaohongshu and one of Weibo end: #穿搭[话题]#, #穿搭#.
_ENDS = ("[话题]#", _MARK)


def is_row(term: Term) -> bool:
    """Whether a row of a glossary is one of a hashtag."""
    return term.source.startswith(_MARK) and term.rule is not Rule.KEEP


def is_tag(text: str) -> bool:
    """Whether a text is one hashtag, with or without its mark: `#red note` is a tag and a word."""
    found = parse(_MARK + _parts(text)[0], Syntax.POST)
    return len(found) == 1 and _is_one(found[0])


class Hashtags:
    """The hashtags of a glossary in one direction.

    Args:
        terms: those that bind there; a row whose target is no tag is left out, `lint` tells of it.
        gloss: whether the tag stays, with the other language's behind it in brackets.
    """

    def __init__(self, terms: Iterable[Term], *, gloss: bool = False) -> None:
        self._gloss = gloss
        self._tags = {
            fold_text(_parts(term.source)[0]): _parts(term.target)
            for term in terms
            if is_row(term) and is_tag(term.target)
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
        if not _is_one(piece):
            return piece.text
        name, end = _parts(piece.text)
        known = self._tags.get(fold_text(name))
        if known is None:
            return piece.text
        if self._gloss:
            return f"{piece.text} ({known[0]})"
        # The app that the post was written in ends its topics so, whatever the language.
        return f"{_MARK}{known[0]}{end or known[1]}"


def _is_one(piece: str | Placeable) -> bool:
    return isinstance(piece, Placeable) and piece.kind is PlaceableKind.HASHTAG


def _parts(text: str) -> tuple[str, str]:
    """A hashtag's words, and how it ends."""
    bare = text.removeprefix(_MARK)
    end = next((end for end in _ENDS if bare.endswith(end)), "")
    return bare.removesuffix(end), end
