"""The project's lists of sensitive terms → entries."""

from l10n.errors import GlossaryError
from l10n.files import read_text
from l10n.messages import gettext as _
from l10n.model import SensitiveTerm
from l10n.moderation import entries
from l10n.moderation.screen import Screen
from l10n.project import globs
from l10n.project.config import Config


def load(config: Config) -> Screen:
    """What finds the entries of the lists that `[captions]` `moderation` names; all or none.

    A list that can't be read would let through what it names, so nothing goes on without it.

    Raises:
        GlossaryError: where a list is malformed, or a pattern names no file or no entry.
        SourceError: where one can't be read.
    """
    found: list[SensitiveTerm] = []
    for pattern in config.captions.moderation:
        read = [
            entry
            for path in globs.matching(config.root, [pattern])
            for entry in entries.parse(read_text(path), globs.shown(config.root, path))
        ]
        if not read:
            raise GlossaryError(
                _("No sensitive term is listed in {pattern!r}.").format(pattern=pattern),
                path=config.root / "l10n.toml",
                remedy=_("Write the list, or take it out of [captions] `moderation`."),
            )
        found += read
    return Screen(found)


