"""Finds the spans that must cross a translation unchanged, and the sentinels that carry them.

A sentinel is one piece of the vocabulary. Only spans that stand equally often on both sides
can be masked in training; they are paired in order of appearance.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

SENTINELS = tuple(f"⟦{number}⟧" for number in range(8))
TERM_IS = "⟦=⟧"
"""Between a source term and the target term it must become: `source⟦=⟧target⟦/⟧`."""
TERM_END = "⟦/⟧"

_EMOJI = (
    r"[\u203c\u2049\u20e3\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u27bf\u2934-\u2b55"
    r"\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_LOCK = re.compile(
    r"https?://[^\s\u3000-\u9fff\uff00-\uffef]+"
    r"|</?[A-Za-z0-9][^<>]*>"
    r"|\{\{[^{}]*\}\}|[$%#]?\{[^{}]*\}"
    r"|%\([A-Za-z_]\w*\)[sdif]|%(?:\d+\$)?[-+0]?(?:\.\d)?(?:l|ll)?[sdifu@](?![A-Za-z])"
    r"|\$[A-Za-z_]\w*\$|\$\d"
    r"|:[a-z:]+:`[^`]*`|``[^`]+``|`[^`]+`"
    r"|@[A-Za-z][\w.-]*\w|#[\w\u3400-\u9fff]+"
    rf"|{_EMOJI}[{_EMOJI[1:-1]}\u200d\ufe0e\ufe0f\U000e0020-\U000e007f]*"
)


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of text that both sides have: [start, end) on each."""

    en: tuple[int, int]
    zh: tuple[int, int]


def find_locks(text: str) -> list[tuple[int, int]]:
    """Placeholders, tags, URLs, mentions, hashtags, code and runs of emoji, left to right."""
    return [match.span() for match in _LOCK.finditer(text)]


def shared_locks(en: str, zh: str) -> list[Span]:
    """The locks that stand equally often on both sides, paired in order of appearance."""
    places_en, places_zh = _by_text(en), _by_text(zh)
    return [
        Span(a, b)
        for text, places in places_en.items()
        if len(places) == len(places_zh.get(text, ()))
        for a, b in zip(places, places_zh[text], strict=True)
    ]


def _by_text(text: str) -> dict[str, list[tuple[int, int]]]:
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in find_locks(text):
        places[text[start:end]].append((start, end))
    return places


def substitute(text: str, edits: list[tuple[tuple[int, int], str]]) -> str:
    """`text` with every [start, end) replaced; the spans must not overlap."""
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether `span` shares a character with one of `others`."""
    return any(span[0] < end and start < span[1] for start, end in others)
