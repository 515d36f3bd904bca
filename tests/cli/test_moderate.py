"""`l10n captions moderate`, and what lists of sensitive terms do to the other commands."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import SETTINGS, Project

LIST = "term,language,category,severity\n刷单,zh,scam,high\nscam,en,scam,low\n"
POSTS = [
    {"id": "p1", "title": "Look", "body": "It is a s c a m"},
    {"id": "p2", "text": "Lovely noodles here today"},
]


def start(project: Project, text: str = LIST) -> None:
    project.write("l10n.toml", SETTINGS + '\n[captions]\nmoderation = ["moderation/*.csv"]\n')
    project.write("moderation/list.csv", text)
    project.write("posts.jsonl", "".join(json.dumps(post) + "\n" for post in POSTS))


def pairs(path: Path) -> dict[str, dict[str, Any]]:
    found = map(json.loads, path.read_text("utf-8").splitlines())
    return {pair["id"]: pair for pair in found}


def test_a_flagged_post_is_for_a_person_all_of_it(project: Project) -> None:
    start(project)
    assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    made = pairs(project.root / "pairs.jsonl")
    for name in ("p1/title", "p1/body"):
        assert made[name]["route"] != "auto"
        assert "moderation:scam" in made[name]["reasons"]
    assert not any("moderation" in reason for reason in made["p2/text"]["reasons"])


def test_what_waits_is_counted_and_held_back(project: Project) -> None:
    start(project)
    assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    # Whoever wrote the pairs, with whichever lists: what comes in is looked at again.
    text = (project.root / "pairs.jsonl").read_text("utf-8")
    project.write("pairs.jsonl", text.replace("moderation:scam", "x").replace('"review"', '"auto"'))
    assert project.run("sync", "pairs.jsonl").code == 0
    told = project.run("captions", "moderate")
    assert told.code == 0
    assert "The longest waits since" in told.out
    assert project.run("captions", "moderate", "--json").out == ""
    made = project.run(
        "export", "-l", "zh_Hans", "--kind", "caption", "-o", "out.csv", "--format", "csv"
    )
    assert "2 captions are held back by moderation" in made.err
    assert "noodles" in (project.root / "out.csv").read_text("utf-8")
    assert "s c a m" not in (project.root / "out.csv").read_text("utf-8")


def test_a_longer_list_flags_what_is_there(project: Project) -> None:
    start(project)
    assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    assert project.run("sync", "pairs.jsonl").code == 0
    project.write("moderation/list.csv", LIST + "noodles,en,food,low\n")
    assert "1 text was flagged" in project.run("captions", "moderate").out
    assert "flagged or cleared" not in project.run("captions", "moderate").out


def test_a_list_that_is_gone_or_wrong_stops_what_would_let_posts_through(project: Project) -> None:
    start(project, "term,language,category,severity\nscam,en,scam,grave\n")
    for command in (
        ("captions", "posts.jsonl", "-o", "pairs.jsonl"),
        ("captions", "moderate"),
        ("export", "-l", "zh_Hans", "-o", "out.xlf"),
    ):
        wrong = project.run(*command)
        assert (wrong.code, "moderation/list.csv:2" in wrong.err) == (2, True), command
    (project.root / "moderation/list.csv").unlink()
    gone = project.run("captions", "posts.jsonl", "-o", "pairs.jsonl")
    assert (gone.code, "No sensitive term is listed" in gone.err) == (2, True)
    project.write("l10n.toml", SETTINGS)
    assert "no lists" in project.run("captions", "moderate").err
