"""Would the lowest log-probability of a token make the quality estimate better? It does not.

Fits the estimate on half of the development rows and judges it on the other half, ten times, with
and without that feature, and prints the mean area under the curve. It reaches into the engine,
because the product has no use for single tokens.
"""

# ruff: noqa: SLF001

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from calibrate import GOOD, fit, labelled
from mt_quality import CORPUS

from l10n.engines.argos import ENGINE, ArgosTranslator
from l10n.store.hypotheses import HypothesisStore
from l10n.translation.quality import known

# Below this the model was surprised; how much no longer matters.
FLOOR = -8.0
ROUNDS = 10


def lowest(engine: ArgosTranslator, pairs: list[tuple[str, str]]) -> list[float]:
    """The lowest log-probability of a token of each target."""
    sources = engine._encode([source for source, _target in pairs])
    targets = engine._encode([target for _source, target in pairs])
    start = len(engine._prefix)
    scored = engine._translator.score_batch(
        sources,
        [engine._prefix + pieces for pieces in targets],
        max_batch_size=2048,
        batch_type="tokens",
    )
    return [max(min(result.log_probs[start:]), FLOOR) for result in scored]


def area(said: np.ndarray, labels: np.ndarray) -> float:
    """The chance that a good translation is rated above one that is not."""
    rank = np.empty(len(said))
    rank[np.argsort(said)] = np.arange(len(said))
    good = labels.sum()
    return float((rank[labels == 1].sum() - good * (good - 1) / 2) / (good * (len(labels) - good)))


def judged(features: np.ndarray, labels: np.ndarray) -> float:
    """The mean area over the rounds."""
    chance = np.random.default_rng(0)
    areas = []
    for _round in range(ROUNDS):
        order = chance.permutation(len(labels))
        fitted, held = order[: len(order) // 2], order[len(order) // 2 :]
        weights = fit(features[fitted], labels[fitted])
        areas.append(area(features[held] @ weights, labels[held]))
    return float(np.mean(areas))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3000, help="rows a direction")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    arguments = parser.parse_args()
    features, low, labels = [], [], []
    decoding = scoring = 0.0
    with TemporaryDirectory() as folder, HypothesisStore(Path(folder) / "store") as store:
        for source, target in (("en", "zh"), ("zh", "en")):
            engine = ENGINE.open(source, target, {})
            assert isinstance(engine, ArgosTranslator)
            start = time.perf_counter()
            made = labelled(arguments.corpus, source, target, arguments.rows, store)
            decoding += time.perf_counter() - start
            # What stands behind a sentinel is not scored: rows of plain words tell enough.
            rows = [
                ("".join(plain), t, good)
                for pieces, t, good in made
                if len(plain := [p for p in pieces if isinstance(p, str)]) == len(pieces)
            ]
            start = time.perf_counter()
            low += lowest(engine, [(text, t.text or "") for text, t, _good in rows])
            scoring += time.perf_counter() - start
            features += [known(t.features) for _text, t, _good in rows if t.features]
            labels += [float(good) for _text, _t, good in rows]
    without, truth = np.array(features), np.array(labels)
    print(f"{len(truth)} rows, good from chrF {GOOD}")
    print(f"decoding {decoding:.1f} s, scoring {scoring:.1f} s")
    print(f"without {judged(without, truth):.4f}")
    print(f"with    {judged(np.column_stack([without, low]), truth):.4f}")


if __name__ == "__main__":
    main()
