"""Whoever writes beside: a decision that was answered stands in the file and in the ledger."""

import random
import threading
from collections import Counter
from pathlib import Path

import pytest

from l10n.catalogs import files as catalog_files
from l10n.model import State, content_hash
from l10n.project import config
from l10n.store import ledger, people, tokens
from l10n.store.database import Database
from l10n.transitions import Role, replay
from tests import seeds
from tests.conftest import SETTINGS, Project
from tests.sync import hands
from tests.sync.hands import ZH, Work

# `make soak` does it at full length: the figures of docs/reliability.md.
DECISIONS, KILLS = (1_000, 200) if seeds.SOAK else (40, 6)
SEED = seeds.seed()


@pytest.fixture
def work(project: Project) -> Work:
    """A project in which everything waits for review, a store, and a reviewer with a token."""
    project.write("l10n.toml", SETTINGS)
    # As many again as are to be decided: what a kill interrupts is not asked for twice.
    lines = [f'_("Something to say, number {number}")\n' for number in range(DECISIONS * 2)]
    project.write("app/main.py", "".join(lines))
    assert project.run("run").code == 0
    assert project.run("sync").code == 0
    settings = config.load(project.root / "l10n.toml")
    waiting = [e for e in catalog_files.read(settings, ZH).live() if e.state is State.MACHINE]
    at = "2026-01-01T00:00:00Z"
    with Database(settings.review_place()) as database, database.writing() as connection:
        people.add(connection, "Dee", "a long password", Role.REVIEWER, at=at)
        token = tokens.create(connection, "Dee", "test", at=at, expires_at="2099-01-01T00:00:00Z")
    words = [(entry.unit.id, entry.target) for entry in waiting]
    hashes = {e.unit.id: content_hash(ZH, e.unit, e.target) for e in waiting}
    return Work(project.root, token, words, hashes)


@pytest.mark.slow
def test_an_answered_decision_stands(work: Work, project: Project) -> None:
    print(f"L10N_SEED={SEED}")  # noqa: T201 - to do it again
    dice = random.Random(SEED)
    dice.shuffle(work.waiting)
    threads = [threading.Thread(target=hands.serve, args=(work,))]
    threads[0].start()
    assert work.up.wait(60)

    def busy(hand: object, own: random.Random) -> None:
        while not work.ended and len(work.answered) < DECISIONS and work.waiting:
            hand(work, own)  # type: ignore[operator]

    def beside(own: random.Random) -> None:
        while not work.ended:
            hands.writes_beside(work, own)

    deciding = [
        threading.Thread(target=busy, args=(hand, random.Random(dice.random())))
        for hand in hands.HANDS
    ]
    others = [
        threading.Thread(target=beside, args=(random.Random(dice.random()),)),
        threading.Thread(
            target=hands.kill_now_and_then,
            args=(work, random.Random(dice.random()), KILLS, DECISIONS / KILLS / 10),
        ),
    ]
    for thread in (*deciding, *others):
        thread.start()
    for thread in deciding:
        thread.join()
    work.ended = True
    with work.lock:
        for process in work.running:
            process.terminate()
    for thread in (*threads, *others):
        thread.join()
    assert work.strange == []
    for _time in range(2):
        assert project.run("sync").code == 0
    told = Counter(answer.by for answer in work.answered)
    print(told, "kills:", work.kills)  # noqa: T201 - the figures of docs/reliability.md
    assert len(work.answered) >= DECISIONS / 2
    _stands(work, project.root)


def _stands(work: Work, root: Path) -> None:
    settings = config.load(root / "l10n.toml")
    entries = {entry.unit.id: entry for entry in catalog_files.read(settings, ZH).live()}
    lost: list[object] = []
    with Database(settings.review_place()) as database, database.reading() as connection:
        for answer in work.answered:
            entry = entries[answer.unit]
            standing = replay(ledger.of(connection, ZH, answer.unit))
            if (str(entry.state), entry.target) != (answer.state, answer.target):
                lost.append(("file", answer, entry))
            if (str(standing.state), standing.target) != (answer.state, answer.target):
                lost.append(("ledger", answer, standing))
            if answer.by != (standing.author or standing.actor):
                lost.append(("name", answer, standing))
    assert lost == []
