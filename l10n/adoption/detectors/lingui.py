"""Lingui: PO files whose messages stand in macros of JavaScript's world."""

import re
from collections.abc import Iterator

from l10n.adoption import json_texts
from l10n.adoption.groups import grouped, home
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.libraries import library
from l10n.adoption.locale_names import in_order
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _

_SETTINGS = ("lingui.config.js", "lingui.config.ts", "lingui.config.mjs", "lingui.config.cjs")
_SOURCE = re.compile(r"""\bsourceLocale["']?\s*:\s*["']([\w-]+)["']""")
# Its macros (`msg`, `<Trans>`, `<Plural>`) are read by an extractor of this name.
_EXTRACTOR = "lingui"


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
        code = json_texts.code_in(tree, ".js", ".jsx", ".ts", ".tsx")
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
            sources=tuple(Code(_EXTRACTOR, one.include, why=one.why) for one in code),
            why=(told,),
        )
    if not groups:
        yield from json_texts.of_library(tree, "lingui", (".json",), ())
