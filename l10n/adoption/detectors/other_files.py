"""Files of further kinds that hold an app's texts, known by name and path alone."""

import re
from collections.abc import Iterator

from l10n.adoption import json_texts
from l10n.adoption.groups import grouped, home, is_kept_in, places, together
from l10n.adoption.interface import Catalogs
from l10n.adoption.libraries import library
from l10n.adoption.locale_names import in_order
from l10n.adoption.tree import Tree

_QT = re.compile(r"\s*<\?xml[^>]*>\s*<!DOCTYPE TS>|\s*<TS\b")
# Libraries whose JSON has a detector of its own.
_KNOWN = frozenset({"i18next", "vue-i18n", "formatjs", "lingui"})


def find(tree: Tree) -> Iterator[Catalogs]:
    """The texts in files of these kinds, more than one locale each."""
    qt = [path for path in tree.ending(".ts") if any(places(path)) and _is_qt(tree, path)]
    yield from _of("qt-ts", qt, least=1)
    plain = [path for path in tree.ending(".json") if library(tree, path) not in _KNOWN]
    chrome = [path for path in plain if path.endswith("/messages.json") and "_locales/" in path]
    yield from _of("webextension", chrome, least=1)
    yield from _of("json", [p for p in plain if p not in set(chrome) and is_kept_in(p)])
    yield from _of("properties", tree.ending(".properties"))
    yield from _of("resx", tree.ending(".resx"), least=1)
    yaml = [
        path
        for path in tree.ending(".yml", ".yaml")
        if is_kept_in(path) and library(tree, path) != "vue-i18n"
    ]
    yield from _of("yaml", yaml)
    yield from _of("php", [path for path in tree.ending(".php") if is_kept_in(path)])


def _of(name: str, paths: list[str], least: int = 2) -> Iterator[Catalogs]:
    for pattern, files in together(grouped(paths)).items():
        if len(files) >= least:
            source = json_texts.likely_source(files)
            if name == "qt-ts":  # each holds the source texts beside its own
                source = source if source.startswith("en") else "en"
            template = files.get(source) or (next(iter(files.values())) if name == "qt-ts" else [])
            yield Catalogs(
                format=name,
                path=pattern,
                locales=in_order(files),
                home=home(pattern),
                source=source,
                template=template[0] if template else "",
                files=sum(map(len, files.values())),
            )


def _is_qt(tree: Tree, path: str) -> bool:
    """Qt's files have the suffix of TypeScript's; they begin otherwise."""
    return bool(_QT.match(tree.text(path, 256)))
