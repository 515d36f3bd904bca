"""Sentences that code glues from pieces: whether what stands side by side makes one sentence.

Each kind of source tells its pieces in their order; here is judged what they make. A label and its
value (`Total: 5`), lists, and sentences that end before the next begins are no glue.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from l10n.lint.plurals import is_count
from l10n.lint.words import are_words, has_cjk, is_part


class Kind(StrEnum):
    """What a piece is: a marked message, words nobody marked, a value, or signs between them."""

    MARKED = "marked"
    WORDS = "words"
    VALUE = "value"
    SIGNS = "signs"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what is shown.

    Attributes:
        text: the constant of a marked call, "" where it has none; the words or the signs as they
            stand; the code of a value.
    """

    kind: Kind
    text: str


END = Piece(Kind.SIGNS, "\n\n")
"""Where a sentence can't go on, as at the end of a paragraph."""

SEPARATES = re.compile(r"(?i)sep(?:arator)?$|delim|bullet")
"""The code of a value that keeps things apart."""

# Between two pieces of one sentence stand spaces and quotes, and nothing else.
_LIGHT = re.compile(r"[\s\"'“”‘’「」\u00a0]*")
_AROUND = re.compile(r"([\W_]*)(.*?)([\W_]*)", re.DOTALL)
_ENDED = re.compile(r"[.:!?。：！？…]\s*$")


def literal(text: str) -> Iterator[Piece]:
    """What a constant is: words and the signs around them; a name is a value like any other."""
    if not is_part(text):
        yield Piece(Kind.SIGNS, text)
        return
    found = _AROUND.fullmatch(text)
    lead, said, rest = found.groups() if found else ("", text, "")
    is_name = not has_cjk(said) and not are_words(said) and not any(map(str.islower, said.split()))
    yield Piece(Kind.SIGNS, lead)
    yield Piece(Kind.VALUE if is_name else Kind.WORDS, said)
    yield Piece(Kind.SIGNS, rest)


def is_glued(pieces: Iterable[Piece]) -> bool:
    """Whether a message that is marked is but a part of a sentence that the code puts together."""
    return any(_is_one_sentence(run) for run in _runs(pieces))


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """What stands side by side, up to where a sentence can't go on; light signs are left out."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.kind is not Kind.SIGNS:
            run.append(piece)
        elif _LIGHT.fullmatch(piece.text) and piece != END:
            continue
        else:
            yield run
            run = []
            continue
        if piece.kind is not Kind.VALUE and _ENDED.search(piece.text):
            yield run
            run = []
    yield run


def _is_one_sentence(run: Sequence[Piece]) -> bool:
    if len(run) < 2 or all(piece.kind is not Kind.MARKED for piece in run):
        return False
    worded = [number for number, piece in enumerate(run) if piece.kind is not Kind.VALUE]
    if any(following - one > 1 for one, following in pairwise(worded)):
        return True  # a value stands between words
    return any(_go_together(one, following) for one, following in pairwise(run))


def _go_together(one: Piece, following: Piece) -> bool:
    """Whether of two pieces side by side neither is whole without the other."""
    kinds = {one.kind, following.kind}
    if kinds == {Kind.MARKED, Kind.WORDS}:
        return True
    if kinds == {Kind.MARKED}:
        texts = [_is_text(piece.text) for piece in (one, following)]
        return all(texts) or (any(texts) and following.text[:1].islower())
    if following.kind is Kind.MARKED and one.kind is Kind.VALUE:
        return is_count(one.text) or following.text.startswith(" ")
    return one.kind is Kind.MARKED and one.text.endswith(" ")


def _is_text(message: str) -> bool:
    """Whether a message is its own words, and not a key."""
    return " " in message.strip() or has_cjk(message)
