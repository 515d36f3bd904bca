"""Real git operations in random order against the ledger: they decide nothing, and lose nothing."""

import random
import subprocess
from collections.abc import Callable

import pytest

from l10n.model import State
from l10n.review.decide import FindingsError
from l10n.store import ledger
from l10n.transitions import Action
from tests import seeds
from tests.reviewing import ZH, ReviewProject

pytestmark = pytest.mark.slow
STEPS = 400 if seeds.SOAK else 60
LINES = "".join(f'_("Sentence number {n}")\n' for n in range(12))


class Hand:
    """Somebody who reviews, syncs, and works with git, all at random."""

    def __init__(self, reviewed: ReviewProject, dice: random.Random) -> None:
        self.reviewed = reviewed
        self.dice = dice
        self.said: dict[str, list[str]] = {}
        reviewed.project.write("app/more.py", LINES)
        assert reviewed.project.run("run").code == 0
        reviewed.sync()
        self.git("init", "-q", "-b", "main")
        self.git("add", "locales", "app")
        self.git("commit", "-qm", "first")
        self.git("branch", "other")

    def git(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
            cwd=self.reviewed.project.root,
            capture_output=True,
            text=True,
            check=check,
        )
        return done.stdout

    def decides(self) -> None:
        record = self.dice.choice(self.reviewed.records())
        if record.conflict is not None:
            return
        action = self.dice.choice((Action.EDIT, Action.APPROVE, Action.REJECT))
        if action is Action.APPROVE and record.state not in {State.MACHINE, State.SUGGESTED}:
            return
        if action is Action.REJECT and record.state is State.REJECTED:
            return
        source = record.unit.source
        words = f"译文 {self.dice.getrandbits(20)} " + "{name}" * ("{name}" in source[0])
        words += "  " * self.dice.getrandbits(1)  # a finding that somebody may accept
        if len(source) > 1:
            words = "%(n)d " + words
        try:
            after = self.reviewed.decide(record, action, target=words)
        except FindingsError:
            return
        self.said.setdefault(after.unit.id, []).append(f"{action} {after.hash}")

    def accepts(self) -> None:
        record = self.dice.choice(self.reviewed.records())
        found = self.reviewed.checker.check(record.unit, record.target, accepted=record.accepted)
        able = [finding for finding in found if not finding.final]
        if not able or record.conflict is not None:
            return
        finding = self.dice.choice(able)
        action = Action.REVOKE if finding.accepted else Action.ACCEPT
        after = self.reviewed.decide(record, action, finding=finding.id)
        self.said.setdefault(after.unit.id, []).append(f"{action} {after.hash}")

    def syncs(self) -> None:
        self.reviewed.sync()

    def commits(self) -> None:
        self.git("commit", "-qam", "more", check=False)

    def checks_out(self) -> None:
        self.git("checkout", "-q", "--", "locales")

    def stashes(self) -> None:
        self.git("stash", "-q", check=False)
        if self.dice.random() < 0.5:
            self.syncs()
        # What the sync wrote meanwhile is given up for what was stashed.
        self.git("checkout", "-q", "--", ".")
        self.git("stash", "pop", "-q", check=False)

    def resets(self) -> None:
        place = self.dice.choice(("HEAD", "HEAD~1", "HEAD~2"))
        self.git("reset", "-q", "--hard", place, check=False)

    def switches(self) -> None:
        self.git("checkout", "-q", "-f", self.dice.choice(("main", "other")))

    def merges(self) -> None:
        self.git("merge", "-q", "-X", self.dice.choice(("ours", "theirs")), "other", check=False)
        self.git("merge", "--abort", check=False)

    def restores_a_backup(self) -> None:
        path = self.reviewed.project.catalog
        kept = path.read_bytes()
        self.decides()
        self.syncs()
        path.write_bytes(kept)


@pytest.mark.parametrize("number", range(2))
def test_git_decides_nothing_and_loses_nothing(reviewed: ReviewProject, number: int) -> None:
    seed = seeds.seed() + number
    hand = Hand(reviewed, random.Random(seed))
    steps: tuple[Callable[[], None], ...] = (
        *(
            hand.decides,
            hand.decides,
            hand.decides,
            hand.accepts,
            hand.accepts,
            hand.syncs,
            hand.syncs,
            hand.commits,
        ),
        *(hand.checks_out, hand.stashes, hand.resets, hand.switches, hand.merges),
        hand.restores_a_backup,
    )
    done: list[str] = []
    for _step in range(STEPS):
        step = hand.dice.choice(steps)
        done.append(step.__name__)
        step()
    reviewed.sync()
    reviewed.sync()
    story = f"L10N_SEED={seed - number}: {done}"
    with reviewed.database.reading() as connection:
        events = [event for event, _chain in ledger.chained(connection)]
    # Nobody edited a file by hand, so that the file has nothing to tell.
    assert [e for e in events if e.actor == "catalog"] == [], story
    told = {
        name: [f"{e.action} {e.hash}" for e in events if e.unit == name and e.actor == "Ann"]
        for name in hand.said
    }
    assert told == hand.said, story
    entries = {entry.unit.id: entry for entry in reviewed.catalog.live()}
    for record in reviewed.records():
        entry = entries[record.unit.id]
        said = (entry.state, entry.target, {a for a in entry.accepted if a.hash == record.hash})
        agree = said == (record.state, record.target, set(record.accepted))
        assert agree or record.conflict is not None, (story, record, entry)
    assert all(record.locale == ZH for record in reviewed.records())
    reviewed.replayed()
