"""Seconds to extract from real trees, beside xgettext, pybabel, makemessages and i18next-cli.

Each tool is a process of its own that writes its file, and the tools take turns in one run: the
median of processor and of wall-clock seconds, start included. Ours is `l10n extract -o` with
nothing kept from before; `again` is `l10n update` after one file has changed.

    python bench/extract_speed.py --python TREE --javascript TREE --django TREE --jinja2 TREE

A tree that is not named is left out; without any, the packages installed here are read as Python.
Peers that are not installed are left out too.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from l10n.extractors.keywords import GETTEXT
from l10n.project import walk

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "extract_speed.json"
SUFFIXES = {
    "python": ("py",),
    "javascript": ("js", "jsx", "ts", "tsx"),
    "django": ("html", "txt"),
    "jinja2": ("html", "jinja", "j2"),
}
SETTINGS = 'source_locale = "en"\ntarget_locales = ["zh_Hans"]\n'
TABLE = '\n[[sources]]\nextractor = "{name}"\ninclude = {include}\n'


def copied(tree: Path, suffixes: tuple[str, ...], folder: Path) -> list[str]:
    """Copy the tree's files of these kinds; what is left out elsewhere is left out here."""
    names: list[str] = []
    for suffix in suffixes:
        for file in walk.files(tree, f"**/*.{suffix}", frozenset((".git", "node_modules"))):
            place = folder / "app" / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.path, place)
            names.append(f"app/{file.name}")
    return sorted(names)


def project(folder: Path, name: str, names: list[str]) -> None:
    """Settings, and the lists that the peers read."""
    there = sorted({Path(n).suffix for n in names})
    include = json.dumps([f"app/**/*{suffix}" for suffix in there])
    (folder / "l10n.toml").write_text(SETTINGS + TABLE.format(name=name, include=include), "utf-8")
    (folder / "list.txt").write_text("\n".join(names), "utf-8")
    (folder / "babel.cfg").write_text(f"[{name}: **]\nsilent = true\n", "utf-8")
    (folder / "settings.py").write_text('USE_I18N = True\nSECRET_KEY = "x"\n', "utf-8")
    (folder / "locale").mkdir()
    script = (
        'export default { locales: ["en"], extract: { input: ["app/**/*.{js,jsx,ts,tsx}"],'
        ' output: "out/{{language}}.json", keySeparator: false, nsSeparator: false } };\n'
    )
    (folder / "i18next.config.mjs").write_text(script, "utf-8")


def peers(name: str, names: list[str]) -> dict[str, list[str]]:
    """The commands of the tools that read such sources, as far as they are installed."""
    known = {
        **{
            f"-k{function}:"
            + ",".join([f"{k.context}c"] * bool(k.context) + [str(f) for f in k.forms]): 0
            for function, (k,) in GETTEXT.items()
        }
    }
    listed = ["-f", "list.txt", "-o", "peer.pot", "--from-code=UTF-8", "--no-wrap"]
    commands: dict[str, list[str]] = {}
    if name in {"python", "javascript"}:
        language = "Python" if name == "python" else "JavaScript"
        commands["xgettext"] = ["xgettext", f"--language={language}", *listed, "-k", *known]
    if name in {"python", "javascript", "jinja2"}:
        commands["pybabel"] = [
            "pybabel",
            "-q",
            "extract",
            "-F",
            "babel.cfg",
            "-o",
            "babel.pot",
            *names,
        ]
    if name == "django":
        commands["makemessages"] = ["django-admin", "makemessages", "-l", "xx", "-e", "html,txt"]
    if name == "javascript":
        commands["i18next-cli"] = ["i18next-cli", "extract"]
    return {tool: command for tool, command in commands.items() if shutil.which(command[0])}


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Processor and wall-clock seconds of a command and all it started."""
    env = {
        **os.environ,
        "PYTHONPATH": f"{HERE.parent}:{folder}",
        "DJANGO_SETTINGS_MODULE": "settings",
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Ours says with 1 that some messages can't be translated as they are written.
    if done.returncode > ("l10n" in command):
        sys.exit(f"{command[0]} failed:\n{done.stderr.decode(errors='replace')[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def compared(
    commands: Mapping[str, list[str]], folder: Path, rounds: int, prepare: Callable[[], object]
) -> dict[str, dict[str, float]]:
    """The medians of each tool, all of them once a round."""
    taken: dict[str, list[tuple[float, float]]] = {tool: [] for tool in commands}
    for _round in range(rounds):
        for tool, command in commands.items():
            prepare()
            taken[tool].append(measured(command, folder))
    return {
        tool: {
            "cpu_s": round(statistics.median(cpu for cpu, _wall in seconds), 3),
            "wall_s": round(statistics.median(wall for _cpu, wall in seconds), 3),
        }
        for tool, seconds in taken.items()
    }


def one(name: str, tree: Path, rounds: int) -> dict[str, object]:
    """All figures of one tree."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        names = copied(tree, SUFFIXES[name], folder)
        project(folder, name, names)
        size = sum((folder / n).stat().st_size for n in names)
        ours = [sys.executable, "-m", "l10n"]
        commands = {"l10n": [*ours, "extract", "-o", "ours.pot"], **peers(name, names)}
        kept = folder / ".l10n"
        seconds = compared(
            commands, folder, rounds, lambda: shutil.rmtree(kept, ignore_errors=True)
        )
        again = {"l10n, one file changed": [*ours, "update"]}
        measured(again["l10n, one file changed"], folder)
        last = folder / names[-1]
        seconds |= compared(
            again, folder, rounds, lambda: last.write_bytes(last.read_bytes() + b"\n")
        )
        base = seconds["l10n"]
        for tool in commands:
            seconds[tool]["times_ours_cpu"] = round(seconds[tool]["cpu_s"] / base["cpu_s"], 2)
            seconds[tool]["times_ours_wall"] = round(seconds[tool]["wall_s"] / base["wall_s"], 2)
        messages = (folder / "ours.pot").read_text("utf-8").count("\nmsgid ")
        return {
            "files": len(names),
            "mb": round(size / 1e6, 1),
            "messages": messages,
            "seconds": seconds,
        }


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name in SUFFIXES:
        parser.add_argument(f"--{name}", type=Path, help=f"a tree of sources of {name}")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    trees = {name: getattr(arguments, name) for name in SUFFIXES if getattr(arguments, name)}
    trees = trees or {"python": Path(sysconfig.get_path("purelib"))}
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "trees": {
            name: one(name, tree.resolve(), arguments.rounds) for name, tree in trees.items()
        },
    }
    print(json.dumps(result, indent=2))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
