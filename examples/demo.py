"""`make demo`: the whole pipeline on real input in a scratch folder, and what happened.

The input is l10n itself (its own sources, with no catalog yet) and the posts of this folder. The
project's real catalogs are not touched.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
SCRATCH = PROJECT / "build" / "demo"
PAIRS = SCRATCH / "pairs.jsonl"
console = Console(highlight=False)


def l10n(*arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would; its errors are the demo's."""
    environment = {**os.environ, "LANGUAGE": language, "LANG": language}
    done = subprocess.run(
        [sys.executable, "-m", "l10n", "-C", str(SCRATCH), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    return done


def prepare() -> None:
    """A copy of this project's sources and glossary, without its catalogs."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    for name in ("l10n", "glossary"):
        shutil.copytree(
            PROJECT / name, SCRATCH / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    settings = (PROJECT / "l10n.toml").read_text("utf-8")
    settings = settings.replace('release = "locales"', 'release = "release"')
    (SCRATCH / "l10n.toml").write_text(settings, "utf-8")


def main() -> None:
    """Run the stages, then say what they did."""
    prepare()
    console.print("[bold]1.[/] l10n run: extract, update, translate, check, compile")
    console.print(l10n("run").stdout)
    console.print("[bold]2.[/] l10n approve --origin machine: a person stands by what has no error")
    reason = "the demo; a real reviewer reads first"
    console.print(
        l10n(
            "approve", "--all-passing", "--origin", "machine", "--reason", reason, "--by", "demo"
        ).stdout
    )
    console.print("[bold]3.[/] l10n compile: approved text, and nothing else")
    console.print(l10n("compile").stdout)
    console.print("[bold]4.[/] l10n captions: posts and comments, both ways")
    posts = [str(HERE / "posts.jsonl"), str(HERE / "comments.csv")]
    console.print(l10n("captions", *posts, "--output", str(PAIRS)).stdout)
    pairs = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    shown = Table("from", "source", "target", title="The surest pairs", title_justify="left")
    sure = sorted((p for p in pairs if p["origin"] == "machine"), key=lambda p: -p["quality"])
    for pair in sure[:6]:
        shown.add_row(pair["from"], pair["source"][:60], pair["target"][:60])
    console.print(shown)
    console.print("[bold]5.[/] l10n sync: strings and posts wait in the review tool")
    console.print(l10n("sync", str(PAIRS)).stdout)
    console.print("[bold]6.[/] LANG=zh_CN l10n --help, from this project's own approved catalog")
    console.print("\n".join(l10n("--help", language="zh_CN").stdout.splitlines()[:6]))
    places = {
        "Catalog (fuzzy = not approved)": "locales/zh_Hans/LC_MESSAGES/l10n.po",
        "Release": "release/zh_Hans/LC_MESSAGES/l10n.mo",
        "Manifest": "release.manifest.json",
        "Caption pairs": "pairs.jsonl",
    }
    files = Table("What", title="The files", title_justify="left")
    files.add_column("Where", overflow="fold")
    for what, where in places.items():
        files.add_row(what, str((SCRATCH / where).relative_to(PROJECT)))
    console.print(files)
    console.print("To review them in the browser: .venv/bin/l10n -C build/demo review")


if __name__ == "__main__":
    main()
