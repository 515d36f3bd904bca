"""What a signature is worth: of whom, over which words, until when."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import ConfigError
from l10n.model import Approval
from l10n.project import keys
from l10n.signing import ed25519, own_keys
from l10n.signing.keyring import Keyring, PublicKey, approval_message
from tests.signing.keys import SINCE, private, public, signed

AT = "2026-01-01T00:00:00Z"
BARE = Approval("0123456789abcdef" * 2, AT, "Ann", "as agreed")
ANN = signed(BARE, "Ann")
RING = Keyring((public("Ann"), public("Bo")))


def test_a_signature_of_ones_own_counts_and_nobody_elses_does() -> None:
    assert RING.doubt(ANN) == ""
    assert "did not sign" in RING.doubt(BARE)
    assert "none by Ann" in RING.doubt(signed(BARE, "Bo"))
    assert RING.doubt(Approval(BARE.hash, AT, "Cy")) == ""
    assert "no key here" in Keyring(RING.keys, required=True).doubt(Approval(BARE.hash, AT, "Cy"))


@pytest.mark.parametrize("name", ["ann", "ANN", "Ａnn", "An\u200bn", "Ann ", "A nn", "Аnn", "Ann."])
def test_nobody_approves_unsigned_in_a_name_that_looks_like_another(name: str) -> None:
    assert "did not sign" in RING.doubt(replace(BARE, by=name))
    assert RING.doubt(signed(replace(BARE, by=name), "Ann")) == ""


@pytest.mark.parametrize("name", ["Anna", "An", "安", "?", "Ann2"])
def test_other_names_are_other_people(name: str) -> None:
    assert RING.doubt(replace(BARE, by=name)) == ""


CHANGES: dict[str, Any] = {
    "hash": "f" * 32,
    "at": "2026-01-02T00:00:00Z",
    "by": "Bo",
    "reason": "as agreed ",
    "adopted": True,
}


@pytest.mark.parametrize("part", CHANGES)
def test_it_is_over_all_that_an_approval_says(part: str) -> None:
    assert RING.doubt(replace(ANN, **{part: CHANGES[part]}))


@given(st.integers(0, 87), st.sampled_from("ABab01+/="))
def test_no_other_text_is_the_same_signature(at: int, char: str) -> None:
    changed = ANN.signature[:at] + char + ANN.signature[at + 1 :]
    assert bool(RING.doubt(replace(ANN, signature=changed))) == (changed != ANN.signature)


@given(st.text(), st.text(), st.text(), st.text())
def test_what_is_signed_has_one_reading(by: str, reason: str, other: str, more: str) -> None:
    one = approval_message(Approval(BARE.hash, AT, by, reason))
    two = approval_message(Approval(BARE.hash, AT, other, more))
    assert (one == two) == ((by, reason) == (other, more))


@pytest.mark.parametrize(
    ("revoked", "counts"),
    [("2026-01-02T00:00:00Z", True), (AT, False), ("2025-06-01T00:00:00Z", False)],
)
def test_a_revoked_key_counts_for_what_it_signed_before(revoked: str, counts: bool) -> None:
    why = Keyring((public("Ann", revoked),)).doubt(ANN)
    assert (why == "") is counts
    assert counts or "was revoked on" in why


def test_of_two_keys_either_counts() -> None:
    other = PublicKey("Ann", public("Bo").public, SINCE)
    ring = Keyring((public("Ann", revoked=SINCE), other))
    assert "revoked" in ring.doubt(ANN)
    assert ring.doubt(signed(BARE, "Bo")) == ""


def test_openssl_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The private key is in a form that others read, under its passphrase."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made = own_keys.make(b"open sesame")
    path = own_keys.place(ed25519.id_of(made))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert b"ENCRYPTED" in path.read_bytes()
    mine = own_keys.load(ed25519.id_of(made), lambda _path: b"open sesame")
    message, signature = tmp_path / "message", tmp_path / "signature"
    message.write_bytes(approval_message(BARE))
    sign = ("openssl", "pkeyutl", "-sign", "-rawin", "-in", str(message), "-inkey", str(path))
    call = [*sign, "-passin", "pass:open sesame", "-out", str(signature)]
    try:
        done = subprocess.run(call, check=False, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no OpenSSL here")
    assert done.returncode == 0, done.stderr
    assert mine.sign(message.read_bytes()) == signature.read_bytes()


def test_a_key_that_others_may_read_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    name = ed25519.id_of(own_keys.make(b""))
    own_keys.place(name).chmod(0o640)
    with pytest.raises(ConfigError, match=r"Others may read .*chmod 600"):
        own_keys.load(name, lambda _path: b"")


def test_a_wrong_passphrase_and_no_key_at_all_are_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    name = ed25519.id_of(own_keys.make(b"right"))
    with pytest.raises(ConfigError, match="can't be opened"):
        own_keys.load(name, lambda _path: b"wrong")
    place = own_keys.place(name)
    place.write_bytes(b"nothing")
    with pytest.raises(ConfigError, match="can't be opened"):
        own_keys.load(name, lambda _path: b"")
    own_keys.place("0" * 16).write_bytes(
        own_keys.place(ed25519.id_of(own_keys.make(b""))).read_bytes()
    )
    own_keys.place("0" * 16).chmod(0o600)
    with pytest.raises(ConfigError, match="not the private key"):
        own_keys.load("0" * 16, lambda _path: b"")


names = st.text(min_size=1).filter(lambda name: max(name) < "\ud800" or max(name) > "\udfff")


@given(st.lists(st.tuples(names, st.sampled_from(["", AT])), max_size=4))
def test_the_file_of_keys_says_what_it_was_told(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[str, str]]
) -> None:
    root = tmp_path_factory.mktemp("keys")
    ring = tuple(
        PublicKey(name, public(f"{number}").public, SINCE, revoked)
        for number, (name, revoked) in enumerate(people)
    )
    keys.write(root, ring)
    assert keys.load(root) == ring


PUBLIC = public("Ann").public
BROKEN = {
    "no TOML": "[[keys",
    "no key": '[[keys]]\nname = "Ann"\npublic = "abc"\nsince = ""\n',
    "nobody": f'[[keys]]\npublic = "{PUBLIC}"\n',
    "a number": f'[[keys]]\nname = 3\npublic = "{PUBLIC}"\n',
    "a word more": f'[[keys]]\nname = "A"\npublic = "{PUBLIC}"\nrevokd = ""\n',
    "no time": f'[[keys]]\nname = "A"\npublic = "{PUBLIC}"\nrevoked = "soon"\n',
    "a table more": "[people]\n",
    "no list": 'keys = "Ann"\n',
    "twice": f'[[keys]]\nname = "A"\npublic = "{PUBLIC}"\n' * 2,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_of_keys_that_makes_no_sense_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / keys.FILE).write_text(BROKEN[name], "utf-8")
    with pytest.raises(ConfigError, match=r"l10n.keys.toml: The file of public keys"):
        keys.load(tmp_path)


def test_without_the_package_it_is_said_what_to_install() -> None:
    assert private("Ann")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "cryptography.exceptions", None)
        with pytest.raises(ConfigError, match=r"pip install 'l10n-zh-en\[signing\]'"):
            Keyring((public("Ann"),)).doubt(ANN)
