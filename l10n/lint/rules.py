"""What each rule holds, and what to do: for `l10n explain`."""

from collections.abc import Mapping

from l10n.lint.interface import Rule
from l10n.messages import gettext as _

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
    Rule.GLUED: (
        _("A sentence is one message, and values stand in it as placeholders."),
        _(
            "Write the whole sentence with placeholders, as in `t('Hello {{name}}', {name})`, or "
            "`<Trans>` with elements in it."
        ),
    ),
    Rule.PLURAL: (
        _("Plural forms are chosen by the language's own rule, and not by the code."),
        _("Give the number to a message that has plural forms: `count`, `ngettext`, ICU's plural."),
    ),
    Rule.REASON: (
        _("A comment `l10n: ignore` says why."),
        _("Write the reason behind it."),
    ),
}

UNUSED = "unused-key"
# What extraction finds, and `l10n lint` tells too.
OF_SOURCES = frozenset(("not-constant", "key-with-two-texts", "key-without-text", UNUSED))
