"""`l10n calibrate`: on two hundred decisions, written where it is better, and taken back."""

import json
from typing import Any

import pytest

from l10n.project import config
from l10n.review.decide import Actor, Decision, decide
from l10n.review.judges import Judges
from l10n.store import queue
from l10n.store.database import Database
from l10n.transitions import Action, Role
from l10n.web.services import Services
from tests.conftest import Project

FILE = "l10n.calibration.json"


def decisions(project: Project, count: int, *, honest: bool = False) -> None:
    """Captions whose estimate is 0.9 or 0.3, of which people take a half and a tenth.

    Args:
        honest: whether they take nine and three in ten instead, as the estimate says.
    """
    high, low = (9, 3) if honest else (5, 1)
    lines = [
        {
            "id": f"p{n}",
            "from": "zh",
            "to": "en",
            "source": f"好吃 {n}",
            "target": f"Tasty {n}",
            "by": "zh-en 1.0",
            "quality": 0.9 if n % 2 else 0.3,
        }
        for n in range(count)
    ]
    project.write("pairs.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert project.run("run").code == 0
    assert project.run("sync", "pairs.jsonl").code == 0
    settings = config.load(project.root / "l10n.toml")
    with Database(project.root / ".l10n" / "review.sqlite") as database:
        rules = Services(settings, database).rules
        assert Judges(settings, database)
        with database.reading() as connection:
            records = queue.chosen(connection, queue.Filter(locale="en"), count)
        with database.writing() as connection:
            for record in records:
                number = int(record.unit.key[1:])
                taken = number // 2 % 10 < (high if number % 2 else low)
                action = Action.APPROVE if taken else Action.REJECT
                facts = ("en", record.unit.id, action, record.hash, (), "wrong")
                actor = Actor("Ann", Role.REVIEWER)
                decide(connection, rules, actor, [Decision(*facts)], "2026-01-01T00:00:00Z")


def calibrated(project: Project, *options: str) -> tuple[int, dict[str, Any]]:
    told = project.run("calibrate", "--json", *options)
    return told.code, json.loads(told.out)


def test_fewer_decisions_bear_no_fit(project: Project) -> None:
    decisions(project, 199)
    code, told = calibrated(project)
    assert (code, told["decisions"], told["written"]) == (1, 199, None)
    assert "There are 199 decisions; a fit takes 200." in told["why"]
    assert not (project.root / FILE).exists()


def test_a_fit_is_used_by_what_translates_and_goes_back(project: Project) -> None:
    decisions(project, 400)
    project.write("posts.jsonl", '{"id": "1", "text": "Good night, everyone"}\n')

    def pair() -> dict[str, Any]:
        assert project.run("captions", "posts.jsonl", "-o", "out.jsonl").code == 0
        told: dict[str, Any] = json.loads((project.root / "out.jsonl").read_text("utf-8"))
        return told

    shipped = pair()
    code, told = calibrated(project, "--dry-run")
    assert (code, told["written"]) == (0, None)
    assert not (project.root / FILE).exists()
    shown = project.run("calibrate")
    assert shown.code == 0
    assert "400 decisions, 120 of them taken as they were" in shown.out
    assert "Brier score" in shown.out
    assert "80% – 90%" in shown.out or "90% – 100%" in shown.out
    kept = json.loads((project.root / FILE).read_text("utf-8"))
    [fit] = kept["fits"]
    assert fit["after"]["brier"] < fit["before"]["brier"]
    assert fit["after"]["ece"] < 0.1
    assert fit["before"]["ece"] > 0.2
    assert fit["models"] == {"zh-en 1.0": 400} == {"zh-en 1.0": fit["decisions"]}
    fitted = pair()
    assert fitted["quality"] < shipped["quality"]
    assert fitted["by"].startswith(f"{shipped['by']} calibrated:")
    assert fitted["target"] == shipped["target"]
    # The same decisions bear no better fit.
    code, told = calibrated(project)
    assert (code, told["written"]) == (1, None)
    assert "no better" in told["why"]
    assert project.run("calibrate", "--undo").out == "The estimate is in use as it is shipped.\n"
    assert pair() == shipped
    assert project.run("calibrate", "--undo").code == 2


def test_an_estimate_that_comes_true_stays(project: Project) -> None:
    decisions(project, 400, honest=True)
    code, told = calibrated(project)
    assert told["before"]["ece"] < 0.1
    assert (code, told["written"]) == (1, None)


HEAD = '{"format": "l10n calibration", "version": 1, "in_use": 1, "fits": ['


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": "other"}',
        f"{HEAD}]}}",
        f'{HEAD}{{"shift": NaN, "slope": 1, "after_fit": 0, "models": {{}}}}]}}',
        f'{HEAD}{{"shift": 0, "slope": -1, "after_fit": 0, "models": {{}}}}]}}',
        f'{HEAD}{{"shift": 0, "slope": 1, "after_fit": 1, "models": {{}}}}]}}',
        f'{HEAD}{{"shift": 0, "slope": 1, "after_fit": 0}}]}}',
        f"{HEAD}7]}}",
    ],
)
def test_a_file_that_we_did_not_write_is_named(project: Project, text: str) -> None:
    project.write(FILE, text)
    told = project.run("translate")
    assert told.code == 2
    assert FILE in told.err
    assert "Traceback" not in told.err
