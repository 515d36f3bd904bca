"""Terms, placeables, quality and speed of the translate stage on the development corpus.

For each direction and for three glossaries - none, proper, random - the term-bearing rows of the
corpus are translated and held against their references:

- proper: the starter glossaries' terms, each binding, with the rendering that the references use;
- random: words of the source bound to words that stand in the references beside them by chance of
  co-occurrence (Dice). It shows what a glossary that is no terminology does; it must not raise
  the proper terms' success.

TSR (term success rate) is the share of term hits whose rendering stands in the output: exact as
written, or lemma, with inflection. `oracle` is the references' own rate by the same test.

Then, without a glossary, the first 500 rows of ui and talk and of the held-out posts, as a user
gets them: sentence by sentence. models/evaluate.py measures the same rows whole, which is what the
model does alone. ICU messages with branches are a row of their own: most of their letters are
syntax, which the product builds and the model never sees.
"""

import argparse
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from l10n.checks.icu import CHECK as ICU
from l10n.checks.interface import Context, Target
from l10n.cli import console
from l10n.engines.argos import ENGINE
from l10n.glossary.evidence import Outcome, prove
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Hit, Rule, Term
from l10n.model import Placeable, Route, Unit
from l10n.project import glossaries
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.text.segments import Segment, plan
from l10n.training.clean import has_branches
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from models.corpus import Pair, authored, read_rows  # noqa: E402 - found from the path above
from models.evaluate import scored  # noqa: E402 - as above

RESULTS = HERE / "results" / "mt_quality.json"
CORPUS = HERE.parent.parent / "shared" / "corpus"
TEXTS = 500
SEED = 20250113
Row = tuple[str, str, str]


def interface_and_talk(corpus: Path) -> list[Pair]:
    """The development set without its documentation."""
    return [p for p in read_rows(corpus / "dev.tsv.xz") if p.domain in {"ui", "talk"}]


def rows_of(pairs: Iterable[Pair], source: str) -> list[Row]:
    """(domain, source, reference) of pairs."""
    return [(p.domain, p.en, p.zh) if source == "en" else (p.domain, p.zh, p.en) for p in pairs]


def proper(rows: list[Row], source: str, target: str) -> list[Term]:
    """The starter terms that stand in the rows, bound to the renderings of the references."""
    terms = [
        t
        for p in sorted((HERE.parent / "glossary").glob("social*.csv"))
        for t in glossaries.read(p)
    ]
    matcher = Matcher(terms, source, target)
    seen: dict[Term, Counter[str]] = {}
    for _domain, text, reference in rows:
        hits = matcher.find(parse(text))
        for proof in prove(hits, reference):
            if proof.words:
                seen.setdefault(proof.hit.term, Counter())[proof.words] += 1
    return [bound(term, words.most_common(1)[0][0]) for term, words in seen.items()]


def bound(term: Term, target: str) -> Term:
    """The term bound to one rendering; what the references say is not forbidden."""
    forbidden = tuple(f for f in term.forbidden if f.casefold() not in target.casefold())
    return replace(term, target=target, variants=(), forbidden=forbidden, rule=Rule.MUST)


def precision(
    rows: list[Row], outputs: list[str], terms: list[Term], source: str, target: str
) -> float:
    """Of the renderings that stand in the outputs, the share whose term stands in the source."""
    ours = Matcher(terms, source, target)
    back = Matcher(
        [
            replace(
                t, source_language=target, target_language=source, source=t.target, target=t.source
            )
            for t in terms
        ],
        target,
        source,
    )
    warranted = total = 0
    for (_d, text, _r), output in zip(rows, outputs, strict=True):
        wanted = {hit.term.target.casefold() for hit in ours.find(parse(text))}
        for hit in back.find(parse(output)):
            total += 1
            warranted += hit.term.source.casefold() in wanted
    return share(warranted, total)


