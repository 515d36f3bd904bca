"""`l10n export` and `l10n import`: work goes out as a file and comes back line by line."""

import json
from typing import Any

import pytest

from tests.conftest import Outcome, Project

MUTE = "Mute words and tags"
MACHINE, GOOD = "静音译[words and tags]", "静音词语和标签"
PAIR = {
    "id": "p1/body",
    "from": "en",
    "to": "zh",
    "source": "Tasty",
    "target": "好吃",
    "origin": "machine",
    "by": "fake 1",
    "quality": 0.9,
    "route": "auto",
}


@pytest.fixture
def synced(project: Project) -> Project:
    project.run("run")
    assert project.run("sync").code == 0
    return project


def out(project: Project, *arguments: str, name: str = "work.csv") -> str:
    done = project.run("export", "-l", "zh_Hans", "-o", name, *arguments)
    assert done.code == 0, done.err
    return (project.root / name).read_text("utf-8")


def back(project: Project, text: str, *arguments: str, name: str = "back.csv") -> Outcome:
    project.write(name, text)
    return project.run("import", name, "--by", "Ann", "--json", *arguments)


def line(done: Outcome) -> dict[str, Any]:
    [found] = [n for n in json.loads(done.out)["lines"] if n["outcome"] != "unchanged"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("form", ["xliff", "csv", "po"])
def test_a_file_that_nobody_touched_brings_nothing(synced: Project, form: str) -> None:
    name = {"xliff": "w.xlf", "csv": "w.csv", "po": "w.po"}[form]
    out(synced, "--format", form, name=name)
    done = synced.run("import", name, "--by", "Ann", "--json")
    assert done.code == 0
    told = json.loads(done.out)
    assert (told["decided"], {n["outcome"] for n in told["lines"]}) == (0, {"unchanged"})


def test_new_words_are_taken_and_reach_the_catalog(synced: Project) -> None:
    text = out(synced, "--format", "csv").replace(MACHINE, GOOD)
    dry = back(synced, text, "--dry-run")
    assert (line(dry)["actions"], json.loads(dry.out)["decided"]) == (["edit"], 0)
    done = back(synced, text)
    assert (done.code, json.loads(done.out)["decided"]) == (0, 1)
    assert synced.run("sync").code == 0
    assert GOOD in synced.catalog.read_text("utf-8")
    assert json.loads(back(synced, text).out)["decided"] == 0


def test_an_approval_in_the_file_is_one_by_who_imports(synced: Project) -> None:
    text = out(synced, "--format", "csv")
    old = next(row for row in text.splitlines() if MACHINE in row)
    new = old.replace(MACHINE, GOOD).replace("machine", "approved", 1)
    done = back(synced, text.replace(old, new))
    assert line(done)["actions"] == ["edit", "approve"]
    synced.run("sync")
    assert "Ann" in synced.catalog.read_text("utf-8")


def test_a_registered_person_is_held_to_their_role(
    synced: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    made = synced.run("user", "add", "Ann", "--role", "translator", "--password-stdin")
    assert made.code == 0, made.err
    text = out(synced, "--format", "csv")
    old = next(row for row in text.splitlines() if MACHINE in row)
    new = old.replace(MACHINE, GOOD).replace("machine", "approved", 1)
    done = back(synced, text.replace(old, new))
    assert (done.code, line(done)["actions"]) == (1, ["edit"])
    assert "reviewer" in line(done)["reason"]


def test_what_changed_here_meanwhile_is_a_conflict(synced: Project) -> None:
    text = out(synced, "--format", "csv")
    back(synced, text.replace(MACHINE, GOOD))
    done = back(synced, text.replace(MACHINE, "静音别的"))
    assert (done.code, line(done)["outcome"]) == (1, "conflict")


def test_words_with_errors_are_told_and_not_approved(synced: Project) -> None:
    text = out(synced, "--format", "csv")
    old = next(row for row in text.splitlines() if MACHINE in row)
    new = old.replace(MACHINE, "哑词").replace("machine", "approved", 1)
    found = line(back(synced, text.replace(old, new)))
    assert found["actions"] == ["edit"]
    assert "terms" in {finding["check"] for finding in found["findings"]}


def test_the_table_tells_people_line_by_line(synced: Project) -> None:
    synced.write("back.csv", out(synced, "--format", "csv").replace(MACHINE, GOOD))
    done = synced.run("import", "back.csv", "--by", "Ann")
    assert MUTE in done.out
    assert "1 units taken" in done.out


def test_filters_choose_what_goes_out(synced: Project) -> None:
    assert MUTE in out(synced, "--format", "csv", "--state", "machine")
    assert MUTE not in out(synced, "--format", "csv", "--state", "approved")
    assert MUTE not in out(synced, "--format", "csv", "--kind", "caption")


def test_only_approved_captions_ship_as_json_lines(synced: Project) -> None:
    pairs = [PAIR, {**PAIR, "id": "p2/body", "source": "Salty", "target": "咸"}]
    synced.write("pairs.jsonl", "".join(json.dumps(pair) + "\n" for pair in pairs))
    assert synced.run("sync", "pairs.jsonl").code == 0
    shipping = ("--kind", "caption", "--format", "jsonl")
    assert out(synced, *shipping, name="posts.jsonl") == ""
    text = out(synced, "--kind", "caption", "--format", "csv")
    old = next(row for row in text.splitlines() if "Tasty" in row)
    assert back(synced, text.replace(old, old.replace("machine", "approved", 1))).code == 0
    [shipped] = out(synced, *shipping, name="posts.jsonl").splitlines()
    found = json.loads(shipped)
    assert found.pop("approved_at")
    assert found == {
        "id": "p1/body",
        "from": "en",
        "to": "zh_Hans",
        "source": "Tasty",
        "target": "好吃",
        "approved_by": "Ann",
    }


def test_posts_that_say_the_same_do_not_fit_po(synced: Project) -> None:
    pairs = [PAIR, {**PAIR, "id": "p2/body"}]
    synced.write("pairs.jsonl", "".join(json.dumps(pair) + "\n" for pair in pairs))
    synced.run("sync", "pairs.jsonl")
    done = synced.run("export", "--kind", "caption", "--format", "po", "-o", "w.po")
    assert done.code == 2
    assert "CSV" in done.err
    assert not (synced.root / "w.po").exists()


BAD = {
    "no such kind": ("a.exe", "x"),
    "broken": ("a.xlf", "<xliff"),
    "no locale": ("a.csv", "id,locale,source,target\n1,de,a,b\n"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_makes_no_sense_is_one_clear_error(synced: Project, name: str) -> None:
    file, text = BAD[name]
    synced.write(file, text)
    done = synced.run("import", file, "--by", "Ann")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert done.err.strip()


def test_an_unknown_locale_is_refused(synced: Project) -> None:
    assert synced.run("export", "-l", "xx", "-o", "w.xlf").code == 2
    synced.write("a.csv", "id\n")
    assert synced.run("import", "a.csv", "-l", "xx").code == 2


def test_commands_in_a_row_do_what_the_words_say(project: Project) -> None:
    project.run("run")
    out(project, "--format", "po", name="old.po")
    file = project.root / "old.po"
    file.write_text(file.read_text("utf-8").replace(MACHINE, GOOD), "utf-8")
    project.write("app/more.py", '_("Save draft")')
    assert project.run("update").code == 0
    assert project.run("import", "old.po", "-l", "zh_Hans", "--by", "Ann").code == 0
    assert GOOD in project.catalog.read_text("utf-8")
    states = json.loads(project.run("status", "--json").out)["locales"][0]["states"]
    assert states["suggested"] == 1
    assert "Save draft" in out(project, "--format", "csv", name="new.csv")


APART = 'print(pgettext("verb", "Open"), pgettext("state", "Open"))\n'


def test_a_table_of_source_and_target_is_matched_by_source(synced: Project) -> None:
    synced.write("app/apart.py", APART)
    synced.run("run")
    table = f"source,target\n{MUTE},{GOOD}\nNever heard,没听过\nOpen,打开\n%(n)d notes,%(n)d 篇\n"
    done = back(synced, table, "-l", "zh_Hans")
    told = {n["line"]: (n["outcome"], n["reason"]) for n in json.loads(done.out)["lines"]}
    assert told[2] == ("edit", "")
    assert told[3][0] == "unknown"
    assert told[4][0] == "refused"
    assert "Several units have this source: 'Open'" in told[4][1]
    assert told[5] == ("edit", "")
    assert GOOD in synced.catalog.read_text("utf-8")
    told_apart = back(synced, "source,target,context\nOpen,打开,verb\n", "-l", "zh_Hans")
    assert line(told_apart)["outcome"] == "edit"


def test_a_table_without_ids_takes_no_approval_away(synced: Project) -> None:
    synced.run("approve", MUTE, "--by", "Ann")
    done = back(synced, f"source,target\n{MUTE},{GOOD}\n", "-l", "zh_Hans")
    assert (done.code, line(done)["outcome"]) == (1, "conflict")
    assert GOOD not in synced.catalog.read_text("utf-8")
