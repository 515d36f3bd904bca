"""`[gates.NAME]` in the settings: what `l10n check --gate NAME` asks of a release."""

from typing import TYPE_CHECKING, Any

from l10n.messages import gettext as _
from l10n.project.tables import Gate
from l10n.project.toml_tables import Document, typed

if TYPE_CHECKING:
    from l10n.project.config import Config

RELEASE = "release"


def checked(document: Document, table: dict[str, Any]) -> dict[str, Gate]:
    """The gates by name; `release` is one in any case.

    Raises:
        ConfigError: the first mistake, with its line.
    """
    said = table.get("gates", {})
    found = {RELEASE: Gate()}
    if not isinstance(said, dict) or not all(isinstance(one, dict) for one in said.values()):
        raise document.error(
            "gates",
            _("{name!r} must be a table.").format(name="gates"),
            _("Write it as [{name}].").format(name=f"gates.{RELEASE}"),
        )
    for name, values in said.items():
        place = document.table(name)
        found[name] = gate = Gate(**typed(place, Gate, values))
        for setting, share in {"coverage": gate.coverage, "quality": gate.quality}.items():
            if not 0 <= share <= 100:
                raise place.error(
                    setting, _("{name} is a percentage, from 0 to 100.").format(name=setting)
                )
        for catalog, share in gate.catalogs.items():
            if isinstance(share, bool) or not isinstance(share, int) or not 0 <= share <= 100:
                raise place.error(
                    catalog, _("{name} is a percentage, from 0 to 100.").format(name=catalog)
                )
    return found


def check_names(document: Document, config: "Config") -> None:
    """See that gates name catalogs that there are.

    Raises:
        ConfigError: where one does not.
    """
    known = [part.named(locale) for part in config.parts() for locale in config.target_locales]
    for name, gate in config.gates.items():
        for catalog in gate.catalogs:
            if catalog not in known:
                raise document.table(name).error(
                    catalog,
                    _("There is no catalog {name!r}.").format(name=catalog),
                    _("There are: {names}.").format(names=", ".join(known)),
                )
