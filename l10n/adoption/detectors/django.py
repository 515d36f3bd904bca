"""Django: an app's `locale` folder holds what stands in its code, templates and scripts."""

import ast
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from l10n.adoption.groups import grouped, home, undoubled
from l10n.adoption.interface import Code
from l10n.adoption.tree import Tree, escaped
from l10n.messages import gettext as _

_DOMAINS = ("django", "djangojs")
_FILES = (
    ("python", "django", ("**/*.py",)),
    ("django", "django", ("**/templates/**/*.html", "**/templates/**/*.txt")),
    ("jinja2", "django", ("**/jinja2/**/*.html",)),
    ("javascript", "djangojs", ("**/*.js",)),
)


def find(tree: Tree) -> Iterator[Code]:
    """The code of each folder that has catalogs of Django's, or would have: beside manage.py."""
    folders = {
        home(pattern): undoubled(pattern.partition("{locale}")[0]).rstrip("/")
        for pattern in grouped(tree.ending(".po"))
        if pattern.rpartition("/")[2].removesuffix(".po") in _DOMAINS
    }
    if not folders:
        folders = {path.rpartition("/")[0]: "" for path in tree.named("manage.py")}
    named = _locale_paths(tree)
    tops = {one: _top(tree, one, folder, named) for one, folder in folders.items()}
    for one, top in sorted(tops.items()):
        inner = {other for other in tops.values() if other.startswith(f"{top}/" if top else "")}
        yield from _code(one, top, sorted(inner - {top}))


def _code(one: str, top: str, inner: list[str]) -> Iterator[Code]:
    """The code below `top` for the catalogs of a folder, without that of the folders inside."""
    place = f"{escaped(top)}/" if top else ""
    exclude = tuple(f"{escaped(other)}/**/*" for other in inner)
    why = _("Django looks for messages in these files of {folder}.").format(folder=top or ".")
    for extractor, domain, patterns in _FILES:
        include = tuple(place + pattern for pattern in patterns)
        yield Code(extractor, include, exclude, home=one, domains=(domain,), why=why)


def _locale_paths(tree: Tree) -> list[str]:
    """The folders that LOCALE_PATHS names, as far as they are written out."""
    texts = (tree.text(path) for path in tree.ending(".py") if "settings" in path)
    found: list[str] = []
    for text in texts:
        if "LOCALE_PATHS" in text:
            with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
                found += _written_out(text)
    return found


def _written_out(text: str) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Python thinks of the style is not our matter
        tree = ast.parse(text)
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Tuple):
            names = [name.id for name in node.targets if isinstance(name, ast.Name)]
            for entry in node.value.elts if "LOCALE_PATHS" in names else ():
                words = [
                    (one.lineno, one.col_offset, one.value)
                    for one in ast.walk(entry)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                yield "/".join(word for _line, _column, word in sorted(words)).strip("/")


def _top(tree: Tree, one: str, folder: str, named: list[str]) -> str:
    """The folder whose code goes into the catalogs of a folder.

    It is the app itself; but the whole project's where LOCALE_PATHS names the catalogs, and where
    nothing but catalogs stands there.
    """
    above = [str(parent) for parent in PurePosixPath(one, "x").parents]
    above = ["" if parent == "." else parent for parent in above]
    if any(path and f"/{folder}".endswith(f"/{path}") for path in named):
        beside = (p for p in above if (f"{p}/manage.py" if p else "manage.py") in tree)
        return next(beside, one)
    return next(
        (p for p in above if tree.matching(f"{escaped(p)}/**/*.py" if p else "**/*.py")), one
    )
