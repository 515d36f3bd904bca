"""How a segment may be put to an engine so that its terms come out right. Pure.

Each wording is tried in a wave of its own, only where the ones before it missed a term:

- natural: as it is;
- held: the term hidden behind a sentinel that stands for its rendering;
- inlined: the rendering written beside the term, between the markers that a package was trained
  with, or instead of the term where it knows none;
- parted: the pieces round the term by themselves, put together again (a person looks).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from l10n.glossary.term import Hit
from l10n.model import Pattern, Placeable
from l10n.text.placeables import plain
from l10n.translation.masking import Locked, Piece, mask, unmask

_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[A-Za-z]+")
# A single capital word may be an acronym; a shout has more letters.
_SHOUT_LETTERS = 6
# Where locks hide while parts are joined; an engine never sees these.
_PRIVATE_USE = 0xE000


def cut(pieces: Pattern, hits: Iterable[Hit]) -> Iterator[str | Placeable | Hit]:
    """The pieces with each hit's span as the hit itself."""
    waiting = list(hits)
    position = 0
    for piece in pieces:
        if isinstance(piece, Placeable):
            yield piece
            position += len(piece.text)
            continue
        end, inside = position + len(piece), position
        for hit in waiting:
            if position <= hit.start and hit.end <= end:
                if hit.start > inside:
                    yield piece[inside - position : hit.start - position]
                yield hit
                inside = hit.end
        if inside < end:
            yield piece[inside - position :]
        position = end


def cased(surface: str, target: str) -> str:
    """The rendering with a capital where the surface has one and it begins in lower case."""
    capital = surface[:1].isupper() and target[:1].islower()
    return target[:1].upper() + target[1:] if capital else target


def natural(pieces: Pattern) -> list[Piece]:
    """As it is; a shout (ALL CAPITALS) is said calmly, because models know few shouts."""
    said = "".join(piece for piece in pieces if isinstance(piece, str))
    letters = "".join(_LETTERS.findall(said))
    if len(letters) < _SHOUT_LETTERS or not letters.isupper() or " " not in said.strip():
        return list(pieces)
    calm: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            text = piece.lower()
            calm.append(text[:1].upper() + text[1:] if not calm else text)
        else:
            calm.append(piece)
    return calm


def held(pieces: Pattern, hits: Iterable[Hit]) -> list[Piece]:
    """Terms behind sentinels."""
    return [
        Locked(p.surface, cased(p.surface, p.term.target)) if isinstance(p, Hit) else p
        for p in cut(pieces, hits)
    ]


def inlined(pieces: Pattern, hits: Iterable[Hit], markers: tuple[str, str] | None) -> list[Piece]:
    """Renderings beside the terms between the markers, or in their stead where there are none."""
    out: list[Piece] = []
    for p in cut(pieces, hits):
        if not isinstance(p, Hit):
            out.append(p)
        elif markers:
            out.append(f"{p.surface}{markers[0]}{p.term.target}{markers[1]}")
        else:
            out.append(p.term.target)
    return _joined(out)


def parted(pieces: Pattern, hits: Iterable[Hit]) -> list[Pattern | Locked]:
    """The runs of pieces between the terms, and the terms; with no hits, between the locks.

    A run without a word (a comma, a space) is a lock too: there is nothing to translate.
    """
    hits = tuple(hits)
    out: list[Pattern | Locked] = []
    run: list[str | Placeable] = []

    def close() -> None:
        if run:
            worded = any(isinstance(piece, str) and _WORD.search(piece) for piece in run)
            out.append(tuple(run) if worded else Locked(plain(tuple(run)), plain(tuple(run))))
            run.clear()

    for p in cut(pieces, hits):
        if isinstance(p, Hit):
            close()
            out.append(Locked(p.surface, cased(p.surface, p.term.target)))
        elif isinstance(p, Placeable) and not hits:
            close()
            out.append(Locked(p.text, p.text))
        else:
            run.append(p)
    close()
    return out


def joined(
    parts: Sequence[Pattern | Locked], said: Mapping[Pattern, str | None], language: str
) -> str | None:
    """Parts put together, with the seams that a masked reply has; None where one is missing.

    Args:
        parts: of a segment.
        said: what is said for those that are no locks.
        language: of what is said.
    """
    glue = "" if language == "zh" else " "
    pieces: list[Piece] = []
    for part in parts:
        text = part.target if isinstance(part, Locked) else said[part]
        if text is None:
            return None
        bare = text.strip()
        pieces += [glue, Locked(bare, bare) if isinstance(part, Locked) else bare]
    sentinels = [chr(_PRIVATE_USE + number) for number in range(len(parts))]
    hidden = mask(pieces[1:], sentinels)
    return unmask(hidden.text, hidden, sentinels) if hidden else None


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbouring texts as one."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and out and isinstance(out[-1], str):
            out[-1] += piece
        else:
            out.append(piece)
    return out
