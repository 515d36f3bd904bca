"""The search for near matches, beside msgmerge's and beside comparing with all, in one run.

The sources of real catalogs (each folder given: a checkout of a project) are parted at random: one
half is translated, the other half new. Each new one is looked for among the translated ones: by us,
with the cutoff of a merge and with msgmerge's; by msgmerge with its fuzzy matching, on one core;
and by rapidfuzz with all of them. The same without msgmerge for very many sentences, those of the
documentation of whatever Python packages are installed. Processor seconds.
"""

import argparse
import ast
import json
import os
import platform
import random
import re
import resource
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import polib
from rapidfuzz import fuzz, process

from l10n.catalogs import near

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "near_matches.json"
MSGMERGE_CUTOFF = 60.0
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
Found = Sequence[tuple[str, float] | None]


def sources(folder: Path) -> list[str]:
    """The sources in a folder's catalogs, each once."""
    paths = sorted(folder.rglob("*.po"))
    found = dict.fromkeys(e.msgid.strip("\n") for path in paths for e in polib.pofile(str(path)))
    return [text for text in found if text and len(text) <= 400]


def sentences() -> Iterator[str]:
    """The sentences of the installed packages' documentation."""
    for base in ("stdlib", "purelib"):
        for path in sorted(Path(sysconfig.get_path(base)).rglob("*.py")):
            try:
                tree = ast.parse(path.read_text("utf-8"))
            except (ValueError, SyntaxError, RecursionError):
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                    said = ast.get_docstring(node) or ""
                    for sentence in re.split(r"(?<=[.!?:])\s+|\n\s*\n", said):
                        if 3 <= len(sentence) <= 160:
                            yield " ".join(sentence.split())


def exhaustive(known: list[str], new: list[str], cutoff: float) -> Found:
    """The nearest of all."""
    found = (
        process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=cutoff) for text in new
    )
    return [(match[0], match[1]) if match else None for match in found]


def ours(known: list[str], new: list[str], cutoff: float) -> Found:
    """What we find."""
    texts = near.Texts(known, cutoff)
    return [texts.nearest(text) for text in new]


def msgmerge(known: list[str], new: list[str]) -> tuple[float, dict[str, str]]:
    """The processor seconds of msgmerge's fuzzy matching, and the source it finds for each."""
    with tempfile.TemporaryDirectory() as folder:
        old, template, merged = (str(Path(folder) / n) for n in ("old.po", "new.pot", "merged.po"))
        for path, texts, word in ((old, known, "x"), (template, [*known, *new], "")):
            body = "".join(f'\nmsgid "{polib.escape(text)}"\nmsgstr "{word}"\n' for text in texts)
            Path(path).write_text(HEADER + body, "utf-8")
        taken = {}
        for option in ("--no-fuzzy-matching", "--previous"):
            start = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                ["msgmerge", "-q", option, "-o", merged, old, template],
                check=True,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken[option] = end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime
        guesses = {e.msgid: e.previous_msgid for e in polib.pofile(merged) if e.fuzzy}
    return taken["--previous"] - taken["--no-fuzzy-matching"], guesses


def compared(known: list[str], new: list[str], cutoff: float, sample: int) -> dict[str, object]:
    """Our search beside that of all."""
    start = time.process_time()
    found = ours(known, new, cutoff)
    ended = time.process_time()
    best = exhaustive(known, new[:sample], cutoff)
    slow = (time.process_time() - ended) * len(new) / len(new[:sample])
    pairs = [(one, all_) for one, all_ in zip(found, best, strict=False) if all_]
    return {
        "translated": len(known),
        "new": len(new),
        "cutoff": cutoff,
        "cpu_seconds": round(ended - start, 2),
        "cpu_seconds_exhaustive": round(slow, 2),
        "times_faster_than_exhaustive": round(slow / (ended - start), 1),
        "exhaustive_was_run_for": len(new[:sample]),
        "hints_of_all": len(pairs),
        "same_hint": round(sum(bool(o) and o[0] == a[0] for o, a in pairs) / len(pairs), 4),
        "as_near": round(sum(bool(o) and o[1] >= a[1] for o, a in pairs) / len(pairs), 4),
    }


def beside_msgmerge(known: list[str], new: list[str]) -> list[dict[str, object]]:
    """Our search beside msgmerge's, with the cutoff of a merge and with its own."""
    seconds, guesses = msgmerge(known, new)
    rows = []
    for cutoff in (near.CUTOFF, MSGMERGE_CUTOFF):
        row = compared(known, new, cutoff, len(new))
        found = dict(zip(new, ours(known, new, cutoff), strict=True))
        theirs = {text: fuzz.ratio(text, guess) for text, guess in guesses.items()}
        theirs = {text: likeness for text, likeness in theirs.items() if likeness >= cutoff}
        as_near = sum((found[text] or ("", 0.0))[1] >= like for text, like in theirs.items())
        row |= {
            "cpu_seconds_msgmerge": round(seconds, 2),
            "times_faster_than_msgmerge": round(seconds / float(str(row["cpu_seconds"])), 1),
            "guesses_of_msgmerge": len(theirs),
            "of_these_as_near": round(as_near / len(theirs), 4),
        }
        rows.append(row)
    return rows


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="checkouts of projects with catalogs")
    parser.add_argument("--sentences", type=int, default=100_000)
    arguments = parser.parse_args()
    shuffled = random.Random(1).shuffle
    result: dict[str, object] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores"}
    every = list(dict.fromkeys(text for folder in arguments.folders for text in sources(folder)))
    for name, texts in ({f.name: sources(f) for f in arguments.folders} | {"all": every}).items():
        shuffled(texts)
        half = len(texts) // 2
        result[name] = beside_msgmerge(texts[:half], texts[half:])
    many = list(dict.fromkeys(islice(sentences(), 2 * arguments.sentences)))[: arguments.sentences]
    shuffled(many)
    half = len(many) // 2
    result["sentences"] = compared(many[:half], many[half:], near.CUTOFF, 2_000)
    print(json.dumps(result, indent=2))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
