"""Keys by hand: who has one signs, and nobody approves in their name by editing a file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.release.project import LATEST, two_locales
from tests.signing.keys import public
from tests.test_hook import _hook, git

MUTE = "Mute words and tags"


@pytest.fixture
def keyed(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in which Ann has a key, and everything waits for approval."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(project.root / "home"))
    monkeypatch.setenv("L10N_KEY_PASSPHRASE", "open sesame")
    assert project.run("run").code == 0
    made = project.run("key", "new", "--name", "Ann")
    assert (made.code, "Ann has the key" in made.out) == (0, True), made
    return project


def key_of(project: Project) -> str:
    [one] = json.loads(project.run("key", "list", "--json").out)
    assert (one["name"], one["here"]) == ("Ann", True)
    return str(one["id"])


def forge(project: Project, by: str = "Ann") -> None:
    """What an editor can do: a right approval, but for the signature."""
    from dataclasses import replace

    from l10n.catalogs import files
    from l10n.model import Approval, Catalog, State, content_hash
    from l10n.project import config

    def change(catalog: Catalog) -> Catalog:
        return replace(
            catalog,
            entries=tuple(
                e.evolve(
                    state=State.APPROVED,
                    fuzzy=False,
                    approval=Approval(
                        content_hash("zh_Hans", e.unit, e.target), "2026-01-01T00:00:00Z", by
                    ),
                )
                for e in catalog.entries
            ),
        )

    files.edit(config.load(project.root / "l10n.toml"), "zh_Hans", change)


def test_who_can_not_be_asked_has_signed_nothing(keyed: Project) -> None:
    forge(keyed)
    before = keyed.catalog.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "l10n", "-C", str(keyed.root), "key", "sign", "--by", "Ann"],
        check=False,
        capture_output=True,
        text=True,
        input="",
    )
    assert (done.returncode, "nothing was done" in done.stderr) == (130, True), done.stderr
    assert keyed.catalog.read_bytes() == before


def test_what_one_approves_is_signed_and_ships(keyed: Project) -> None:
    assert keyed.run("approve", MUTE, "--by", "Ann").code == 0
    assert '["Ann", "", "' in keyed.catalog.read_text("utf-8")
    assert keyed.run("check").code == 0
    assert keyed.run("release").code == 0
    told = keyed.run("verify", LATEST, "--json")
    assert (told.code, json.loads(told.out)["signed_approvals"]) == (0, 1)
    assert keyed.run("update").code == 0
    assert json.loads(keyed.run("status", "--json").out)


def test_a_forged_approval_ships_nowhere(keyed: Project) -> None:
    forge(keyed)
    found = keyed.run("check")
    assert (found.code, "[signature] Ann has a key, and did not sign" in found.out) == (1, True)
    for command in ("compile", "release"):
        done = keyed.run(command)
        assert (done.code, "held back" in done.err) == (1, True)
    strings = json.loads((keyed.root / LATEST / "zh_Hans/messages.json").read_bytes())
    assert strings == {}
    alone = keyed.run("verify", str(keyed.catalog), "--keys", "l10n.keys.toml", "--json")
    assert {f["name"] for f in json.loads(alone.out)["findings"]} >= {MUTE}


def test_a_forged_approval_is_not_taken_into_the_ledger_and_nothing_is_lost(
    keyed: Project,
) -> None:
    assert keyed.run("sync").code == 0
    forge(keyed)
    before = keyed.catalog.read_bytes()
    done = keyed.run("sync")
    assert (done.code, "Ann has a key, and did not sign" in done.out + done.err) == (1, True)
    assert keyed.catalog.read_bytes() == before
    assert keyed.run("key", "sign", "--by", "Ann", "--yes").code == 0
    assert keyed.run("sync").code == 0
    signed = keyed.catalog.read_bytes()
    keyed.run("accept", "terms", MUTE, "--by", "Bo", "--reason", "none")
    assert keyed.run("sync").code == 0
    assert keyed.catalog.read_bytes() == signed
    assert keyed.run("check").code == 0


def test_without_the_private_key_nobody_approves_in_ones_name(keyed: Project) -> None:
    (keyed.root / "home").rename(keyed.root / "away")
    before = keyed.catalog.read_bytes()
    done = keyed.run("approve", MUTE, "--by", "Ann")
    assert (done.code, "private key of Ann is not on this machine" in done.err) == (2, True)
    assert keyed.catalog.read_bytes() == before
    assert keyed.run("approve", MUTE, "--by", "Bo").code == 0
    assert keyed.run("check").code == 0


def test_approvals_from_before_the_key_are_signed_afterwards(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_locales(project)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(project.root / "home"))
    made = project.run("key", "new", "--name", "Ann", "--no-passphrase")
    assert "6 approvals of yours stand without your signature" in made.err
    assert project.run("check").code == 1
    shown = project.run("key", "sign", "--by", "Ann", "--yes")
    assert (shown.code, "Signed: 6" in shown.out, MUTE in shown.out) == (0, True, True)
    assert project.run("check").code == 0
    assert "No approval of Ann waits" in project.run("key", "sign", "--by", "Ann", "--yes").out


def test_a_revoked_key_counts_for_what_was_signed_before(keyed: Project) -> None:
    name = key_of(keyed)
    assert keyed.run("approve", MUTE, "--by", "Ann").code == 0
    assert keyed.run("key", "revoke", name, "--from", "2999-01-01").code == 0
    assert keyed.run("check").code == 0
    assert keyed.run("key", "revoke", name, "--from", "2020-01-01").code == 0
    told = keyed.run("check")
    assert (told.code, f"The key {name} of Ann was revoked on 2020-01-01" in told.out) == (1, True)
    assert keyed.run("key", "revoke", name).code == 0
    assert "2020-01-01T00:00:00Z" in (keyed.root / "l10n.keys.toml").read_text()
    assert keyed.run("key", "revoke", "0" * 16).code == 2
    assert keyed.run("key", "revoke", name, "--from", "soon").code == 2


def test_all_approvals_are_signed_where_the_project_wants_it(keyed: Project) -> None:
    settings = keyed.root / "l10n.toml"
    settings.write_text(settings.read_text() + "[signing]\nrequired = true\n")
    refused = keyed.run("approve", MUTE, "--by", "Bo")
    assert (refused.code, "Bo has no key in this project" in refused.err) == (2, True)
    forge(keyed, "Bo")
    assert "[signature] Bo has no key here" in keyed.run("check").out


def test_somebodys_key_is_added_by_its_public_part(keyed: Project) -> None:
    one = json.loads(keyed.run("key", "list", "--json").out)[0]
    assert "already" in keyed.run("key", "add", "Ann", one["public"]).err
    assert "no public key" in keyed.run("key", "add", "Bo", "abc").err
    assert keyed.run("key", "add", "Bo", public("Bo").public).code == 0
    assert "Bo" in keyed.run("key", "list").out


def test_a_release_is_signed_and_proved_by_keys_from_elsewhere(keyed: Project) -> None:
    keyed.run("approve", MUTE, "--by", "Ann")
    assert keyed.run("release").code == 0
    trust = ("--keys", "l10n.keys.toml")
    unsigned = keyed.run("verify", LATEST, *trust)
    assert (unsigned.code, "None of the keys that you trust" in unsigned.err) == (1, True)
    assert keyed.run("release", "--sign", "--by", "Ann").code == 0
    for place in (LATEST, *map(str, keyed.root.glob("build/releases/*.tar.gz"))):
        told = keyed.run("verify", place, *trust)
        assert (told.code, f"Signed by Ann, key {key_of(keyed)}." in told.out) == (0, True), told
    again = keyed.run("release", "--sign", "--by", "Ann")
    assert "Nothing changed" in again.out
    assert keyed.run("release", "--sign", "--by", "Bo").code == 2
    [beside] = Path(keyed.root / "build/releases").glob("*.signatures.json")
    text = beside.read_text()
    beside.write_text(text.replace('"at": "2', '"at": "1'))
    assert "none by Ann" in keyed.run("verify", LATEST, *trust).err
    assert keyed.run("release", "--sign", "--by", "Ann").code == 0
    assert keyed.run("verify", LATEST, *trust).code == 0
    keyed.write("others.toml", "")
    assert keyed.run("verify", LATEST, "--keys", "others.toml").code == 1


def test_whoever_forges_a_release_as_a_whole_can_not_forge_the_signatures(keyed: Project) -> None:
    """Every hash made anew, and the keys in the manifest too: keys from elsewhere tell."""
    keyed.run("approve", MUTE, "--by", "Ann")
    assert keyed.run("release", "--sign", "--by", "Ann").code == 0
    trusted = keyed.root / "l10n.keys.toml"
    trusted.rename(keyed.root / "elsewhere.toml")
    text = keyed.catalog.read_text("utf-8")
    keyed.catalog.write_text(text.replace("静音", "哑音"), "utf-8")
    forge(keyed)
    assert keyed.run("release").code in {0, 1}
    assert keyed.run("verify", LATEST).code == 0
    told = keyed.run("verify", LATEST, "--keys", "elsewhere.toml")
    assert (told.code, "Ann has a key, and did not sign this" in told.err) == (1, True)


def test_the_hook_refuses_a_forged_approval_and_what_a_new_key_makes_of_old_ones(
    keyed: Project,
) -> None:
    (keyed.root / "l10n.keys.toml").rename(keyed.root / "away.toml")
    keyed.write(".gitignore", ".l10n/\nbuild/\nhome/\naway.toml\n")
    forge(keyed)
    git(keyed, "init", "--quiet")
    git(keyed, "add", "--all")
    git(keyed, "commit", "--quiet", "--message", "start")
    (keyed.root / "away.toml").rename(keyed.root / "l10n.keys.toml")
    assert _hook(keyed, "check").returncode == 0
    git(keyed, "add", "--all")
    told = _hook(keyed, "check")
    assert (told.returncode, told.stdout.count("[signature]")) == (1, 3), told
    assert keyed.run("key", "sign", "--by", "Ann", "--yes").code == 0
    git(keyed, "add", "--all")
    assert _hook(keyed, "check").returncode == 0


def test_a_key_is_not_made_without_a_word_about_its_passphrase(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(project.root / "home"))
    done = project.run("key", "new", "--name", "Ann")
    assert (done.code, "--no-passphrase" in done.err) == (2, True)
    assert not (project.root / "l10n.keys.toml").exists()
