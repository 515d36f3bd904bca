"""A release, its archive or a catalog from outside: is it what it says, and who stands by it?

Nothing of the project is needed, and nothing of what is looked at is trusted: what makes no sense
is a fault like any other.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from l10n import files
from l10n.errors import ConfigError, L10nError
from l10n.formats.po import FORMAT as PO
from l10n.messages import gettext as _
from l10n.model import Approval, State, content_hash
from l10n.release import archive, manifest, signatures, strings
from l10n.release.bundle import SUMS
from l10n.release.publish import is_name, links, read, signatures_of
from l10n.signing.keyring import Keyring, PublicKey, release_message
from l10n.text.plurals import locale_named


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and with which unit: its id and what it is called."""

    file: str
    message: str
    unit: str = ""
    name: str = ""


@dataclass(slots=True)
class Verdict:
    """What was looked at, and what is wrong with it.

    Attributes:
        name: what the release is called, by what it holds.
        signed: how many approvals bear a signature that holds.
        signers: who signed the release, by name and key.
    """

    findings: list[Fault] = field(default_factory=list)
    name: str = ""
    files: int = 0
    units: int = 0
    signed: int = 0
    signers: list[tuple[str, str]] = field(default_factory=list)


def verify(path: Path, trusted: tuple[PublicKey, ...] | None, locale: str = "") -> Verdict:
    """Look at a release folder, an archive or a catalog.

    Args:
        path: where it is.
        trusted: the keys that are known to be those of the people they name; None where the
            release is only asked whether it agrees with itself.
        locale: that of a catalog whose header does not say it.

    Raises:
        L10nError: where it is none of the three, or can't be read.
    """
    place = Path(os.path.realpath(path))
    if place.suffix == ".po":
        return _catalog(place, trusted, locale)
    verdict = Verdict()
    found = read(place)
    verdict.findings += [Fault(link, _("It is a link.")) for link in links(place)]
    beside = signatures_of(place)
    signed = files.read_bytes(beside) if beside.is_file() else b""
    _release(found, signed, trusted, verdict)
    called = place.name.removesuffix(archive.SUFFIX)
    if is_name(called) and called != verdict.name:
        wrong = _("It is called {called}, and holds what is called {name}.")
        verdict.findings.append(Fault(SUMS, wrong.format(called=called, name=verdict.name)))
    return verdict


def _release(
    found: Mapping[str, bytes],
    signed: bytes,
    trusted: tuple[PublicKey, ...] | None,
    verdict: Verdict,
) -> None:
    say = verdict.findings.append
    verdict.files = len(found)
    _sums(found, verdict)
    told = found.get(manifest.FILE)
    if told is None:
        say(
            Fault(manifest.FILE, _("There is no manifest: this is no release, or not a whole one."))
        )
        return
    try:
        content = _content(told)
        for path, about in content["files"].items():
            _file(path, about, found.get(path), content, verdict)
        unnamed = found.keys() - content["files"].keys() - {manifest.FILE, SUMS}
        verdict.findings += [Fault(p, _("The manifest does not name it.")) for p in sorted(unnamed)]
        keyring = Keyring(_keys(content) if trusted is None else trusted)
        for catalog, units in content["units"].items():
            for unit, about in units.items():
                _approved(catalog, unit, about, keyring, verdict)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        say(Fault(manifest.FILE, _("The manifest makes no sense: {reason}").format(reason=reason)))
        return
    _signatures(told, signed, keyring, trusted, verdict)


def _content(told: bytes) -> Any:
    content: Any = json.loads(told)
    if content.get("format") != manifest.FORMAT:
        raise ValueError(content.get("format"))
    return content


def _keys(content: Any) -> tuple[PublicKey, ...]:
    return tuple(
        PublicKey(str(k["name"]), str(k["public"]), str(k["since"]), str(k.get("revoked", "")))
        for k in content["keys"]
    )


