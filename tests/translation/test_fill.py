"""What a machine may write, and where: every state, and words that were rejected."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Term
from l10n.model import (
    Approval,
    Catalog,
    Entry,
    Origin,
    Provenance,
    Rejection,
    Route,
    State,
    Unit,
    content_hash,
)
from l10n.store.hypotheses import HypothesisStore
from l10n.translation.fill import fill, open_to_machines
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator
from tests.translation.test_waves import Scripted

FOLLOW = Unit(("Follow them",), "button")
WAS = Unit(("Follow",), "button")
Filler = Callable[..., tuple[Catalog, dict[str, int]]]


def by_machine(unit: Unit, target: str) -> Provenance:
    today = content_hash("zh_Hans", unit, (target,))
    return Provenance(today, Origin.MACHINE, "scripted 0", 0.5, Route.REVIEW)


def rejected(unit: Unit, target: str) -> Rejection:
    return Rejection(
        content_hash("zh_Hans", unit, (target,)), "2026-01-01T00:00:00Z", "Bo", "clumsy"
    )


def entry(target: str, state: State, **facts: Any) -> Entry:
    return Entry(FOLLOW, (target,), state, **facts)


APPROVAL = Approval(content_hash("zh_Hans", FOLLOW, ("关注",)), "2026-01-01T00:00:00Z", "Ann")
MACHINES = by_machine(FOLLOW, "跟随")
OLD = {"previous": WAS, "fuzzy": True}
CASES = {
    "nothing is there": (entry("", State.UNTRANSLATED), True),
    "a machine's words that wait": (entry("跟随", State.MACHINE, provenance=MACHINES), False),
    "a person's words": (entry("关注", State.SUGGESTED), False),
    "approved words": (entry("关注", State.APPROVED, approval=APPROVAL), False),
    "a machine's words, outdated": (
        entry("跟随", State.OUTDATED, provenance=by_machine(WAS, "跟随"), **OLD),
        True,
    ),
    "a machine's words, outdated and edited": (
        entry("跟随他", State.OUTDATED, provenance=by_machine(WAS, "跟随"), **OLD),
        False,
    ),
    "a person's words, outdated": (entry("关注", State.OUTDATED, **OLD), False),
    "a machine's words, rejected": (
        entry("跟随", State.REJECTED, provenance=MACHINES, rejections=(rejected(FOLLOW, "跟随"),)),
        True,
    ),
    "a person's words, rejected": (
        entry("跟随", State.REJECTED, rejections=(rejected(FOLLOW, "跟随"),)),
        False,
    ),
    "what is obsolete": (entry("", State.UNTRANSLATED, obsolete=True), False),
}


@pytest.fixture
def filled(tmp_path: Path) -> Filler:
    def call(*entries: Entry, say: str = "关注他们", terms: tuple[Term, ...] = ()) -> Any:
        catalog = Catalog("zh_Hans", "messages", "zh.po", entries=entries)
        with HypothesisStore(tmp_path / "store.sqlite") as store:
            engine = Scripted(lambda _t: [say])
            stage = SegmentTranslator(engine, Matcher(terms, "en", "zh"), "zh", store)
            found, counts = fill(
                catalog, Suggester(stage, Memory([catalog], "zh_Hans"), "zh_Hans"), store
            )
        from dataclasses import asdict

        return found, {name: n for name, n in asdict(counts).items() if n and name != "doubtful"}

    return call


@pytest.mark.parametrize("name", CASES)
def test_a_machine_writes_only_over_nothing_and_over_machines(filled: Filler, name: str) -> None:
    before, free = CASES[name]
    assert open_to_machines(before, "zh_Hans") is free
    found, counts = filled(before)
    [after] = found.entries
    if not free:
        assert (after, counts) == (before, {})
        return
    assert counts == {"machine": 1}
    assert (after.target, after.state, after.fuzzy) == (("关注他们",), State.MACHINE, True)
    assert (after.approval, after.previous) == (None, None)
    assert after.provenance is not None
    assert after.provenance.hash == content_hash("zh_Hans", FOLLOW, ("关注他们",))


@pytest.mark.parametrize("state", [State.UNTRANSLATED, State.REJECTED])
def test_rejected_words_do_not_come_back(filled: Filler, state: State) -> None:
    target = "" if state is State.UNTRANSLATED else "跟随"
    before = entry(target, state, provenance=MACHINES, rejections=(rejected(FOLLOW, "跟随"),))
    found, counts = filled(before, say="跟随")
    assert (found.entries, counts) == ((before,), {"unanswered": 1})


def test_each_origin_is_counted_by_its_name(filled: Filler) -> None:
    units = [Unit((text,)) for text in ("Note", "{name}", "Say hello", "Follow them", "@ann")]
    known = Entry(FOLLOW, ("关注",), State.APPROVED, approval=APPROVAL)
    terms = (Term("en", "zh", "note", "笔记"),)
    found, counts = filled(known, *(Entry(unit, ("",)) for unit in units), terms=terms)
    assert counts == {"memory": 1, "glossary": 1, "machine": 1, "copied": 2}
    assert [e.target[0] for e in found.entries] == [
        "关注",
        "笔记",
        "{name}",
        "关注他们",
        "关注",
        "@ann",
    ]


def test_what_nothing_was_said_for_stays_as_it_is(filled: Filler) -> None:
    before = entry("", State.UNTRANSLATED)
    found, counts = filled(before, say="")
    assert (found.entries, counts) == ((before,), {"unanswered": 1})
