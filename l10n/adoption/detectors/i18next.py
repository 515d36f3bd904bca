"""i18next and react-i18next: JSON by locale and namespace, and what their tools' settings say."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.adoption import json_texts, settings_files
from l10n.adoption.groups import doubled
from l10n.adoption.interface import Catalogs, Code, Said
from l10n.adoption.tree import Tree
from l10n.messages import gettext as _

_SETTINGS = re.compile(r"(?:next-)?i18next[\w-]*(?:\.config)?\.(?:js|cjs|mjs|ts|json)")
_OUTPUT = re.compile(r"""\b(?:output|savePath|loadPath)["']?\s*:\s*["'`]([^"'`\n]+)["'`]""")
_INPUT = re.compile(r"""\binput["']?\s*:\s*(\[[^\]]*\]|["'`][^"'`\n]+["'`])""")
_SOURCE = re.compile(
    r"""\b(?:primaryLanguage|defaultLocale|fallbackLng|defaultLng|lng)["']?\s*:\s*\[?["']([\w-]+)"""
)
_QUOTED = re.compile(r"""["'`]([^"'`\n]+)["'`]""")
_COMMAND = re.compile(r"""\bi18next\b[^'"&|;]*['"]([^'"]+)['"]""")
_LOCALE = re.compile(r"\$LOCALE\b|\{\{\s*(?:lng|language|locale)\s*\}\}|\$\{lng\}")
_NAMESPACE = re.compile(r"\$NAMESPACE\b|\{\{\s*(?:ns|namespace)\s*\}\}|\$\{ns\}")


def find(tree: Tree) -> Iterator[Catalogs | Said]:
    """Its texts, and the paths that its tools write them to."""
    settings = [path for path in tree.files if _SETTINGS.fullmatch(path.rpartition("/")[2])]
    inputs: list[str] = []
    told_by = ""
    for path in settings:
        text = _without_comments(tree.text(path))
        home = path.rpartition("/")[0]
        source = _SOURCE.search(text)
        for output in _OUTPUT.findall(text):
            yield _said(path, home, output, source[1] if source else "")
        if named := _INPUT.search(text):
            inputs += [_under(home, glob) for glob in _QUOTED.findall(named[1])]
            told_by = path
    for path in () if inputs else tree.named("package.json"):
        package = settings_files.table(settings_files.json_value(tree, path))
        for script in settings_files.table(package.get("scripts")).values():
            for glob in _COMMAND.findall(script if isinstance(script, str) else ""):
                inputs.append(_under(path.rpartition("/")[0], glob))
                told_by = path
    yield from json_texts.of_library(tree, "i18next", (".json",), _code(tree, inputs, told_by))


def _said(path: str, home: str, output: str, source: str) -> Said:
    """What `output` says; one without a locale names the source's own file."""
    place = doubled(_under(home, output.removeprefix("./")))
    pattern = _NAMESPACE.sub(
        "*", _LOCALE.sub("{locale}", place.replace("{{{{", "{{").replace("}}}}", "}}"))
    )
    if "{locale}" in pattern:
        return Said(path, pattern.replace("{locale}", source) if source else "", pattern, source)
    return Said(path, pattern, "", source)


def _code(tree: Tree, inputs: list[str], told_by: str) -> tuple[Code, ...]:
    include = tuple(
        glob
        for braces in inputs
        if not braces.startswith("!")
        for glob in expanded(braces)
        if tree.matching(glob)
    )
    if not include:
        return json_texts.code_in(tree, ".js", ".jsx", ".ts", ".tsx")
    why = _("{path} names these files.").format(path=told_by)
    return (Code("javascript", tuple(dict.fromkeys(include)), why=why),)


def expanded(glob: str, most: int = 64) -> list[str]:
    """A glob with {a,b} as the globs without that it stands for."""
    found = re.search(r"\{([^{}]*)\}", glob)
    if not found or most < 1:
        return [glob]
    ways = found[1].split(",")
    return [
        whole
        for way in ways
        for whole in expanded(glob[: found.start()] + way + glob[found.end() :], most // len(ways))
    ]


def _under(home: str, path: str) -> str:
    return str(PurePosixPath(home, path.removeprefix("./")))


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|(?m:^\s*//[^\n]*)", "", text, flags=re.DOTALL)
