"""How a team begins comments for translators: read off notes that its catalogs have."""

import re
from collections import defaultdict
from collections.abc import Iterable

from l10n.catalogs.callers import Setting
from l10n.catalogs.extract import to_read
from l10n.catalogs.unread import Unread, data_of
from l10n.extractors.found import COMMENT_TAGS
from l10n.model import Catalog, Location, Unit
from l10n.project.config import Config

_COMMENT = re.compile(
    r"(?:#|//|\*|<!--)[ \t]*(?P<tag>[A-Za-z@][\w-]{0,20}:)[ \t]*(?P<words>[^\n]{3,200})"
)
# Enough of a note to know it by; one comment that happens to begin like a note is no habit.
_WORDS, _FEW = 3, 2


def note_tags(config: Config, catalogs: Iterable[Catalog], units: Iterable[Unit]) -> list[Unread]:
    """The tags of comments whose words stand in the catalogs, by the extractor that reads them."""
    told = {unit.identity: unit.notes for unit in units}
    lacking = [
        " ".join(entry.unit.notes)
        for catalog in catalogs
        for entry in catalog.live()
        if entry.unit.notes and told.get(entry.unit.identity) == ()
    ]
    heads = {_head(note): note for note in lacking}
    if len(heads) < _FEW:
        return []
    found: dict[tuple[str, str], dict[str, Location]] = defaultdict(dict)
    for job in to_read(config, []):
        code = data_of(job).decode("utf-8", "replace")
        for comment in _COMMENT.finditer(code):
            head = _head(comment["words"])
            if head in heads and comment["tag"] not in COMMENT_TAGS:
                line = code.count("\n", 0, comment.start()) + 1
                found[job.extractor, comment["tag"]][head] = Location(job.file.name, line)
    everywhere = {tag for (_extractor, tag), places in found.items() if len(places) >= _FEW}
    return [
        Unread(extractor, Setting("comment_tags", tag), len(places), heads[head], at)
        for (extractor, tag), places in found.items()
        if tag in everywhere
        for head, at in [next(iter(places.items()))]
    ]


def _head(words: str) -> str:
    return " ".join(re.sub(r"\s*(?:\*/|#?\}|-->).*", "", words).split()[:_WORDS])
