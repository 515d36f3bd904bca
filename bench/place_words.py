"""What public catalogs of three places say, and what the product would: words, texts and terms.

    python bench/place_words.py NAME=EN,ZH_CN,ZH_TW,ZH_HK ...

Each argument is a project with the paths of its catalogs (JSON, PO without EN, or Android's XML);
"" stands for a place that it lacks. Told of each place: for each word of `l10n.text.place_words`
how often the catalogs have it where the mainland's has the mainland's word, and how often OpenCC's
where that is another;
how near (chrF) the mainland's texts come to the place's by OpenCC alone and by the product; and
how many terms of the starter glossary the catalogs say in most of the texts that have them.
Goes to standard output, and with `--keep` into `results/place_words.json`.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import opencc
import polib
from sacrebleu.metrics import CHRF

from l10n.glossary.evidence import Outcome, prove
from l10n.glossary.matcher import Matcher
from l10n.project import glossaries
from l10n.text import place_words
from l10n.text.chinese import Chinese, in_words_of
from l10n.text.placeables import parse

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "place_words.json"
PLACES = {
    Chinese.TAIWAN: (place_words.TAIWAN, "s2twp"),
    Chinese.HONG_KONG: (place_words.HONG_KONG, "s2hk"),
}
Texts = dict[str, str]


def main() -> None:
    """Read all catalogs, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="+", metavar="NAME=EN,ZH_CN,ZH_TW,ZH_HK")
    parser.add_argument("--keep", action="store_true", help="write results/place_words.json")
    arguments = parser.parse_args()
    found: dict[Chinese, list[tuple[str, str, str]]] = {place: [] for place in PLACES}
    projects: Counter[str] = Counter()
    for project in arguments.projects:
        name, _, paths = project.partition("=")
        english, mainland, *others = (read(path) for path in paths.split(","))
        for place, texts in zip_longest(PLACES, others, fillvalue={}):
            rows = list(parallel(english, mainland, texts))
            found[place] += rows
            projects[f"{name} {place}"] += len(rows)
    told = {"texts": dict(projects)} | {str(place): of(place, found[place]) for place in PLACES}
    text = json.dumps(told, ensure_ascii=False, indent=2)
    print(text)
    if arguments.keep:
        RESULTS.write_text(text + "\n", "utf-8")


def parallel(english: Texts, mainland: Texts, there: Texts) -> Iterator[tuple[str, str, str]]:
    """The texts that both places have translated; a PO file's key is the English."""
    for key, text in there.items():
        source = english.get(key, key)
        if text and mainland.get(key) and source not in {text, mainland[key]}:
            yield source, mainland[key], text


def read(path: str) -> Texts:
    """The texts of a catalog by their keys."""
    if not path:
        return {}
    content = Path(path).read_text("utf-8")
    if path.endswith(".po"):
        entries = (e for e in polib.pofile(content) if not (e.fuzzy or e.obsolete or e.msgctxt))
        return {e.msgid: e.msgstr for e in entries}
    if path.endswith(".xml"):
        strings = ET.fromstring(content).iter("string")  # noqa: S314 - a project's own
        return {s.get("name", ""): "".join(s.itertext()).strip('"') for s in strings}
    return dict(flat(json.loads(content)))


def flat(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The strings in an object of JSON."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from flat(inner, f"{key}.{name}")


def of(place: Chinese, rows: list[tuple[str, str, str]]) -> dict[str, Any]:
    """What is told of a place."""
    words, way = PLACES[place]
    alone = opencc.OpenCC(way).convert
    others = {word: there for word in words if (there := alone(word)) != words[word]}
    counts = {word: _counted(word, words, others[word], rows) for word in others}
    said = {word: count for word, count in counts.items() if sum(count)}
    there = [[text for _source, _mainland, text in rows]]
    return {
        "words": len(words),
        "words that OpenCC says otherwise": len(others),
        "words that the catalogs have": len(said),
        "words that they have more often than OpenCC's": sum(a > b for a, b in said.values()),
        "ours, OpenCC's": said,
        "chrF by OpenCC": _chrf([alone(mainland) for _s, mainland, _t in rows], there),
        "chrF by the product": _chrf(
            [in_words_of(mainland, place, Chinese.MAINLAND) for _s, mainland, _t in rows], there
        ),
        "starter glossary": _terms(place, rows),
    }


def _counted(
    word: str, words: dict[str, str], other: str, rows: list[tuple[str, str, str]]
) -> tuple[int, int]:
    """How often a place has our word for the mainland's, and how often OpenCC's."""
    longer = re.compile("|".join(w for w in words if word in w and w != word) or "$")
    ours = theirs = 0
    for _source, mainland, there in rows:
        if word in longer.sub("", mainland):
            ours += words[word] in there
            theirs += words[word] not in there and other in there
    return ours, theirs


def _chrf(made: list[str], there: list[list[str]]) -> float:
    return round(CHRF().corpus_score(made, there).score, 1)


def _terms(place: Chinese, rows: list[tuple[str, str, str]]) -> dict[str, int]:
    """How many terms the texts have, and how many they say as the glossary does, mostly."""
    path = HERE.parent / "glossary" / f"social.en-{place}.csv"
    matcher = Matcher(glossaries.read(path), "en", str(place))
    met: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for source, _mainland, there in rows:
        for proof in prove(matcher.find(parse(source)), there):
            met[proof.hit.term.source] += 1
            right[proof.hit.term.source] += proof.outcome in {Outcome.APPLIED, Outcome.VARIANT}
    return {
        "terms": len(matcher.terms),
        "met": len(met),
        "said so in most texts": sum(2 * right[term] >= count for term, count in met.items()),
    }


if __name__ == "__main__":
    main()
