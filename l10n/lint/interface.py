"""What a linter offers, and the rules that its findings name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from l10n.messages import gettext as _


class Rule(StrEnum):
    """What is found, by where it stands: the nearer to the screen, the surer."""

    TEXT = "hard-coded-text"
    ATTRIBUTE = "hard-coded-attribute"
    MESSAGE = "hard-coded-message"
    LITERAL = "hard-coded-literal"
    REASON = "ignore-without-reason"


ABOUT: Mapping[str, tuple[str, str]] = {
    Rule.TEXT: (
        _("The text of an element or template is marked for translation."),
        _("Put it into a call or component that marks it, as in `{t('...')}`."),
    ),
    Rule.ATTRIBUTE: (
        _("What an attribute shows (title, placeholder, alt, label) is marked for translation."),
        _("Give the attribute a call that marks its text."),
    ),
    Rule.MESSAGE: (
        _("What a call shows (a toast, an alert, a form's error) is marked for translation."),
        _("Give the call a text that is marked."),
    ),
    Rule.LITERAL: (
        _("Sentences in code, and Chinese anywhere in it, are marked for translation."),
        _(
            "Mark the text; where nobody sees it, say so: `l10n: ignore` with a reason in a "
            "comment, or `allow` in the table [lint]."
        ),
    ),
    Rule.REASON: (
        _("A comment `l10n: ignore` says why."),
        _("Write the reason behind it."),
    ),
}


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand in a source unmarked, and the line that they begin on.

    Attributes:
        sure: whether they are shown for certain, or only by their looks.
    """

    rule: Rule
    words: str
    line: int
    sure: bool = True


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
