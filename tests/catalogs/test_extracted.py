"""What was extracted is kept as long as it holds, and comes out the same however it was read."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from l10n import plugins
from l10n.catalogs import workers
from l10n.catalogs.extract import extract
from l10n.catalogs.extracted import FILE
from l10n.catalogs.rows import packed, unpacked
from l10n.extractors.reading import read
from l10n.project import config
from tests.conftest import SETTINGS, Project

OLD = 1_600_000_000
KINDS = """
[[sources]]
extractor = "javascript"
include = ["app/**/*.tsx"]
"""


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    seen: list[str] = []

    def noting(extractor: Any, path: Path, name: str, options: Any) -> Any:
        seen.append(name)
        return read(extractor, path, name, options)

    monkeypatch.setattr(workers, "read", noting)
    return seen


def run(project: Project) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(project.run("extract", "--json").out)
    return found


def aged(project: Project) -> None:
    """All files of the app were last changed long ago."""
    for path in (project.root / "app").rglob("*.*"):
        os.utime(path, (OLD, OLD))


def changed_unseen(project: Project) -> None:
    """A file has other words of the same length, and says that it is as old as it was."""
    text = (project.root / "app/main.py").read_text("utf-8")
    project.write("app/main.py", text.replace("Mute", "Mate"))
    aged(project)


def test_a_file_that_did_not_change_is_not_read_again(project: Project, reads: list[str]) -> None:
    project.write("l10n.toml", SETTINGS + KINDS)
    project.write(
        "app/b.tsx", 't("home.title", "Home"); t("Hello"); t(`a ${b} c`);\n// L10N: x\n$t(y)'
    )
    first = run(project)
    assert sorted(reads) == ["app/b.tsx", "app/main.py"]
    reads.clear()
    assert run(project) == first
    assert reads == []


CHANGES: dict[str, Callable[[Project], object]] = {
    "the file, in size": lambda p: p.write("app/main.py", '_("other words now")\n'),
    "the file, of the same size and time": changed_unseen,
    "an option": lambda p: p.write(
        "l10n.toml", SETTINGS.replace("[engine]", '[sources.options]\nkeywords = ["tr"]\n[engine]')
    ),
    "the kept file, damaged": lambda p: p.write(FILE, "{nope"),
    "the kept file, of other code": lambda p: p.write(FILE, '{"code": "x", "files": {}}'),
    "the kept file, gone": lambda p: (p.root / FILE).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_read_again(project: Project, reads: list[str], change: str) -> None:
    aged(project)
    run(project)
    reads.clear()
    CHANGES[change](project)
    again = run(project)
    assert reads == ["app/main.py"]
    assert (
        project.run("extract", "--json").out
        == json.dumps(again, ensure_ascii=False, indent=2) + "\n"
    )


def test_a_file_only_touched_is_not_read_again(project: Project, reads: list[str]) -> None:
    run(project)
    reads.clear()
    aged(project)
    run(project)
    assert reads == []


def test_a_file_with_an_error_is_told_of_every_time(project: Project) -> None:
    project.write("app/bad.py", "_('x'\n")
    for _time in range(2):
        told = project.run("extract", "--json")
        assert told.code == 2
        assert "app/bad.py:1" in told.err


def test_findings_and_their_language_are_kept_too(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("app/bad.py", '_(f"Hello {name}")\n_(name)\n')
    for _time in range(2):
        told = project.run("extract")
        assert told.code == 1
        assert "app/bad.py:1: [not-constant]" in told.err
        assert "app/bad.py:2" not in told.err
        assert "not shown: 1" in told.err
    whole = project.run("extract", "--verbose")
    assert "app/bad.py:2: [not-constant]" in whole.err
    update = project.run("update")
    assert update.code == 1
    assert "app/bad.py:1: [not-constant]" in update.err
    assert 'msgid "Mute words and tags"' in project.catalog.read_text("utf-8")


def test_several_processes_find_what_one_finds(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("l10n.toml", SETTINGS + KINDS)
    for number in range(7):
        project.write(f"app/more{number}.py", f'_("text {number}")\n_(f"glued {{x}}")\n' * number)
        project.write(f"app/more{number}.tsx", f't("key.{number}", "Text {number}")\nt("Plain")')
    project.write("app/bad.py", "_('x'\n")
    settings = config.load(project.root / "l10n.toml")
    alone = extract(settings)
    (project.root / FILE).unlink()
    monkeypatch.setattr(workers, "FLOOR", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1, 2}, raising=False)
    together = extract(settings)
    assert (together.units, together.findings) == (alone.units, alone.findings)
    assert [str(error) for error in together.errors] == [str(error) for error in alone.errors]
    assert len(json.loads((project.root / FILE).read_bytes())["files"]) == 15


def test_a_process_that_ends_early_costs_time_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("app/more.py", '_("more")\n')
    settings = config.load(project.root / "l10n.toml")
    monkeypatch.setattr(workers, "FLOOR", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert len(extract(settings).units) == 4


def test_a_wrong_option_is_told_though_other_processes_met_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(
        "l10n.toml", SETTINGS.replace("[engine]", '[sources.options]\nkeywords = "tr"\n[engine]')
    )
    project.write("app/more.py", '_("more")\n')
    monkeypatch.setattr(workers, "FLOOR", 0)
    told = project.run("extract")
    assert told.code == 2
    assert "'keywords'" in told.err


def test_every_extractor_of_sources_is_kept(project: Project) -> None:
    """What is found by ours can be written and read; a new kind of thing must be too."""
    cases = Path(__file__).parents[1] / "extractors" / "cases"
    for name in (folder.name for folder in cases.iterdir()):
        extractor = plugins.pick("extractors", name)
        for path in (p for p in (cases / name).iterdir() if p.suffix != ".jsonl"):
            with path.open("rb") as file:
                items = list(extractor.extract(file, path.name, {}))
            rows = packed(items, path.name)
            if rows is not None:
                there = json.loads(json.dumps(rows))
                assert list(unpacked(there, path.name)) == items
