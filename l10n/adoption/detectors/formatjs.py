"""FormatJS, react-intl and next-intl: JSON of ICU messages by locale."""

from collections.abc import Iterator

from l10n.adoption import json_texts
from l10n.adoption.interface import Catalogs
from l10n.adoption.tree import Tree


def find(tree: Tree) -> Iterator[Catalogs]:
    """Its texts."""
    sources = json_texts.code_in(tree, ".js", ".jsx", ".ts", ".tsx")
    yield from json_texts.of_library(tree, "formatjs", (".json",), sources)
