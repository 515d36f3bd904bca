"""Names that tell what happens to a string: it is marked, shown, or written to a log."""

import re

from l10n.extractors.js.calls import T
from l10n.extractors.js.macros import NAMES
from l10n.extractors.keywords import GETTEXT

MARKING = frozenset(
    (
        *GETTEXT,
        *T,
        *(name.decode() for name in NAMES),
        *("te", "$te", "tm", "rt", "i18nKey", "getText", "__", "gettext", "trans", "i18n"),
    )
)
# Components whose text is a message.
COMPONENTS = frozenset(
    (
        *("Trans", "Translate", "FormattedMessage", "FormattedHTMLMessage", "Plural", "Select"),
        *("SelectOrdinal", "T", "i18n-t", "i18n", "I18nT", "translate"),
    )
)
# Elements whose text is for machines, or is a picture.
NOT_PROSE = frozenset(
    ("code", "pre", "kbd", "samp", "script", "style", "var", "svg", "path", "textarea", "template")
)
_ICON = re.compile(r"icons?$", re.IGNORECASE)
_OF_ICONS = re.compile(
    r"\b(?:material-|bi-|fa-|mdi-)?(?:icons?|symbols|notranslate|fa|mdi)\b|iconfont"
)

ATTRIBUTES = frozenset(
    (
        *("title", "placeholder", "alt", "label", "aria-label", "aria-description", "tooltip"),
        *("aria-placeholder", "aria-roledescription", "aria-valuetext", "helperText", "subtitle"),
        *("description", "heading", "okText", "cancelText", "confirmText", "emptyText", "caption"),
        *("errorMessage", "errorText", "buttonText", "submitText", "hint", "noDataText", "message"),
        *("ariaLabel", "tooltipText", "labelText", "helpText", "headerText", "data-tooltip"),
        *("emptyMessage", "primaryText", "secondaryText", "confirmLabel", "cancelLabel", "content"),
    )
)
# Of elements of HTML only these are shown.
OF_HTML = frozenset(name for name in ATTRIBUTES if name.islower()) - {
    *("heading", "subtitle", "description", "message", "hint", "caption", "content")
}
_ENDS_SHOWN = re.compile(
    r"(?:^|-|[a-z])(?:[tT]ext|[lL]abel|[tT]itle|[pP]laceholder|[tT]ooltip|[hH]int|[cC]aption"
    r"|[hH]eading|Message|Description)$"
)
_FOR_MACHINES = re.compile(
    r"analytic|track|event|debug|test|log|pattern|regex|class|style|font|query|sql|mime|type|slug"
    r"|(?:^|_)id$|Id$|(?:^|_)key$|Key$|path|url|Url|href|src",
)

_SHOWS = re.compile(
    r"(?:^|\.)(?:alert|confirm|prompt|(?:\$|use)?(?:toast|message|notif(?:y|ication)|snackbar)"
    r"|enqueueSnackbar|El(?:Message|Notification|MessageBox)|(?:Toast|Message|Notification|Modal"
    r"|MessageBox|Snackbar|Alert|Dialog)|show(?:Toast|Error|Success|Info|Warning|Notification"
    r"|Message|Alert|Dialog|Snackbar)|toast(?:Error|Success|Info|Warning))"
    r"(?:\.[a-z]\w*)?$"
)
_LOGS = re.compile(
    r"(?:^|\.)(?:console|logg?(?:er|ing)?|log|Log|debug|print|warn|trace|Sentry|assert|invariant"
    r"|describe|it|test|expect|require|import|import_module)(?:\.\w+)?$"
)


def is_icon(name: str, classes: str) -> bool:
    """Whether an element of this name and classes shows a picture that its text names."""
    return _ICON.search(name) is not None or _OF_ICONS.search(classes) is not None


def is_label(field: str) -> bool:
    """Whether a field of an object, or a variable, is shown even where it is but a word."""
    prose = {"content", "message", "description"}
    return field == "text" or (field not in prose and is_shown(field, of_html=False))


def is_shown(attribute: str, *, of_html: bool) -> bool:
    """Whether an attribute's value is shown: of an element of HTML, or of a component."""
    if of_html:
        return attribute in OF_HTML
    return attribute in ATTRIBUTES or _ENDS_SHOWN.search(attribute) is not None


def for_machines(field: str) -> bool:
    """Whether the value of a field or attribute is a name, by the field's own name."""
    return _FOR_MACHINES.search(field) is not None


def shows(callee: str) -> bool:
    """Whether a function shows its text to the user."""
    return _SHOWS.search(callee) is not None


def logs(callee: str) -> bool:
    """Whether a function writes for developers, or takes what is no text."""
    return _LOGS.search(callee) is not None
