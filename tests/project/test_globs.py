"""Patterns: relative ones begin in the project, absolute ones anywhere, and all are shown alike."""

import json
from pathlib import Path

import pytest

from l10n.project import globs
from tests.conftest import SETTINGS, Project

TERMS = "from,to,source,target,rule\nen,zh,profile,主页,must\n"


def test_each_file_is_named_once_in_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "in/c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    patterns = ["**/*.csv", "a.csv", str(tmp_path / "*.csv"), "nothing/*.csv"]
    found = globs.matching(tmp_path, patterns)
    assert [globs.shown(tmp_path, path) for path in found] == ["a.csv", "b.csv", "in/c.csv"]


@pytest.mark.parametrize("pattern", ["in/**", "in/**/*", "**"])
def test_two_stars_at_the_end_name_the_files_there(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/deep/a.py").touch()
    assert tmp_path / "in/deep/a.py" in globs.matching(tmp_path, [pattern])


@pytest.mark.parametrize("form", ["{outside}/*.csv", "{outside}/terms.csv", "../shared/*.csv"])
@pytest.mark.parametrize("table", ["", "[captions]\n"])
def test_a_glossary_may_stand_outside(project: Project, form: str, table: str) -> None:
    outside = project.root.parent / "shared"
    outside.mkdir(exist_ok=True)
    (outside / "terms.csv").write_text(TERMS, "utf-8")
    setting = f'{table}glossary = ["{form.format(outside=outside)}"]\n'
    settings = SETTINGS.replace('glossary = ["glossary/*.csv"]\n', "" if table else setting)
    project.write("l10n.toml", settings + (setting if table else ""))
    project.write("posts.jsonl", '{"id": 1, "text": "My profile"}\n')
    assert project.run("run").code == 0
    assert project.run("sync").code == 0
    assert project.run("compile").code == 0
    assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    pairs = [json.loads(line) for line in (project.root / "pairs.jsonl").read_text().splitlines()]
    assert pairs[0]["terms"] if table else True
    if not table:
        manifest = json.loads((project.root / "build/release.manifest.json").read_text("utf-8"))
        assert "../shared/terms.csv" in json.dumps(manifest)


def test_sources_may_stand_outside_and_are_shown_from_the_project(project: Project) -> None:
    outside = project.root.parent / "library"
    outside.mkdir(exist_ok=True)
    (outside / "lib.py").write_text('_("From the library")\n', "utf-8")
    project.write("l10n.toml", SETTINGS.replace("app/**/*.py", f"{outside}/*.py"))
    [unit] = json.loads(project.run("extract", "--json").out)
    assert unit["locations"] == [{"path": "../library/lib.py", "line": 1}]
