"""How many terms in their many forms are found, and how many finds are none.

The sentences of `data/term_forms.en.txt` and `.zh.txt` have the terms of a glossary marked by
hand: forms, capitals, hyphens, terms that stand twice, terms beside 了, 过 and 们, and words that
only look like terms. A find counts where term and place are those marked. The figures go to
standard output and into `results/term_recall.json`.
"""

import json
import re
from pathlib import Path
from typing import Any

from l10n.glossary.folding import fold_text
from l10n.glossary.matcher import Matcher
from l10n.project import glossaries
from l10n.text.placeables import parse

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "term_recall.json"
DIRECTIONS = {"en": ("en", "zh_Hans"), "zh": ("zh_Hans", "en")}
_MARK = re.compile(r"\[([^\[\]|]+)(?:\|([^\[\]]+))?\]")
Find = tuple[int, int, str]


def main() -> None:
    """Measure both languages, print what was missed, and keep the figures."""
    told = {language: of(language) for language in DIRECTIONS}
    text = json.dumps(told, ensure_ascii=False, indent=2)
    print(text)
    RESULTS.write_text(text + "\n", "utf-8")


def marked(line: str) -> tuple[str, set[Find]]:
    """The sentence of a line, and where which term stands in it."""
    text, found, position = "", set(), 0
    for mark in _MARK.finditer(line):
        text += line[position : mark.start()]
        found.add((len(text), len(text) + len(mark[1]), fold_text(mark[2] or mark[1])))
        text += mark[1]
        position = mark.end()
    return text + line[position:], found


def of(language: str) -> dict[str, Any]:
    """The figures of a language, and each sentence that is not as it is marked."""
    way = "en-zh" if language == "en" else "zh-en"
    path = HERE / "data" / f"term_forms.glossary.{way}.csv"
    matcher = Matcher(glossaries.read(path), *DIRECTIONS[language])
    lines = (HERE / "data" / f"term_forms.{language}.txt").read_text("utf-8").splitlines()
    counts = {"sentences": 0, "terms": 0, "found": 0, "right": 0}
    wrong: list[str] = []
    for text, wanted in map(marked, (line for line in lines if not line.startswith("#"))):
        hits = {(h.start, h.end, fold_text(h.term.source)) for h in matcher.find(parse(text))}
        counts["sentences"] += 1
        counts["terms"] += len(wanted)
        counts["found"] += len(hits)
        counts["right"] += len(hits & wanted)
        wrong += [f"missed {text[a:b]} ({term}): {text}" for a, b, term in sorted(wanted - hits)]
        wrong += [f"no {term}, {text[a:b]}: {text}" for a, b, term in sorted(hits - wanted)]
    return counts | {
        "recall": round(counts["right"] / counts["terms"], 3),
        "precision": round(counts["right"] / counts["found"], 3),
        "wrong": wrong,
    }


if __name__ == "__main__":
    main()
