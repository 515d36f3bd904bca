"""Who stands by a release: signatures of its manifest, in a file beside it."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from l10n.signing import ed25519
from l10n.signing.keyring import PublicKey, release_message

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNATURES = ".signatures.json"


def signed(
    manifest: bytes, there: bytes, key: PublicKey, private: "Ed25519PrivateKey", at: str
) -> bytes:
    """The file of signatures with one more; an earlier one of the same key that holds is kept.

    Args:
        manifest: the release's.
        there: the file as it is, b"" for none.
        key: whose.
        private: the private key that belongs to it.
        at: when, ISO 8601 in UTC.
    """
    others = [one for one in read(there) if one["public"] != key.public]
    for one in read(there):
        message = release_message(manifest, one["by"], one["at"])
        if one["public"] == key.public and ed25519.holds(key.public, one["signature"], message):
            return there  # it stands, and a second time would only be another date
    made = {"by": key.name, "at": at, "public": key.public}
    made["signature"] = ed25519.sign(private, release_message(manifest, key.name, at))
    return _dump([*others, made])


def read(data: bytes) -> list[dict[str, str]]:
    """The signatures in a file; none in one that is none of ours."""
    try:
        found: Any = json.loads(data) if data else {}
        listed = found.get("signatures", [])
        names = ("by", "at", "public", "signature")
        return [{name: str(one[name]) for name in names} for one in listed]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []


def _dump(listed: Iterable[dict[str, str]]) -> bytes:
    ordered = sorted(listed, key=lambda one: (one["by"], one["public"]))
    return (json.dumps({"signatures": ordered}, ensure_ascii=False, indent=2) + "\n").encode()
