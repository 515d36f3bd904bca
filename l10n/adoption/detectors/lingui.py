"""Lingui: PO files whose messages stand in macros of JavaScript's world."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.adoption import json_texts, po_looks
from l10n.adoption.groups import grouped, home
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.libraries import library
from l10n.adoption.locale_names import in_order
from l10n.adoption.tree import Tree, escaped
from l10n.messages import gettext as _

_SETTINGS = ("lingui.config.js", "lingui.config.ts", "lingui.config.mjs", "lingui.config.cjs")
_SOURCE = re.compile(r"""\bsourceLocale["']?\s*:\s*["']([\w-]+)["']""")
_INCLUDE = re.compile(r"""\binclude["']?\s*:\s*\[([^\]]*)\]""")
_QUOTED = re.compile(r"""["'`](?:<rootDir>/)?([^"'`\n]+)["'`]""")
_SUFFIXES = (".js", ".jsx", ".ts", ".tsx")


def owns(tree: Tree, path: str) -> bool:
    """Whether a PO file is one of Lingui's."""
    return library(tree, path) == "lingui"


def find(tree: Tree) -> Iterator[Catalogs]:
    """Its catalogs."""
    settings = tree.named(*_SETTINGS)
    named = [m[1] for path in settings if (m := _SOURCE.search(tree.text(path)))]
    groups = grouped(path for path in tree.ending(".po") if owns(tree, path))
    for pattern, files in groups.items():
        source = named[0] if named else json_texts.likely_source({name: [] for name in files})
        told = (
            _("Source locale: {path} names it.").format(path=settings[0])
            if named
            else (_("Source locale: {locale}, by its name alone.").format(locale=source))
        )
        yield Catalogs(
            format="po",
            path=pattern,
            domain=pattern.rpartition("/")[2].removesuffix(".po").replace("{locale}", "messages"),
            locales=in_order(files),
            home=home(pattern),
            source=source,
            files=len(files),
            empty=in_order(n for n in files if not po_looks.has_translations(tree, files[n])),
            sources=_code(tree, settings),
            options={"references": po_looks.references(po_looks.sample(tree, [*files.values()]))},
            told=bool(named),
            why=(told,),
        )
    if not groups:
        yield from json_texts.of_library(tree, "lingui", (".json",), ())


def _code(tree: Tree, settings: list[str]) -> tuple[Code, ...]:
    """The folders that its settings include, or all of JavaScript's world."""
    for path in settings:
        home = path.rpartition("/")[0]
        named = [
            str(PurePosixPath(home, folder))
            for included in _INCLUDE.findall(tree.text(path))
            for folder in _QUOTED.findall(included)
        ]
        include = tuple(
            pattern
            for folder in dict.fromkeys(named)
            for suffix in _SUFFIXES
            if tree.matching(pattern := f"{escaped(folder)}/**/*{suffix}")
        )
        if include:
            return (
                Code("javascript", include, why=_("{path} names these files.").format(path=path)),
            )
    return json_texts.code_in(tree, *_SUFFIXES)
