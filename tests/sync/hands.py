"""Many hands at one catalog and store: processes that decide, processes that write beside them.

Each unit gets one decision, by one hand. A hand notes a decision once its command or the server
has acknowledged it; what is killed before that may or may not have happened.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ZH = "zh_Hans"
# How long a command may take when everybody else takes the processors too, in seconds.
PATIENCE = 120
# How a command ends that is told to; before it listens, by the signal itself.
_STOPPED = {130, -signal.SIGTERM, -signal.SIGKILL}


@dataclass(frozen=True)
class Answered:
    """A decision that was acknowledged: what the unit's state and words must be at the end."""

    unit: str
    state: str
    by: str
    target: tuple[str, ...]


@dataclass
class Work:
    """What the hands share.

    Attributes:
        waiting: units that nobody has decided on, with their words.
        up: set while the server listens.
        running: processes that may be killed.
        strange: what went wrong otherwise than by a kill.
    """

    root: Path
    token: str
    waiting: list[tuple[str, tuple[str, ...]]]
    hashes: dict[str, str]
    answered: list[Answered] = field(default_factory=list)
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    address: str = ""
    up: threading.Event = field(default_factory=threading.Event)
    kills: int = 0
    ended: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, count: int) -> list[tuple[str, tuple[str, ...]]]:
        """Units for one decision, taken away from the others."""
        with self.lock:
            taken, self.waiting[:] = self.waiting[:count], self.waiting[count:]
            return taken

    def note(self, *decided: Answered) -> None:
        with self.lock:
            self.answered += decided

    def command(self, *words: str) -> tuple[int, str]:
        """Run l10n as a process that may be killed; its exit code and what it printed."""
        process = subprocess.Popen(
            [sys.executable, "-m", "l10n", *words],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "L10N_LANG": "en"},
        )
        with self.lock:
            self.running.append(process)
        out, err = process.communicate(timeout=PATIENCE)
        with self.lock:
            self.running.remove(process)
        stopped = process.returncode in (_STOPPED if self.ended else {-signal.SIGKILL})
        if not stopped and (process.returncode not in {0, 1} or "Traceback" in err):
            self.strange.append(f"{words}: {process.returncode}: {err}")
        return process.returncode, out


def approves(work: Work, dice: random.Random) -> None:
    """`l10n approve`, by Ann."""
    taken = dict(work.take(dice.randint(1, 4)))
    code, out = work.command("approve", *taken, "--by", "Ann", "--json")
    if code in {0, 1}:
        for one in json.loads(out)["changed"]:
            work.note(Answered(one["id"], "approved", "Ann", taken[one["id"]]))


def rejects(work: Work, dice: random.Random) -> None:
    """`l10n reject`, by Bo."""
    taken = dict(work.take(dice.randint(1, 4)))
    code, out = work.command("reject", *taken, "--by", "Bo", "--reason", "stiff", "--json")
    if code in {0, 1}:
        for one in json.loads(out)["changed"]:
            work.note(Answered(one["id"], "rejected", "Bo", taken[one["id"]]))


def imports(work: Work, dice: random.Random) -> None:
    """`l10n import` of a spreadsheet with new words, by Cy."""
    taken = work.take(dice.randint(1, 4))
    words = {unit: f"新的{''.join(target)}" for unit, target in taken}
    sheet = work.root / f"{dice.getrandbits(40)}.csv"
    rows = "".join(f'{unit},"{text}"\n' for unit, text in words.items())
    sheet.write_text("id,target\n" + rows, "utf-8")
    code, out = work.command("import", sheet.name, "--by", "Cy", "--json")
    if code in {0, 1}:
        for one in json.loads(out)["lines"]:
            if one["actions"]:
                work.note(Answered(one["id"], "suggested", "Cy", (words[one["id"]],)))


def approves_in_the_tool(work: Work, dice: random.Random) -> None:
    """The review tool's API, by Dee; a server that is being started again answers later."""
    for unit, target in work.take(dice.randint(1, 6)):
        work.up.wait(PATIENCE)
        asked = {"action": "approve", "expected": work.hashes[unit]}
        try:
            reply = httpx.post(
                f"{work.address}/api/v1/units/{ZH}/{unit}/decisions",
                json=asked,
                headers={"Authorization": f"Bearer {work.token}"},
                timeout=PATIENCE,
            )
        except httpx.TransportError:
            continue
        if reply.status_code == 200:
            work.note(Answered(unit, "approved", "Dee", target))
        elif reply.status_code != 409:
            work.strange.append(f"{reply.status_code}: {reply.text}")


def writes_beside(work: Work, dice: random.Random) -> None:
    """What writes catalogs without deciding: new sources merged, translated, synced, or all."""
    with (work.root / "app/more.py").open("a", encoding="utf-8") as source:
        source.write(f'_("Something new, number {dice.getrandbits(40)}")\n')
    work.command(dice.choice(["update", "translate", "sync", "run"]))


HANDS: tuple[Callable[[Work, random.Random], None], ...] = (
    approves,
    rejects,
    imports,
    approves_in_the_tool,
)


def serve(work: Work) -> None:
    """The review tool, started again whenever it was killed."""
    words = ["review", "--host", "0.0.0.0", "--allow-http", "--no-browser", "--port", "0"]
    while not work.ended:
        with subprocess.Popen(
            [sys.executable, "-m", "l10n", *words],
            cwd=work.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "L10N_LANG": "en", "PYTHONUNBUFFERED": "1"},
        ) as process:
            assert process.stdout
            if found := re.search(r":(\d+)", process.stdout.readline()):
                work.address = f"http://127.0.0.1:{found[1]}"
                work.up.set()
            with work.lock:
                work.running.append(process)
                if work.ended:  # while it started, after the others were told to stop
                    process.terminate()
            process.wait()
            work.up.clear()
            with work.lock:
                work.running.remove(process)


def kill_now_and_then(work: Work, dice: random.Random, kills: int, every: float) -> None:
    """SIGKILL to whoever runs, at random times."""
    pause = threading.Event()
    while not work.ended and work.kills < kills:
        pause.wait(dice.uniform(0.2, 1.8) * every)
        with work.lock:
            if work.running:
                dice.choice(work.running).kill()
                work.kills += 1
