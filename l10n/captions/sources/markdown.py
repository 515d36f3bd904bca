"""Posts as Markdown files: facts in the front matter, the text under it."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from l10n.captions.sources import plain
from l10n.captions.sources.interface import Asked, Row
from l10n.errors import SourceError
from l10n.extractors.options import string
from l10n.extractors.posts import MAX_LINE_BYTES
from l10n.files import read_text, stamp
from l10n.messages import gettext as _
from l10n.model import Location

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)


class Markdown:
    """A post a file. What stands under the front matter is its `body`.

    Its id is the one in the front matter, else the file's path without the suffix.
    """

    name = "markdown"
    suffixes = (".md", ".markdown")
    tabular = False

    def total(self, place: str, _asked: Asked) -> int:
        """See `Source.total`: one file."""
        return int(Path(place).exists())

    def stamp(self, place: str, _asked: Asked) -> Any:
        """See `Source.stamp`."""
        return [place, stamp(Path(place))]

    def rows(self, place: str, asked: Asked, after: Any = None) -> Iterator[Row | SourceError]:
        """See `Source.rows`."""
        if after is not None:
            return
        path = Path(place)
        if path.stat().st_size > MAX_LINE_BYTES:
            raise SourceError(_("The file is longer than any post."), path=place)
        text = read_text(path)
        front = _FRONT.match(text)
        facts = _facts(front[1] or "", place) if front else {}
        name = string(asked.options, "id", "id")
        body = text[front.end() :].strip("\n") if front else text.strip("\n")
        post = {name: str(path.with_suffix("")), **plain.post(facts), "body": body}
        yield Row(post, Location(place, 1), 1, 1)


def _facts(front: str, place: str) -> dict[str, Any]:
    try:
        found = YAML(typ="safe").load(StringIO(front))
    except (YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise SourceError(
            _("The front matter is no YAML: {reason}.").format(
                reason=getattr(error, "problem", None) or str(error).split("\n")[0]
            ),
            path=place,
            line=mark.line + 2 if mark else 1,
        ) from error
    if found is not None and not isinstance(found, dict):
        raise SourceError(_("The front matter holds no fields."), path=place, line=1)
    return {str(name): value for name, value in (found or {}).items()}


SOURCE = Markdown()
