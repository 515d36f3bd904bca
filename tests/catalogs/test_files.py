"""Catalogs with other hands at them: a lock that is waited for, only what changed is written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from l10n.catalogs import files as catalog_files
from l10n.errors import StorageError
from l10n.model import Catalog, State
from l10n.project import config
from tests.conftest import Project

MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
ZH = "zh_Hans"


@pytest.fixture
def settings(project: Project) -> config.Config:
    assert project.run("run").code == 0
    return config.load(project.root / "l10n.toml")


def _changed(source: str, target: str) -> Callable[[Catalog], Catalog]:
    def change(catalog: Catalog) -> Catalog:
        entries = tuple(
            e.evolve(target=(target,), state=State.SUGGESTED, provenance=None)
            if e.unit.source[0] == source
            else e
            for e in catalog.entries
        )
        return Catalog(catalog.locale, catalog.domain, catalog.path, catalog.header, entries)

    return change


def _said(settings: config.Config) -> dict[str, str]:
    return {e.unit.source[0]: e.target[0] for e in catalog_files.read(settings, ZH).live()}


@pytest.mark.parametrize("command", [("update",), ("approve", MUTE), ("translate",), ("run",)])
def test_who_waits_too_long_for_another_writer_is_told(
    project: Project,
    settings: config.Config,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr(catalog_files, "_PATIENCE", 0.1)
    before = project.catalog.read_bytes()
    project.write("app/more.py", '_("More")\n')
    with FileLock(project.root / ".l10n/locks/zh_Hans.messages.lock"):
        told = project.run(*command)
    assert told.code == 2
    assert "Another l10n has been writing this catalog for 0.1 seconds" in told.err
    assert project.catalog.read_bytes() == before
    assert project.run(*command).code == 0
    assert settings.root == project.root


def _a_folder(lock: Path) -> None:
    lock.mkdir(parents=True)


def _a_link(lock: Path) -> None:
    lock.parent.mkdir(parents=True)
    lock.symlink_to(lock)


@pytest.mark.parametrize(
    ("command", "done"),
    [
        (("update",), "zh_TW"),
        (("translate",), "zh_TW"),
        (("run",), "zh_TW"),
        (("approve", MUTE), "1 approved"),
        (("reject", MUTE, "--reason", "clumsy"), "1 rejected"),
    ],
)
@pytest.mark.parametrize("stands", [_a_folder, _a_link])
def test_a_lock_that_can_not_be_taken_stops_its_locale_alone(
    project: Project, command: tuple[str, ...], done: str, stands: Callable[[Path], None]
) -> None:
    text = (project.root / "l10n.toml").read_text("utf-8")
    project.write("l10n.toml", text.replace('["zh_Hans"]', '["zh_Hans", "zh_TW"]'))
    assert project.run("run").code == 0
    shutil.rmtree(project.root / ".l10n/locks")
    stands(project.root / ".l10n/locks/zh_Hans.messages.lock")
    told = project.run(*command)
    assert (told.code, told.err.count("zh_Hans.messages.lock: ")) == (2, told.err.count("error: "))
    assert "Remove what stands there" in told.err
    assert done in told.out


def test_where_no_catalog_could_be_decided_on_nothing_is_said_of_its_units(
    project: Project,
) -> None:
    assert project.run("run").code == 0
    shutil.rmtree(project.root / ".l10n/locks")
    project.write(".l10n/locks", "")
    told = project.run("approve", "Of no catalog", "--by", "Ann")
    assert (told.code, told.out) == (2, "")
    assert "Remove what stands there" in told.err
    assert "No unit has the source" not in told.err


def test_another_locale_is_not_waited_for(
    project: Project, settings: config.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_files, "_PATIENCE", 0.1)
    with catalog_files.held(settings, "fr"):
        assert project.run("approve", MUTE).code == 0


def test_what_an_editor_saves_while_a_command_decides_is_seen(settings: config.Config) -> None:
    path = settings.catalog_path(ZH)
    edits = iter(["别人改了", ""])

    def change(catalog: Catalog) -> Catalog:
        if words := next(edits, ""):
            text = path.read_text("utf-8")
            path.write_text(text.replace("静音译[words and tags]", words), "utf-8")
        return _changed(VIEW, "看{name}")(catalog)

    catalog_files.edit(settings, ZH, change)
    said = _said(settings)
    assert (said[MUTE], said[VIEW]) == ("别人改了", "看{name}")


def test_a_file_that_is_saved_again_and_again_is_left_alone(settings: config.Config) -> None:
    path = settings.catalog_path(ZH)
    saved: list[int] = []

    def change(catalog: Catalog) -> Catalog:
        saved.append(len(saved))
        path.write_text(path.read_text("utf-8") + f"\n# {len(saved)}\n", "utf-8")
        return catalog

    with pytest.raises(StorageError, match="again and again"):
        catalog_files.edit(settings, ZH, change)
    assert path.read_text("utf-8").endswith(f"# {len(saved)}\n")


def test_an_entry_that_changed_meanwhile_is_left_alone(settings: config.Config) -> None:
    before = catalog_files.read(settings, ZH)
    after = _changed(VIEW, "机器的")(_changed(MUTE, "机器的话")(before))
    path: Path = settings.catalog_path(ZH)
    text = path.read_text("utf-8").replace("静音译[words and tags]", "人的话")
    path.write_text(text, "utf-8")
    written, left = catalog_files.write_changes(settings, before, after)
    assert left == 1
    assert _said(settings) == {e.unit.source[0]: e.target[0] for e in written.live()}
    assert (_said(settings)[MUTE], _said(settings)[VIEW]) == ("人的话", "机器的")