def at_random(rows: list[Row], source: str, target: str, avoid: set[str]) -> list[Term]:
    """Frequent words of the source bound to a word that their references share, by Dice."""
    generator = random.Random(SEED)
    split = {
        "en": lambda t: {w.lower() for w in t.split() if w.isalpha()},
        "zh": lambda t: {t[i : i + 2] for i in range(len(t) - 1) if t[i : i + 2].isalpha()},
    }
    pairs: Counter[tuple[str, str]] = Counter()
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for _domain, text, reference in rows:
        ours, theirs = split[source](text), split[target](reference)
        left.update(ours)
        right.update(theirs)
        pairs.update((a, b) for a in ours for b in theirs)
    dice = {(a, b): 2 * n / (left[a] + right[b]) for (a, b), n in pairs.items() if n >= 4}
    best: dict[str, tuple[float, str]] = {}
    for (a, b), value in dice.items():
        best[a] = max(best.get(a, (0.0, "")), (value, b))
    words = sorted(a for a, (value, _b) in best.items() if value > 0.3 and a not in avoid)
    chosen = generator.sample(words, min(100, len(words)))
    return [Term(source, target, a, best[a][1], rule=Rule.MUST) for a in chosen]


def whole(text: str, output: str, target: str) -> bool:
    """Whether every placeable came out as it went in, and ICU choices are valid for the target."""
    ours, theirs = parse(text), parse(output)
    locale = "zh_Hans" if target == "zh" else "en"
    context = Context("en", locale, "en", target, (ours,))
    kept = [
        Counter(p for p in pattern if isinstance(p, Placeable) and p.kind != "complex")
        for pattern in (ours, theirs)
    ]
    broken = list(ICU.check(Unit((text,)), Target((output,), (theirs,)), context))
    return kept[0] == kept[1] and not broken


def share(part: float, whole: float) -> float:
    """A share, 1 where there is nothing."""
    return round(part / whole, 4) if whole else 1.0


def translate(rows: list[Row], terms: list[Term], source: str, target: str) -> dict[str, Any]:
    """Translate the rows with a glossary; suggestions by row, and what it took."""
    engine = ENGINE.open(source, target, {})
    with tempfile.TemporaryDirectory() as folder, HypothesisStore(Path(folder) / "s") as store:
        back = ENGINE.open(target, source, {})
        matcher = Matcher(terms, source, target)
        stage = SegmentTranslator(engine, matcher, target, store, back=lambda: back)
        units = {f"{n}": Unit((text,), f"{n}") for n, (_d, text, _r) in enumerate(rows)}
        locale = "zh_Hans" if target == "zh" else "en"
        suggester = Suggester(stage, Memory((), locale), locale)
        start = time.perf_counter()
        made = suggester.suggest(units.values())
        seconds = time.perf_counter() - start
        segments = [
            part.pieces
            for _d, text, _r in rows
            for part in plan(parse(text))
            if isinstance(part, Segment)
        ]
        # Asked again, the store answers: the passes are those of the run just timed.
        passes = sorted(t.passes for t in stage.translate(segments).values())
    return {
        "suggestions": [made.get(units[f"{n}"].id) for n in range(len(rows))],
        "seconds": seconds,
        "passes": passes,
    }


def term_rates(
    rows: list[Row], outputs: list[str], terms: list[Term], source: str, target: str
) -> dict[str, float]:
    """TSR of outputs, exact and by lemma, and how often a forbidden rendering stands there."""
    matcher = Matcher(terms, source, target)
    total = exact = lemma = forbidden = 0
    for (_d, text, _r), output in zip(rows, outputs, strict=True):
        hits: list[Hit] = matcher.find(parse(text))
        for proof in prove(hits, output):
            total += 1
            exact += proof.hit.term.target.casefold() in output.casefold()
            lemma += proof.outcome in {Outcome.APPLIED, Outcome.VARIANT}
            forbidden += proof.outcome is Outcome.FORBIDDEN
    return {
        "hits": total,
        "tsr_exact": share(exact, total),
        "tsr_lemma": share(lemma, total),
        "forbidden_rate": round(forbidden / total, 4) if total else 0.0,
    }


