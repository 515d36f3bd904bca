"""Our hook and our merge driver in a repository: put there, and taken away.

A hook of somebody else is never touched, nor a folder of hooks that the settings of git name:
there we say which line to add.
"""

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from l10n import files
from l10n.errors import ConfigError
from l10n.git.ask import ask
from l10n.messages import gettext as _

_MADE_HERE = (
    "# Made by `l10n hook install`, which writes it anew; `l10n hook uninstall` removes it."
)
_GONE = 'echo "l10n is no longer where it was: run \\`l10n hook install\\` again." >&2'
_DRIVER = "merge.l10n.driver"
# How files end that are merged by their keys.
JSON = (".json", ".arb", ".xcstrings")


def _ours() -> str:
    """How a shell starts us, wherever it stands and whatever its PATH."""
    # -P: a folder named l10n where we start is not us.
    return f"{shlex.quote(sys.executable)} -P -m l10n.hook"


def install(root: Path) -> Path:
    """Write the pre-commit hook; one of ours learns of another project.

    Raises:
        ConfigError: outside of git, or where a hook of somebody else stands.
    """
    path, top = _hook(root), _top(root)
    place = os.path.relpath(os.path.realpath(root), top)
    line = f"{_ours()} check -C {shlex.quote(place)} || failed=1"
    old = _lines(path)
    if old is None or _custom_folder(root):
        raise ConfigError(
            _("Something else is called before a commit here."),
            path=path,
            remedy=_("Add this to it: {line}").format(line=line.partition(" ||")[0]),
        )
    projects = [
        o for o in old if o.endswith("|| failed=1") and f" -C {shlex.quote(place)} " not in o
    ]
    guard = f"test -x {shlex.quote(sys.executable)} || {{ {_GONE}; exit 1; }}"
    lines = ["#!/bin/sh", _MADE_HERE, guard, "failed=0", *projects, line, "exit $failed"]
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, ("\n".join(lines) + "\n").encode())
    path.chmod(0o755)
    return path


def uninstall(root: Path) -> Path | None:
    """Remove what `install` wrote, and the merge driver; None where no hook of ours stands."""
    for name in ("driver", "name"):
        ask(root, "config", "--unset-all", f"merge.l10n.{name}")
    path = _hook(root)
    if not _lines(path):
        return None
    path.unlink()
    return path


def install_merge_driver(root: Path, patterns: Iterable[str]) -> Path:
    """Tell git who merges catalogs: in its settings, and in the project's .gitattributes.

    Args:
        root: the project.
        patterns: of the catalogs, relative to it.

    Raises:
        ConfigError: outside of git.
    """
    _top(root)
    ask(root, "config", "merge.l10n.name", "catalogs, message by message")
    ask(root, "config", _DRIVER, f"{_ours()} merge %O %A %B %P")
    path = root / ".gitattributes"
    text = files.read_text(path) if path.exists() else ""
    wanted = [f"{_quoted(pattern)} merge=l10n" for pattern in patterns]
    new = [line for line in wanted if line not in text.splitlines()]
    if new:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        files.write(path, (start + "\n".join(new) + "\n").encode())
    return path


def _quoted(pattern: str) -> str:
    """A pattern as .gitattributes reads it."""
    if not any(sign.isspace() or sign == '"' for sign in pattern):
        return pattern
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _lines(path: Path) -> list[str] | None:
    """The lines of our hook; none where there is no hook, None where it is somebody else's."""
    if not path.exists():
        return []
    lines = files.read_text(path).splitlines()
    return lines if _MADE_HERE in lines else None


def _top(root: Path) -> str:
    top = ask(root, "rev-parse", "--show-toplevel")
    if not top:
        raise ConfigError(
            _("The project is in no git repository."), path=root, remedy=_("Run `git init` first.")
        )
    return os.path.realpath(os.fsdecode(top.removesuffix(b"\n")))


def _custom_folder(root: Path) -> bool:
    """Whether git is told of another folder of hooks, as husky does: it is not ours to fill."""
    return bool(ask(root, "config", "core.hooksPath"))


def _hook(root: Path) -> Path:
    """Where git looks for it: worktrees share the repository's."""
    _top(root)
    name = ask(root, "rev-parse", "--git-path", "hooks/pre-commit") or b""
    return root / os.fsdecode(name.removesuffix(b"\n"))
