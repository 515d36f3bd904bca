"""Resource files → catalogs that settings can name: a table a file, with CLDR's locale names."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from l10n.adoption.groups import doubled, is_kept_in
from l10n.adoption.interface import Catalogs
from l10n.adoption.joined import place
from l10n.adoption.locale_names import android, in_order, known
from l10n.adoption.readable import RESOURCES
from l10n.adoption.tree import Tree, escaped
from l10n.errors import SourceError
from l10n.extractors.resource import EXTRACTOR
from l10n.formats.resources.interface import ResourceFormat
from l10n.formats.resources.known import resource_format
from l10n.formats.resources.locale_names import underscored
from l10n.messages import gettext as _

# Files a locale that become a table each; more are a folder of texts, and a person chooses.
MOST = 40
# Folders that say nothing of what their texts are for.
_NAMELESS = frozenset({"src", "main", "lib", "app", "assets", "public", "static", "values"})
# Java's old codes, and what the web writes for Filipino.
_TODAY = {"iw": "he", "in": "id", "ji": "yi", "tl": "fil"}


def tables(tree: Tree, found: Iterable[Catalogs], source: str = "") -> list[Catalogs]:
    """The same catalogs; those in resource files by file, and with what they lack as the reason.

    Args:
        source: the locale of the source texts, where a person said it.
    """
    done: list[Catalogs] = []
    # The widest comes first: others call their locales as it does.
    names: dict[str, None] = {}
    for one in sorted(found, key=lambda one: (one.format in RESOURCES, -len(one.locales))):
        if one.format not in RESOURCES:
            names |= dict.fromkeys(one.locales if one.format == "po" and not one.unread else ())
            done.append(one)
        elif one.unread:
            done.append(one)
        else:
            done += _tables(tree, replace(one, source=source) if source else one, names)
    return done


def _tables(tree: Tree, one: Catalogs, names: dict[str, None]) -> Iterator[Catalogs]:
    """The tables of a group of files, its locales named."""
    form = resource_format(one.format)
    if not one.told and _bare(one) in tree and not one.source.startswith("en"):
        guess = _("Source locale: {path} does not name it; English is a guess.")
        one = replace(one, source="en", template="", why=(guess.format(path=_bare(one)),))
    spelled = _named(one.locales, form, names)
    source = next((name for name, team in spelled.items() if one.source in {name, team}), "")
    source = source or _candidates(one.source or "en", form, names)[0]
    files = list(_files(tree, one, spelled.get(source, "")))
    if not files:
        yield replace(one, unread=_("nothing tells which files hold the source texts"))
        return
    if len(files) > MOST:
        reason = _("{count} files a locale; name those you want in [[catalogs]] tables")
        yield replace(one, unread=reason.format(count=len(files)))
        return
    names |= dict.fromkeys([source, *spelled])
    for path, template in files:
        there = {name: team for name, team in spelled.items() if _is_there(tree, path, team)}
        own = place(replace(one, path=path), spelled.get(source, ""))
        yield replace(
            one,
            path=path,
            domain=_domain(path),
            locales=in_order(there),
            source=source,
            template=template,
            source_file="" if template == own else template,
            files=len(
                {place(replace(one, path=path), team) for team in there.values()} | {template}
            ),
            empty=tuple(name for name, team in spelled.items() if team in one.empty),
            sources=one.sources if len(files) == 1 else (),
            options={},
            unread=_unread(tree, form, template, source),
        )


def _is_there(tree: Tree, path: str, team: str) -> bool:
    return "{locale}" not in path or place(Catalogs("", path), team) in tree


def _files(tree: Tree, one: Catalogs, source: str) -> Iterator[tuple[str, str]]:
    """The pattern of each file, and the one with the source texts ("" where there is none)."""
    if "*" not in one.path:
        likely = (place(one, source) if source else "", one.template, _bare(one))
        yield one.path, next((path for path in likely if path in tree), "")
        return
    folder, _slash, _name = one.path.rpartition("/")
    named = one.template if "*" in one.template else place(one, source) if source else ""
    asked = "*".join(map(escaped, named.split("*")))
    for path in tree.matching(asked) if asked else ():
        yield f"{folder}/{doubled(PurePosixPath(path).name)}", path


def _bare(one: Catalogs) -> str:
    """The file without a locale's name beside those that have one: `texts.properties`."""
    return place(replace(one, path=re.sub(r"[._-]\{locale\}", "", one.path)), "")


def _named(locales: Iterable[str], form: ResourceFormat, names: Iterable[str]) -> dict[str, str]:
    """CLDR's name of each locale, and how the paths spell it; what can't be found again is left.

    A name is one that the format finds that very file by.
    """
    spelled = set(locales)
    found: dict[str, str] = {}
    for team in in_order(spelled):
        for name in _candidates(team, form, names):
            ways = (name, *form.locale_names(name))
            if name not in found and next((way for way in ways if way in spelled), "") == team:
                found[name] = team
                break
    return found


def _candidates(team: str, form: ResourceFormat, names: Iterable[str]) -> list[str]:
    """What CLDR may call a locale, names that the project has already first."""
    plain = android(team) or team
    language, mark, rest = plain.replace("-", "_").partition("_")
    parts = [part.title() if len(part) == 4 else part.upper() for part in rest.split("_")]
    base = "_".join([_TODAY.get(language, language), *(parts if mark else ())])
    if not known(base):
        return [base] if form.all_locales else []
    taken = [name for name in names if known(name) and team in form.locale_names(name)]
    ways = [name for name in underscored(base) if "-" not in name and not name.islower()]
    first = [base] if base in taken else []
    return list(dict.fromkeys([*first, *taken, base, *ways, language]))


def _domain(path: str) -> str:
    """What a file's texts are called: its name without the locale, or else a folder's."""
    *folders, file = path.split("/")
    stem = file.rpartition(".")[0].replace("{locale}", "").strip("._-{}*")
    if stem:
        return stem
    named = [
        name
        for name in folders
        if "{" not in name and name.lower() not in _NAMELESS and not is_kept_in(f"{name}/")
    ]
    return named[-1] if named else "messages"


def _unread(tree: Tree, form: ResourceFormat, template: str, source: str) -> str:
    """Why the source file is none, "" where it can be read and holds texts."""
    if not template:
        return _("nothing tells which file holds the source texts")
    data = io.BytesIO((tree.root / template).read_bytes())
    options = {"format": form.name, "locale": source}
    texts = 0
    for unit in EXTRACTOR.extract(data, template, options):
        if isinstance(unit, SourceError):
            return str(unit).rstrip(".")
        texts += 1
    return "" if texts else _("there is no text in {path}").format(path=template)
