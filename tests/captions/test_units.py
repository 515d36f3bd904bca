"""Pairs into the store: a machine's words fill what is empty, and never take a person's place."""

import io
import json
from typing import Any

import pytest

from l10n.captions.units import TakenPairs, take
from l10n.errors import L10nError
from l10n.model import Kind, State
from l10n.review.decide import Actor, Decision, Rules, decide
from l10n.review.judges import Judges
from l10n.store import ledger, queue, suggestions
from l10n.store.records import Record
from l10n.transitions import Action, Role
from tests.reviewing import ReviewProject

PAIR: dict[str, Any] = {
    "id": "p1/body",
    "from": "zh",
    "to": "en",
    "source": "好吃",
    "target": "Tasty",
    "alternative": "Yummy",
    "origin": "machine",
    "by": "zh-en 1.0",
    "quality": 0.7,
    "route": "review",
    "reasons": ["doubt"],
    "terms": [{"term": "好", "surface": "好", "outcome": "missing", "words": ""}],
    "findings": [],
    "post": {"author": "小王", "at": "2025-01-14", "views": 1200},
}


def bring(
    reviewed: ReviewProject, *lines: dict[str, Any] | bytes
) -> tuple[TakenPairs, list[L10nError]]:
    data = b"".join((x if isinstance(x, bytes) else json.dumps(x).encode()) + b"\n" for x in lines)
    errors: list[L10nError] = []
    judges = Judges(reviewed.config, reviewed.database)
    done = take(
        io.BytesIO(data),
        "pairs.jsonl",
        reviewed.config,
        reviewed.database,
        judges,
        reviewed.now(),
        errors.append,
    )
    return done, errors


def captions(reviewed: ReviewProject) -> tuple[Record, ...]:
    return reviewed.records(queue.Filter(kind=Kind.CAPTION))


def act(
    reviewed: ReviewProject, record: Record, *actions: Action, target: str = "", note: str = "bad"
) -> None:
    rules = Rules(Judges(reviewed.config, reviewed.database).checker)
    asked = [
        Decision(record.locale, record.unit.id, a, record.hash, (target,), note) for a in actions
    ]
    with reviewed.database.writing() as connection:
        decide(connection, rules, Actor("Ann", Role.REVIEWER), asked, reviewed.now())


def test_a_pair_becomes_a_caption_unit_with_all_that_is_known(reviewed: ReviewProject) -> None:
    done, errors = bring(reviewed, PAIR)
    assert (done, errors) == (TakenPairs(added=1, suggested=1), [])
    [record] = captions(reviewed)
    assert (record.locale, record.source_locale) == ("en", "zh_Hans")
    assert (record.unit.source, record.unit.key) == (("好吃",), "p1/body")
    assert (record.state, record.target, record.quality) == (State.MACHINE, ("Tasty",), 0.7)
    assert (record.details, record.exposure) == ({"author": "小王", "at": "2025-01-14"}, 1200)
    with reviewed.database.reading() as connection:
        [event] = ledger.of(connection, "en", record.unit.id)
        offers = suggestions.of(connection, "en", record.unit.id)
    assert (event.action, event.actor) == (Action.MACHINE_SUGGEST, "zh-en 1.0")
    assert event.provenance
    assert event.provenance.hash == record.hash
    assert [offer.target for offer in offers] == [("Tasty",), ("Yummy",)]
    assert offers[0].evidence[0].term == "好"


def test_a_second_run_does_nothing(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR, {**PAIR, "id": "p2", "target": None})
    before = captions(reviewed)
    assert bring(reviewed, PAIR, {**PAIR, "id": "p2", "target": None})[0] == TakenPairs(same=2)
    assert captions(reviewed) == before
    with reviewed.database.reading() as connection:
        assert len(suggestions.of(connection, "en", before[0].unit.id)) == 2


def test_a_pair_without_a_target_waits_untranslated_and_takes_words_later(
    reviewed: ReviewProject,
) -> None:
    bring(reviewed, {**PAIR, "target": None})
    assert captions(reviewed)[0].state is State.UNTRANSLATED
    assert bring(reviewed, PAIR)[0] == TakenPairs(suggested=1)
    assert captions(reviewed)[0].state is State.MACHINE


