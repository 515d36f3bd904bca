"""Spans that an engine must not touch, hidden behind sentinels and brought back.

A sentinel is a symbol that the package knows as a single piece. A reply is taken only when every
sentinel that went in comes out exactly once and none was invented: so placeables out are
placeables in, byte for byte.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.model import Placeable
from l10n.text.typography import has_han


@dataclass(frozen=True, slots=True)
class Locked:
    """A span of the source and what stands for it in the target."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Masked:
    """Text for an engine, and what its sentinels stand for."""

    text: str
    locks: tuple[tuple[str, str], ...]


Piece = str | Placeable | Locked


# Mentions, topics and links end where a space does: 看@ann吧 names another person. A lock may hold
# several spans that touch, so what it begins with says nothing of what it ends with.
_BEGINS = re.compile(r"@|#|[A-Za-z][A-Za-z0-9+.-]*://|www\.|[\w.%+-]+@")
_ENDS = re.compile(r"(?:@[\w.-]+|(?<!\])#[^\s#\[\]@]+#?|(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)\S+)\Z")
_JOINS = re.compile(r"\w")
# A lock that ends by opening an element, or begins by closing one.
OPENING = re.compile(r"<(?!(?:br|hr|img|wbr)\b)[A-Za-z0-9][^<>]*(?<!/)>\Z")
CLOSING = re.compile(r"</[A-Za-z0-9][^<>]*>")
_LATIN = re.compile("[A-Za-z0-9]")


def mask(pieces: Sequence[Piece], sentinels: Sequence[str]) -> Masked | None:
    """The pieces as one text; None where there are more spans to hide than sentinels.

    Spans that touch become one.
    """
    text: list[str] = []
    locks: list[tuple[str, str]] = []
    joined = False
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
            joined = False
            continue
        target = piece.text if isinstance(piece, Placeable) else piece.target
        if joined:
            sentinel, before = locks[-1]
            locks[-1] = (sentinel, before + target)
            continue
        if len(locks) == len(sentinels):
            return None
        locks.append((sentinels[len(locks)], target))
        text.append(locks[-1][0])
        joined = True
    return Masked("".join(text), tuple(locks))


def unmask(reply: str, masked: Masked, sentinels: Sequence[str]) -> str | None:
    """The reply with every span back in its place; None where one was lost, doubled or invented."""
    expected = dict(masked.locks)
    if any(reply.count(s) != (1 if s in expected else 0) for s in sentinels):
        return None
    if not expected:
        return reply
    for lock in masked.locks:
        reply = _hugged(reply, masked.text, *lock)
    sentinel = "|".join(map(re.escape, expected))
    seam = re.compile(f"(?P<left> ?)(?P<sentinel>{sentinel})(?P<right> ?)")

    def restored(match: re.Match[str]) -> str:
        text = expected[match["sentinel"]]
        before = match.string[match.start() - 1 : match.start()]
        after = match.string[match.end() : match.end() + 1]
        left = _space(match["left"], before, text[:1], grows=_BEGINS.match(text) is not None)
        grows = _ENDS.search(text) is not None
        return left + text + _space(match["right"], after, text[-1:], grows=grows)

    return seam.sub(restored, reply)


def masked_again(text: str, masked: Masked) -> str:
    """A restored text with the same spans behind their sentinels, where they stand."""
    for sentinel, target in masked.locks:
        text = text.replace(target, sentinel, 1)
    return text


def _hugged(reply: str, source: str, sentinel: str, text: str) -> str:
    """The reply with a tag close to what it encloses: a space that it put inside goes outside."""
    before, after = reply.split(sentinel)
    if OPENING.search(text) and after.startswith(" ") and f"{sentinel} " not in source:
        after = after[1:]
        before += " " if _LATIN.match(before[-1:]) else ""
    if CLOSING.match(text) and before.endswith(" ") and f" {sentinel}" not in source:
        before = before[:-1]
        after = (" " if _LATIN.match(after) else "") + after
    return before + sentinel + after


def _space(space: str, outside: str, inside: str, *, grows: bool) -> str:
    """The space at a seam: one where a handle or link would grow, none between Han, else as is."""
    if grows and _JOINS.match(outside):
        return " "
    return "" if has_han(outside) and has_han(inside) else space
