"""Android (and Compose elsewhere): `res/values*/strings.xml`."""

import re
from collections.abc import Iterator

from l10n.adoption.groups import doubled, grouped
from l10n.adoption.interface import Catalogs
from l10n.adoption.locale_names import android, in_order
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _

_FILE = re.compile(r"(.*/)values(?:-([^/]+))?/([\w.-]*(?:string|plural|array)[\w.-]*\.xml)")
_SOURCE = re.compile(r"^\s*unqualifiedResLocale\s*=\s*([\w-]+)", re.MULTILINE)


def find(tree: Tree) -> Iterator[Catalogs]:
    """The string files of each resource folder."""
    files = [found for path in tree.ending(".xml") if (found := _FILE.fullmatch("/" + path))]
    sources = {f"{found[1]}{found[3]}".lstrip("/"): found[0][1:] for found in files if not found[2]}
    groups = grouped((found[0][1:] for found in files if found[2]), _place)
    named = {f"{_folder(pattern)}{pattern.rpartition('/')[2]}" for pattern in groups}
    for pattern, locales in groups.items():
        template = sources.get(f"{_folder(pattern)}{pattern.rpartition('/')[2]}", "")
        yield _catalogs(tree, pattern, tuple(locales), template)
    for key, template in sources.items():
        folder, _slash, name = key.rpartition("/")
        # Arrays that nobody translates are as a rule values for code.
        if doubled(key) not in named and "string" in name:
            pattern = f"{doubled(folder)}/values-{{locale}}/{doubled(name)}".lstrip("/")
            yield _catalogs(tree, pattern, (), template)


def _catalogs(tree: Tree, pattern: str, locales: tuple[str, ...], template: str) -> Catalogs:
    source, told = "en", False
    why = _("Source locale: `values` has no name; English is a guess.")
    for path in tree.named("resources.properties"):
        if found := _SOURCE.search(tree.text(path)):
            source, told = found[1], True
            why = _("Source locale: {path} names it.").format(path=path)
    return Catalogs(
        format="android",
        path=pattern,
        locales=in_order(locales),
        home=_folder(pattern).rstrip("/"),
        source=source,
        template=template,
        files=len(locales) + bool(template),
        told=told,
        why=(why,),
    )


def _folder(pattern: str) -> str:
    return pattern.partition("values-{locale}")[0]


def _place(path: str) -> Iterator[tuple[str, str]]:
    found = _FILE.fullmatch("/" + path)
    if found and found[2] and android(found[2]):
        folder, name = doubled(found[1][1:]), doubled(found[3])
        yield f"{folder}values-{{locale}}/{name}", found[2]
