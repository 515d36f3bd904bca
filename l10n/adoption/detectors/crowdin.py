"""Crowdin: `crowdin.yml` names source files and where their translations go."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.adoption import settings_files
from l10n.adoption.groups import doubled
from l10n.adoption.interface import Said
from l10n.adoption.tree import Tree

_NAMES = ("crowdin.yml", "crowdin.yaml", ".crowdin.yml")
_LOCALE = re.compile(
    r"%(?:locale|locale_with_underscore|two_letters_code|three_letters_code|language_id|language"
    r"|android_code|osx_locale)%"
)


def find(tree: Tree) -> Iterator[Said]:
    """Each entry of `files`."""
    for path in tree.named(*_NAMES):
        settings = settings_files.table(settings_files.yaml(tree, path))
        folder = str(PurePosixPath(path).parent / str(settings.get("base_path", ".")).lstrip("/"))
        entries = settings.get("files")
        for entry in map(settings_files.table, entries if isinstance(entries, list) else ()):
            source, target = str(entry.get("source", "")), str(entry.get("translation", ""))
            if source and target:
                home = folder if _from_the_top(tree, target) else _parent(folder, source)
                yield Said(path, _under(folder, source), _pattern(home, target, source))


def _pattern(home: str, target: str, source: str) -> str:
    file = PurePosixPath(source)
    names = {
        "%original_file_name%": file.name,
        "%file_name%": file.stem,
        "%file_extension%": file.suffix.lstrip("."),
        "%osx_code%": "%osx_locale%.lproj",
        "%original_path%": str(file.parent).lstrip("/"),
    }
    for name, value in names.items():
        target = target.replace(name, value)
    return _LOCALE.sub("{locale}", doubled(_under(home, target)))


def _from_the_top(tree: Tree, target: str) -> bool:
    """Whether a path begins at the project: with a slash, or with a folder that stands there.

    Any other begins at its source.
    """
    first, slash, _rest = target.partition("/")
    return not first or (bool(slash) and any(p.startswith(f"{first}/") for p in tree.files))


def _parent(folder: str, source: str) -> str:
    return _under(folder, str(PurePosixPath(source).parent))


def _under(folder: str, path: str) -> str:
    return str(PurePosixPath(folder, path.lstrip("/")))
