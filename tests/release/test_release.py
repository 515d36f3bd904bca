"""What a release holds, what keeps it from being made, and how one goes back."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from l10n.model import Unit, content_hash
from l10n.release import manifest
from tests.conftest import SETTINGS, Project
from tests.release.project import LATEST, released, two_locales

MUTE = "Mute words and tags"


def told(folder: Path) -> Any:
    return json.loads((folder / "manifest.json").read_bytes())


def test_it_holds_what_compile_writes_and_every_file_is_named(project: Project) -> None:
    folder = released(project)
    assert project.run("compile").code == 0
    compiled = {
        path.relative_to(at): path.read_bytes()
        for at in (project.root / "build/release", project.root)
        for path in (at.rglob("*") if at.name == "release" else at.glob("web/*.json"))
        if path.is_file()
    }
    compiled.pop(Path("web/en.json"))
    assert len(compiled) == 6
    for path, data in compiled.items():
        assert (folder / path).read_bytes() == data
    about = told(folder)["files"]
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert there == set(about) | {"manifest.json", "SHA256SUMS"}
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == there - {"SHA256SUMS"}
    for name, hash_ in sums.items():
        assert sha256((folder / name).read_bytes()).hexdigest() == hash_
    assert folder.name == sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()[:16]


def test_the_manifest_tells_of_each_unit_why_its_words_ship(project: Project) -> None:
    content = told(released(project))
    assert content["format"] == manifest.FORMAT
    units = content["units"]["zh_Hans"]
    assert len(units) == content["locales"]["zh_Hans"]["shipped"] == 3
    [(name, one)] = [(n, u) for n, u in units.items() if u["name"] == MUTE]
    unit = Unit((MUTE,))
    assert name == unit.id
    target = json.loads((project.root / LATEST / "zh_Hans/messages.json").read_bytes())[MUTE]
    assert one["source"] == manifest.source_hash("", (MUTE,))
    assert one["target"] == manifest.target_hash((target,))
    assert one["approval"]["hash"] == content_hash("zh_Hans", unit, (target,))
    assert (one["approval"]["by"], one["approval"]["reason"]) == ("Ann", "all")
    assert one["machine"] == {"engine": "fake", "model": "1", "quality": one["machine"]["quality"]}
    [term] = one["terms"]
    assert content["terms"][term] == {"source": "mute", "target": "静音", "rule": "must"}
    assert len(content["locales"]["zh_Hans"]["checks"]) == 16
    assert {u["name"] for u in content["units"]["zh_Hans/web"].values()} == {
        "home.title",
        "home.mute",
    }


def test_the_models_are_listed_for_cyclonedx(project: Project) -> None:
    listed = json.loads((released(project) / "components.cdx.json").read_bytes())
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    [model] = listed["components"]
    assert (model["type"], model["name"]) == ("machine-learning-model", "1")
    assert {"name": "l10n:units", "value": "10"} in model["properties"]
    assert "timestamp" not in json.dumps(listed)


def test_words_that_a_person_went_over_are_told_so(project: Project) -> None:
    project.run("run")
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(text.replace("静音", "把它静音"), "utf-8")
    for words in (("approve", MUTE, "--by", "Ann"), ("sync",), ("update",), ("release",)):
        assert project.run(*words).code == 0
    [unit] = told(project.root / LATEST)["units"]["zh_Hans"].values()
    assert (unit["machine"]["engine"], unit["machine"]["edited"]) == ("fake", True)


MADE_BY = {
    "argos en_zh 1.9 sha256:0123456789abcdef": ("argos", "en_zh 1.9", "0123456789abcdef"),
    "openai gpt-4o": ("openai", "gpt-4o", None),
    "somebody": ("somebody", "somebody", None),
}


@pytest.mark.parametrize("said", MADE_BY)
def test_a_model_is_told_with_its_hash(said: str) -> None:
    from l10n.model import Origin, Provenance, Route

    made = manifest.model_of(Provenance("", Origin.MACHINE, said, 0.5, Route.REVIEW))
    assert (made["engine"], made["model"], made.get("hash")) == MADE_BY[said]


def test_a_second_release_of_the_same_changes_nothing(project: Project) -> None:
    folder = two_locales(project)
    before = {p: p.stat().st_mtime_ns for p in folder.parent.rglob("*")}
    again = project.run("release")
    assert (again.code, "Nothing changed" in again.out) == (0, True)
    assert {p: p.stat().st_mtime_ns for p in folder.parent.rglob("*")} == before


def test_one_goes_back_to_the_former_release(project: Project) -> None:
    first = two_locales(project)
    project.run("reject", MUTE, "--reason", "no", "--by", "Bo")
    done = project.run("release", "--json")
    second = json.loads(done.out)
    assert (done.code, second["former"]) == (0, first.name)
    assert (project.root / LATEST).resolve().name == second["release"] != first.name
    back = project.run("release", "use", first.name)
    assert (back.code, "is " + first.name in back.out) == (0, True)
    assert (project.root / LATEST).resolve() == first
    assert "already" in project.run("release", "use", first.name).out
    assert f"{first.name} already" in project.run("release", "use", "latest").out
    unknown = project.run("release", "use", "../../app")
    assert (unknown.code, second["release"] in unknown.err) == (2, True)


def test_nobody_goes_back_to_a_release_that_was_changed(project: Project) -> None:
    first = two_locales(project)
    project.run("reject", MUTE, "--reason", "no", "--by", "Bo")
    project.run("release")
    second = (project.root / LATEST).resolve()
    changed = first / "zh_Hans/LC_MESSAGES/messages.mo"
    changed.write_bytes(changed.read_bytes().replace("静音".encode(), "哑音".encode()))
    done = project.run("release", "use", first.name)
    assert (done.code, "not what was released" in done.err) == (2, True)
    assert (project.root / LATEST).resolve() == second


def test_the_projects_releases_are_meant_from_any_of_its_folders(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = two_locales(project)
    monkeypatch.chdir(project.root / "app")
    assert "Nothing changed" in project.run("release").out
    assert project.run("release", "use", first.name).code == 0
    assert project.run("release", "diff", first.name).code == 0
    assert project.run("release", "--releases", "mine").code == 0
    assert (project.root / "app/mine/latest").resolve().name == first.name


def test_what_can_not_be_whole_is_not_released(project: Project) -> None:
    first = two_locales(project)
    french = project.root / "locales/fr/LC_MESSAGES/messages.po"
    for broken in ("<<<<<<< HEAD\n", None):
        project.run("reject", MUTE, "--reason", "no", "--by", "Bo")
        if broken:
            kept = french.read_text("utf-8")
            french.write_text(broken, "utf-8")
            done = project.run("release")
            assert (done.code, "No release was made" in done.err) == (2, True)
            french.write_text(kept, "utf-8")
        else:
            project.write("glossary/terms.csv", "from,to\nnothing\n")
            assert project.run("release").code == 2
        assert (project.root / LATEST).resolve() == first
        assert len(list(first.parent.glob("*.tar.gz"))) == 1


def test_a_release_never_runs_over_words_that_the_team_wrote_into_its_file(
    project: Project,
) -> None:
    released(project)
    project.write("web/zh_Hans.json", '{"home": {"title": "手写的"}}\n')
    done = project.run("release")
    assert (done.code, "edited in the file" in done.err) == (2, True)


def test_approved_words_that_fail_todays_checks_are_held_back_and_told(project: Project) -> None:
    first = two_locales(project)
    project.write(
        "glossary/terms.csv",
        "from,to,source,target,variants,forbidden,rule,case,pos\nen,zh,note,笔记本,,,must,any,noun\n",
    )
    done = project.run("release")
    assert (done.code, "held back: %(n)d note" in done.err) == (1, True)
    latest = (project.root / LATEST).resolve()
    assert latest != first
    assert len(told(latest)["units"]["zh_Hans"]) == 2


def test_a_folder_that_somebody_changed_is_no_release_of_ours(project: Project) -> None:
    folder = two_locales(project)
    (folder / "fr/messages.json").write_text("{}", "utf-8")
    done = project.run("release")
    assert (done.code, "holds something else" in done.err) == (2, True)
    assert (folder / "fr/messages.json").read_text() == "{}"


def test_nothing_else_has_the_place_of_the_link(project: Project) -> None:
    project.run("update")
    theirs = project.write(f"{LATEST}/mine.txt", "mine")
    done = project.run("release")
    assert (done.code, "Something else stands" in done.err) == (2, True)
    assert theirs.read_text() == "mine"


def test_two_release_folders_with_the_same_names_are_kept_apart(project: Project) -> None:
    tables = "".join(
        f'[[catalogs]]\ndomain = "messages"\nname = "{name}"\n'
        f'path = "locales/{{locale}}/{name}.po"\nrelease = "build/{name}"\n'
        f'[[catalogs.sources]]\nextractor = "python"\ninclude = ["{name}/*.py"]\n'
        for name in ("app", "shop")
    )
    head, _, engine = SETTINGS.partition("[[sources]]")
    project.write("l10n.toml", head + tables + "[engine]" + engine.partition("[engine]")[2])
    project.write("shop/main.py", "_('Buy')\n")
    project.run("run")
    assert project.run("release").code == 0
    files = set(told(project.root / LATEST)["files"])
    assert {f"build/{n}/zh_Hans/messages.json" for n in ("app", "shop")} <= files
    assert project.run("verify", LATEST).code == 0
