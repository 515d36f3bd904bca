"""Android's layouts, menus and preferences: attributes that show text and name no resource."""

import re
from collections.abc import Iterator

from l10n.lint.interface import Marks, Rule, Text
from l10n.lint.words import are_words

_ATTRIBUTE = re.compile(
    r"""<!--.*?-->|\b(?P<space>android|app):(?P<name>text|hint|contentDescription|title|label"""
    r"""|summary|subtitle|dialogTitle|dialogMessage|helperText)\s*=\s*"(?P<said>[^"]*)\"""",
    re.DOTALL,
)


class Android:
    """`android:text="Save"` where `@string/save` should stand."""

    name = "android"
    suffixes = (".xml",)

    def lint(self, text: str, path: str, marks: Marks) -> Iterator[Text]:
        """See `Linter.lint`."""
        del path, marks
        for found in _ATTRIBUTE.finditer(text):
            said = found["said"] or ""
            if said[:1] not in {"@", "?"} and are_words(said):
                yield Text(Rule.ATTRIBUTE, said, text.count("\n", 0, found.start()) + 1)


LINTER = Android()
