"""Our facts about an entry, written as translator comments that every PO tool keeps.

Each is one line, `# @word hash ...`, bound to the hash of the words it speaks of; a mark whose
hash no longer fits says nothing about today's words. Translator comments survive msgmerge,
msgcat, Poedit, Weblate and polib; flags and `#.` comments don't.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from l10n.model import Approval, Near, Origin, Provenance, Rejection, Route

_PREFIX = "# @"
# The width at which polib wraps comments; msgcat, Poedit and Weblate leave them whole.
_WRAPPED = 78


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one entry and its other comments."""

    approval: Approval | None = None
    provenance: Provenance | None = None
    rejections: tuple[Rejection, ...] = ()
    near: Near | None = None
    comments: tuple[str, ...] = ()


def read(lines: Iterable[str]) -> Marks:
    """The marks among an entry's translator comments; a malformed mark is a plain comment."""
    approval: Approval | None = None
    provenance: Provenance | None = None
    rejections: list[Rejection] = []
    near: Near | None = None
    comments: list[str] = []
    for line in _unwrapped(lines):
        word, _, rest = (
            line[len(_PREFIX) :].partition(" ") if line.startswith(_PREFIX) else 3 * ("",)
        )
        try:
            if word == "approved":
                approval = Approval(*rest.split(" ", 2))
            elif word == "machine":
                hash_, origin, quality, route, by = rest.split(" ", 4)
                provenance = Provenance(hash_, Origin(origin), by, float(quality), Route(route))
            elif word == "rejected":
                hash_, at, who = rest.split(" ", 2)
                by, reason = json.loads(who)
                rejections.append(Rejection(hash_, at, by, reason))
            elif word == "near":
                similarity, pair = rest.split(" ", 1)
                near = Near(float(similarity), *json.loads(pair))
            else:
                comments.append(line)
        except (ValueError, TypeError):
            comments.append(line)
    return Marks(approval, provenance, tuple(rejections), near, tuple(comments))


def _unwrapped(lines: Iterable[str]) -> list[str]:
    """The lines with marks whole that polib's `save` broke where the next word would not fit."""
    whole: list[str] = []
    room = 0
    for line in lines:
        word = line[2:].partition(" ")[0]
        if 0 < room <= len(word) and line.startswith("# ") and not line.startswith(_PREFIX):
            # It breaks after hyphens too, and those have no space after them.
            whole[-1] += line[2:] if whole[-1].endswith("-") else line[1:]
        else:
            whole.append(line)
        marked = whole[-1].startswith(_PREFIX)
        room = max(1, _WRAPPED - len(line)) if marked and len(line) <= _WRAPPED else 0
    return whole


def write(marks: Marks) -> list[str]:
    """The comment lines of the marks, other comments first."""
    lines = list(marks.comments)
    if near := marks.near:
        lines.append(f"{_PREFIX}near {near.similarity:.2f} {_json(near.source, near.target)}")
    if made := marks.provenance:
        lines.append(
            f"{_PREFIX}machine {made.hash} {made.origin} {made.quality:.3f} {made.route} "
            f"{_line(made.by)}"
        )
    lines.extend(
        f"{_PREFIX}rejected {past.hash} {past.at} {_json(past.by, past.reason)}"
        for past in marks.rejections
    )
    if approval := marks.approval:
        lines.append(f"{_PREFIX}approved {approval.hash} {approval.at} {_line(approval.by)}")
    return lines


def _line(name: str) -> str:
    """A name on one line."""
    return " ".join(name.split())


def _json(*values: str) -> str:
    return json.dumps(values, ensure_ascii=False).replace("\u2028", "\\u2028")
