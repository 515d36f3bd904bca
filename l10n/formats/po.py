"""PO catalogs, read without loss and written without noise.

Ours rather than polib's, because an entry that did not change must come out byte for byte and a
mistake must name its line; polib keeps neither (and takes about three times as long, see
bench/). Written as `msgcat --no-wrap` writes: no dates, no folding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polib

from l10n.errors import CatalogError
from l10n.formats import marks, po_write
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, Location, State, Unit, content_hash

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,2})\])?)[ \t]*(".*)')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
# Paths with spaces stand between directional isolates, as GNU gettext writes them.
_LOCATION = re.compile(r"\u2068[^\u2069]*\u2069\S*|\S+")
_LIMIT = re.compile(r"max-length:(\d{1,9})")


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are read."""

    start: int
    texts: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False

    def complete(self) -> bool:
        return any(name.startswith("msgstr") for name in self.texts)

    def is_header(self) -> bool:
        named = "msgctxt" in self.texts or "msgid" not in self.texts
        return not (named or self.obsolete or any(self.texts["msgid"]))


class Po:
    """GNU gettext's PO, after the file format chapter of its manual."""

    name = "po"
    path = "{locale}/LC_MESSAGES/{domain}.po"

    def parse(self, text: str, path: str, locale: str, domain: str) -> Catalog:
        """See `ReadableFormat.parse`."""
        lines = text.split("\n")
        if (nul := text.find("\x00")) >= 0:
            raise _malformed(path, text.count("\n", 0, nul) + 1, _("A NUL character stands here."))
        header: tuple[tuple[str, str], ...] = ()
        header_raw = ""
        entries: list[Entry] = []
        seen: dict[tuple[str, str], int] = {}
        for draft, end in _drafts(lines, path):
            raw = "\n".join(lines[draft.start : end]).rstrip("\n")
            if not draft.texts:  # comments at the end, with no entry to speak of
                entries[-1:] = [_with_tail(entry, draft, raw) for entry in entries[-1:]]
                continue
            if draft.is_header():
                _unseen(seen, ("", ""), draft.start + 1, path)
                header = _header_fields("".join(draft.texts.get("msgstr", ())))
                header_raw = raw
                continue
            entry = _entry(draft, raw, locale, path)
            if not entry.obsolete:
                _unseen(seen, (entry.unit.context, entry.unit.source[0]), entry.line, path)
            entries.append(entry)
        return Catalog(locale, domain, path, header, tuple(entries), header_raw)

    def serialize(self, catalog: Catalog) -> bytes:
        """The file; entries read and not changed are written as they were read."""
        blocks = [catalog.header_raw or po_write.header_text(catalog.header)]
        blocks.extend(
            entry.raw or po_write.entry_text(entry, catalog.locale) for entry in catalog.entries
        )
        return ("\n\n".join(blocks) + "\n").encode()


FORMAT = Po()


def _unseen(
    seen: dict[tuple[str, str], int], identity: tuple[str, str], line: int, path: str
) -> None:
    """Note the message's line; refuse a second one."""
    if identity in seen:
        raise CatalogError(
            _("This message stands in the catalog twice, first on line {line}.").format(
                line=seen[identity]
            ),
            path=path,
            line=line,
            remedy=_("Remove one of the two."),
        )
    seen[identity] = line


def _drafts(lines: list[str], path: str) -> Iterator[tuple[_Draft, int]]:
    """Each entry's draft with the index after its last line."""
    draft: _Draft | None = None
    strings: list[str] | None = None
    for index, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            if draft and draft.complete():
                yield draft, index
                draft = strings = None
            continue
        if stripped.startswith(_CONFLICT):
            raise CatalogError(
                _("A merge conflict was left in the catalog."),
                path=path,
                line=index + 1,
                remedy=_("Choose a side, remove the markers, then run `l10n update`."),
            )
        starts_entry = stripped[0] == "#" and (stripped[1:2] != "~" or stripped[2:3] == "|")
        starts_entry = starts_entry or stripped.removeprefix("#~").lstrip().startswith(
            ("msgctxt", "msgid ", 'msgid"')
        )
        if draft and draft.complete() and starts_entry:
            yield draft, index
            draft = strings = None
        draft = draft or _Draft(index)
        strings = _read_line(draft, stripped, strings, path, index + 1)
    if draft and draft.complete():
        yield draft, len(lines)
    elif draft and (draft.texts or draft.previous):
        raise _malformed(path, draft.start + 1, _("The last entry has no msgstr."))
    elif draft:
        yield draft, len(lines)


def _with_tail(entry: Entry, draft: _Draft, raw: str) -> Entry:
    """The last entry, keeping comments that follow it."""
    return replace(entry, comments=(*entry.comments, *draft.comments), raw=f"{entry.raw}\n\n{raw}")


