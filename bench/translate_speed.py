"""Strings a second of the translate stage beside its two measures, in one run.

- argostranslate's own `translate()` loop with the same package. Its sentence splitter would fetch
  a model; both sides are given the same trivial one, which takes each string as one sentence.
- `ctranslate2.translate_batch` on the same strings, tokenized beforehand: what the decoder alone
  can do, over all pieces and over those that the package lists for the direction. Our stage does
  all the rest in the remainder: patterns, terms, masks, cache, gates.

Each side runs several times in turn; the medians are compared. The loop gets a sample, because
it would take minutes, and its rate does not depend on the number of strings.
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ctranslate2
import sentencepiece

from l10n.engines import package_files, packages
from l10n.engines.argos import BATCH_TOKENS, ENGINE, MAX_TOKENS
from l10n.model import Unit
from l10n.project import glossaries
from l10n.store.hypotheses import HypothesisStore
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import HYPOTHESES, SegmentTranslator

HERE = Path(__file__).resolve().parent
STRINGS = (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()
RESULTS = HERE / "results" / "translate_speed.json"
BEAM = 2


def ours(strings: list[str], *, terms: bool, beam: int = BEAM) -> Callable[[], int]:
    """The stage as `l10n translate` runs it, with an empty cache each time."""
    rows = [t for p in sorted((HERE.parent / "glossary").glob("*.csv")) for t in glossaries.read(p)]
    matcher = glossaries.matcher(rows if terms else [], "en", "zh_Hans")
    engine = ENGINE.open("en", "zh", {"beam_size": beam})

    def go() -> int:
        with (
            tempfile.TemporaryDirectory() as folder,
            HypothesisStore(Path(folder) / "store.sqlite") as store,
        ):
            hypotheses = min(beam, HYPOTHESES)
            stage = SegmentTranslator(engine, matcher, "zh", store, hypotheses=hypotheses)
            suggester = Suggester(stage, Memory((), "zh_Hans"), "zh_Hans")
            return len(suggester.suggest(Unit((text,)) for text in strings))

    return go


def bare(strings: list[str], beam: int, *, listed: bool = False) -> Callable[[], int]:
    """The decoder alone, over all pieces or those that are listed, a hypothesis a beam."""
    package = packages.find("en", "zh")
    tokenizer = sentencepiece.SentencePieceProcessor(
        model_proto=package.read("sentencepiece.model")
    )
    files = package.model_files()
    if listed:
        files["vmap.txt"] = f"\t{' '.join(package.target_pieces())}\n".encode()
    translator = ctranslate2.Translator(
        "bare", files=files, inter_threads=os.cpu_count() or 1, intra_threads=1
    )
    tokens = tokenizer.encode(strings, out_type=str)
    prefix = [[package.target_prefix]] * len(tokens) if package.target_prefix else None

    def go() -> int:
        return len(
            translator.translate_batch(
                tokens,
                target_prefix=prefix,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=beam,
                num_hypotheses=beam,
                max_decoding_length=MAX_TOKENS,
                return_scores=True,
                disable_unk=True,
                use_vmap=listed,
            )
        )

    return go


class OneSentence:
    """The trivial splitter: a paragraph is a sentence."""

    def split_sentences(self, text: str) -> list[str]:
        """The text itself."""
        return [text]


def loop(strings: list[str], folder: Path) -> Callable[[], int]:
    """Argostranslate as its documentation calls it, one string after another."""
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder)
    from argostranslate import package, settings, translate

    settings.package_data_dir = folder
    settings.package_dirs = [folder]
    settings.inter_threads = os.cpu_count() or 1
    file = folder / "en-zh.argosmodel"
    package_files.write(packages.find("en", "zh"), file)
    package.install_from_path(file)
    translate.get_installed_languages.cache_clear()
    translation = translate.get_translation_from_codes("en", "zh")
    inner = translation
    while hasattr(inner, "underlying"):
        inner = inner.underlying
    inner.sentencizer = OneSentence()

    def go() -> int:
        return len([translation.translate(text) for text in strings])

    return go


def measure(sides: dict[str, tuple[Callable[[], int], int]], rounds: int) -> dict[str, float]:
    """Median strings a second of each side; the sides take turns."""
    for go, _count in sides.values():
        go()
    rates: dict[str, list[float]] = {name: [] for name in sides}
    for _round in range(rounds):
        for name, (go, count) in sides.items():
            start = time.perf_counter()
            go()
            rates[name].append(count / (time.perf_counter() - start))
    return {name: round(statistics.median(values), 1) for name, values in rates.items()}


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--strings", type=int, default=len(STRINGS), help="the first so many")
    parser.add_argument("--sample", type=int, default=100, help="strings for argostranslate's loop")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        strings = STRINGS[: arguments.strings]
        sample = strings[:: len(strings) // arguments.sample][: arguments.sample]
        rates = measure(
            {
                "l10n, no glossary": (ours(strings, terms=False), len(strings)),
                "l10n, starter glossary": (ours(strings, terms=True), len(strings)),
                "l10n, no glossary, beam 1": (ours(strings, terms=False, beam=1), len(strings)),
                "ctranslate2.translate_batch": (bare(strings, BEAM), len(strings)),
                "ctranslate2.translate_batch, listed pieces": (
                    bare(strings, BEAM, listed=True),
                    len(strings),
                ),
                "ctranslate2.translate_batch, beam 1": (bare(strings, 1), len(strings)),
                "argostranslate loop": (loop(sample, Path(folder)), len(sample)),
            },
            arguments.rounds,
        )
    ours_rate, slow = rates["l10n, no glossary"], rates["argostranslate loop"]
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "package": packages.find("en", "zh").name,
        "strings": len(strings),
        "beam": BEAM,
        "strings_per_second": rates,
        "times_argostranslate": round(ours_rate / slow, 1),
        "times_argostranslate_with_glossary": round(rates["l10n, starter glossary"] / slow, 1),
        "times_argostranslate_at_beam_1": round(rates["l10n, no glossary, beam 1"] / slow, 1),
        "share_of_bare_decoder": round(ours_rate / rates["ctranslate2.translate_batch"], 3),
        "share_of_bare_decoder_with_listed_pieces": round(
            ours_rate / rates["ctranslate2.translate_batch, listed pieces"], 3
        ),
    }
    print(json.dumps(result, indent=2))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
