"""Babel's mappings: babel.cfg, setup.cfg, babel.toml and pyproject.toml say what is extracted."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from l10n.adoption import extract_options, settings_files
from l10n.adoption.interface import Code
from l10n.adoption.tree import Tree, escaped
from l10n.extractors import jinja2
from l10n.messages import gettext as _

_METHODS = {"python": "python", "jinja2": "jinja2", "javascript": "javascript"}
# Scripts in pages, which Babel reads as if the page were one.
_PAGES = (".html", ".htm", ".jinja", ".j2")
_DELIMITERS = jinja2.OPTIONS - {"extensions", "trimmed", "keywords", "comment_tags"}
# Settings that our extractors have, or that change nothing for them.
_KNOWN = {
    "python": {"encoding"},
    "jinja2": {*_DELIMITERS, "encoding", "extensions", "newstyle_gettext", "silent", "trimmed"},
    "javascript": {"encoding", "jsx", "template_string"},
    "html": {"encoding", "jsx", "template_string"},
}
# Part of Jinja2 itself since 3.0, and no longer to be named.
_BUILT_IN = frozenset({"jinja2.ext.autoescape", "jinja2.ext.with_"})
_SECTION = re.compile(r"([\w.:-]+?)\s*:\s*(\S.*)")
_CFG = re.compile(r"babel[\w-]*\.(?:cfg|ini)|setup\.cfg")


def find(tree: Tree) -> Iterator[Code]:
    """The mappings, a file at a time."""
    everywhere = extract_options.options(tree)
    for path in sorted(tree.ending(".cfg", ".ini"), key=len):
        if _CFG.fullmatch(path.rpartition("/")[2]):
            sections = settings_files.sections(tree.text(path))
            mappings = [
                (found[1], [found[2]], settings)
                for name, settings in sections
                if (found := _SECTION.fullmatch(name)) and not name.startswith(("tool:", "flake8:"))
            ]
            yield from _code(path, mappings, everywhere)
    for path in tree.named("babel.toml", "pyproject.toml"):
        settings = settings_files.toml(tree, path)
        if path.endswith("pyproject.toml"):
            tools = settings_files.table(settings.get("tool"))
            settings = settings_files.table(tools.get("babel"))
        listed = settings.get("mappings")
        tables = [settings_files.table(one) for one in listed] if isinstance(listed, list) else []
        yield from _code(
            path,
            [
                (str(one.get("method", "")), settings_files.strings(one.get("pattern")), one)
                for one in tables
            ],
            everywhere,
        )


def _code(
    path: str, mappings: list[tuple[str, list[str], dict[str, Any]]], everywhere: dict[str, Any]
) -> Iterator[Code]:
    home = str(PurePosixPath(path).parent).removeprefix(".")
    ignored = [
        glob
        for method, patterns, _settings in mappings
        if method == "ignore"
        for pattern in patterns
        for glob in globs(home, pattern)
    ]
    for method, patterns, settings in mappings:
        if method == "ignore":
            continue
        include = tuple(glob for pattern in patterns for glob in globs(home, pattern))
        extractor = _METHODS.get(method, method)
        if extractor == "javascript" and all(pattern.endswith(_PAGES) for pattern in patterns):
            extractor = "html"
        strange = _strange(extractor, settings)
        why = _("{path} names these files.").format(path=path)
        if strange:
            sentence = _("{path}: the files {files} have settings that are not read yet: {names}.")
            unread = sentence.format(path=path, files=", ".join(patterns), names=", ".join(strange))
            yield Code("", (), home=home, unread=(unread,))
        else:
            options = _options(extractor, settings)
            if extractor in _KNOWN:
                options |= everywhere
            yield Code(extractor, include, tuple(ignored), options, home, why=why)


def _strange(extractor: str, settings: dict[str, Any]) -> list[str]:
    """The settings that our extractor does not have, and an encoding that it does not read."""
    names = set(settings).difference(_KNOWN.get(extractor, settings), {"method", "pattern"})
    if str(settings.get("encoding", "utf-8")).lower() not in {"utf-8", "utf8", "ascii"}:
        names.add("encoding")
    return sorted(names)


def _options(extractor: str, settings: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if str(settings.get("trimmed", "")).lower() in {"true", "1", "yes", "on"}:
        options["trimmed"] = True
    if extractor == "jinja2":
        options |= {name: str(settings[name]) for name in settings if name in _DELIMITERS}
    if extractor == "jinja2" and "extensions" in settings:
        named = re.split(r"[,\s]+", str(settings["extensions"]))
        if kept := [name for name in named if name and name not in _BUILT_IN]:
            options["extensions"] = ",".join(kept)
    return options


def globs(home: str, pattern: str) -> tuple[str, ...]:
    """A pattern of Babel's as globs: `**` there also stands for the beginning of a name."""
    pattern = pattern.removeprefix("^").removeprefix("./")
    ways = [""]
    for number, part in enumerate(pattern.split("/")):
        last = number == pattern.count("/")
        here = {"**": ["**/*" if last else "**"]}.get(part)
        if here is None and "**" in part:
            start, end = part.split("**", 1)
            flat = [f"{start}*{end}".replace("**", "*")]
            here = [f"**/*{end}"] if not start else [*flat, f"{start}*/**/*{end}"]
        ways = [f"{way}/{one}".lstrip("/") for way in ways for one in here or [part]]
    return tuple(str(PurePosixPath(escaped(home), way)) for way in ways)
