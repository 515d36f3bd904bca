"""Mozilla's projects: an `l10n.toml` of another kind, for compare-locales, moz.l10n and Pontoon."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.adoption import settings_files
from l10n.adoption.interface import Said
from l10n.adoption.tree import Tree
from l10n.project import mozilla


def find(tree: Tree) -> Iterator[Said]:
    """Each of its `[[paths]]`."""
    for path in tree.ending(".toml"):
        if "l10n" not in path.rpartition("/")[2]:
            continue
        settings = settings_files.toml(tree, path)
        if not mozilla.is_theirs(settings):
            continue
        folder = PurePosixPath(path).parent / str(settings.get("basepath", "."))
        paths = settings.get("paths")
        for entry in paths if isinstance(paths, list) else []:
            source, target = (
                str(settings_files.table(entry).get(k, "")) for k in ("reference", "l10n")
            )
            if "{locale}" in target.replace(" ", ""):
                target = target.replace("{ locale }", "{locale}").replace("**", "*")
                yield Said(path, str(folder / source), str(folder / target))
