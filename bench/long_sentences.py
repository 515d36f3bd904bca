"""Long sentences whole and in parts: quality, what replies leave out, and what it costs.

Each text is translated three times through the product: each sentence as one whole, the long ones
always in parts, and as the readings of l10n/translation/readings.py choose. The rows are the
held-out posts, and talk and docs of the development corpus; *run on* are the held-out posts with
commas where their sentences ended, as people write who use no other mark. Long are rows with a
sentence that is cut.

*Left out* counts results/long_read.jsonl: 397 long sentences of held-out posts, 140 of them run
on, whole and as the product has them, read one by one.

Rows without a long sentence come out the same either way, and are left out.
"""

import argparse
import json
import os
import platform
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from mt_quality import CORPUS, Row, rows_of, scores, share

from l10n.engines.argos import ENGINE
from l10n.glossary.matcher import Matcher
from l10n.model import Route, Unit
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.text.segments import Segment, plan
from l10n.translation.candidates import Candidate, Job
from l10n.translation.clauses import cut
from l10n.translation.memory import Memory
from l10n.translation.readings import Readings, Translate
from l10n.translation.spelling import AS_IT_IS
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator
from models.corpus import authored, read_rows

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "long_sentences.json"
READ = HERE / "results" / "long_read.jsonl"
SHORT = (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()
DIRECTIONS = (("zh", "en"), ("en", "zh"))
DOCS = 300
TIMED = 60


class Whole(Readings):
    """Each sentence as one whole."""

    def read(self, jobs: Iterable[Job], translate: Translate) -> None:
        """Leave all as it is."""


class Parts(Readings):
    """Long sentences always in parts."""

    def _weigh(self, asked: Sequence[tuple[Job, Candidate]]) -> bool:
        for job, candidate in asked:
            job.likelihoods[candidate.text] = candidate.wave - 100.0
        return True


WAYS = {"whole": Whole, "parts": Parts, "now": Readings}


def suggester(source: str, target: str, store: HypothesisStore, way: str) -> Suggester:
    """Suggestions of a direction, its long sentences read in one of the ways."""
    engine, back = ENGINE.open(source, target, {}), ENGINE.open(target, source, {})
    stage = SegmentTranslator(engine, Matcher((), source, target), target, store)
    stage._readings = WAYS[way](engine, lambda: back, target, AS_IT_IS)  # noqa: SLF001 - no other way in
    locale = "zh_Hans" if target == "zh" else "en"
    return Suggester(stage, Memory((), locale), locale)


def is_long(text: str) -> bool:
    """Whether a sentence of the text is read in parts as well."""
    parts = plan(parse(text))
    return any(cut(part.pieces, ()) for part in parts if isinstance(part, Segment))


def run_on(text: str, source: str) -> str:
    """The text with commas where its sentences ended."""
    if source == "zh":
        return re.sub(r"(?<=[\u4e00-\u9fff])[。！](?=[\u4e00-\u9fff])", "，", text)
    end = r"[.!]\s+(?:(?=I\b)|([A-Z])(?![A-Z]))"
    return re.sub(end, lambda match: ", " + (match[1] or "").lower(), text)


def compared(rows: list[Row], source: str, target: str, store: HypothesisStore) -> dict[str, Any]:
    """The three ways on the rows with a long sentence; all others come out the same."""
    long = [row for row in rows if is_long(row[1])]
    out: dict[str, Any] = {"rows": len(rows), "long": len(long)}
    if not long:
        return out
    units = [Unit((text,), f"{n}") for n, (_d, text, _r) in enumerate(long)]
    references = [reference for _d, _t, reference in long]
    texts: dict[str, list[str]] = {}
    for way in WAYS:
        suggested = suggester(source, target, store, way).suggest(units)
        made = [suggested.get(unit.id) for unit in units]
        texts[way] = [s.target[0] if s else "" for s in made]
        auto = sum(s is not None and s.route is Route.AUTO for s in made)
        left_out = sum(s is not None and "left out" in s.reasons for s in made)
        out[way] = {
            **scores(texts[way], references, target),
            "auto": share(auto, len(long)),
            "with a clause left out": left_out,
        }
    pairs = zip(texts["whole"], texts["now"], strict=True)
    out["changed"] = sum(whole != now for whole, now in pairs)
    return out


def process_time(texts: list[str], source: str, target: str) -> dict[str, float]:
    """Seconds for all of the texts, whole and now, with an empty store each time."""
    taken: dict[str, float] = {}
    for way in ("whole", "now"):
        with (
            tempfile.TemporaryDirectory() as folder,
            HypothesisStore(Path(folder) / "store.sqlite") as store,
        ):
            made = suggester(source, target, store, way)
            start = time.process_time()
            made.suggest(Unit((text,)) for text in texts)
            taken[way] = round(time.process_time() - start, 2)
    return taken


def looked_through() -> float:
    """Seconds of process time in which short strings are found not to be long."""
    patterns = [parse(text) for text in SHORT]
    start = time.process_time()
    if any(cut(pattern, ()) for pattern in patterns):
        raise AssertionError
    return round(time.process_time() - start, 3)


def left_out() -> dict[str, Any]:
    """Of what was read: what replies leave out, how much of it is seen, and what came of it.

    Seen is a reply with a doubt, and one that another reading took the place of.
    """
    read = [json.loads(line) for line in READ.read_text("utf-8").splitlines()]
    out: dict[str, Any] = {}
    for row in read:
        counts = out.setdefault(row["direction"], {}).setdefault(row["whole_is"], Counter())
        counts["read"] += 1
        counts["seen"] += row["seen"]
        counts["with a reason now"] += bool(row["reasons"])
        counts[f"now {row['now_is']}"] += 1
    return out


def quality(corpus: Path, store: Path) -> dict[str, Any]:
    """The figures of each set and direction."""
    posts = [post for _kept, held in authored(corpus) for post in held]
    dev = list(read_rows(corpus / "dev.tsv.xz"))
    pairs = {
        "social": posts,
        "social, run on": posts,
        "talk": [pair for pair in dev if pair.domain == "talk"],
        "docs": [pair for pair in dev if pair.domain == "docs"][:DOCS],
    }
    out: dict[str, Any] = {}
    for name, of in pairs.items():
        for source, target in DIRECTIONS:
            rows = rows_of(of, source)
            if name == "social, run on":
                rows = [(d, run_on(text, source), reference) for d, text, reference in rows]
            with HypothesisStore(store) as opened:
                figures = compared(rows, source, target, opened)
            out.setdefault(f"{source}-{target}", {})[name] = figures
    return out


def costs(corpus: Path) -> dict[str, Any]:
    """Process time: for short strings the look at them alone, which is all that is new there."""
    posts = [post for _kept, held in authored(corpus) for post in held]
    long = [text for _d, text, _r in rows_of(posts, "zh") if is_long(text)][:TIMED]
    return {
        f"looking through {len(SHORT)} short strings": looked_through(),
        f"{len(long)} posts with a long sentence, zh-en": process_time(long, "zh", "en"),
    }


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--store", type=Path, default=Path("build/long_sentences.sqlite"))
    arguments = parser.parse_args()
    if not arguments.corpus.exists():
        parser.error(f"{arguments.corpus} is not there; name the corpus with --corpus")
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "package": ENGINE.open("en", "zh", {}).model,
        "left out": left_out(),
        "directions": quality(arguments.corpus, arguments.store),
        "seconds of process time": costs(arguments.corpus),
    }
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
