"""The doors that git opens. In: a commit or a merge. Out: findings, or the merged file.

Open `check.py` first (what is staged → findings), then `extract_check.py` and `merge.py`. Neither
an engine nor the store nor the web is behind them, and each imports no more than it needs.
"""

import gc
import importlib
import sys
from pathlib import Path

from l10n.errors import ConfigError, L10nError, StorageError
from l10n.hook.report import USAGE, say
from l10n.messages import gettext as _

_ENTRIES = ("check", "extract-check", "merge")


def folder(words: list[str]) -> Path:
    """The folder to start in: here, or what `-C` names; file names are not needed.

    Raises:
        ConfigError: where there is none of that name.
    """
    from l10n.project.settings_file import here  # noqa: PLC0415 - only what an entry needs

    place = here()
    for number, word in enumerate(words):
        if word.startswith("-C"):
            place /= word[2:] or "".join(words[number + 1 : number + 2])
            break
    if not place.is_dir():
        raise ConfigError(_("There is no such folder."), path=place)
    return place


def main() -> None:
    """`l10n-hook check [-C DIR] [--all]`, `extract-check [-C DIR]` or `merge %O %A %B %P`."""
    gc.set_threshold(50_000, 20, 100)  # as the command line has it, and for its reason
    name, *words = sys.argv[1:] or [""]
    if name not in _ENTRIES:
        usage = "l10n-hook check [-C DIR] [--all] | extract-check [-C DIR] | merge %O %A %B %P"
        say(_("Usage: {command}").format(command=usage))
        sys.exit(USAGE)
    try:
        entry = importlib.import_module(f"l10n.hook.{name.replace('-', '_')}")
        sys.exit(entry.run(words))
    except L10nError as error:
        say(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is None:
            raise
        say(str(StorageError.of(error)))
        sys.exit(USAGE)
