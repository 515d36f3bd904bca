"""Posts as JSON, one a line."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from l10n.errors import SourceError
from l10n.extractors import posts
from l10n.messages import gettext as _
from l10n.model import Location, Unit


class Jsonl:
    """`{"id": "p1", "title": "...", "body": "..."}`; other fields are left alone."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Unit | SourceError]:
        """See `Extractor.extract`. Options `id` and `fields` name the post's fields."""
        for number, line in posts.lines(file):
            if line is not None and not line.strip():
                continue
            try:
                if line is None:
                    raise ValueError(_("it is longer than any post"))
                post = json.loads(line)
                if not isinstance(post, dict):
                    raise ValueError(_("it is not an object"))
            except (ValueError, RecursionError) as error:
                yield SourceError(
                    _("The line is no JSON object: {reason}.").format(reason=error),
                    path=path,
                    line=number,
                    remedy=_("Repair the line; the others went on."),
                )
                continue
            yield from posts.units(post, Location(path, number), options)


EXTRACTOR = Jsonl()
