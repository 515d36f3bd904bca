"""GNU's way: LINGUAS names locales, POTFILES sources, Makevars or meson.build the domain."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.adoption.groups import undoubled
from l10n.adoption.interface import Code
from l10n.adoption.tree import Tree, escaped
from l10n.messages import gettext as _

_EXTRACTORS = {
    ".py": "python", ".pyi": "python", ".js": "javascript", ".mjs": "javascript",
    ".jsx": "javascript", ".ts": "javascript", ".tsx": "javascript", ".vue": "vue",
    ".c": "c", ".cc": "c", ".cpp": "c", ".cxx": "c", ".h": "c", ".hpp": "c", ".vala": "vala",
    ".ui": "glade", ".glade": "glade", ".blp": "blueprint", ".desktop": "desktop",
    ".xml": "xml", ".in": "desktop", ".sh": "shell", ".rs": "rust", ".go": "go",
}  # fmt: skip


def find(tree: Tree) -> Iterator[Code]:
    """The sources that POTFILES name, by the extractor that reads them."""
    for listed in tree.named("POTFILES", "POTFILES.in"):
        folder = listed.rpartition("/")[0]
        top = folder.rpartition("/")[0]
        by_extractor: dict[str, list[str]] = {}
        for name in _lines(tree, listed):
            path = re.sub(r"^\[[^\]]*\]", "", name).strip()
            found = next((p for p in (f"{top}/{path}".lstrip("/"), path) if p in tree), "")
            if found:
                suffix = PurePosixPath(found.removesuffix(".in")).suffix
                by_extractor.setdefault(
                    _EXTRACTORS.get(suffix, suffix.lstrip(".") or "?"), []
                ).append(found)
        for extractor, paths in by_extractor.items():
            yield Code(
                extractor,
                tuple(map(escaped, paths)),
                home=top,
                why=_("{path} names these files.").format(path=listed),
            )


def linguas(tree: Tree, pattern: str) -> list[str]:
    """The locales that LINGUAS names in the folder of a pattern."""
    path = f"{_folder(pattern)}LINGUAS"
    return [word for line in _lines(tree, path) for word in line.split()] if path in tree else []


def domain(tree: Tree, pattern: str) -> str:
    """The domain that Makevars or meson.build name in the folder of a pattern."""
    folder = _folder(pattern)
    for name, setting in (
        ("Makevars", r"^\s*DOMAIN\s*=\s*([\w.+-]+)\s*$"),
        ("meson.build", r"\bgettext\(\s*'([\w.+-]+)'"),
    ):
        if folder + name in tree:
            found = re.search(setting, tree.text(folder + name), re.MULTILINE)
            if found:
                return found[1]
    return ""


def _folder(pattern: str) -> str:
    return undoubled(pattern.partition("{locale}")[0])


def _lines(tree: Tree, path: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in tree.text(path).splitlines())
    return [line for line in lines if line]
