"""Transifex: `.tx/config` names source files, their language and where translations stand."""

from collections.abc import Iterator

from l10n.adoption import settings_files
from l10n.adoption.groups import doubled
from l10n.adoption.interface import Said
from l10n.adoption.tree import Tree


def find(tree: Tree) -> Iterator[Said]:
    """Each resource."""
    for path in tree.named("config"):
        folder, _slash, _name = path.rpartition("/")
        if folder.rpartition("/")[2] != ".tx":
            continue
        home = f"{folder.rpartition('/')[0]}/".lstrip("/")
        for name, settings in settings_files.sections(tree.text(path)):
            target = settings.get("file_filter", "")
            if name != "main" and "<lang>" in target:
                pattern = doubled(home + target).replace("<lang>", "{locale}")
                source = settings.get("source_file", "")
                yield Said(
                    path, home + source if source else "", pattern, settings.get("source_lang", "")
                )
