"""API keys: read from where no list of processes shows them, kept as hashes."""

import hashlib
import hmac
import os
from collections.abc import Iterable
from pathlib import Path

from l10n.errors import ConfigError
from l10n.files import read_text
from l10n.messages import gettext as _

_FROM_ENVIRONMENT, _FROM_FILE = "env:", "file:"
# Nobody guesses one that is as long and drawn by chance.
_SHORTEST, _LONGEST = 16, 200


class Keys:
    """The keys that open the server; without any it is open.

    Args:
        keys: as their holders have them.
    """

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._hashes = [_hash(key) for key in keys]

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def opens(self, key: str) -> bool:
        """Whether it is one of them; each is compared, so that time tells nothing."""
        shown = _hash(key)
        return sum(hmac.compare_digest(shown, known) for known in self._hashes) > 0


def read(places: Iterable[str]) -> Keys:
    """The keys of `env:NAME` and `file:PATH`, one a line or word, and those that are given so.

    Raises:
        ConfigError: where a place holds none, or one that is too short.
        SourceError: where a file can't be read.
    """
    return Keys(key for place in places for key in _of(place))


def _of(place: str) -> list[str]:
    text = place
    if place.startswith(_FROM_ENVIRONMENT):
        text = os.environ.get(place.removeprefix(_FROM_ENVIRONMENT), "")
    elif place.startswith(_FROM_FILE):
        text = read_text(Path(place.removeprefix(_FROM_FILE)))
    found = text.split()
    shown = place if text is not place else "--api-key"
    if not found:
        raise ConfigError(
            _("There is no API key in {place}.").format(place=shown),
            remedy=_("Write one there, or leave the option out."),
        )
    if not all(_SHORTEST <= len(key) <= _LONGEST for key in found):
        raise ConfigError(
            _("An API key in {place} is not {least} to {most} characters long.").format(
                place=shown, least=_SHORTEST, most=_LONGEST
            ),
            remedy=_("Draw one by chance, with `openssl rand -hex 16` say."),
        )
    return found


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
