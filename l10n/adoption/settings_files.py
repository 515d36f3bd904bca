"""The settings of other tools, as far as they can be read: what can't be is noted."""

import json
import re
import tomllib
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from l10n.adoption.tree import Tree


def yaml(tree: Tree, path: str) -> Any:
    """The value of a YAML file; None, and a note, where it is none."""
    try:
        return YAML(typ="safe", pure=True).load(tree.text(path))
    # The library falls over malformed values in many ways.
    except (YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        tree.unreadable.append(path)
        return None


def json_value(tree: Tree, path: str) -> Any:
    """The value of a JSON file; None, and a note, where it is none."""
    try:
        return json.loads(tree.text(path))
    except (ValueError, RecursionError):
        tree.unreadable.append(path)
        return None


def toml(tree: Tree, path: str) -> dict[str, Any]:
    """The table of a TOML file; an empty one, and a note, where it is none."""
    try:
        return tomllib.loads(tree.text(path))
    except (ValueError, RecursionError):
        tree.unreadable.append(path)
        return {}


def sections(text: str) -> list[tuple[str, dict[str, str]]]:
    """The sections of an INI file in their order, of equal names each for itself.

    Lines that are indented go on with the value above, as Python's own reader has it.
    """
    found: list[tuple[str, dict[str, str]]] = []
    name = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith(("#", ";")):
            continue
        if head := re.fullmatch(r"\[(.+)\]\s*", line):
            found.append((head[1].strip(), {}))
        elif not found:
            continue
        elif line[0].isspace() and name in found[-1][1]:
            found[-1][1][name] += "\n" + line.strip()
        elif setting := re.match(r"\s*([^=:\s][^=:]*?)\s*[=:]\s*(.*?)\s*$", line):
            name = setting[1]
            found[-1][1][name] = setting[2]
    return found


def table(value: Any) -> dict[str, Any]:
    """The value if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def strings(value: Any) -> list[str]:
    """The strings in a list, or the one that stands for it."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