def test_english_posts_go_to_the_target_locale(reviewed: ReviewProject) -> None:
    bring(reviewed, {**PAIR, "from": "en", "to": "zh", "source": "Tasty", "target": "好吃"})
    assert [(r.locale, r.source_locale) for r in captions(reviewed)] == [("zh_Hans", "en")]


def test_a_sync_of_the_catalog_leaves_captions_alone(reviewed: ReviewProject) -> None:
    bring(reviewed, {**PAIR, "from": "en", "to": "zh", "source": "Tasty", "target": "好吃"})
    reviewed.sync()
    assert [r.target for r in captions(reviewed)] == [("好吃",)]


@pytest.mark.parametrize("actions", [(Action.EDIT,), (Action.EDIT, Action.APPROVE)])
def test_a_persons_words_stay_and_the_machines_stand_beside_them(
    reviewed: ReviewProject, actions: tuple[Action, ...]
) -> None:
    bring(reviewed, PAIR)
    act(reviewed, captions(reviewed)[0], *actions, target="Delicious!")
    assert bring(reviewed, {**PAIR, "target": "Good eating"})[0] == TakenPairs(same=1)
    [record] = captions(reviewed)
    assert record.target == ("Delicious!",)
    with reviewed.database.reading() as connection:
        offers = suggestions.of(connection, "en", record.unit.id)
    assert ("Good eating",) in [offer.target for offer in offers]


def test_approved_machine_words_stay(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR)
    act(reviewed, captions(reviewed)[0], Action.APPROVE)
    bring(reviewed, {**PAIR, "target": "Good eating"})
    assert (captions(reviewed)[0].state, captions(reviewed)[0].target) == (
        State.APPROVED,
        ("Tasty",),
    )


def test_rejected_words_do_not_come_back_and_others_do(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR)
    act(reviewed, captions(reviewed)[0], Action.REJECT)
    bring(reviewed, PAIR)
    assert captions(reviewed)[0].state is State.REJECTED
    bring(reviewed, {**PAIR, "target": "Good eating"})
    assert (captions(reviewed)[0].state, captions(reviewed)[0].target) == (
        State.MACHINE,
        ("Good eating",),
    )


def test_a_changed_post_outdates_a_persons_words_and_replaces_a_machines(
    reviewed: ReviewProject,
) -> None:
    bring(reviewed, PAIR, {**PAIR, "id": "p2"})
    person, _machine = captions(reviewed)
    act(reviewed, person, Action.EDIT, Action.APPROVE, target="Delicious!")
    changed = {**PAIR, "source": "很好吃", "target": "Very tasty"}
    assert bring(reviewed, changed, {**changed, "id": "p2"})[0] == TakenPairs(
        suggested=1, outdated=1
    )
    person, machine = captions(reviewed)
    assert (person.state, person.target) == (State.OUTDATED, ("Delicious!",))
    assert (machine.state, machine.target) == (State.MACHINE, ("Very tasty",))
    assert person.unit.source == machine.unit.source == ("很好吃",)


def test_views_that_rose_reach_the_queue_without_an_event(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR)
    before = captions(reviewed)[0]
    bring(reviewed, {**PAIR, "post": {**PAIR["post"], "views": 9_000_000}})
    after = captions(reviewed)[0]
    assert (after.exposure, after.number) == (9_000_000, before.number)
    assert after.priority > before.priority


