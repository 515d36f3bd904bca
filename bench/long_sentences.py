"""Long sentences whole and in parts: quality, what is left out, and what it costs.

Every sentence that `clauses.cut` cuts is translated twice through the product: with the readings
of l10n/translation/readings.py, and without them, as one whole. Rows are the held-out posts and
the development corpus; *run on* are the held-out posts with commas where their sentences ended, as
people write who use no other mark. chrF is of the rows with such a sentence, and of all rows.

`--read FILE` writes the sentences of the longest posts, whole and as the product has them, for a
person to judge; what a person wrote there of them stands in results/long_read.jsonl, from which
the figures of `left out` are counted. `time` is process time, both ways in turn.
"""

import argparse
import json
import os
import platform
import re
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mt_quality import CORPUS, Row, rows_of, scores, share

from l10n.engines.argos import ENGINE
from l10n.glossary.matcher import Matcher
from l10n.model import Pattern, Route, Unit
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.text.segments import Segment, plan
from l10n.translation.candidates import Job
from l10n.translation.clauses import cut
from l10n.translation.memory import Memory
from l10n.translation.readings import Translate
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator
from models.corpus import authored, read_rows

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "long_sentences.json"
READ = HERE / "results" / "long_read.jsonl"
SHORT = (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()
DIRECTIONS = (("zh", "en"), ("en", "zh"))
ROUNDS = 3


class Whole:
    """No second reading: what the product did before."""

    def read(self, jobs: Iterable[Job], translate: Translate) -> None:
        """Leave all as it is."""


def stage(source: str, target: str, store: HypothesisStore, *, parts: bool) -> SegmentTranslator:
    """The translate stage of a direction, with or without a second reading of long sentences."""
    back = ENGINE.open(target, source, {})
    made = SegmentTranslator(
        ENGINE.open(source, target, {}),
        Matcher((), source, target),
        target,
        store,
        back=lambda: back,
    )
    if not parts:
        made._readings = Whole()  # type: ignore[assignment] # noqa: SLF001 - the one way without
    return made


def suggested(rows: list[Row], source: str, target: str, *, parts: bool) -> tuple[list[Any], float]:
    """A suggestion for each row, and the process time it took."""
    locale = "zh_Hans" if target == "zh" else "en"
    with tempfile.TemporaryDirectory() as folder, HypothesisStore(Path(folder) / "s") as store:
        suggester = Suggester(stage(source, target, store, parts=parts), Memory((), locale), locale)
        units = [Unit((text,), f"{n}") for n, (_d, text, _r) in enumerate(rows)]
        start = time.process_time()
        made = suggester.suggest(units)
        seconds = time.process_time() - start
    return [made.get(unit.id) for unit in units], seconds


def sentences(text: str) -> list[Pattern]:
    """What of a text goes to an engine."""
    return [part.pieces for part in plan(parse(text)) if isinstance(part, Segment)]


def is_long(text: str) -> bool:
    """Whether a sentence of the text is read in parts as well."""
    return any(cut(pieces, ()) for pieces in sentences(text))


def run_on(text: str, source: str) -> str:
    """The text with commas where its sentences ended."""
    if source == "zh":
        return re.sub(r"(?<=[\u4e00-\u9fff])[。！](?=[\u4e00-\u9fff])", "，", text)
    return re.sub(
        r"[.!]\s+(?!I\b)([A-Z])(?![A-Z])|[.!]\s+(?=I\b)",
        lambda match: ", " + (match[1] or "").lower(),
        text,
    )


def compared(rows: list[Row], source: str, target: str) -> dict[str, Any]:
    """Both ways on some rows: of all of them, and of those with a long sentence."""
    whole, before = suggested(rows, source, target, parts=False)
    parts, after = suggested(rows, source, target, parts=True)
    long = [n for n, (_d, text, _r) in enumerate(rows) if is_long(text)]
    references = [reference for _d, _t, reference in rows]
    texts = [[s.target[0] if s else "" for s in made] for made in (whole, parts)]
    out: dict[str, Any] = {"rows": len(rows), "long": len(long)}
    for name, chosen in (("all", range(len(rows))), ("of the long", long)):
        of = [references[n] for n in chosen]
        before_after = [scores([text[n] for n in chosen], of, target) for text in texts]
        out[f"{name}, chrf whole and now"] = [score["chrf"] for score in before_after]
        out[f"{name}, bleu whole and now"] = [score["bleu"] for score in before_after]
    out["of the long, changed"] = sum(texts[0][n] != texts[1][n] for n in long)
    for name, made in (("whole", whole), ("now", parts)):
        out[f"of the long, auto {name}"] = share(
            sum(bool(made[n]) and made[n].route is Route.AUTO for n in long), len(long)
        )
    out["of the long, left out"] = sum(
        bool(parts[n]) and "left out" in parts[n].reasons for n in long
    )
    out["seconds of process time whole and now"] = [round(before, 1), round(after, 1)]
    return out


def short_strings() -> dict[str, Any]:
    """What 2,000 strings with no long sentence cost, both ways in turn."""
    rows = [("ui", text, "") for text in SHORT]
    taken = [
        [suggested(rows, "en", "zh", parts=parts)[1] for parts in (False, True)]
        for _round in range(ROUNDS)
    ]
    whole, now = (round(statistics.median(column), 2) for column in zip(*taken, strict=True))
    return {"strings": len(rows), "seconds of process time whole and now": [whole, now]}


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--read", type=Path, help="write sentences to judge here, and stop")
    arguments = parser.parse_args()
    if not arguments.corpus.exists():
        parser.error(f"{arguments.corpus} is not there; name the corpus with --corpus")
    posts = [post for _kept, held in authored(arguments.corpus) for post in held]
    dev = list(read_rows(arguments.corpus / "dev.tsv.xz"))
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "package": ENGINE.open("en", "zh", {}).model,
        "short strings": short_strings(),
    }
    for source, target in DIRECTIONS:
        social = rows_of(posts, source)
        joined = [(d, run_on(text, source), reference) for d, text, reference in social]
        result[f"{source}-{target}"] = {
            "social": compared(social, source, target),
            "talk": compared(
                rows_of([p for p in dev if p.domain == "talk"], source), source, target
            ),
            "docs": compared(
                rows_of([p for p in dev if p.domain == "docs"], source), source, target
            ),
            "social, run on": compared([row for row in joined if is_long(row[1])], source, target),
        }
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
