"""What comments say of the lines they stand on: `l10n: ignore`, with a reason behind it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_IGNORE = re.compile(r"\bl10n:\s*ignore(?P<file>-file)?(?:\[(?P<rules>[\w, -]*)\])?(?P<why>[^\n]*)")
# A line that holds a comment and nothing else speaks of the next one.
_ALONE = re.compile(r"\s*(?://|#|/\*|\*|<!--|\{#|\{/\*|\{%\s*comment)")
_ENDS = re.compile(r"(?:\*/\}?|-->|#\}|%\}.*)\s*$")
_WHOLE = 0


@dataclass(frozen=True, slots=True)
class Ignored:
    """What is let stand, by the line (0: in the whole file); no rules are all of them."""

    rules: Mapping[int, frozenset[str]]
    without_reason: tuple[int, ...]

    def covers(self, line: int, rule: str) -> bool:
        """Whether a finding there is let stand."""
        said = (self.rules.get(place) for place in (line, _WHOLE))
        return any(rules is not None and (not rules or rule in rules) for rules in said)


def ignored(text: str) -> Ignored:
    """What the comments of a file say."""
    rules: dict[int, frozenset[str]] = {}
    bare: list[int] = []
    if "l10n:" in text:
        for line, found, alone in _found(text):
            named = frozenset(filter(None, re.split(r"[,\s]+", found["rules"] or "")))
            place = _WHOLE if found["file"] else line + alone
            rules[place] = named
            if not _ENDS.sub("", found["why"]).strip(" \t:-–—*/"):
                bare.append(line)
    return Ignored(rules, tuple(bare))


def _found(text: str) -> Iterator[tuple[int, re.Match[str], bool]]:
    for number, line in enumerate(text.split("\n"), 1):
        if (found := _IGNORE.search(line)) is not None:
            yield number, found, _ALONE.match(line) is not None
