"""What is to change in a file of nested names: a tree of new texts and of what goes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n.formats.resources.resource import Key

Name = str | int
# A path's new text, or None where it is to go.
Texts = Mapping[Key, str | None]


@dataclass(slots=True)
class Branch:
    """What is to change under a path: a text, further names, or, with neither, its removal."""

    text: str | None = None
    names: dict[Name, "Branch"] = field(default_factory=dict)

    def holds_text(self) -> bool:
        """Whether a text is to stand here or below."""
        return self.text is not None or any(inner.holds_text() for inner in self.names.values())

    def new(self, known: Iterable[Name]) -> list[Name]:
        """The names that get a text and are not known."""
        there = set(known)
        return [n for n, inner in self.names.items() if n not in there and inner.holds_text()]


def branch(texts: Texts) -> Branch:
    """The tree of some paths' texts."""
    root = Branch()
    for path, text in texts.items():
        here = root
        for name in path:
            here = here.names.setdefault(name, Branch())
        here.text = text
    return root


def siblings(order: Sequence[Key]) -> dict[Key, dict[Name, int]]:
    """The place of each name among those below the same path, as the source file has them."""
    found: dict[Key, dict[Name, int]] = {}
    for path in order:
        for depth, name in enumerate(path):
            known = found.setdefault(path[:depth], {})
            known.setdefault(name, len(known))
    return found