def _sums(found: Mapping[str, bytes], verdict: Verdict) -> None:
    """Whether SHA256SUMS names every file, with the hash that it has."""
    data = found.get(SUMS, b"")
    verdict.name = sha256(data).hexdigest()[:16]
    pairs = [line.partition("  ") for line in data.decode("utf-8", "replace").splitlines()]
    listed = {path: hash_ for hash_, _two, path in pairs}
    for path in sorted(listed.keys() | (found.keys() - {SUMS})):
        if path not in found:
            message = _("It is missing.")
        elif path not in listed:
            message = _("SHA256SUMS does not name it.")
        elif sha256(found[path]).hexdigest() != listed[path]:
            message = _("It is not the file that SHA256SUMS names.")
        else:
            continue
        verdict.findings.append(Fault(path, message))


def _file(path: str, about: Any, data: bytes | None, content: Any, verdict: Verdict) -> None:
    """Whether a file is what the manifest says, and else which of its units are not."""
    say = verdict.findings.append
    if data is None:
        say(Fault(path, _("The manifest names it, and it is missing.")))
        return
    if sha256(data).hexdigest() != about["sha256"]:
        say(Fault(path, _("It is not the file that the manifest names.")))
    for catalog in about.get("catalogs", ()):
        locale = content["locales"][catalog]["locale"]
        locale_named(locale)
        units = content["units"][catalog]
        try:
            for unit, name, message in strings.differences(
                path, data, about, catalog, units, locale
            ):
                say(Fault(path, message, unit, name))
        except L10nError as error:
            say(Fault(path, str(error)))


def _approved(catalog: str, unit: str, about: Any, keyring: Keyring, verdict: Verdict) -> None:
    """Whether the approval that a unit ships by counts."""
    said = about["approval"]
    given = Approval(
        str(said["hash"]),
        str(said["at"]),
        str(said["by"]),
        str(said.get("reason", "")),
        bool(said.get("adopted", False)),
        str(said.get("signature", "")),
    )
    verdict.units += 1
    if why := keyring.doubt(given):
        verdict.findings.append(Fault(catalog, why, unit, str(about["name"])))
    elif given.signature and keyring.of(given.by):
        verdict.signed += 1


def _signatures(
    told: bytes,
    signed: bytes,
    keyring: Keyring,
    trusted: tuple[PublicKey, ...] | None,
    verdict: Verdict,
) -> None:
    """Who signed the manifest; with keys that are trusted, somebody has to."""
    strict = Keyring(keyring.keys, required=True)
    for one in signatures.read(signed):
        message = release_message(told, one["by"], one["at"])
        if why := strict.doubt_of(one["by"], one["at"], one["signature"], message):
            verdict.findings.append(Fault(manifest.FILE, why))
        else:
            verdict.signers += [(k.name, k.id) for k in strict.keys if k.public == one["public"]]
    if trusted is not None and not verdict.signers:
        verdict.findings.append(
            Fault(manifest.FILE, _("None of the keys that you trust signed this release."))
        )


def _catalog(path: Path, trusted: tuple[PublicKey, ...] | None, locale: str) -> Verdict:
    """Whether what a catalog ships is approved in these very words, and by whom it says."""
    text = files.read_text(path)
    named = dict(PO.parse(text, str(path), "und", "").header).get("Language", "")
    if not (locale := locale or named.replace("-", "_")):
        raise ConfigError(
            _("The header does not name the catalog's locale."),
            path=path,
            remedy=_("Name it with --locale."),
        )
    locale_named(locale)
    catalog = PO.parse(text, str(path), locale, "")
    keyring = Keyring(trusted or ())
    verdict = Verdict(files=1)
    for entry in catalog.live():
        if entry.fuzzy or not any(entry.target):
            continue
        verdict.units += 1
        given = entry.approval
        if entry.state is not State.APPROVED or given is None:
            same = given and given.hash == content_hash(locale, entry.unit, entry.target)
            why = _("It is rejected.") if same else _("Nobody approved these words.")
        else:
            why = keyring.doubt(given)
            verdict.signed += bool(not why and given.signature and keyring.of(given.by))
        if why:
            place = f"{path}:{entry.line}"
            verdict.findings.append(Fault(place, why, entry.unit.id, entry.unit.source[0]))
    return verdict
