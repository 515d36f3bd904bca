"""Sampling and release by command: what a team sees of it, from the pairs to the manifest."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from l10n.store import people, samples
from l10n.store.database import Database
from l10n.store.samples import Said, Verdict
from l10n.transitions import Role
from tests.conftest import Project


@pytest.fixture
def stratum(project: Project) -> Project:
    """400 captions in the store, all of one direction and route."""
    lines = [
        {
            "id": f"p{n // 2}/{'ab'[n % 2]}",
            "from": "zh",
            "to": "en",
            "source": f"好吃 {n}",
            "target": f"Tasty {n}",
        }
        for n in range(400)
    ]
    project.write("pairs.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert project.run("run").code == 0
    assert project.run("sync", "pairs.jsonl").code == 0
    return project


@pytest.fixture
def store(stratum: Project) -> Iterator[Database]:
    with Database(stratum.root / ".l10n" / "review.sqlite") as database:
        yield database


def read(store: Database, places: range, number: int = 1, wrong: int = 0) -> None:
    """Verdicts on these places, as the audit page keeps them."""
    with store.writing() as connection:
        for place in places:
            verdict = Verdict.SERIOUS if place - places.start < wrong else Verdict.FINE
            samples.say(connection, number, Said(place, verdict, "", "2026-01-01T00:00:00Z", "Bo"))


def emitted(project: Project, *words: str) -> tuple[int, Any]:
    told = project.run(*words, "--json")
    return told.code, json.loads(told.out)


def test_299_are_read_and_not_one_fewer(stratum: Project, store: Database) -> None:
    told = stratum.run("captions", "sample", "--claim", "1%", "--confidence", "95%", "--by", "Ann")
    assert told.code == 0
    assert "299" in told.out
    assert "on the page Audit" in told.out
    told = stratum.run("captions", "release", "-o", "out.jsonl")
    assert told.code == 1
    assert "zh_Hans → en review: 299 more are to be read." in told.err
    read(store, range(1, 299))
    told = stratum.run("captions", "release", "-o", "out.jsonl")
    assert (told.code, "1 more is to be read." in told.err) == (1, True)
    assert not (stratum.root / "out.jsonl").exists()
    read(store, range(299, 300))
    told = stratum.run("captions", "release", "-o", "out.jsonl", "--by", "Ann")
    assert told.code == 0
    assert "Written: out.jsonl, out.manifest.json" in told.out
    manifest = json.loads((stratum.root / "out.manifest.json").read_text("utf-8"))
    [said] = manifest["strata"]
    assert (said["read"], said["errors"], said["shipped"]) == (299, 0, 400)
    assert 0.0099 < said["bound"] <= said["claim"] == 0.01
    # The same place takes the next release, and no other file's.
    assert stratum.run("captions", "release", "-o", "out.jsonl").code == 0
    stratum.write("out.manifest.json", '{"name": "an app"}')
    told = stratum.run("captions", "release", "-o", "out.jsonl")
    assert (told.code, "something else" in told.err) == (2, True)


def test_posts_that_wait_for_a_moderator_do_not_ship(stratum: Project, store: Database) -> None:
    assert stratum.run("captions", "sample", "--by", "Ann").code == 0
    read(store, range(1, 300))
    settings = (stratum.root / "l10n.toml").read_text("utf-8")
    stratum.write("l10n.toml", settings + '\n[captions]\nmoderation = ["moderation/*.csv"]\n')
    stratum.write("moderation/list.csv", "term,language,category,severity\n好吃 399,zh,scam,high\n")
    told = stratum.run("captions", "release", "-o", "out.jsonl")
    assert "1 caption is held back by moderation" in told.err
    shipped = (stratum.root / "out.jsonl").read_text("utf-8")
    # All texts of the post.
    assert [f"好吃 {n}" in shipped for n in (397, 398, 399)] == [True, False, False]


def test_773_are_read_where_three_may_be_wrong(stratum: Project) -> None:
    code, told = emitted(stratum, "captions", "sample", "--allow", "3")
    assert code == 1
    assert "A sample takes 773, and there are 400" in told["strata"][0]["why"]
    code, told = emitted(stratum, "captions", "sample", "--allow", "3", "--claim", "3%")
    assert (code, told["strata"][0]["size"]) == (0, 257)


def test_what_is_fixed_stays_and_what_failed_is_said(stratum: Project, store: Database) -> None:
    sample = ("captions", "sample")
    code, told = emitted(stratum, *sample, "--claim", "5%", "--draws", "2", "--seed", "s")
    assert (code, told["strata"][0]["size"], told["strata"][0]["seed"]) == (0, 72, "s")
    told = stratum.run(*sample, "--claim", "5%", "--allow", "3")
    assert (told.code, "The plan is fixed" in told.err) == (1, True)
    read(store, range(1, 2), wrong=1)
    told = stratum.run("captions", "release", "-o", "out.jsonl")
    assert (told.code, "It does not hold: 1 serious error, and 0" in told.err) == (1, True)
    assert "`l10n captions sample --again`" in told.err
    told = stratum.run(*sample, "--again", "--claim", "9%")
    assert told.code == 2
    code, told = emitted(stratum, *sample, "--again")
    assert (code, told["strata"][0]["draw"], told["strata"][0]["size"]) == (0, 2, 72)


@pytest.mark.parametrize(
    "words",
    [
        ("--claim", "0%"),
        ("--claim", "100%"),
        ("--claim", "many"),
        ("--claim", "1e400%"),
        ("--confidence", "1"),
        ("--allow", "-1"),
        ("--draws", "0"),
        ("--claim", "0.00001%"),
        ("--locale", "fr"),
        ("--route", "moon"),
    ],
)
def test_what_makes_no_plan_is_refused(project: Project, words: tuple[str, ...]) -> None:
    told = project.run("captions", "sample", *words)
    assert told.code == 2
    assert "Traceback" not in told.err


def test_who_may_not_approve_neither_draws_nor_releases(stratum: Project, store: Database) -> None:
    with store.writing() as connection:
        for name, role, own in (("Tim", Role.TRANSLATOR, ()), ("Zoe", Role.REVIEWER, ("fr",))):
            people.add(connection, name, "correct horse battery", role, own, at="2026")
    for name in ("Tim", "Zoe"):
        told = stratum.run("captions", "sample", "--by", name)
        assert (told.code, name in told.err) == (2, True)
    assert stratum.run("captions", "sample", "--by", "Ann").code == 0
    read(store, range(1, 300))
    for name in ("Tim", "Zoe"):
        told = stratum.run("captions", "release", "-o", "out.jsonl", "--by", name)
        assert (told.code, name in told.err) == (2, True)
    assert not (stratum.root / "out.jsonl").exists()
