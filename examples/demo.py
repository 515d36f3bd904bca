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

from l10n.cli import console

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
SCRATCH = PROJECT / "build" / "demo"
PAIRS = SCRATCH / "pairs.jsonl"


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
    console.say("1. l10n run: extract, update, translate, check, compile")
    console.say(l10n("run").stdout)
    console.say("2. l10n approve --origin machine: a person stands by what has no error")
    reason = "the demo; a real reviewer reads first"
    console.say(
        l10n(
            "approve", "--all-passing", "--origin", "machine", "--reason", reason, "--by", "demo"
        ).stdout
    )
    console.say("3. l10n compile: approved text, and nothing else")
    console.say(l10n("compile").stdout)
    console.say("4. l10n captions: posts and comments, both ways")
    posts = [str(HERE / "posts.jsonl"), str(HERE / "comments.csv")]
    console.say(l10n("captions", *posts, "--output", str(PAIRS)).stdout)
    pairs = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    sure = sorted((p for p in pairs if p["origin"] == "machine"), key=lambda p: -p["quality"])
    shown = [(pair["from"], pair["source"][:60], pair["target"][:60]) for pair in sure[:6]]
    console.table("The surest pairs", ["from", "source", "target"], shown)
    console.say("5. l10n sync: strings and posts wait in the review tool")
    console.say(l10n("sync", str(PAIRS)).stdout)
    console.say("6. LANG=zh_CN l10n --help, from this project's own approved catalog")
    console.say("\n".join(l10n("--help", language="zh_CN").stdout.splitlines()[:6]))
    places = {
        "Catalog (fuzzy = not approved)": "locales/zh_Hans/LC_MESSAGES/l10n.po",
        "Release": "release/zh_Hans/LC_MESSAGES/l10n.mo",
        "Manifest": "release.manifest.json",
        "Caption pairs": "pairs.jsonl",
    }
    rows = [(what, (SCRATCH / where).relative_to(PROJECT)) for what, where in places.items()]
    console.table("The files", ["What", "Where"], rows)
    console.say("To review them in the browser: .venv/bin/l10n -C build/demo review")


if __name__ == "__main__":
    main()
