"""Other names for a locale's release files: where we say zh_Hans, a runtime looks for zh-CN."""

from collections.abc import Mapping
from typing import Any

from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.project.toml_tables import Document
from l10n.text.chinese import Chinese, place_of
from l10n.text.plurals import language, locale_named

Aliases = dict[str, tuple[str, ...]]
# gettext looks for these, and then for `zh`.
_TRADITIONAL = ("zh_TW", "zh_HK")


def checked(document: Document, settings: Mapping[str, Any]) -> Aliases:
    """The names by locale, of the table `aliases`.

    Raises:
        ConfigError: where a name is none, is taken, or would lead a reader to another language or
            to Chinese of the other script.
    """
    table, targets = settings.get("aliases", {}), settings["target_locales"]
    document = document.table("aliases")
    if not isinstance(table, dict):
        raise document.error(
            "aliases",
            _("{name!r} must be a table.").format(name="aliases"),
            _("Write it as [{name}].").format(name="aliases"),
        )
    taken = set(targets)
    found: Aliases = {}
    for locale, names in table.items():
        if locale not in targets or not isinstance(names, list):
            raise document.error(
                locale,
                _("Aliases belong to a target locale, as a list of strings."),
                _('Say for example: zh_Hans = ["zh_CN", "zh-CN"].'),
            )
        for name in names:
            if why := _fault(locale, name, taken):
                raise document.error(locale, why, _("Take the name out, or give it another."))
            taken.add(name)
        found[locale] = tuple(names)
    if "zh" in taken.difference(targets) and not taken.issuperset(_TRADITIONAL):
        raise document.error(
            "aliases",
            _("gettext gives `zh` to readers of zh_TW and zh_HK, and they read Traditional."),
            _("Give zh_TW and zh_HK a locale or an alias of their own, or leave `zh` out."),
        )
    return found


def _fault(locale: str, name: object, taken: set[str]) -> str:
    """Why a name can't stand for a locale, "" where it can."""
    try:
        if not isinstance(name, str) or "/" in name or locale_named(name) is None:
            raise ConfigError(_("{name!r} is no locale's name.").format(name=name))
    except ConfigError as error:
        return error.message
    if name in taken:
        return _("{name} is the name of another locale's files.").format(name=name)
    if language(name) != language(locale) or _script(name) != _script(locale):
        return _("Who asks for {name} can't read {locale}.").format(name=name, locale=locale)
    return ""


def _script(locale: str) -> bool:
    return place_of(locale) in {Chinese.TAIWAN, Chinese.HONG_KONG}
