"""The locales that settings name: known to CLDR, and each once."""

from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.project.toml_tables import Document
from l10n.text.plurals import locale_named


def check_locales(document: Document, source: str, targets: tuple[str, ...]) -> None:
    """See that a project's locales are known, and that none is named twice.

    Names that differ in case or signs alone are the same locale, and on many disks the same file.

    Raises:
        ConfigError: the first mistake, with its line.
    """
    for setting, name in [("source_locale", source), *(("target_locales", t) for t in targets)]:
        check_locale(document, setting, name)
    seen: dict[str, str] = {}
    for name in targets:
        if _plain(name) == _plain(source):
            raise document.error(
                "target_locales", _("The source locale is also among the target locales.")
            )
        if (other := seen.get(_plain(name))) is not None:
            raise document.error(
                "target_locales",
                _("{name!r} is the same locale as {other!r}.").format(name=name, other=other),
                _("Name each once."),
            )
        seen[_plain(name)] = name


def check_locale(document: Document, setting: str, name: str) -> None:
    """See that a locale is known.

    Raises:
        ConfigError: with the line of the setting.
    """
    try:
        locale_named(name)
    except ConfigError as error:
        raise document.error(setting, error.message, error.remedy) from error


def _plain(name: str) -> str:
    return name.replace("-", "_").casefold()
