"""Where a term stands for what it says: the words beside a hit that it needs, or that rule it out.

`mid` is slang in "the film was mid" and none in "mid-size": its context is `after is|was|so; before
^`. Conditions are joined by semicolons and all have to hold; each names a place and what may stand
there, divided by bars:

- `after` and `before`: right beside the term, a space between or none;
- `near`: anywhere in the text;
- `not` in front of any of them: none of it stands there.

`^` is the edge of a clause, any mark but a hyphen; `$` is the edge of the line, marks left out of
account. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from l10n.glossary.folding import fold_text
from l10n.text.typography import HAN

_CONDITION = re.compile(r"(?P<negated>not )?(?P<place>after|before|near) (?P<items>\S.*)")
# An edge of a clause, and of a line.
_CLAUSE, _LINE = "^", "$"
# These go on with a word, or belong to a name.
_NO_EDGE = frozenset("-'_@/")
_LINE_MARKS = re.compile(r"[^\w\n]*")
_PLAIN = re.compile(rf"[^\W{HAN}]")


@dataclass(frozen=True, slots=True)
class Condition:
    """One place, what may stand there (folded), and whether it must not."""

    place: str
    items: tuple[str, ...]
    negated: bool = False

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether it does for a span of a folded text."""
        return self.negated != any(self._is_there(item, text, start, end) for item in self.items)

    def _is_there(self, item: str, text: str, start: int, end: int) -> bool:
        if self.place == "near":
            found = re.finditer(re.escape(item), text)
            return any(_is_word(text, match.start(), match.end()) for match in found)
        before = self.place == "after"
        beside = text[:start].rstrip(" \u3000") if before else text[end:].lstrip(" \u3000")
        if item == _CLAUSE:
            mark = beside[-1:] if before else beside[:1]
            return not mark.isalnum() and (not mark or mark not in _NO_EDGE)
        if item == _LINE:
            line = beside.rpartition("\n")[2] if before else beside.partition("\n")[0]
            return _LINE_MARKS.fullmatch(line) is not None
        at = len(beside) - len(item) if before else 0
        return at >= 0 and beside.startswith(item, at) and _is_word(beside, at, at + len(item))


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether no letter of a script that sets words apart goes on beside the span."""
    cuts = ((start - 1, start), (end - 1, end))
    return not any(
        0 < after < len(text) and _PLAIN.match(text[before]) and _PLAIN.match(text[after])
        for before, after in cuts
    )


@lru_cache(maxsize=4096)
def parsed(text: str) -> tuple[Condition, ...]:
    """The conditions of a glossary's cell; none of an empty one.

    Raises:
        ValueError: where it is not written as above, with the part that is not.
    """
    found: list[Condition] = []
    for part in filter(None, map(str.strip, text.split(";"))):
        match = _CONDITION.fullmatch(part)
        items = tuple(filter(None, map(str.strip, match["items"].split("|")))) if match else ()
        if not match or not items:
            raise ValueError(part)
        folded = tuple(fold_text(item) for item in items)
        found.append(Condition(match["place"], folded, negated=bool(match["negated"])))
    return tuple(found)


def holds(conditions: Sequence[Condition], text: str, start: int, end: int) -> bool:
    """Whether all conditions do for a span of a folded text."""
    return all(condition.holds(text, start, end) for condition in conditions)
