"""The starter lists of sensitive terms: what they flag in neutral comments, and past evasions.

Neutral are the comments of captions_grammar.py, each distinct. Evaded is each entry of letters,
alone in a sentence of its language, in each way that docs/moderation.md names.
"""

import argparse
import itertools
import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import captions_grammar
import opencc

from l10n.model import SensitiveTerm
from l10n.moderation import entries
from l10n.moderation.screen import Screen

HERE = Path(__file__).resolve().parent
SEED = 22
RESULTS = HERE / "results" / "moderation_lists.json"
_ALIKE = str.maketrans("aceopxyi", "асеорхуі")
_DIGITS = str.maketrans("oiesat", "013547")
WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "traditional": opencc.OpenCC("s2t").convert,
    "capitals": str.upper,
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "spaces": lambda t: " ".join(t.replace(" ", "")),
    "dots": lambda t: ".".join(t.replace(" ", "")),
    "zero width": "\u200b".join,
    "look-alikes": lambda t: t.translate(_ALIKE),
    "digits": lambda t: t.translate(_DIGITS),
}


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=50_000)
    arguments = parser.parse_args()
    listed = [
        entry
        for path in sorted((HERE.parent / "moderation").glob("*.csv"))
        for entry in entries.parse(path.read_text("utf-8"), path.name)
    ]
    screen = Screen(listed)
    texts = list(itertools.islice(captions_grammar.distinct(SEED), arguments.comments))
    screen.find(texts[0])
    start = time.process_time()
    flagged = sum(bool(screen.find(text)) for text in texts)
    seconds = time.process_time() - start
    plain = [e for e in listed if e.term.replace(" ", "").isalpha()]
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "entries": len(listed),
        "comments": len(texts),
        "flagged": flagged,
        "microseconds_a_comment": round(seconds / len(texts) * 1e6, 1),
        "found_of": len(plain),
        "found": {name: sum(is_found(screen, e, way) for e in plain) for name, way in WAYS.items()},
    }
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


def is_found(screen: Screen, entry: SensitiveTerm, way: Callable[[str], str]) -> bool:
    """Whether the entry is found in a sentence, written in a way."""
    sentence = "看这个 {} 吧" if entry.language == "zh" else "see {} there"
    return entry in screen.found_in(sentence.format(way(entry.term)))


if __name__ == "__main__":
    main()
