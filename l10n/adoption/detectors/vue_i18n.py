"""vue-i18n: JSON or YAML by locale, and texts in the blocks of components."""

from collections.abc import Iterator

from l10n.adoption import json_texts
from l10n.adoption.interface import Catalogs
from l10n.adoption.tree import Tree


def find(tree: Tree) -> Iterator[Catalogs]:
    """Its texts."""
    sources = json_texts.code_in(tree, ".vue", ".js", ".ts")
    yield from json_texts.of_library(tree, "vue-i18n", (".json", ".yml", ".yaml"), sources)
