"""The project's calibrations: a file beside the settings, read by whatever translates.

It keeps every fit, so that one can go back, and so that words which were estimated with an earlier
one are still understood.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n import files
from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.project.config import Config
from l10n.translation.calibration import AS_SHIPPED, Calibration

NAME = "l10n.calibration.json"
_FORMAT, _VERSION = "l10n calibration", 1
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """The fits of a project.

    Attributes:
        fits: with what each rests on, the oldest first.
        in_use: the number of the one in use, from 1; 0 where the estimate is as it is shipped.
    """

    fits: tuple[Mapping[str, Any], ...] = ()
    in_use: int = 0

    @property
    def current(self) -> Calibration:
        """The one that is in use."""
        return _of(self.fits[self.in_use - 1]) if self.in_use else AS_SHIPPED

    def gone_back(self) -> "Kept":
        """The same, with what was in use before the one in use."""
        return Kept(self.fits, self.fits[self.in_use - 1]["after_fit"])

    @property
    def known(self) -> dict[str, Calibration]:
        """All that words may have been estimated with, by name."""
        return {one.name: one for one in (AS_SHIPPED, *map(_of, self.fits))}

    @property
    def models(self) -> frozenset[str]:
        """The models that the one in use was fitted on."""
        return frozenset(self.fits[self.in_use - 1]["models"]) if self.in_use else frozenset()


def path_of(config: Config) -> Path:
    """Where a project's calibrations stand."""
    return config.root / NAME


def load(config: Config) -> Kept:
    """The project's calibrations; none where there is no file.

    Raises:
        ConfigError: where the file is not what we wrote.
    """
    path = path_of(config)
    if not path.exists():
        return Kept()
    try:
        told = json.loads(files.read_text(path))
        if (told["format"], told["version"]) != (_FORMAT, _VERSION):
            raise ValueError(told["format"])
        kept = Kept(tuple(told["fits"][:_MOST]), int(told["in_use"]))
        if not 0 <= kept.in_use <= len(kept.fits):
            raise ValueError(kept.in_use)
        for number, one in enumerate(kept.fits):
            made = _of(one)
            if not 0 <= int(one["after_fit"]) <= number:
                raise ValueError(one["after_fit"])
            if not (math.isfinite(made.shift) and 0 < made.slope < math.inf):
                raise ValueError(made)
            frozenset(one["models"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ConfigError(
            _("This is no calibration that `l10n calibrate` wrote."),
            path=str(path),
            remedy=_("Take back what was changed in it, or remove the file and fit anew."),
        ) from error
    return kept


def save(config: Config, kept: Kept) -> Path:
    """Write the project's calibrations.

    Raises:
        StorageError: where the disk refuses.
    """
    told = {"format": _FORMAT, "version": _VERSION, "in_use": kept.in_use, "fits": kept.fits}
    path = path_of(config)
    files.write(path, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
    return path


def _of(fit: Mapping[str, Any]) -> Calibration:
    return Calibration(float(fit["shift"]), float(fit["slope"]))
