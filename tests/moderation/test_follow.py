"""Posts flagged as they come, followed when lists and texts change, and decided on; both stores."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from l10n.captions.units import take
from l10n.errors import GlossaryError, ReviewError
from l10n.exchange.export import export_units
from l10n.model import Kind, Level, SensitiveTerm, State, Verdict
from l10n.moderation import lists
from l10n.moderation.dashboard import dashboard
from l10n.moderation.decide import Decision, decide, seal
from l10n.moderation.follow import Watch, catch_up
from l10n.moderation.screen import Screen
from l10n.review.decide import Actor, Rules
from l10n.review.decide import Decision as OnWords
from l10n.review.decide import decide as decide_on_words
from l10n.review.judges import Judges
from l10n.store import ledger, ledger_lines, moderation, queue, suggestions, units
from l10n.store.database import Database
from l10n.store.moderation import Case
from l10n.store.records import Record
from l10n.store.verify import verify
from l10n.transitions import Action, Role
from tests.reviewing import ReviewProject

SCAM = SensitiveTerm("刷单", "zh", "scam", Level.HIGH, "fake orders")
SPAM = SensitiveTerm("加微信", "zh", "spam", Level.MEDIUM)
SCREEN = Screen([SCAM, SPAM])
PAIR: dict[str, Any] = {
    "id": "p1/body",
    "from": "zh",
    "to": "en",
    "source": "今天刷单赚了",
    "target": "Made money",
    "origin": "machine",
    "by": "zh-en 1.0",
    "quality": 0.9,
    "route": "auto",
}
FINE = {**PAIR, "id": "p2/body", "source": "好吃", "target": "Tasty"}
TITLE = {**PAIR, "id": "p1/title", "source": "标题", "target": "Title"}
MODERATOR = Actor("Mo", Role.MODERATOR)


def bring(reviewed: ReviewProject, *pairs: dict[str, Any], screen: Screen = SCREEN) -> None:
    data = b"".join(json.dumps(pair).encode() + b"\n" for pair in pairs)
    judges = Judges(reviewed.config, reviewed.database)
    errors: list[Any] = []
    about = (reviewed.config, reviewed.database, judges, reviewed.now(), errors.append)
    take(io.BytesIO(data), "pairs.jsonl", *about, watch=Watch(screen))
    assert errors == []


def caption(reviewed: ReviewProject, key: str = "p1/body") -> Record:
    found = reviewed.records(queue.Filter(kind=Kind.CAPTION))
    return next(record for record in found if record.unit.key == key)


def case(reviewed: ReviewProject, key: str = "p1/body") -> Case | None:
    with reviewed.database.reading() as connection:
        return moderation.get(connection, "en", caption(reviewed, key).unit.id)


def act(
    reviewed: ReviewProject,
    action: Action,
    key: str = "p1/body",
    actor: Actor = MODERATOR,
    **more: str,
) -> Case:
    record, before = caption(reviewed, key), case(reviewed, key)
    assert before
    facts = {"seen": seal(record, before), "note": "looked", **more}
    with reviewed.database.writing() as connection:
        asked = Decision("en", record.unit.id, action, **facts)
        return decide(connection, actor, asked, reviewed.now())


def approve(reviewed: ReviewProject, key: str) -> None:
    record = caption(reviewed, key)
    rules = Rules(Judges(reviewed.config, reviewed.database).checker)
    asked = [OnWords("en", record.unit.id, Action.APPROVE, record.hash)]
    with reviewed.database.writing() as connection:
        decide_on_words(connection, rules, Actor("Ann", Role.REVIEWER), asked, reviewed.now())


def exported(reviewed: ReviewProject, form: str = "jsonl") -> str:
    with reviewed.database.reading() as connection:
        wanted = queue.Filter(locale="en", kind=Kind.CAPTION)
        return export_units(connection, reviewed.config, wanted, form).data.decode()


def whole(reviewed: ReviewProject) -> None:
    """Ledger, rows and cases agree."""
    with reviewed.database.reading() as connection:
        assert verify(connection).holds


def test_a_flagged_post_waits_and_goes_nowhere_by_itself(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR, FINE, TITLE)
    found = case(reviewed)
    assert found
    assert (found.verdict, found.entries[0].term) == (Verdict.FLAGGED, "刷单")
    assert case(reviewed, "p2/body") is None
    record = caption(reviewed)
    with reviewed.database.reading() as connection:
        offers = suggestions.of(connection, "en", record.unit.id)
        events = ledger.of(connection, "en", record.unit.id)
    assert (offers[0].route, offers[0].reasons) == ("review", ("moderation:scam",))
    assert [event.action for event in events] == [Action.MACHINE_SUGGEST, Action.FLAG]
    assert (record.state, record.number) == (State.MACHINE, events[-1].number)
    before = record
    bring(reviewed, PAIR, FINE, TITLE)
    assert caption(reviewed) == before
    whole(reviewed)


def test_what_waits_or_is_hidden_is_never_given_out_and_all_of_its_post_with_it(
    reviewed: ReviewProject,
) -> None:
    bring(reviewed, PAIR, FINE, TITLE)
    for key in ("p1/body", "p1/title", "p2/body"):
        approve(reviewed, key)
    given: dict[str, set[str]] = {}
    for action in (None, Action.HIDE, Action.ESCALATE, Action.ALLOW):
        if action:
            act(reviewed, action)
        for form in ("jsonl", "xliff", "csv"):
            said = exported(reviewed, form)
            shown = {pair["target"] for pair in (PAIR, FINE, TITLE) if pair["target"] in said}
            given.setdefault(str(action or ""), set()).update(shown)
    everything = {"Made money", "Tasty", "Title"}
    assert given == {"": {"Tasty"}, "hide": {"Tasty"}, "escalate": {"Tasty"}, "allow": everything}
    assert caption(reviewed).state is State.APPROVED
    whole(reviewed)


def test_a_decision_stands_in_the_ledger_with_its_reason_and_entries(
    reviewed: ReviewProject,
) -> None:
    bring(reviewed, PAIR)
    hidden = act(reviewed, Action.HIDE, note="  a scam\n indeed ")
    assert (hidden.verdict, hidden.by, hidden.reason) == (Verdict.HIDDEN, "Mo", "a scam indeed")
    with reviewed.database.reading() as connection:
        event = ledger.of(connection, "en", hidden.unit)[-1]
    assert (event.actor, event.action, event.finding[0]) == ("Mo", Action.HIDE, "moderation")
    assert "刷单" in event.finding[2]
    assert case(reviewed) == hidden
    allowed = act(reviewed, Action.ALLOW, note="")
    assert (allowed.verdict, allowed.reason) == (Verdict.ALLOWED, "")
    whole(reviewed)


REFUSED: list[tuple[Action, dict[str, Any], str]] = [
    (Action.HIDE, {"note": " "}, "Say why"),
    (Action.ESCALATE, {"note": ""}, "Say why"),
    (Action.HIDE, {"seen": "older"}, "changed since"),
    (Action.APPROVE, {}, "no decision"),
    (Action.FLAG, {}, "no decision"),
    (Action.HIDE, {"actor": Actor("Ann", Role.REVIEWER)}, "role does not allow"),
    (Action.ALLOW, {"actor": Actor("Bo", Role.TRANSLATOR)}, "role does not allow"),
]


@pytest.mark.parametrize(("action", "facts", "said"), REFUSED)
def test_what_may_not_be_is_refused(
    reviewed: ReviewProject, action: Action, facts: dict[str, Any], said: str
) -> None:
    bring(reviewed, PAIR)
    with pytest.raises(ReviewError, match=said):
        act(reviewed, action, **facts)
    found = case(reviewed)
    assert found
    assert found.verdict is Verdict.FLAGGED


def test_an_edited_post_is_a_new_version_that_nobody_decided_on(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR)
    fine = {**PAIR, "source": "今天很开心", "target": "Happy today"}
    again = {**PAIR, "source": "明天还刷单", "target": "Tomorrow too"}
    bring(reviewed, fine)
    assert case(reviewed) is None, "nothing stands against the new text"
    bring(reviewed, PAIR)
    act(reviewed, Action.ALLOW)
    bring(reviewed, again)
    found = case(reviewed)
    assert found
    assert found.verdict is Verdict.FLAGGED
    act(reviewed, Action.HIDE)
    bring(reviewed, fine)
    found = case(reviewed)
    assert found
    assert (found.verdict, found.entries[0].term) == (Verdict.FLAGGED, "刷单"), "back to a person"
    whole(reviewed)


def test_another_list_flags_and_clears_and_takes_no_decision_away(
    reviewed: ReviewProject,
) -> None:
    both = {**FINE, "source": "好吃，加微信", "target": "Tasty, add me"}
    bring(reviewed, PAIR, both, screen=Screen([SCAM]))
    assert case(reviewed, "p2/body") is None
    database, now = reviewed.database, reviewed.now
    assert catch_up(database, SCREEN, now()) == 1
    assert catch_up(database, SCREEN, now()) == 0
    act(reviewed, Action.ALLOW)
    act(reviewed, Action.HIDE, "p2/body")
    waiting = {**PAIR, "id": "p3/body", "source": "刷单吗", "target": "Orders?"}
    bring(reviewed, waiting)
    other = Screen([SensitiveTerm("火锅", "zh", "spam", Level.LOW)])
    assert catch_up(database, other, now()) == 1
    assert case(reviewed, "p3/body") is None
    verdicts = [found.verdict for key in ("p1/body", "p2/body") if (found := case(reviewed, key))]
    assert verdicts == [Verdict.ALLOWED, Verdict.HIDDEN]
    assert catch_up(database, Screen(()), now()) == 0, "no list is no word about anything"
    assert catch_up(database, Screen([SCAM, replace(SPAM, level=Level.HIGH)]), now()) == 1
    whole(reviewed)


def test_what_came_in_while_there_were_no_lists_is_looked_at_after(
    reviewed: ReviewProject,
) -> None:
    database, now = reviewed.database, reviewed.now
    catch_up(database, SCREEN, now())
    catch_up(database, Screen(()), now())
    bring(reviewed, PAIR, screen=Screen(()))
    assert case(reviewed) is None
    assert catch_up(database, SCREEN, now()) == 1
    assert case(reviewed) is not None


def test_escalated_posts_stand_first_then_the_gravest_then_the_oldest(
    reviewed: ReviewProject,
) -> None:
    mild = {**PAIR, "id": "p0/body", "source": "请加微信", "target": "Add me"}
    bring(reviewed, mild)
    bring(reviewed, PAIR)
    bring(reviewed, {**PAIR, "id": "p9/body"})
    keys = ["p1/body", "p9/body", "p0/body"]
    assert _order(reviewed) == keys
    act(reviewed, Action.ESCALATE, "p0/body")
    assert _order(reviewed) == ["p0/body", "p1/body", "p9/body"]
    assert _walked(reviewed) == ["p0/body", "p1/body", "p9/body"]
    act(reviewed, Action.HIDE, "p1/body")
    assert _order(reviewed) == ["p0/body", "p9/body"]


def _order(reviewed: ReviewProject) -> list[str]:
    with reviewed.database.reading() as connection:
        found, total = moderation.page(connection, moderation.Filter())
    assert total == len(found)
    return [record.unit.key for _case, record in found]


def _walked(reviewed: ReviewProject) -> list[str]:
    keys, last = [], None
    with reviewed.database.reading() as connection:
        while last := moderation.following(connection, moderation.Filter(), last):
            record = units.get(connection, last.locale, last.unit)
            assert record
            keys.append(record.unit.key)
    return keys


def test_the_dashboard_tells_volume_age_and_how_often_an_entry_was_right(
    reviewed: ReviewProject,
) -> None:
    posts = [{**PAIR, "id": f"p{n}/body", "source": f"刷单{n}号"} for n in range(4)]
    bring(reviewed, *posts, {**FINE, "id": "p8/body", "source": "加微信"})
    for n, action in enumerate((Action.ALLOW, Action.HIDE, Action.HIDE)):
        act(reviewed, action, f"p{n}/body")
    act(reviewed, Action.ESCALATE, "p2/body")
    with reviewed.database.reading() as connection:
        found = dashboard(connection, (), 1_767_225_600 + 2 * 3600)  # two hours into the day
        elsewhere = dashboard(connection, ("fr",), 1_767_225_600)
    counts = {str(verdict): number for verdict, number in found.counts.items()}
    assert counts == {"flagged": 2, "escalated": 1, "allowed": 1, "hidden": 1}
    assert (found.waiting, found.ages, found.false_rate) == (3, (0, 3, 0, 0, 0), 0.5)
    assert found.categories == (("scam", 2), ("spam", 1))
    assert found.oldest.startswith("2026-01-01T00:00:")
    scam, spam = found.entries
    assert (scam.term, scam.allowed, scam.hidden, scam.waiting, scam.false_rate) == (
        *("刷单", 1, 1, 2),
        0.5,
    )
    assert (spam.waiting, spam.false_rate) == (1, None)
    assert (found.days[-1].flagged, found.days[-1].decided) == (5, 4)
    assert (elsewhere.waiting, elsewhere.entries, elsewhere.oldest) == (0, (), "")


def test_a_ledger_that_was_brought_back_brings_the_cases_back(
    reviewed: ReviewProject, tmp_path: Any
) -> None:
    bring(reviewed, PAIR, FINE)
    hidden = act(reviewed, Action.HIDE)
    with reviewed.database.reading() as connection:
        lines = list(ledger_lines.export(connection))
    with Database(tmp_path / "other.sqlite") as database:
        with database.writing() as connection:
            ledger_lines.restore(connection, lines, "ledger.jsonl")
        bring(replace(reviewed, database=database), PAIR, FINE)
        with database.reading() as connection:
            again = moderation.get(connection, "en", hidden.unit)
            assert verify(connection).holds
    assert again == hidden


def test_a_list_that_names_nothing_is_refused(reviewed: ReviewProject) -> None:
    config = reviewed.config
    captions = replace(config.captions, moderation=("moderation/*.csv",))
    with pytest.raises(GlossaryError, match="No sensitive term"):
        lists.load(replace(config, captions=captions))
    folder = config.root / "moderation"
    folder.mkdir()
    (folder / "a.csv").write_text("term,language,category,severity\n刷单,zh,scam,high\n", "utf-8")
    asked = lists.Lists(replace(config, captions=captions))
    assert [one.term for one in asked.screen().entries] == ["刷单"]
    assert asked.screen() is asked.screen()
    (folder / "b.csv").write_text("term,language,category,severity\n互粉,zh,spam,low\n", "utf-8")
    assert [one.term for one in asked.screen().entries] == ["刷单", "互粉"]
