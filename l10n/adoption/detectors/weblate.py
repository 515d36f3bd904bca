"""Weblate: settings of components, as its API and backups write them, with `filemask`."""

from collections.abc import Iterator
from typing import Any

from l10n.adoption import settings_files
from l10n.adoption.groups import doubled
from l10n.adoption.interface import Said
from l10n.adoption.tree import Tree


def find(tree: Tree) -> Iterator[Said]:
    """Each component in files that have Weblate's name in theirs."""
    for path in tree.ending(".json", ".yml", ".yaml"):
        if "weblate" not in path.lower():
            continue
        read = settings_files.json_value if path.endswith(".json") else settings_files.yaml
        for component in _components(read(tree, path)):
            mask = str(component["filemask"])
            if "*" in mask:
                pattern = doubled(mask).replace("*", "{locale}")
                source = str(component.get("template") or component.get("new_base") or "")
                yield Said(path, source, pattern, _language(component.get("source_language")))


def _components(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, dict):
        if isinstance(value.get("filemask"), str):
            yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else []:
        yield from _components(item, depth + 1)


def _language(value: Any) -> str:
    code = settings_files.table(value).get("code", value)
    return code if isinstance(code, str) else ""
