"""Samples of captions: drawn by their hashes, read once, never extended, and what ships on them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from l10n.captions import bounds
from l10n.captions.release import RELEASED, manifest_of, release
from l10n.captions.sample import Chosen, Plan, draw
from l10n.captions.standing import Stage, Standing, judge, standing_of, standings
from l10n.errors import ReviewError, StorageError
from l10n.model import Kind, Route, State
from l10n.review.decide import Actor, Decision, Rules, decide
from l10n.review.judges import Judges
from l10n.store import queue, samples, units
from l10n.store.records import Record
from l10n.store.samples import Drawn, Said, Verdict
from l10n.transitions import Action, Role
from tests.captions.test_units import PAIR, bring
from tests.reviewing import ReviewProject

# Eight are read, and none may be wrong.
PLAN = Plan(0.2, 0.8)
SEED = "a seed"
ANN = Actor("Ann", Role.REVIEWER)


def pair(number: int, **more: Any) -> dict[str, Any]:
    """A caption of a number: so many of them are a stratum."""
    facts = {"id": f"p{number}", "source": f"好吃 {number}", "target": f"Tasty {number}"}
    return {**PAIR, **facts, "terms": [], "reasons": [], **more}


def taken(reviewed: ReviewProject, count: int = 60, start: int = 0, **more: Any) -> None:
    _done, errors = bring(reviewed, *(pair(n, **more) for n in range(start, start + count)))
    assert errors == []


def drawn(reviewed: ReviewProject, plan: Plan | None = PLAN, **asked: Any) -> list[Chosen]:
    return draw(reviewed.database, plan, SEED, "Ann", reviewed.now(), **asked)


def standing(reviewed: ReviewProject, number: int = 1) -> Standing:
    with reviewed.database.reading() as connection:
        sample = samples.get(connection, number)
        assert sample
        return standing_of(connection, sample)


def say(
    reviewed: ReviewProject,
    one: Drawn,
    verdict: Verdict = Verdict.FINE,
    note: str = "",
    actor: Actor = ANN,
    number: int = 1,
) -> Standing:
    rules = Rules(Judges(reviewed.config, reviewed.database).checker)
    with reviewed.database.writing() as connection:
        sample = samples.get(connection, number)
        assert sample
        said = Said(one.place, verdict, note, reviewed.now(), actor.name)
        return judge(connection, rules, actor, sample, said)


def read_all(reviewed: ReviewProject, serious: int = 0, number: int = 1) -> Standing:
    """Read on until the sample is decided; the first so many are wrong."""
    now = standing(reviewed, number)
    while now.stage is Stage.OPEN:
        wrong = len(now.serious) < serious
        verdict = Verdict.SERIOUS if wrong else Verdict.FINE
        now = say(reviewed, now.open[0], verdict, "another meaning" * wrong, number=number)
    return now


def record_of(reviewed: ReviewProject, one: Drawn) -> Record:
    with reviewed.database.reading() as connection:
        found = units.get(connection, "en", one.unit)
    assert found
    return found


def act(reviewed: ReviewProject, one: Drawn, action: Action, target: str = "") -> None:
    rules = Rules(Judges(reviewed.config, reviewed.database).checker)
    asked = Decision("en", one.unit, action, record_of(reviewed, one).hash, (target,), "why")
    with reviewed.database.writing() as connection:
        decide(connection, rules, ANN, [asked], reviewed.now())


def test_a_sample_is_the_first_by_a_seeded_hash_and_comes_out_the_same(
    reviewed: ReviewProject,
) -> None:
    taken(reviewed, 50)
    [one] = drawn(reviewed)
    assert one.sample
    assert (one.population, one.sample.size, one.sample.allowed) == (50, 8, 0)
    now = standing(reviewed)
    assert len(now.open) == 8
    names = [record.unit.id for record in reviewed.records(queue.Filter(kind=Kind.CAPTION))]
    told = {n: hashlib.sha256(f"{SEED}\nen\n{n}".encode()).hexdigest() for n in names}
    assert [d.unit for d in now.chosen] == sorted(names, key=lambda n: told[n])[:8]
    assert all(record_of(reviewed, d).hash == d.hash for d in now.chosen)


def test_each_direction_and_route_is_a_stratum_of_its_own(reviewed: ReviewProject) -> None:
    taken(reviewed, 20)
    taken(reviewed, 20, 100, route="auto")
    back = {"from": "en", "to": "zh", "target": "好吃"}
    lines = [pair(n, **back, source=f"Tasty {n}") for n in range(200, 220)]
    bring(reviewed, *lines)
    strata = [one.stratum for one in drawn(reviewed)]
    ways = [("en", "zh_Hans", Route.REVIEW), ("zh_Hans", "en", Route.AUTO)]
    assert strata == [*ways, ("zh_Hans", "en", Route.REVIEW)]


def test_strings_of_the_interface_are_never_drawn_and_never_shipped(
    reviewed: ReviewProject, tmp_path: Path
) -> None:
    reviewed.sync()
    assert any(r.state is State.MACHINE for r in reviewed.records(queue.Filter(kind=Kind.UI)))
    assert drawn(reviewed, Plan(0.5, 0.5)) == []
    taken(reviewed)
    drawn(reviewed)
    read_all(reviewed)
    release(reviewed.database, tmp_path / "out.jsonl", "Ann", reviewed.now())
    lines = [json.loads(x) for x in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert {line["id"] for line in lines} == {f"p{n}" for n in range(60)}


def test_a_small_stratum_is_for_the_queue(reviewed: ReviewProject) -> None:
    taken(reviewed, 7)
    [one] = drawn(reviewed)
    assert one.sample is None
    assert "A sample takes 8, and there are 7" in one.why


def test_what_somebody_decided_and_what_has_errors_is_not_drawn(reviewed: ReviewProject) -> None:
    taken(reviewed, 20)
    # An address that went missing is an error of the checks.
    taken(reviewed, 1, 50, source="看 https://example.com/a", target="Look")
    records = reviewed.records(queue.Filter(kind=Kind.CAPTION))
    assert [record.unit.key for record in records if record.errors] == ["p50"]
    act(reviewed, Drawn(0, records[0].unit.id, "", (), ()), Action.EDIT, "Delicious 0")
    assert drawn(reviewed)[0].population == 19


def test_a_plan_is_never_extended(reviewed: ReviewProject) -> None:
    taken(reviewed)
    drawn(reviewed)
    say(reviewed, standing(reviewed).open[0])
    [again] = drawn(reviewed, Plan(0.2, 0.8, allowed=3))
    assert again.sample is None
    assert "The plan is fixed: 7 more are to be read of sample 1." in again.why
    assert drawn(reviewed, None)[0].sample is None
    read_all(reviewed)
    assert "Sample 1 holds; release it first." in drawn(reviewed)[0].why


def test_a_plan_and_its_verdicts_can_not_be_changed_in_the_store(reviewed: ReviewProject) -> None:
    taken(reviewed)
    drawn(reviewed)
    say(reviewed, standing(reviewed).open[0])
    for name, change in {
        "samples": "allowed = 9",
        "sampled": "unit = 'other'",
        "verdicts": "verdict = 'fine'",
    }.items():
        for statement in (f"UPDATE {name} SET {change}", f"DELETE FROM {name}"):
            with pytest.raises(StorageError), reviewed.database.writing() as connection:
                connection.execute(text(statement))


def test_a_stratum_ships_when_all_is_read_and_not_before(
    reviewed: ReviewProject, tmp_path: Path
) -> None:
    taken(reviewed)
    drawn(reviewed)
    out = tmp_path / "out.jsonl"
    for left in range(8, 0, -1):
        done = release(reviewed.database, out, "Ann", reviewed.now())
        assert done.manifest is None
        assert len(done.others[0].open) == left
        assert not out.exists()
        say(reviewed, standing(reviewed).open[0])
    taken(reviewed, 5, 500)  # which came after the draw
    done = release(reviewed.database, out, "Bo", "2026-02-01T00:00:00Z")
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(lines) == 60
    assert all(line["state"] == RELEASED and "approved" not in str(line) for line in lines)
    assert sum(done.waiting.values()) == 5
    told = json.loads(manifest_of(out).read_text("utf-8"))
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (told["state"], told["by"], told["pairs"]) == (RELEASED, "Bo", 60)
    [stratum] = told["strata"]
    wanted = {"claim": 0.2, "confidence": 0.8, "read": 8, "errors": 0, "allowed": 0, "seed": SEED}
    assert wanted.items() <= stratum.items()
    assert stratum["bound"] == bounds.upper(0, 8, 0.8) <= 0.2
    assert (stratum["readers"], stratum["population"], stratum["shipped"]) == ({"Ann": 8}, 60, 60)
    # Nobody stands by these words: in the store they are a machine's still.
    states = {r.state for r in reviewed.records(queue.Filter(kind=Kind.CAPTION))}
    assert states == {State.MACHINE}
    with reviewed.database.reading() as connection:
        assert samples.released(connection) == {1: "2026-02-01T00:00:00Z"}
    # What came since is a stratum anew.
    assert drawn(reviewed)[0].population == 5


def test_one_serious_error_too_many_ends_the_sample(
    reviewed: ReviewProject, tmp_path: Path
) -> None:
    taken(reviewed)
    drawn(reviewed)
    wrong = standing(reviewed).open[3]
    now = say(reviewed, wrong, Verdict.SERIOUS, "another meaning")
    assert (now.stage, now.read) == (Stage.FAILED, 1)
    with pytest.raises(ReviewError, match="The sample is decided"):
        say(reviewed, now.open[0])
    assert release(reviewed.database, tmp_path / "x.jsonl", "Ann", reviewed.now()).manifest is None
    # The words are rejected, so that they do not come back.
    assert record_of(reviewed, wrong).state is State.REJECTED
    # The plan had one draw; what stands there is never drawn again, and new words are.
    [one] = drawn(reviewed)
    assert (one.sample, one.why) == (None, "Nothing new came since the last sample.")
    taken(reviewed, 30, target="Very tasty")
    bring(reviewed, *(pair(n, target=f"Very tasty {n}") for n in range(30)))
    assert drawn(reviewed)[0].population > 0


def test_allowed_errors_do_not_ship_and_the_rest_does(
    reviewed: ReviewProject, tmp_path: Path
) -> None:
    taken(reviewed)
    [one] = drawn(reviewed, Plan(0.2, 0.8, allowed=1))
    assert one.sample
    assert one.sample.size == 14
    now = read_all(reviewed, serious=1)
    assert (now.stage, now.errors) == (Stage.HOLDS, 1)
    release(reviewed.database, tmp_path / "out.jsonl", "Ann", reviewed.now())
    lines = [json.loads(x) for x in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    gone = record_of(reviewed, now.serious[0]).unit.key
    assert {line["id"] for line in lines} == {f"p{n}" for n in range(60)} - {gone}


def test_a_second_draw_is_of_what_nobody_read_and_all_draws_share_the_confidence(
    reviewed: ReviewProject,
) -> None:
    taken(reviewed)
    plan = Plan(0.2, 0.8, draws=2)
    [one] = drawn(reviewed, plan)
    assert one.sample
    assert one.sample.size == plan.size == bounds.size(0.2, 0.9, 0) > PLAN.size
    first = read_all(reviewed, serious=1)
    assert "has a draw left: --again" in drawn(reviewed)[0].why
    [again] = drawn(reviewed, None)
    assert again.sample
    assert (again.sample.plan, again.sample.draw, again.sample.draws) == (1, 2, 2)
    assert again.sample.spent == pytest.approx(0.9)
    second = standing(reviewed, 2)
    read = {d.unit for d in first.chosen if d.place in first.said}
    assert read.isdisjoint(d.unit for d in second.chosen)
    assert read_all(reviewed, number=2).stage is Stage.HOLDS
    with reviewed.database.reading() as connection:
        assert [s.stage for s in standings(connection)] == [Stage.FAILED, Stage.HOLDS]
    assert drawn(reviewed, None)[0].sample is None


def test_words_that_changed_by_themselves_are_out_and_the_next_takes_their_place(
    reviewed: ReviewProject,
) -> None:
    taken(reviewed)
    drawn(reviewed)
    first, second, *_others = standing(reviewed).chosen
    for one in (first, second):
        number = int(record_of(reviewed, one).unit.key[1:])
        bring(reviewed, pair(number, source=f"很好吃 {number}", target=f"Very tasty {number}"))
    now = standing(reviewed)
    assert (now.out, now.mended, len(now.chosen)) == ((first, second), (), 8)
    with pytest.raises(ReviewError, match="out of the sample"):
        say(reviewed, first)
    assert read_all(reviewed).stage is Stage.HOLDS


@pytest.mark.parametrize("action", [Action.EDIT, Action.REJECT])
def test_words_that_people_mend_before_they_are_read_count_as_errors(
    reviewed: ReviewProject, action: Action
) -> None:
    taken(reviewed)
    drawn(reviewed)
    one = standing(reviewed).chosen[0]
    act(reviewed, one, action, "Delicious!" if action is Action.EDIT else "")
    if action is Action.REJECT:
        # They are still there to be read, until a machine says something else.
        assert standing(reviewed).stage is Stage.OPEN
        number = int(record_of(reviewed, one).unit.key[1:])
        bring(reviewed, pair(number, target=f"Very tasty {number}"))
    now = standing(reviewed)
    assert (now.mended, now.errors, now.stage) == ((one,), 1, Stage.FAILED)


def test_a_verdict_stays_whatever_becomes_of_the_words(reviewed: ReviewProject) -> None:
    taken(reviewed)
    drawn(reviewed)
    one = standing(reviewed).chosen[0]
    say(reviewed, one)
    act(reviewed, one, Action.EDIT, "Delicious!")
    assert standing(reviewed).errors == 0
    assert read_all(reviewed).stage is Stage.HOLDS


def test_a_sample_that_loses_too_many_is_void(reviewed: ReviewProject) -> None:
    taken(reviewed, 30)
    drawn(reviewed)
    bring(reviewed, *(pair(n, target=f"Very tasty {n}") for n in range(30)))
    assert standing(reviewed).stage is Stage.VOID
    assert drawn(reviewed)[0].population == 30


def test_a_verdict_is_changed_with_a_reason_and_both_stay(
    reviewed: ReviewProject, tmp_path: Path
) -> None:
    taken(reviewed)
    drawn(reviewed)
    now = read_all(reviewed)
    one = now.chosen[0]
    with pytest.raises(ReviewError, match="said the same"):
        say(reviewed, one)
    with pytest.raises(ReviewError, match="need a reason"):
        say(reviewed, one, Verdict.SERIOUS)
    release(reviewed.database, tmp_path / "out.jsonl", "Ann", reviewed.now())
    now = say(reviewed, one, Verdict.SERIOUS, "a wrong number")
    assert (now.stage, now.revised) == (Stage.FAILED, 1)
    done = release(reviewed.database, tmp_path / "more.jsonl", "Ann", reviewed.now())
    assert done.manifest is None
    now = say(reviewed, one, Verdict.FINE, "I misread it")
    assert (now.stage, now.revised) == (Stage.HOLDS, 2)


def test_who_does_not_judge_says_nothing_of_a_sample(reviewed: ReviewProject) -> None:
    taken(reviewed)
    drawn(reviewed)
    with pytest.raises(ReviewError, match="reviewers and admins"):
        say(reviewed, standing(reviewed).open[0], actor=Actor("Tim", Role.TRANSLATOR))