BAD: dict[str, dict[str, Any] | bytes] = {
    "no JSON": b"{oops",
    "no object": b"[1]",
    "no id": {**PAIR, "id": ""},
    "id is a number": {**PAIR, "id": 7},
    "a huge id": {**PAIR, "id": "x" * 5000},
    "blank source": {**PAIR, "source": "  "},
    "target is a list": {**PAIR, "target": ["a"]},
    "unknown origin": {**PAIR, "origin": "oracle"},
    "unknown route": {**PAIR, "route": "moon"},
    "terms are words": {**PAIR, "terms": ["a"]},
    "reasons are no list": {**PAIR, "reasons": {"a": 1}},
    "no such language": {**PAIR, "to": "fr"},
    "to itself": {**PAIR, "from": "en"},
    "too deep": b"[" * 100_000,
    "too long": {**PAIR, "source": "x" * 100_001},
    "not UTF-8": json.dumps(PAIR, ensure_ascii=False).encode("gb18030"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named_and_the_rest_goes_on(reviewed: ReviewProject, name: str) -> None:
    done, errors = bring(reviewed, PAIR, BAD[name], {**PAIR, "id": "p3"})
    assert [str(error.place) for error in errors] == ["pairs.jsonl:2"]
    assert done.added == 2


@pytest.mark.parametrize("between", [0, 700])
def test_an_id_that_stands_twice_is_named_however_far_apart(
    reviewed: ReviewProject, between: int
) -> None:
    others = [{**PAIR, "id": f"o{n}", "source": f"好吃 {n}"} for n in range(between)]
    lines = [PAIR, *others, {**PAIR, "source": "坏"}]
    done, errors = bring(reviewed, *lines)
    assert [str(error.place) for error in errors] == [f"pairs.jsonl:{between + 2}"]
    assert "on line 1" in errors[0].message
    assert done.added == between + 1
    # The next run finds the same, and changes nothing.
    assert bring(reviewed, *lines)[0] == TakenPairs(same=between + 1)
    assert captions(reviewed)[0].unit.source == ("好吃",)


def test_hostile_values_are_taken_for_what_they_are(reviewed: ReviewProject) -> None:
    odd = {
        "quality": 10**400,
        "by": "x" * 999,
        "source": "a\x00\ud800好",
        "target": "<script>\u202e",
        "post": {"author": ["a"], "at": 3, "views": -1},
    }
    done, errors = bring(
        reviewed,
        {**PAIR, **odd},
        json.dumps({**PAIR, "id": "n", "quality": float("nan")}).encode(),
    )
    assert (done.added, errors) == (2, [])
    record = captions(reviewed)[0]
    assert record.unit.source == ("a?好",)
    assert (record.quality, record.exposure) == (0.0, 0)


def test_many_pairs_come_in_chunks_in_their_order(reviewed: ReviewProject) -> None:
    bring(reviewed, *({**PAIR, "id": f"p{n}", "source": f"好吃 {n}"} for n in range(1200)))
    with reviewed.database.reading() as connection:
        wanted = queue.Filter(kind=Kind.CAPTION)
        found = queue.page(connection, wanted, queue.Order.POSITION, start=1190, size=9)
    assert found.total == 1200
    assert [record.unit.key for record in found.records] == [f"p{n}" for n in range(1190, 1199)]


def test_a_post_that_is_now_in_another_language_leaves_no_old_unit(
    reviewed: ReviewProject,
) -> None:
    bring(reviewed, PAIR, {**PAIR, "id": "p2/body"})
    english = {"from": "en", "to": "zh", "source": "Tasty", "target": "好吃"}
    done, errors = bring(reviewed, {**PAIR, **english})
    assert (done, errors) == (TakenPairs(added=1, suggested=1, gone=1), [])
    told = {(r.locale, r.unit.key, r.unit.source[0]) for r in captions(reviewed)}
    assert told == {("zh_Hans", "p1/body", "Tasty"), ("en", "p2/body", "好吃")}
    assert bring(reviewed, {**PAIR, **english})[0] == TakenPairs(same=1)
    assert bring(reviewed, PAIR)[0].gone == 1
    assert {(r.locale, r.unit.key) for r in captions(reviewed)} == {
        ("en", "p1/body"),
        ("en", "p2/body"),
    }


def test_a_post_in_both_languages_keeps_a_unit_each_way(reviewed: ReviewProject) -> None:
    english = {**PAIR, "from": "en", "to": "zh"}
    for many in (1, 499, 500):  # the two stand in one transaction, or in two
        others = [{**PAIR, "id": f"o{n}", "source": f"好吃 {n}"} for n in range(many)]
        done, errors = bring(reviewed, *others, english, PAIR)
        assert (done.gone, errors) == (0, [])
    assert "zh_Hans" in {r.locale for r in captions(reviewed) if r.unit.key == PAIR["id"]}


def test_a_post_with_nothing_left_to_translate_leaves_no_unit(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR)
    nothing = {"id": PAIR["id"], "source": "🎉", "from": None, "to": None, "target": None}
    done, errors = bring(reviewed, {**nothing, "route": "none", "reasons": ["emoji-only"]})
    assert (done.gone, errors) == (1, [])
    assert captions(reviewed) == ()
