"""Two releases side by side: what the people who use the app will see change."""

import difflib
import html
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from l10n.errors import SourceError
from l10n.messages import gettext as _
from l10n.release import manifest, strings
from l10n.release.publish import read

# One file of a catalog tells all: the one that says most of what its strings are.
_ORDER = ("mo", "po", "i18next")
Texts = Mapping[tuple[str, str], tuple[str, ...]]
# Latin words and numbers as a whole, all other characters one by one.
_PIECES = re.compile(r"[A-Za-z0-9À-ɏ]+|\s+|.", re.DOTALL)


class Kind(StrEnum):
    """What happens to a string: words where the source stood, other words, the source again."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """What people will see change, in one catalog.

    Attributes:
        key: the string's key or context.
        source: its text in the code, "" where the release does not say it.
        before: its forms as they are; none where the source was shown, or another locale's words.
        after: its forms as they will be.
    """

    catalog: str
    key: str
    source: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """What happens."""
        if self.before and self.after:
            return Kind.CHANGED
        return Kind.ADDED if self.after else Kind.REMOVED


def diff(before: Path, after: Path) -> list[Change]:
    """What changes from one release to another, by catalog and in the order of their sources.

    Args:
        before: the folder or archive of the one.
        after: of the other.

    Raises:
        L10nError: where one of them can't be read, or is no release.
    """
    one, other = _texts(before), _texts(after)
    return [
        Change(catalog, *name, old.get(name, ()), new.get(name, ()))
        for catalog in sorted(one.keys() | other.keys())
        for old, new in [(one.get(catalog, {}), other.get(catalog, {}))]
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def _texts(release: Path) -> dict[str, Texts]:
    """What a release says, by catalog."""
    found = read(Path(os.path.realpath(release)))
    try:
        content: Any = json.loads(found[manifest.FILE])
        if content["format"] != manifest.FORMAT:
            raise ValueError(content["format"])
        said: dict[str, Texts] = {}
        for path, about in sorted(content["files"].items(), key=_best):
            for catalog in about.get("catalogs", ()):
                if catalog not in said:
                    locale = content["locales"][catalog]["locale"]
                    texts = strings.texts(path, found[path], about, catalog, locale)
                    said |= {} if texts is None else {catalog: texts}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            _("This is no release, or not a whole one."),
            path=release,
            remedy=_("See what `l10n verify` says of it."),
        ) from error
    return said


def _best(file: tuple[str, Any]) -> tuple[int, str]:
    form = file[1].get("format")
    return (_ORDER.index(form) if form in _ORDER else len(_ORDER), file[0])


_PAGE = """\
<!doctype html>
<html lang="{language}">
<meta name="generator" content="l10n release diff">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }}
  body {{ margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }}
  table {{ border-collapse: collapse; width: 100%; }}
  th, td {{ border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: start;
    vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; }}
  ins {{ background: #2a84; text-decoration: none; font-weight: 600; }}
  del {{ background: #c334; }}
  small {{ opacity: .75; display: block; }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


def page(changes: Iterable[Change], before: str, after: str, language: str) -> str:
    """The changes as a page of HTML that needs nothing else; every text is escaped.

    Args:
        changes: as `diff` gives them.
        before: what the one release is called.
        after: what the other is called.
        language: that of the page, as HTML names it.
    """
    by_catalog: dict[str, list[Change]] = {}
    for change in changes:
        by_catalog.setdefault(change.catalog, []).append(change)
    title = _("What users will see change, from {before} to {after}")
    body = "\n".join(_section(name, found) for name, found in by_catalog.items())
    return _PAGE.format(
        language=html.escape(language),
        title=html.escape(title.format(before=before, after=after)),
        body=body or f"<p>{html.escape(_('Nothing changes.'))}</p>",
    )


def _section(catalog: str, changes: list[Change]) -> str:
    heads = "".join(
        f'<th scope="col">{html.escape(head)}</th>'
        for head in (_("Source"), _("Before"), _("After"))
    )
    rows = "\n".join(f"<tr>{_row(change)}</tr>" for change in changes)
    lang = html.escape(catalog.partition("/")[0].replace("_", "-"))
    return (
        f"<h2>{html.escape(catalog)} ({len(changes)})</h2>\n"
        f'<table><thead><tr>{heads}</tr></thead>\n<tbody lang="{lang}">\n{rows}\n</tbody></table>'
    )


def _row(change: Change) -> str:
    key = f"<small>{html.escape(change.key)}</small>" if change.key else ""
    before, after = marked(" | ".join(change.before), " | ".join(change.after))
    source = f"<bdi>{html.escape(change.source)}</bdi>" if change.source else ""
    none = f"<small>{html.escape(_('the source, or the words of the next locale'))}</small>"
    return f"<td>{source}{key}</td><td>{before or none}</td><td>{after or none}</td>"


def marked(before: str, after: str) -> tuple[str, str]:
    """Both texts as HTML, with what goes and what comes marked."""
    one, other = _PIECES.findall(before), _PIECES.findall(after)
    if not (one and other):
        return html.escape(before), html.escape(after)
    steps = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    gone = "".join(_marked("del", tag, one[i:j]) for tag, i, j, _k, _l in steps)
    come = "".join(_marked("ins", tag, other[k:m]) for tag, _i, _j, k, m in steps)
    return f"<bdi>{gone}</bdi>", f"<bdi>{come}</bdi>"


def _marked(element: str, tag: str, pieces: list[str]) -> str:
    text = html.escape("".join(pieces))
    return f"<{element}>{text}</{element}>" if text and tag != "equal" else text


def lines(changes: Iterable[Change]) -> Iterator[tuple[Change, str]]:
    """Each change with a line that says it, in signs that all know."""
    signs = {Kind.ADDED: "+", Kind.CHANGED: "~", Kind.REMOVED: "-"}
    for change in changes:
        name = change.source or change.key
        before, after = " | ".join(change.before), " | ".join(change.after)
        said = {
            Kind.ADDED: after,
            Kind.CHANGED: f"{before} → {after}",
            Kind.REMOVED: before,
        }[change.kind]
        yield change, f"{signs[change.kind]} {change.catalog}: {name}: {said}"
