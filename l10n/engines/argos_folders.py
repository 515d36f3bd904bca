"""Where argostranslate keeps its packages and looks for more, also where it can't be asked."""

import os
from pathlib import Path
from types import ModuleType

from l10n.errors import ModelError
from l10n.messages import gettext as _

# It makes folders in the home when its settings are imported, and reads a file there: in a
# container with a read-only root, or for a user without a home, that fails in one of these ways.
_REFUSED = (OSError, RuntimeError, ValueError, TypeError, AssertionError)


def packages() -> list[Path]:
    """The folders that packages are installed in, the one to install into first."""
    settings = _settings()
    if settings is not None:
        return list(dict.fromkeys([settings.package_data_dir, settings.legacy_package_data_dir]))
    # As its settings have it, so that what is installed in a read-only image is found.
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.expanduser falls over without a home
    data = os.environ.get("XDG_DATA_HOME") or Path(home, ".local", "share")
    return [Path(os.environ.get("ARGOS_PACKAGES_DIR") or Path(data, "argos-translate", "packages"))]


def index() -> str:
    """The address of the package index (argostranslate's setting ARGOS_PACKAGE_INDEX).

    Raises:
        ModelError: where its settings can't be read.
    """
    settings = _settings()
    if settings is None:
        raise ModelError(
            _("The settings of argostranslate can't be read, or its folders not be made."),
            remedy=_(
                "Let HOME, or XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME, name folders "
                "that can be written."
            ),
        )
    return str(settings.remote_package_index)


def _settings() -> ModuleType | None:
    try:
        from argostranslate import settings  # noqa: PLC0415 - creates folders in the home at import
    except _REFUSED:
        return None
    found: ModuleType = settings
    return found
