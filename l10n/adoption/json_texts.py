"""Texts in JSON, as the libraries of JavaScript's world keep them: a file a locale, or a folder."""

import re
from collections.abc import Iterator
from functools import lru_cache

from l10n.adoption.groups import grouped, home, is_kept_in, together
from l10n.adoption.interface import Catalogs, Code
from l10n.adoption.libraries import library
from l10n.adoption.locale_names import in_order
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _

# Locales beside each other that show that a path means locales.
_ENOUGH = 3


def of_library(
    tree: Tree, name: str, suffixes: tuple[str, ...], sources: tuple[Code, ...]
) -> Iterator[Catalogs]:
    """The texts of a library's projects.

    Args:
        suffixes: of the files that it keeps them in, besides modules of code.
    """
    for suffix in suffixes:
        for pattern, files in _groups(tree, suffix).items():
            paths = next(iter(files.values()))
            if library(tree, paths[0]) == name:
                yield _catalogs(tree, name, pattern, files, sources)
    for suffix in (".ts", ".js"):
        for pattern, files in _groups(tree, suffix).items():
            paths = next(iter(files.values()))
            if library(tree, paths[0]) == name and len(files) > 1:
                yield _catalogs(tree, _("{name} in code").format(name=name), pattern, files, ())


@lru_cache(maxsize=8)
def _groups(tree: Tree, suffix: str) -> dict[str, dict[str, list[str]]]:
    groups = grouped(tree.ending(suffix))
    meant = {
        pattern: files
        for pattern, files in groups.items()
        if is_kept_in(pattern) or len(files) >= _ENOUGH
    }
    return together(meant)


def _catalogs(
    tree: Tree, name: str, pattern: str, files: dict[str, list[str]], sources: tuple[Code, ...]
) -> Catalogs:
    source = likely_source(files)
    json_files = {locale: paths for locale, paths in files.items() if paths[0].endswith(".json")}
    empty = [
        locale
        for locale, paths in json_files.items()
        if not any(len(tree.data(path, 64).strip()) > len(b"{}") for path in paths)
    ]
    why = _("Source locale: {locale}, by its name alone.").format(locale=source)
    return Catalogs(
        format=name,
        path=pattern,
        locales=in_order(files),
        home=home(pattern),
        source=source,
        template=files[source][0] if source in files else "",
        files=sum(map(len, files.values())),
        empty=in_order(empty),
        sources=sources,
        why=(why,) if source else (),
    )


def likely_source(locales: dict[str, list[str]]) -> str:
    """English where there is English, else Chinese, else the only one; "" where none is likely."""
    names = sorted(locales, key=lambda name: (len(name), name not in {"en_US", "en-US"}, name))
    for language in ("en", "zh"):
        for name in names:
            if re.split(r"[-_.]", name)[0] == language:
                return name
    return names[0] if len(names) == 1 else ""


def code_in(tree: Tree, *suffixes: str) -> tuple[Code, ...]:
    """The code of JavaScript's world in the project, by its suffixes."""
    include = [f"**/*{suffix}" for suffix in suffixes if tree.ending(suffix)]
    vue = tuple(pattern for pattern in include if pattern.endswith(".vue"))
    others = tuple(pattern for pattern in include if pattern not in vue)
    why = _("A guess by the names of files: nothing says which are extracted.")
    read = (("vue", vue), ("javascript", others))
    return tuple(Code(extractor, patterns, why=why) for extractor, patterns in read if patterns)
