"""A public project comes in: what it had before, what it has after, and what changed in its files.

    python bench/adopt.py NAME=PATH ...

Each checkout is copied without its history and put into a git of its own; then `l10n init`,
`l10n adopt` and `l10n update` run as a new user would run them, and `adopt` and `update` once
more; where there are resource files, `l10n compile` runs before each `update`. What `init` found of
a team's own functions is told with how many messages each brings, and of each `update` what it did
with the entries of all locales. Translations of
catalogs are counted by msgfmt, those of resource files by their keys, changes by git. The table
goes to standard output, and with `--keep` into `results/adopt.json`.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from l10n.catalogs import resources
from l10n.project import config
from l10n.project.config import Config

RESULTS = Path(__file__).parent / "results" / "adopt.json"
_COUNTED = re.compile(r"(\d+) (translated|fuzzy|untranslated)")
_GIT = (
    "git",
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@example.org",
    "-c",
    "core.autocrlf=false",
)


def main() -> None:
    """Adopt each project and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="+", metavar="NAME=PATH")
    parser.add_argument("--keep", action="store_true", help="write results/adopt.json")
    arguments = parser.parse_args()
    found = {}
    for project in arguments.projects:
        name, _, path = project.partition("=")
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "project"
            shutil.copytree(path, copy, symlinks=True, ignore=shutil.ignore_patterns(".git"))
            found[name] = adopted(copy)
        print(json.dumps({name: found[name]}, ensure_ascii=False, indent=2), flush=True)
    if arguments.keep:
        kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        text = json.dumps(kept | found, ensure_ascii=False, indent=2, sort_keys=True)
        RESULTS.write_text(text + "\n", "utf-8")


def adopted(root: Path) -> dict[str, Any]:
    """What became of a project."""
    _git(root, "init", "-q")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "as it was")
    steps: dict[str, Any] = {}
    steps["init"] = _step(root, "init", "--json")
    settings = root / "l10n.toml"
    if not settings.exists():
        return {"steps": steps}
    part = config.load(settings)
    catalogs = _catalogs(part)
    before, strings = _counted(catalogs), _strings(part)
    words = {
        "adopt": ["adopt", "--by", "Bench"],
        "compile": ["compile"],
        "update": ["update", "--json"],
    }
    if not strings:
        del words["compile"]
    for again in ("", " again"):
        for name, said in words.items():
            steps[name + again] = _step(root, *said)
            if name + again == "adopt":
                after_adopt = _counted(catalogs)
    told = {
        "catalogs": len(catalogs),
        "before": before,
        "adopted": after_adopt,
        "updated": _counted(catalogs),
        "steps": steps,
    }
    if not strings:
        return told
    after = _strings(part)
    return told | {
        "resource tables": sum(bool(one.resource) for one in part.parts()),
        "strings before": sum(strings.values()),
        "strings after": sum(after.values()),
        "by locale": {name: [strings[name], after[name]] for name in strings},
    }


def _step(root: Path, *words: str) -> dict[str, Any]:
    """How long a command took, how it ended, and how many lines it changed in what was there."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - begun
    _git(root, "add", "-A")
    # Catalogs and the manifest of resource files are ours, and not among the team's files.
    changed = _git(root, "diff", "--cached", "--numstat", "--", ":!l10n.toml", ":!l10n")
    _git(root, "commit", "-qm", words[0], "--allow-empty")
    rows = [row.split("\t") for row in changed.splitlines()]
    told: dict[str, Any] = {
        "seconds": round(seconds, 1),
        "exit": done.returncode,
        "files changed": len(rows),
        "lines added": sum(int(row[0]) for row in rows if row[0].isdigit()),
        "lines removed": sum(int(row[1]) for row in rows if row[1].isdigit()),
    }
    said = json.loads(done.stdout) if "--json" in words and done.stdout else {}
    if found := said.get("own_functions"):
        told["own functions"] = {f"{o['extractor']}: {o['value']}": o["messages"] for o in found}
    if counted := [Counter(one) for one in said.get("locales", {}).values()]:
        told["entries"] = dict(sum(counted, Counter()))
    if done.returncode > 1:
        told["said"] = done.stderr.strip().splitlines()[-1:]
    return told


def _catalogs(settings: Config) -> list[Path]:
    """The team's own PO files."""
    parts = [part for part in settings.parts() if not part.resource]
    paths = [part.catalog_path(name) for part in parts for name in settings.target_locales]
    return [path for path in paths if path.is_file()]


def _strings(settings: Config) -> dict[str, int]:
    """The strings in the team's resource files, by locale."""
    count: Counter[str] = Counter()
    for part in settings.parts():
        for name in settings.target_locales if part.resource else ():
            if there := resources.read(part, name, resources.source(part)):
                count[name] += len(there.messages)
    return dict(count)


def _counted(catalogs: list[Path]) -> dict[str, int]:
    """Messages of all catalogs by what msgfmt calls them, and obsolete entries."""
    counts = dict.fromkeys(("translated", "fuzzy", "untranslated", "obsolete"), 0)
    for path in catalogs:
        done = subprocess.run(
            ["msgfmt", "--statistics", "-o", "/dev/null", str(path)],
            capture_output=True,
            text=True,
            check=False,
            env={"LC_ALL": "C"},
        )
        for number, what in _COUNTED.findall(done.stderr):
            counts[what] += int(number)
        counts["obsolete"] += path.read_text("utf-8").count("\n#~ msgid ")
    return counts


def _git(root: Path, *words: str) -> str:
    done = subprocess.run([*_GIT, *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    main()