def figures(
    rows: list[Row],
    done: dict[str, Any],
    terms: list[Term],
    used: list[Term],
    source: str,
    target: str,
) -> dict[str, Any]:
    """All figures of one run. `terms` are judged, `used` were enforced."""
    made = done["suggestions"]
    outputs = [s.target[0] if s else "" for s in made]
    references = [r for _d, _t, r in rows]
    answered = [n for n, s in enumerate(made) if s]
    intact = sum(whole(rows[n][1], outputs[n], target) for n in answered)
    auto = [n for n in answered if made[n].route is Route.AUTO]
    auto_rows = [rows[n] for n in auto]
    matcher = Matcher(used, source, target)
    binding = [(n, matcher.find(parse(rows[n][1]))) for n in answered]
    auto_rate = term_rates(auto_rows, [outputs[n] for n in auto], used, source, target)
    return {
        **term_rates(rows, outputs, terms, source, target),
        "oracle_tsr_lemma": term_rates(rows, references, terms, source, target)["tsr_lemma"],
        "term_precision": precision(rows, outputs, terms, source, target),
        "placeable_integrity": share(intact, len(answered)),
        "answered": share(len(answered), len(rows)),
        "auto_coverage": share(len(auto), len(rows)),
        "enforced_terms_in_auto": auto_rate["tsr_lemma"],
        **scores(outputs, references, target),
        "passes_mean": round(statistics.mean(done["passes"]), 2),
        "passes_p50": done["passes"][len(done["passes"]) // 2],
        "passes_p95": done["passes"][int(0.95 * (len(done["passes"]) - 1))],
        "strings_per_second": round(len(rows) / done["seconds"], 1),
        "rows_with_terms": sum(bool(hits) for _n, hits in binding),
    }


def by_domain(rows: list[Row], source: str, target: str) -> dict[str, dict[str, Any]]:
    """Quality of the first rows of each domain, translated without a glossary."""
    parts: dict[str, list[Row]] = {}
    for domain in dict.fromkeys(domain for domain, _t, _r in rows):
        some = [row for row in rows if row[0] == domain][:TEXTS]
        branched = [row for row in some if has_branches(row[1])]
        parts[domain] = [row for row in some if not has_branches(row[1])]
        if branched:
            parts[f"{domain}, ICU messages"] = branched
    out: dict[str, dict[str, Any]] = {}
    for part, some in parts.items():
        made = translate(some, [], source, target)["suggestions"]
        outputs = [s.target[0] if s else "" for s in made]
        out[part] = {
            "rows": len(some),
            "answered": share(sum(map(bool, made)), len(some)),
            **scores(outputs, [r for _d, _t, r in some], target),
        }
    return out


def scores(outputs: list[str], references: list[str], target: str) -> dict[str, float]:
    """The score by chrF (chrF++ into English) and by BLEU."""
    quality = scored("", outputs, references, to_zh=target == "zh")
    return {"chrf": quality.chrf, "bleu": quality.bleu}


def show(direction: str, runs: dict[str, dict[str, Any]]) -> None:
    """A table: a figure a row, a glossary a column."""
    figures = next(iter(runs.values()))
    rows = [(figure, *(run[figure] for run in runs.values())) for figure in figures]
    console.table(direction, [direction, *runs], rows, numeric=range(1, len(runs) + 1))


def main() -> None:
    """Measure, print a table, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=400, help="term-bearing rows a direction")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    arguments = parser.parse_args()
    if not arguments.corpus.exists():
        parser.error(f"{arguments.corpus} is not there; name the corpus with --corpus")
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "package": ENGINE.open("en", "zh", {}).model,
        "directions": {},
        "domains": {},
    }
    dev = interface_and_talk(arguments.corpus)
    posts = [post for _kept, held in authored(arguments.corpus) for post in held]
    for source, target in (("en", "zh"), ("zh", "en")):
        rows = rows_of(dev, source)
        terms = proper(rows, source, target)
        matcher = Matcher(terms, source, target)
        bearing = [
            row
            for row in rows
            if (hits := matcher.find(parse(row[1]))) and all(p.words for p in prove(hits, row[2]))
        ][: arguments.rows]
        chance = at_random(rows, source, target, {t.source for t in terms})
        for name, used in (("none", []), ("proper", terms), ("random", chance)):
            done = translate(bearing, used, source, target)
            row = figures(bearing, done, terms, used, source, target)
            result["directions"].setdefault(f"{source}-{target}", {})[name] = row
        show(f"{source}-{target}", result["directions"][f"{source}-{target}"])
        domains = by_domain(rows_of([*dev, *posts], source), source, target)
        result["domains"][f"{source}-{target}"] = domains
        show(f"{source}-{target}", domains)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
