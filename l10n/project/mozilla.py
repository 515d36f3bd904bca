"""Mozilla's `l10n.toml`, of compare-locales and Pontoon: our file's name, another sense."""

from pathlib import Path
from typing import Any

from l10n.errors import ConfigError
from l10n.messages import gettext as _


def is_theirs(table: dict[str, Any]) -> bool:
    """Whether the settings of a file are theirs: they name paths, or other such files."""
    if "source_locale" in table or "target_locales" in table:
        return False
    return (
        "basepath" in table
        or any("l10n" in entry for entry in _tables(table, "paths"))
        or any("path" in entry for entry in _tables(table, "includes"))
    )


def refusal(path: Path) -> ConfigError:
    """What is said where their file stands in our file's place."""
    return ConfigError(
        _("This is an l10n.toml of Mozilla's, for compare-locales and Pontoon; it stays as it is."),
        path=path,
        remedy=_(
            "Keep our settings in a file of another name: `l10n --config FILE init` writes it; "
            "then name it with --config or L10N_CONFIG."
        ),
    )


def _tables(table: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = table.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
