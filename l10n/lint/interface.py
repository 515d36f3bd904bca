"""What a linter offers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Rule(StrEnum):
    """What is found, by where it stands: the nearer to the screen, the surer."""

    TEXT = "hard-coded-text"
    ATTRIBUTE = "hard-coded-attribute"
    MESSAGE = "hard-coded-message"
    LITERAL = "hard-coded-literal"
    GLUED = "glued-sentence"
    PLURAL = "plural-by-hand"
    REASON = "ignore-without-reason"


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand in a source unmarked, and the line that they begin on.

    Attributes:
        sure: whether they are shown for certain, or only by their looks.
        alone: of words that are glued, the rule they would fall under if they were not.
    """

    rule: Rule
    words: str
    line: int
    sure: bool = True
    alone: Rule | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What a project says of its code beyond what is known of every project's.

    Attributes:
        functions: names of more functions that mark their arguments.
        attributes: names of attributes of HTML that mark their element.
    """

    functions: frozenset[str] = field(default=frozenset())
    attributes: frozenset[str] = field(default=frozenset())


class Linter(Protocol):
    """A way to find unmarked text in one kind of source."""

    name: str
    suffixes: tuple[str, ...]

    def lint(self, text: str, path: str, marks: Marks) -> Iterator[Text]:
        """What is unmarked in a file, in no order; nothing where it can't be parsed."""
        ...
