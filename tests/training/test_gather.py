"""What is gathered: people's approved words, from catalogs and of captions; nothing else."""

import json

import pytest

from l10n.checks.checker import checkers
from l10n.model import (
    Approval,
    Catalog,
    Entry,
    Origin,
    Provenance,
    Route,
    State,
    Unit,
    content_hash,
)
from l10n.project import config
from l10n.review.decide import Actor, Decision, decide
from l10n.store import queue
from l10n.store.database import Database
from l10n.training.gather import Gathered, of_catalogs, of_store
from l10n.transitions import Action, Role
from l10n.web.services import Services
from tests.conftest import Project


def entry(source: str, target: str, locale: str, origin: Origin | None = None) -> Entry:
    """Approved words, a machine's where it has an origin."""
    unit = Unit((source,))
    today = content_hash(locale, unit, (target,))
    made = Provenance(today, origin, "somebody", 0.9, Route.AUTO) if origin else None
    approval = Approval(today, "2026-01-01T00:00:00Z", "Ann")
    return Entry(unit, (target,), State.APPROVED, approval, made)


def gathered(project: Project, *catalogs: Catalog) -> Gathered:
    settings = config.load(project.root / "l10n.toml")
    found = Gathered()
    of_catalogs(found, "en", catalogs, checkers(settings, [], catalogs))
    return found


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (entry("Save", "保存", "zh_Hans"), True),
        (entry("Save", "保存", "zh_Hans", Origin.TM), True),
        (entry("Save", "保存", "zh_Hans", Origin.MACHINE), False),
        (entry("Save", "保存", "zh_Hans", Origin.GLOSSARY), False),
        (entry("Save {n}", "保存", "zh_Hans"), False),  # an error: the placeable is lost
        (entry("Save", "保存", "zh_Hans").evolve(state=State.SUGGESTED), False),
        (entry("Save", "保存", "zh_Hans").evolve(obsolete=True), False),
    ],
)
def test_people_wrote_it_and_stand_by_it_and_it_has_no_errors(
    project: Project, given: Entry, taken: bool
) -> None:
    found = gathered(project, Catalog("zh_Hans", "messages", "x.po", (), (given,)))
    assert [one.target for one in found.said] == [given.target] * taken


def test_the_mainlands_words_go_first_and_others_are_put_into_them(project: Project) -> None:
    taiwan = [entry("User", "使用者", "zh_TW"), entry("Video", "影片", "zh_TW")]
    found = gathered(
        project,
        Catalog("zh_TW", "messages", "tw.po", (), tuple(taiwan)),
        Catalog("zh_Hans", "messages", "cn.po", (), (entry("User", "成员", "zh_Hans"),)),
        Catalog("fr", "messages", "fr.po", (), (entry("User", "Membre", "fr"),)),
    )
    assert {one.unit.source: one.target for one in found.said} == {
        ("User",): ("成员",),
        ("Video",): ("视频",),
    }


def test_a_caption_that_a_person_corrected_and_approved_is_taken(project: Project) -> None:
    pair = {"from": "zh", "to": "en", "by": "zh-en 1.0", "quality": 0.5, "target": "Tasty"}
    pairs = [{**pair, "id": f"p{n}", "source": f"好吃{n}"} for n in range(3)]
    project.write("pairs.jsonl", "".join(json.dumps(pair) + "\n" for pair in pairs))
    assert project.run("run").code == 0
    assert project.run("sync", "pairs.jsonl").code == 0
    settings = config.load(project.root / "l10n.toml")
    with Database(project.root / ".l10n" / "review.sqlite") as database:
        rules = Services(settings, database).rules
        ann = Actor("Ann", Role.REVIEWER)
        with database.reading() as connection:
            first, second, _third = queue.chosen(connection, queue.Filter(locale="en"), 3)
        said = content_hash("en", first.unit, ("Delicious",))
        decisions = [
            Decision("en", first.unit.id, Action.EDIT, first.hash, ("Delicious",)),
            Decision("en", first.unit.id, Action.APPROVE, said),
            Decision("en", second.unit.id, Action.APPROVE, second.hash),
        ]
        found = Gathered()
        with database.writing() as connection:
            for decision in decisions:
                decide(connection, rules, ann, [decision], "2026-01-01T00:00:00Z")
            of_store(found, connection)
    assert (found.approved, found.captions, found.machines) == (2, 1, 1)
    assert [(one.target, one.to_zh, one.domain) for one in found.said] == [
        (("Delicious",), False, "social")
    ]
