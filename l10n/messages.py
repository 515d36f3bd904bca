"""The product's own sentences, in the reader's language.

Catalogs are this project's own release files (`locales/<locale>/LC_MESSAGES/l10n.mo`), so the
tool is its own first user. The reader's language is taken from the same environment variables
that gettext reads; a POSIX locale such as `zh_CN` is answered from the catalog `zh_Hans`.
"""

import gettext as _gettext
import os
from pathlib import Path

DOMAIN = "l10n"

# The catalogs that stand in for POSIX locale names; a name not listed is looked up as it is.
# From CLDR's likely subtags: zh, zh_CN and zh_SG are written in Simplified Han.
_STANDS_FOR = {"zh": "zh_Hans", "zh_CN": "zh_Hans", "zh_SG": "zh_Hans", "zh_Hans_CN": "zh_Hans"}

_PACKAGE = Path(__file__).parent
# Inside a wheel the catalogs are package data; in a checkout they are the project's own folder.
_PLACES = (_PACKAGE / "data" / "locales", _PACKAGE.parent / "locales")


def catalog_locale(environment: dict[str, str] | None = None) -> str:
    """The locale the user asked for, as our catalogs name it; "en" where none is set.

    Args:
        environment: variables to read instead of the process's own.
    """
    variables = os.environ if environment is None else environment
    for name in ("L10N_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = variables.get(name, "").split(":")[0].partition(".")[0].replace("-", "_")
        if value:
            return "en" if value in {"C", "POSIX"} else _STANDS_FOR.get(value, value)
    return "en"


def folder() -> Path | None:
    """The folder of our compiled catalogs, None where they were never compiled."""
    return next((place for place in _PLACES if place.is_dir()), None)


def load(locale: str) -> _gettext.NullTranslations:
    """The compiled catalog of a locale, or one that returns every string as it is."""
    place = folder()
    path = place / locale / "LC_MESSAGES" / f"{DOMAIN}.mo" if place else None
    if path and path.is_file():
        with path.open("rb") as file:
            return _gettext.GNUTranslations(file)
    return _gettext.NullTranslations()


_translations = load(catalog_locale())


def gettext(message: str) -> str:
    """The sentence in the reader's language."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The sentence in the reader's language, in the form that goes with `n`."""
    return _translations.ngettext(singular, plural, n)
