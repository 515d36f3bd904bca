"""What a running app needs, and no more. In: a release's folder. Out: its words, gettext's way.

Open `release.py` first. Nothing is imported but Python's own modules, and none of the other rooms:
an app that installs l10n for its runtime starts none of the pipeline.
"""

from l10n.runtime.locales import way
from l10n.runtime.missing import Missing
from l10n.runtime.release import Release, ReleaseError
from l10n.runtime.translations import Translations

__all__ = ["Missing", "Release", "ReleaseError", "Translations", "way"]