def _read_line(
    draft: _Draft, line: str, strings: list[str] | None, path: str, number: int
) -> list[str] | None:
    """Put a line where it belongs in the draft; returns the string that a next line continues."""
    fields = draft.texts
    if line[0] == "#":
        kind = line[1:2]
        if kind == "~":
            draft.obsolete = True
            line = line[2:].lstrip()
            if line.startswith("|"):
                line, fields = line[1:].lstrip(), draft.previous
        elif kind == "|":
            line, fields = line[2:].lstrip(), draft.previous
        else:
            _read_comment(draft, kind, line)
            return None
    if line.startswith('"') and strings is not None:
        strings.append(_unquote(line, path, number))
        return strings
    match = _KEYWORD.fullmatch(line)
    if match is None:
        raise _malformed(path, number, _("This line is neither a keyword, a string nor a comment."))
    name = "msgstr[0]" if match[1] == "msgstr" and "msgid_plural" in fields else match[1]
    if name in fields:
        raise _malformed(path, number, _("A second {name} in one entry.").format(name=name))
    fields[name] = [_unquote(match[3], path, number)]
    return fields[name]


def _read_comment(draft: _Draft, kind: str, line: str) -> None:
    if kind == ".":
        draft.notes.append(line[2:].strip())
    elif kind == ":":
        draft.locations.extend(_LOCATION.findall(line[2:]))
    elif kind == ",":
        draft.flags.extend(flag.strip() for flag in line[2:].split(",") if flag.strip())
    else:
        draft.comments.append(line)


def _unquote(text: str, path: str, number: int) -> str:
    match = _STRING.fullmatch(text)
    if match is None:
        raise _malformed(path, number, _("A string is not closed, or holds a bare quote."))
    return polib.unescape(match[1]) if "\\" in match[1] else match[1]


def _malformed(path: str, line: int, message: str) -> CatalogError:
    return CatalogError(
        message, path=path, line=line, remedy=_("Repair the line; nothing was written.")
    )


def _header_fields(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in text.split("\n") if ":" in line)
    return tuple((name.strip(), value.strip()) for name, _colon, value in pairs)


def _entry(draft: _Draft, raw: str, locale: str, path: str) -> Entry:
    texts = {name: "".join(parts) for name, parts in draft.texts.items()}
    if "msgid" not in texts:
        raise _malformed(path, draft.start + 1, _("An entry has a msgstr but no msgid."))
    unit = _unit(draft, texts)
    target = _target(draft, texts, path)
    previous = None
    if draft.previous:
        was = {name: "".join(parts) for name, parts in draft.previous.items()}
        previous = Unit(_forms(was), was.get("msgctxt", ""))
    read = marks.read(draft.comments)
    fuzzy = "fuzzy" in draft.flags
    entry = Entry(
        unit,
        target,
        State.UNTRANSLATED,
        read.approval,
        read.provenance,
        read.rejections,
        read.near,
        previous,
        read.comments,
        draft.obsolete,
        fuzzy,
        draft.start + 1,
        raw,
    )
    return replace(entry, state=state_of(entry, locale))


def state_of(entry: Entry, locale: str) -> State:
    """What the words, the marks and the fuzzy flag together say.

    A mark counts only where its hash fits today's words; a fuzzy flag set by hand takes an
    approval back.
    """
    if not any(entry.target):
        return State.UNTRANSLATED
    today = content_hash(locale, entry.unit, entry.target)
    if entry.approval and entry.approval.hash == today and not entry.fuzzy:
        return State.APPROVED
    if any(past.hash == today for past in entry.rejections):
        return State.REJECTED
    if entry.previous:
        return State.OUTDATED
    if entry.provenance and entry.provenance.hash == today:
        return State.MACHINE
    return State.SUGGESTED


def _target(draft: _Draft, texts: dict[str, str], path: str) -> tuple[str, ...]:
    """The forms in the order of their numbers, which must be 0, 1, 2, ... or none."""
    names = [name for name in texts if name.startswith("msgstr")]
    plural = "msgid_plural" in texts
    wanted = [f"msgstr[{n}]" for n in range(len(names))] if plural else ["msgstr"]
    if sorted(names) != sorted(wanted):
        raise _malformed(
            path,
            draft.start + 1,
            _("The numbers of the forms do not fit: {names}.").format(names=", ".join(names)),
        )
    return tuple(texts[name] for name in wanted)


def _forms(texts: dict[str, str]) -> tuple[str, ...]:
    source = texts.get("msgid", "")
    return (source, texts["msgid_plural"]) if "msgid_plural" in texts else (source,)


def _unit(draft: _Draft, texts: dict[str, str]) -> Unit:
    flags = tuple(flag for flag in draft.flags if flag != "fuzzy")
    limit = next((int(match[1]) for flag in flags if (match := _LIMIT.fullmatch(flag))), 0)
    return Unit(
        source=_forms(texts),
        context=texts.get("msgctxt", ""),
        key=next(
            (
                n.removeprefix(po_write.KEY_NOTE)
                for n in draft.notes
                if n.startswith(po_write.KEY_NOTE)
            ),
            "",
        ),
        notes=tuple(note for note in draft.notes if not note.startswith(po_write.KEY_NOTE)),
        locations=tuple(_location(text) for text in draft.locations),
        flags=flags,
        limit=limit,
    )


def _location(text: str) -> Location:
    text = text.replace("\u2068", "").replace("\u2069", "")
    path, colon, line = text.rpartition(":")
    numbered = colon and line.isdecimal() and len(line) < 10
    return Location(path, int(line)) if numbered else Location(text)
