"""What the lexicon of rare words changes: texts that hold one, translated without and with it.

The texts are the development corpus's (ui, talk, docs) and the held-out posts, and of any two files
named with --also, a sentence a line, Chinese and English: the figures here are of the first 500
sentences of NTREX-128's newstest2019 (Microsoft, CC-BY-SA-4.0). All other texts are translated as
before.

Of the words that the lexicon finds in the recipe's own posts and in that news, 100 of each were
drawn and read: `data/rare_words_read.tsv` says which are not the word that stands there, or do not
mean that.
"""

import argparse
import csv
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from l10n.engines.argos import ENGINE
from l10n.engines.interface import Translator
from l10n.glossary.matcher import Matcher
from l10n.model import Unit
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.text.segments import Segment, plan
from l10n.translation import rare_words
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from models.corpus import authored, has_branches, read_rows  # noqa: E402 - found from the path above
from models.evaluate import scored  # noqa: E402 - as above

RESULTS = HERE / "results" / "rare_words.json"
READ = HERE / "data" / "rare_words_read.tsv"
CORPUS = HERE.parent.parent / "shared" / "corpus"
Row = tuple[str, str]


def texts(corpus: Path) -> dict[str, list[Row]]:
    """(zh, en) of each domain."""
    found: dict[str, list[Row]] = {"ui": [], "talk": [], "docs": [], "held-out social": []}
    for pair in read_rows(corpus / "dev.tsv.xz"):
        if not has_branches(pair.en):
            found[pair.domain].append((pair.zh, pair.en))
    for _kept, held in authored(corpus):
        found["held-out social"] += [(pair.zh, pair.en) for pair in held]
    return found


def translated(rows: Iterable[Row], engine: Translator) -> list[str]:
    """What the product says for the Chinese, with no glossary and an empty cache."""
    with tempfile.TemporaryDirectory() as folder, HypothesisStore(Path(folder) / "s") as store:
        stage = SegmentTranslator(engine, Matcher((), "zh", "en"), "en", store)
        units = [Unit((zh,), str(number)) for number, (zh, _en) in enumerate(rows)]
        made = Suggester(stage, Memory((), "en"), "en").suggest(units)
    return [made[unit.id].target[0] if unit.id in made else "" for unit in units]


def figures(rows: list[Row], engine: Any, lexicon: dict[str, str]) -> dict[str, Any]:
    """How many texts hold a rare word, and the chrF++ of these before and after."""
    words = rare_words.RareWords(lambda: lexicon, "en")
    holding = [
        row
        for row in rows
        if any(words.find(s.pieces, ()) for s in plan(parse(row[0])) if isinstance(s, Segment))
    ]
    found: dict[str, Any] = {"texts": len(rows), "holding": len(holding)}
    for name, known in (("without", {}), ("with", lexicon)):
        engine.lexicon = known
        said = translated(holding, engine)
        score = scored("", said, [en for _zh, en in holding], to_zh=False)
        found[name] = {"chrf": round(score.chrf, 2), "bleu": round(score.bleu, 2)}
    return found


def read() -> dict[str, dict[str, int]]:
    """How many of the words that were read are right, by where they stood."""
    told: dict[str, dict[str, int]] = {}
    with READ.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            counts = told.setdefault(row["from"], {"read": 0, "right": 0})
            counts["read"] += 1
            counts["right"] += not row["wrong"]
    return told


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--also", type=Path, nargs=2, metavar=("ZH", "EN"), help="news")
    given = parser.parse_args()
    sets = texts(given.corpus)
    if given.also:
        zh, en = (path.read_text("utf-8").splitlines() for path in given.also)
        sets["news"] = list(zip(zh, en, strict=True))
    engine = ENGINE.open("zh", "en", {})
    lexicon = engine.lexicon  # type: ignore[attr-defined]
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "package": engine.model,
        "words": len(lexicon),
        "zh-en": {name: figures(rows, engine, lexicon) for name, rows in sets.items()},
        "read": read(),
    }
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
