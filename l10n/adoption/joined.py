"""What detectors found, joined: what tools say is laid upon the files it is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from l10n.adoption.groups import home, undoubled
from l10n.adoption.interface import Catalogs, Code, Found, Said
from l10n.adoption.locale_names import folded, in_order, is_name
from l10n.adoption.readable import READ
from l10n.adoption.tree import Tree, glob
from l10n.messages import gettext as _

_FORMATS = {
    ".po": "po", ".pot": "po", ".json": "json", ".xml": "android", ".strings": "apple-strings",
    ".arb": "arb", ".ftl": "fluent", ".xlf": "xliff", ".md": "markdown", ".mdx": "markdown",
    ".txt": "text", ".html": "html", ".yml": "yaml", ".yaml": "yaml",
}  # fmt: skip


def joined(tree: Tree, found: Iterable[Found]) -> tuple[list[Catalogs], list[Code]]:
    """The catalogs, each with what tools say of it, and the code."""
    everything = list(found)
    catalogs = [one for one in everything if isinstance(one, Catalogs)]
    said = [one for one in everything if isinstance(one, Said)]
    for one in said:
        touched = [number for number, c in enumerate(catalogs) if _about(one, c)]
        for number in touched:
            catalogs[number] = _with(catalogs[number], one)
        if not touched and (made := _named_only(tree, one)):
            catalogs.append(made)
    return catalogs, [one for one in everything if isinstance(one, Code)]


def _about(said: Said, catalogs: Catalogs) -> bool:
    """Whether it speaks of these files; one without translations names the source's file."""
    if _is_to_be_made(said, catalogs):
        return True
    if said.path:
        return said.path == catalogs.path
    return any(said.source == place(catalogs, name) for name in catalogs.locales)


def _is_to_be_made(said: Said, catalogs: Catalogs) -> bool:
    """Whether it says where catalogs go of which there is but the template."""
    made = not catalogs.files and "{locale}" in said.path and said.path.endswith(".po")
    return made and bool(said.source) and said.source == catalogs.template


def place(catalogs: Catalogs, locale: str) -> str:
    """The path of a locale's file."""
    return undoubled(catalogs.path.replace("{locale}", locale))


def _with(catalogs: Catalogs, said: Said) -> Catalogs:
    source = said.source_locale if is_name(said.source_locale) else ""
    for name in catalogs.locales:
        if folded(name) == folded(source) or (not source and said.source == place(catalogs, name)):
            source = name
    sentence = _("{path} names these files.").format(path=said.told_by)
    if _is_to_be_made(said, catalogs):
        catalogs = replace(catalogs, path=said.path, home=home(said.path))
    if source and not catalogs.told:
        named = _("Source locale: {path} names it.").format(path=said.told_by)
        # The guess that stood first gives way.
        return replace(catalogs, source=source, told=True, why=(named, *catalogs.why[1:]))
    if said.source and not source and not catalogs.template:
        guess = _("Source locale: {path} does not name it; English is a guess.")
        why = (guess.format(path=said.source), sentence, *catalogs.why[1:])
        return replace(catalogs, source="en", template=said.source, told=True, why=why)
    if any(said.told_by in why for why in catalogs.why):
        return catalogs
    return replace(catalogs, why=(*catalogs.why, sentence))


def _named_only(tree: Tree, said: Said) -> Catalogs | None:
    """Files that a tool translates and no detector knew: by their source, which is there."""
    source = said.source
    for out in tree.left_out:
        if source.startswith(f"{out.path}/"):
            reason = _("left out: {reason}").format(reason=out.reason)
            return _catalogs(said, reason)
    if source in tree or ("*" in source and tree.matching(source)):
        return _catalogs(said, "", _translated(tree, said.path))
    return None


def _translated(tree: Tree, pattern: str) -> list[str]:
    """The locales of which there are files under a pattern."""
    if "{locale}" not in pattern:
        return []
    start, end = pattern.split("{locale}", 1)
    fits = re.compile(
        glob(start).pattern + "([^/]+)" + glob(end.replace("{locale}", "*")).pattern, re.DOTALL
    )
    found = map(fits.fullmatch, tree.files)
    return [one[1] for one in found if one and is_name(one[1])]


def _catalogs(said: Said, unread: str, locales: Sequence[str] = ()) -> Catalogs:
    suffix = PurePosixPath(said.source).suffix
    if _FORMATS.get(suffix) in READ:
        unread = unread or _("no catalog of ours could be made of what is there")
    return Catalogs(
        format=_FORMATS.get(suffix, suffix.lstrip(".") or _("files")),
        path=said.path or said.source,
        locales=in_order(locales),
        source=said.source_locale,
        template=said.source,
        files=len(locales),
        why=(_("{path} names these files.").format(path=said.told_by),),
        unread=unread,
    )
