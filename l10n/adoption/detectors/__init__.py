"""One file a way to keep translations, or to say where they are. In: a tree. Out: what it found."""

from types import ModuleType

from l10n.adoption.detectors import (
    android,
    apple,
    babel_mapping,
    crowdin,
    django,
    fluent,
    flutter,
    formatjs,
    gettext,
    gnu,
    i18next,
    lingui,
    mozilla,
    other_files,
    transifex,
    vue_i18n,
    weblate,
    xliff,
)

# In the order of the table: catalogs first, then resource files, then what speaks of them.
ALL: tuple[ModuleType, ...] = (
    *(gettext, lingui, i18next, vue_i18n, formatjs, android, apple, flutter, fluent, xliff),
    *(other_files, gnu, babel_mapping, django, crowdin, transifex, weblate, mozilla),
)
