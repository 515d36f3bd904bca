"""Fit the weights of l10n/translation/quality.py, and measure the bands of gates.py beside it.

A translation counts as good when its chrF against the reference is 45 or more (word order 0 for
zh, 2 for en). Rows are strings of one segment; half of them are fitted on, the other half judge
the fit. Prints what to write into the two modules, and for which model it was made.
"""

import argparse
import math
from pathlib import Path

import numpy as np
import sacrebleu
from mt_quality import CORPUS, interface_and_talk, proper, rows_of, share

from l10n.engines.argos import ENGINE
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule
from l10n.model import Pattern
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.text.segments import Segment, plan
from l10n.translation.candidates import Translation
from l10n.translation.quality import known
from l10n.translation.waves import SegmentTranslator

GOOD = 45.0


def labelled(
    corpus: Path, source: str, target: str, count: int, store: HypothesisStore
) -> list[tuple[Pattern, Translation, bool]]:
    """One-segment rows, their translations, and whether these are good."""
    rows = rows_of(interface_and_talk(corpus), source)[:: max(1, 3000 // count)]
    terms = [t for t in proper(rows, source, target) if t.rule is Rule.MUST]
    stage = SegmentTranslator(
        ENGINE.open(source, target, {}), Matcher(terms, source, target), target, store
    )
    single = {}
    for _domain, text, reference in rows:
        parts = plan(parse(text))
        segments = [part for part in parts if isinstance(part, Segment)]
        if len(segments) == len(parts) == 1:
            single[segments[0].pieces] = reference
    made = stage.translate(single)
    order = 0 if target == "zh" else 2
    return [
        (pieces, made[pieces], _is_good(made[pieces], reference, order))
        for pieces, reference in single.items()
        if made[pieces].features
    ]


def _is_good(translation: Translation, reference: str, order: int) -> bool:
    said = translation.text or ""
    return sacrebleu.sentence_chrf(said, [reference], word_order=order).score >= GOOD


def fit(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Logistic regression with a little ridge, by Newton's method."""
    weights = np.zeros(features.shape[1])
    ridge = np.eye(features.shape[1]) * 1e-2
    for _step in range(25):
        good = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (labels - good) - ridge @ weights
        curvature = (features * (good * (1 - good))[:, None]).T @ features + ridge
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def bands(corpus: Path) -> str:
    """The 0.5% and 99.5% points of len(zh) / len(en), and the log ratio's mean and deviation."""
    rows = [(en, zh) for _d, en, zh in rows_of(interface_and_talk(corpus), "en")]
    told = []
    for name, chosen in (
        ("long", [r for r in rows if len(r[0]) >= 12]),
        ("short", [r for r in rows if len(r[0]) < 12]),
    ):
        ratios = sorted(len(zh) / len(en) for en, zh in chosen)
        low, high = (ratios[int(q * (len(ratios) - 1))] for q in (0.005, 0.995))
        told.append(f"{name}: ({low:.2f}, {high:.2f})")
    logs = [math.log(len(zh) / len(en)) for en, zh in rows]
    told.append(f"log mean {np.mean(logs):.3f}, deviation {np.std(logs):.3f}")
    return "; ".join(told)


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000, help="rows a direction")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--store", type=Path, default=Path("build/calibrate.sqlite"))
    arguments = parser.parse_args()
    with HypothesisStore(arguments.store) as store:
        pairs = [
            pair
            for source, target in (("en", "zh"), ("zh", "en"))
            for pair in labelled(arguments.corpus, source, target, arguments.rows, store)
        ]
    features = np.array([known(t.features) for _p, t, _good in pairs if t.features])
    labels = np.array([float(good) for _p, _t, good in pairs])
    weights = fit(features[::2], labels[::2])
    held_out = 1 / (1 + np.exp(-features[1::2] @ weights))
    print("CALIBRATED_FOR =", ENGINE.open("en", "zh", {}).model.split()[-1])
    print("WEIGHTS =", tuple(round(float(w), 2) for w in weights))
    print("base rate", round(float(labels.mean()), 3), "bands", bands(arguments.corpus))
    for bar in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        chosen = held_out >= bar
        right = share(float(labels[1::2][chosen].sum()), float(chosen.sum()))
        print(f"from {bar}: {chosen.mean():.2f} of the rows, {right:.2f} of them good")


if __name__ == "__main__":
    main()
