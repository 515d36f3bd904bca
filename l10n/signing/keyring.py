"""Who has which key, and what a signature is worth.

Whoever has a key signs what they approve, and an approval in their name without their signature
does not count: so nobody forges one by editing a file. Whoever has none approves as ever, unless
the project wants all approvals signed.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from l10n.messages import gettext as _
from l10n.model import Approval
from l10n.signing import ed25519

# Letters of Cyrillic and Greek that people take for Latin ones, small as case folding leaves them.
_LOOK = str.maketrans("авекмнорстухіјѕһԁԛԝαβεικνορτυχ", "abekmhopctyxijshdqwabeikvoptux")
_APPROVAL, _RELEASE = b"l10n approval 1\n", b"l10n release 1\n"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A person's public key.

    Attributes:
        name: the person, as approvals name them.
        public: 32 bytes in base64.
        since: when it was added, ISO 8601 in UTC.
        revoked: from when on what it signs does not count, "" where it does.
    """

    name: str
    public: str
    since: str
    revoked: str = ""

    @property
    def id(self) -> str:
        """Its short name."""
        return ed25519.id_of(self.public)

    def told(self) -> dict[str, Any]:
        """The key as files hold it."""
        about = {"name": self.name, "public": self.public, "since": self.since}
        return about | ({"revoked": self.revoked} if self.revoked else {})


@dataclass(frozen=True, slots=True)
class Keyring:
    """The public keys of a project.

    Attributes:
        required: whether an approval by somebody without a key does not count either.
    """

    keys: tuple[PublicKey, ...] = ()
    required: bool = False
    _known: dict[tuple[str, str, bytes], bool] = field(
        default_factory=dict, compare=False, repr=False
    )

    def of(self, name: str) -> tuple[PublicKey, ...]:
        """A person's keys, the revoked ones too; who is written alike is taken for them."""
        return tuple(key for key in self.keys if _alike(key.name) == _alike(name))

    def doubt(self, given: Approval) -> str:
        """Why an approval does not count, as a sentence; "" where it does.

        Raises:
            ConfigError: where a signature is to be checked, and the package is not installed.
        """
        return self.doubt_of(given.by, given.at, given.signature, approval_message(given))

    def doubt_of(self, name: str, at: str, signature: str, message: bytes) -> str:
        """Why what somebody said does not count; "" where it does.

        Args:
            name: in whose name it was said.
            at: when.
            signature: theirs, "" for none.
            message: what was said.

        Raises:
            ConfigError: as `doubt`.
        """
        keys = self.of(name)
        if not keys:
            if not self.required:
                return ""
            return _("{name} has no key here, and all approvals are to be signed.").format(
                name=name
            )
        if not signature:
            return _("{name} has a key, and did not sign this.").format(name=name)
        own = next((key for key in keys if self._holds(key.public, signature, message)), None)
        if own is None:
            return _("The signature is none by {name}, or one of other words.").format(name=name)
        if own.revoked and at >= own.revoked:
            return _("The key {id} of {name} was revoked on {day}, before this was signed.").format(
                id=own.id, name=name, day=own.revoked[:10]
            )
        return ""

    def _holds(self, public: str, signature: str, message: bytes) -> bool:
        asked = (public, signature, message)
        if asked not in self._known:
            self._known[asked] = ed25519.holds(*asked)
        return self._known[asked]


@lru_cache(maxsize=1024)
def _alike(name: str) -> str:
    """A name without what readers don't see: case, width, spaces, marks, another script's letters.

    Else `ann`, or `Ann` with a character that nobody sees, would approve in Ann's name unsigned.
    """
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_LOOK)
    return "".join(filter(str.isalnum, folded)) or name


def approval_message(given: Approval) -> bytes:
    """What the signature of an approval is made over: all that it says."""
    word = "adopted" if given.adopted else "approved"
    return _APPROVAL + _said(word, given.hash, given.at, given.by, given.reason)


def release_message(manifest: bytes, by: str, at: str) -> bytes:
    """What the signature of a release is made over: who, when, and the manifest.

    The manifest names all else by its hash.
    """
    return _RELEASE + _said(by, at, hashlib.sha256(manifest).hexdigest())


def _said(*parts: str) -> bytes:
    return json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()
