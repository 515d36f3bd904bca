"""The lines of an entry as they stood before it was changed: what they say still keeps its bytes.

So a mark that is added, or a reference that moved, is a change of that line; how a team's own tool
folded the rest is no business of ours.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from l10n.formats.po_lines import Draft, read_line

_KEYWORD = re.compile(r"msg\w+(?:\[\d+\])?")
_COMMENTS = {"#.": "notes", "#:": "locations", "#,": "flags", "#|": "previous"}
Said = Mapping[str, str] | list[str] | str


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of an entry: what kind, what they say, and how they are written anew."""

    name: str
    said: Said
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Before:
    """An entry as it stood: its lines by kind, and whether they were obsolete."""

    obsolete: bool = False
    parts: Mapping[str, Part] = field(default_factory=dict)

    def kept(self, part: Part, *, obsolete: bool) -> list[str]:
        """The lines of a part: those that stood, where they say the same."""
        was = self.parts.get(part.name)
        lines = was.lines if was and was.said == part.said else part.lines
        was_obsolete = self.obsolete and lines is not part.lines
        if obsolete == was_obsolete or not part.name.startswith(("msg", "previous")):
            return lines
        return [_obsolete(line) if obsolete else _revived(line) for line in lines]

    @property
    def packs(self) -> bool:
        """Whether several references stood on one line, as xgettext and Babel write them."""
        was = self.parts.get("locations")
        return was is not None and len(was.said) > len(was.lines)


def before(text: str) -> Before:
    """The parts of an entry's text; nothing of an empty one."""
    draft, lines, strings, name = Draft(0), dict[str, list[str]](), None, ""
    for line in text.split("\n"):
        if stripped := line.strip():
            strings = read_line(draft, stripped, strings, "", 0)
            name = _name(stripped, name, draft)
            lines.setdefault(name, []).append(line)
    parts = {name: Part(name, _said(draft, name), found) for name, found in lines.items()}
    return Before(draft.obsolete, parts)


def _name(line: str, last: str, draft: Draft) -> str:
    """The part that a line belongs to; a string that goes on belongs to the line above."""
    if line.startswith("#~"):
        line = "#|" if line[2:].lstrip().startswith("|") else line[2:].lstrip()
    if line.startswith('"'):
        return last
    if line.startswith("#"):
        return _COMMENTS.get(line[:2], "comments")
    found = _KEYWORD.match(line)
    name = found[0] if found else last
    return "msgstr[0]" if name == "msgstr" and "msgid_plural" in draft.texts else name


def _said(draft: Draft, name: str) -> Said:
    match name:
        case "comments":
            return draft.comments
        case "notes":
            return draft.notes
        case "locations":
            return draft.locations
        case "flags":
            return sorted(draft.flags, key=lambda flag: flag != "fuzzy")  # it may stand anywhere
        case "previous":
            return {key: "".join(texts) for key, texts in draft.previous.items()}
    return "".join(draft.texts[name])


def _obsolete(line: str) -> str:
    return f"#~|{line[2:]}" if line.startswith("#|") else f"#~ {line}"


def _revived(line: str) -> str:
    bare = line.strip()[2:].lstrip()
    return f"#{bare}" if bare.startswith("|") else bare
