"""Mozilla's own `l10n.toml`, of compare-locales and Pontoon: it has our file's name, not its sense."""

from typing import Any

from l10n.errors import ConfigError
from l10n.messages import gettext as _

# No setting of ours has these names.
_NAMES = ("basepath", "paths", "includes", "filters", "locales", "env")


def is_theirs(table: dict[str, Any]) -> bool:
    """Whether the settings of a file are theirs."""
    return any(name in table for name in _NAMES) and not (
        "source_locale" in table or "target_locales" in table
    )


def refusal(path: object) -> ConfigError:
    """What is said where their file stands in our file's place."""
    return ConfigError(
        _("This is Mozilla's l10n.toml, not ours."),
        path=str(path),
        remedy=_(
            "Name a file of your own: `l10n --config FILE init` writes it; then give --config or "
            "set L10N_CONFIG."
        ),
    )
