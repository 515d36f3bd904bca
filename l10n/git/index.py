"""What is staged: the texts that a commit will hold, and how they differ from those before."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from l10n.errors import SourceError
from l10n.files import decode, read_text
from l10n.git.ask import ask, place_to_ask

_LINK_TO_ANOTHER = "160000"
_LINK, _FILE, _UNMERGED = b"120000 ", b":100", b" U"
_FROM = "PRE_COMMIT_FROM_REF"
_GLOB_SIGNS = re.compile(r"[*?\[\]\\]")


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a commit changes.

    Attributes:
        before: the name of its former content, under its former name if it was moved; "" for none.
        removed: whether the commit has no such file.
        submodule: whether it is another repository, and no file.
    """

    before: str
    removed: bool
    submodule: bool


class Index:
    """Git's index: the files of the next commit.

    Args:
        folder: where git is asked.
        top: the folder of the work tree.
    """

    def __init__(self, folder: Path, top: Path) -> None:
        self._folder = folder
        self._top = top

    @classmethod
    def of(cls, root: Path) -> Self | None:
        """The index that a project is in; None where there is no git, or it knows no file there."""
        folder = place_to_ask(root)
        top = ask(folder, "rev-parse", "--show-toplevel")
        if not top:
            return None
        found = cls(folder, Path(os.path.realpath(os.fsdecode(top.removesuffix(b"\n")))))
        place = found._name(root)
        if place is None:
            return None
        spec = f":(top,literal){place}" if place != "." else ":(top)"
        return found if ask(folder, "ls-files", "--", spec) else None

    def text(self, path: Path) -> str:
        """The text that is staged; the file's own where git holds none of that name.

        Raises:
            SourceError: where it is not UTF-8, or neither git nor the disk has it.
        """
        name = self._name(path)
        data = ask(self._folder, "cat-file", "blob", f":{name}") if name else None
        return read_text(path) if data is None else decode(data, path)

    def before(self, change: Change | None, path: Path) -> str:
        """The text that a file had before its change; "" where it had none that can be read."""
        data = ask(self._folder, "cat-file", "blob", change.before) if change else None
        try:
            return "" if data is None else decode(data, path)
        except SourceError:
            return ""  # the change may be what repairs it

    def has(self, path: Path) -> bool:
        """Whether the next commit has the file."""
        name = self._name(path)
        return bool(name) and ask(self._folder, "cat-file", "-e", f":{name}") is not None

    def matching(self, root: Path, patterns: Iterable[str]) -> dict[Path, Change | None]:
        """The staged files that a pattern names, and those that the commit removes."""
        specs = [spec for pattern in patterns if (spec := self._spec(root, pattern))]
        if not specs:
            return {}
        listed = ask(self._folder, "ls-files", "-z", "--full-name", "--", *specs) or b""
        names = [os.fsdecode(name) for name in listed.split(b"\0") if name]
        changed = self._changes(*specs)
        start = os.path.realpath(root)
        return {
            root / os.path.relpath(self._top / name, start): changed.get(name)
            for name in (*names, *changed)
        }

    def change(self, path: Path) -> Change | None:
        """How the commit changes a file; None where it does not."""
        name = self._name(path)
        if name is None:
            return None
        found = self._all.get(name)
        inside = (self._all.get(str(folder)) for folder in Path(name).parents)
        return found or next((c for c in inside if c and c.submodule), None)

    @cached_property
    def _all(self) -> dict[str, Change]:
        return self._changes()

    @cached_property
    def _tree(self) -> str:
        """The commit to compare with; the empty tree before the first.

        `pre-commit run --from-ref`, as CI calls it for a whole branch, names another than HEAD.
        """
        for name in (os.environ.get(_FROM), "HEAD"):
            words = ("rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
            if name and (found := ask(self._folder, *words)):
                return found.decode().strip()
        empty = ask(self._folder, "hash-object", "-t", "tree", os.devnull) or b""
        return empty.decode().strip()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is staged at all: no commit is being made."""
        return not self._all

    def concerns(self, root: Path, patterns: Iterable[str]) -> bool:
        """Whether the commit may change what the files say that patterns name.

        It may where one of them is a link, or where another repository moves on: what these lead
        to is not looked for.
        """
        specs = [spec for pattern in patterns if (spec := self._spec(root, pattern))]
        if any(change.submodule for change in self._all.values()):
            return True
        if not (specs and self._all):
            return False
        if self._changes(*specs):
            return True
        listed = ask(self._folder, "ls-files", "--stage", "-z", "--", *specs) or b""
        return any(line.startswith(_LINK) for line in listed.split(b"\0"))

    def unstaged(
        self, root: Path, patterns: Iterable[str], paths: Iterable[Path]
    ) -> Iterator[tuple[Path, bytes]]:
        """The files that say something else on the disk than is staged: from the top, and staged.

        Not among them are links, and what is in other repositories.

        Args:
            patterns: of the files that count.
            paths: more of them.
        """
        names = (self._name(path) for path in paths)
        specs = [f":(top,literal){name}" for name in names if name]
        specs += [spec for pattern in patterns if (spec := self._spec(root, pattern))]
        words = ("diff-files", "--raw", "-z", "--no-renames", "--", *specs)
        parts = iter((ask(self._folder, *words) or b"").split(b"\0"))
        for facts in parts:
            name = next(parts, b"")
            if facts.startswith(_FILE) and not facts.endswith(_UNMERGED):
                data = ask(self._folder, "cat-file", "blob", b":" + name)
                if data is not None:
                    yield Path(os.fsdecode(name)), data

    def below(self, path: Path) -> Path | None:
        """A file as seen from the top, whatever links lead to it; None for one outside."""
        name = self._name(path)
        return None if name is None else Path(name)

    def _changes(self, *specs: str) -> dict[str, Change]:
        words = ("diff-index", "--cached", "--raw", "-z", "-M", "--no-abbrev", self._tree)
        parts = iter((ask(self._folder, *words, "--", *specs) or b"").split(b"\0"))
        found: dict[str, Change] = {}
        for facts in parts:
            if not facts:
                break
            was, mode, before, _after, status = facts.decode().lstrip(":").split()
            name = os.fsdecode(next(parts))
            if status[0] in "RC":
                name = os.fsdecode(next(parts))
            submodule = _LINK_TO_ANOTHER in {was, mode}
            found[name] = Change(before if before.strip("0") else "", status == "D", submodule)
        return found

    def _name(self, path: Path) -> str | None:
        """What git calls a file, whatever links lead to it; None for one outside."""
        real = Path(os.path.realpath(path))
        return real.relative_to(self._top).as_posix() if real.is_relative_to(self._top) else None

    def _spec(self, root: Path, pattern: str) -> str:
        """The pattern as git reads it, from the top; "" where it leads outside."""
        anchor = Path(pattern).anchor
        start = "" if anchor else _GLOB_SIGNS.sub(r"\\\g<0>", os.path.realpath(root))
        full = os.path.normpath(f"{start}/{pattern}")
        top = _GLOB_SIGNS.sub(r"\\\g<0>", str(self._top))
        return f":(top,glob){full[len(top) + 1 :]}" if full.startswith(f"{top}/") else ""
