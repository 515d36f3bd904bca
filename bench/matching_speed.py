"""Seconds to find ten thousand terms in a hundred thousand strings, by language.

Beside them those of the bare automaton: the same forms and strings, lowered, and nothing asked of
what it finds, neither edges of words nor overlaps. One process, one core.

The terms are the starter glossaries' and made-up ones in their likeness; the strings are the
examples' posts and the short strings of bench/data, repeated in turn with a number each.
"""

import argparse
import json
import os
import platform
import random
import time
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from l10n.glossary.folding import fold_text
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Term
from l10n.project import glossaries
from l10n.text.placeables import parse, plain
from l10n.text.typography import has_han

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "matching_speed.json"


def texts(language: str, count: int) -> list[str]:
    """Strings of one language."""
    posts = (HERE.parent / "examples" / "posts.jsonl").read_text("utf-8").splitlines()
    lines = [line for post in map(json.loads, posts) for line in post["body"].split("\n")]
    lines += (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()
    fitting = [line for line in lines if has_han(line) == (language == "zh") and line.strip()]
    return [f"{fitting[n % len(fitting)]} {n}" for n in range(count)]


def terms(language: str, other: str, count: int) -> list[Term]:
    """The starter terms, and made-up ones up to the count."""
    known = [
        term
        for path in sorted((HERE.parent / "glossary").glob("*.csv"))
        for term in glossaries.read(path)
        if term.source_language == language
    ]
    generator = random.Random(7)
    letters = "".join(t.source for t in known)
    made = (
        "".join(generator.choices(letters, k=3))
        if language == "zh"
        else f"{generator.choice(known).source} {''.join(generator.choices('abcdefgh', k=5))}"
        for _n in range(count)
    )
    return [*known, *(Term(language, other, text, "x") for text in dict.fromkeys(made))][:count]


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--strings", type=int, default=100_000)
    arguments = parser.parse_args()
    result = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "languages": {}}
    for language, other in (("zh", "en"), ("en", "zh")):
        patterns = [parse(text) for text in texts(language, arguments.strings)]
        start = time.process_time()
        matcher = Matcher(terms(language, other, arguments.terms), language, other)
        built = time.process_time() - start
        start = time.process_time()
        hits = sum(len(matcher.find(pattern)) for pattern in patterns)
        found = time.process_time() - start
        bare = AhoCorasick([fold_text(term.source) for term in matcher.terms])
        strings = [plain(pattern) for pattern in patterns]
        start = time.process_time()
        for string in strings:
            bare.find_matches_as_indexes(string.lower(), overlapping=True)
        result["languages"][language] = {
            "terms": arguments.terms,
            "strings": arguments.strings,
            "hits": hits,
            "cpu_seconds_to_build": round(built, 2),
            "cpu_seconds_to_find": round(found, 2),
            "cpu_seconds_of_the_bare_automaton": round(time.process_time() - start, 2),
        }
    print(json.dumps(result, indent=2))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
