"""Seconds of `l10n-hook check`, the whole process: a catalog of 60,000 entries, 20 of them changed.

The catalog is made here, half of it approved, and committed; the changed entries are staged. Beside
it stand a commit that has nothing to do with catalogs, one changed glossary term, and `--all`.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from l10n.catalogs.header import header_for
from l10n.formats.po import FORMAT as PO
from l10n.model import Approval, Catalog, Entry, Location, State, Unit, content_hash

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "hook_speed.json"
WORDS = (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()
ENTRIES, CHANGED, ROUNDS = 60_000, 20, 3
SETTINGS = 'source_locale = "en"\ntarget_locales = ["zh_Hans"]\n'
TERMS = "from,to,source,target,rule\nen,zh,mute,静音,must\n"


def entry(number: int) -> Entry:
    """One in two is approved, the others wait."""
    unit = Unit((f"{WORDS[number % len(WORDS)]} {number}",), locations=(Location("app/a.py"),))
    target = (f"第 {number} 条：译文在此",)
    if number % 2:
        return Entry(unit, target, State.SUGGESTED)
    hash_ = content_hash("zh_Hans", unit, target)
    approval = Approval(hash_, "2026-01-01T00:00:00Z", "Ann")
    return Entry(unit, target, State.APPROVED, approval)


def git(folder: Path, *words: str) -> None:
    """Git, as somebody."""
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def seconds(folder: Path, *words: str, hook: str = "check") -> dict[str, float]:
    """The whole process: the least that passed, and that its processors worked."""
    code = "from l10n.hook import main; main()"
    passed: list[float] = []
    worked: list[float] = []
    for _round in range(ROUNDS):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", code, hook, *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(HERE.parent)},
            check=False,
            capture_output=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        passed.append(time.perf_counter() - start)
        worked.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return {"passed": round(min(passed), 3), "worked": round(min(worked), 3)}


def main() -> None:
    """Measure, print, and keep the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "locales/zh_Hans/LC_MESSAGES/messages.po"
        path.parent.mkdir(parents=True)
        entries = tuple(map(entry, range(ENTRIES)))
        header = header_for("zh_Hans", "messages")
        text = PO.serialize(Catalog("zh_Hans", "messages", "", header, entries)).decode()
        path.write_text(text, "utf-8")
        (folder / "l10n.toml").write_text(SETTINGS)
        (folder / "glossary").mkdir()
        (folder / "glossary/terms.csv").write_text(TERMS)
        git(folder, "init", "--quiet")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "start")
        taken = {"nothing of ours": seconds(folder)}
        (folder / "README").write_text("x\n")
        git(folder, "add", "--all")
        taken["extract-check, nothing of ours"] = seconds(folder, hook="extract-check")
        for number in range(0, ENTRIES, ENTRIES // CHANGED):
            text = text.replace(f"第 {number} 条：", f"第 {number} 条，")
        path.write_text(text, "utf-8")
        git(folder, "add", "--all")
        taken[f"{CHANGED} changed entries"] = seconds(folder)
        (folder / "glossary/terms.csv").write_text(TERMS + "en,zh,follow,关注,prefer\n")
        git(folder, "add", "--all")
        taken["and a changed term"] = seconds(folder)
        taken["--all"] = seconds(folder, "--all")
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    result = {"machine": machine, "entries": ENTRIES, "seconds": taken}
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
