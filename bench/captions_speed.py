"""Captions a second of `l10n captions` from end to end, beside a loop over argostranslate.

The comments are those of `captions_grammar.py`. Each run is the command itself in a process of its
own, in a fresh project with the starter glossary and nothing cached:

- `speed`: comments that repeat as people's do, and the same number none of which stands twice; at
  beam 1, as captions go in bulk, and at beam 2. The share outside the decoder is the processor time
  that is not spent in the engine's calls (tokenizing is the engine's), the start included.
- `memory`: the highest resident set with the fake engine, which answers at once, so that a million
  takes minutes; what the model takes is in the figures of `speed`.
- `loop`: `argostranslate.translate.translate` as its documentation calls it, comment by comment, on
  a sample of the same comments. Its sentence splitter would fetch a model; it is given one that
  takes each comment for one sentence, which is quicker.
- `quality`: chrF (into English chrF++) of the held-out posts of the development corpus at beam 1
  and beam 2, and how many go out unread.

Parts can be run alone (`--only`); what they measure replaces their own figures in the result.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import captions_grammar

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE.parent))  # for models/, the recipe beside the package
RESULTS = HERE / "results" / "captions_speed.json"
CORPUS = HERE.parent.parent / "shared" / "corpus"
SEED = 2025
SURGE = 5_500_000
SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]

[captions]
glossary = ["{glossary}/social.*.csv"]
beam_size = {beam}
"""
# Runs the command, and tells what of its time was the engine's.
CHILD = """
import json, resource, sys, time

spent = [0.0, 0.0]

def timed(method):
    def call(*given):
        start, busy = time.perf_counter(), time.process_time()
        made = method(*given)
        made = made if isinstance(made, list) else list(made)
        spent[0] += time.perf_counter() - start
        spent[1] += time.process_time() - busy
        return made
    return call

from l10n.engines.argos import ArgosTranslator
ArgosTranslator.translate = timed(ArgosTranslator.translate)
ArgosTranslator.score = timed(ArgosTranslator.score)
from l10n.cli import main
start = time.perf_counter()
try:
    main(sys.argv[1:])
except SystemExit as stop:
    assert not stop.code, stop.code
print("measured:", json.dumps({
    "seconds": time.perf_counter() - start,
    "processor": time.process_time(),
    "engine": spent[0],
    "engine_processor": spent[1],
    "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def project(folder: Path, texts: Iterable[str], beam: int) -> None:
    """A project with posts."""
    settings = SETTINGS.format(glossary=HERE.parent / "glossary", beam=beam)
    (folder / "l10n.toml").write_text(settings, "utf-8")
    with (folder / "posts.jsonl").open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")


def run(texts: Iterable[str], beam: int = 1, engine: str = "argos") -> dict[str, float]:
    """A run of the command on these comments, as `CHILD` tells of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder, texts, beam)
        words = ["captions", "posts.jsonl", "-o", "pairs.jsonl", "--engine", engine, "--json"]
        done = subprocess.run(
            [sys.executable, "-c", CHILD, *words],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "starter")))},
        )
        told, _start, measured = done.stdout.rpartition("measured:")
        assert json.loads(told)["captions"]
        return dict(json.loads(measured))


def speed(arguments: argparse.Namespace, found: dict[str, Any]) -> Iterator[None]:
    """Captions a second with and without duplicates, at both beams."""
    for beam in (1, 2):
        for name, make in (
            ("repeating", captions_grammar.texts),
            ("distinct", captions_grammar.distinct),
        ):
            count = arguments.captions if name == "repeating" else arguments.distinct
            said = run(islice(make(SEED), count), beam)
            rate = count / said["seconds"]
            found[f"{name}, beam {beam}"] = {
                "captions": count,
                "captions_per_second": round(rate, 1),
                "captions_per_processor_second": round(count / said["processor"], 1),
                "outside_decoder_share": round(1 - said["engine_processor"] / said["processor"], 3),
                "outside_decoder_share_of_time": round(1 - said["engine"] / said["seconds"], 3),
                "peak_mib": round(said["peak_mib"]),
                "hours_for_5_5_million": round(SURGE / rate / 3600, 2),
            }
            yield


def memory(arguments: argparse.Namespace, found: dict[str, Any]) -> Iterator[None]:
    """The highest resident set at two sizes."""
    for count in (arguments.captions, arguments.million):
        said = run(islice(captions_grammar.texts(SEED), count), engine="fake")
        found[f"{count:,}"] = {
            "peak_mib": round(said["peak_mib"]),
            "captions_per_second": round(count / said["seconds"]),
        }
        yield


class OneSentence:
    """The splitter that takes a comment for one sentence."""

    def split_sentences(self, text: str) -> list[str]:
        """The text itself."""
        return [text]


def loop(arguments: argparse.Namespace, found: dict[str, Any]) -> Iterator[None]:
    """Argostranslate's own loop on a sample, each comment in its language's direction."""
    from l10n.engines import package_files, packages
    from l10n.text.spoken import language_of

    texts = [
        t for t in islice(captions_grammar.texts(SEED), 10 * arguments.sample) if language_of(t)
    ]
    texts = texts[: arguments.sample]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ARGOS_PACKAGES_DIR"] = name
        from argostranslate import package, settings, translate

        settings.package_data_dir, settings.package_dirs = folder, [folder]
        settings.inter_threads = os.cpu_count() or 1
        for pair in (("en", "zh"), ("zh", "en")):
            file = folder / f"{'-'.join(pair)}.argosmodel"
            package_files.write(packages.find(*pair), file)
            package.install_from_path(file)
        translate.get_installed_languages.cache_clear()
        for pair in (("en", "zh"), ("zh", "en")):
            inner = translate.get_translation_from_codes(*pair)
            while hasattr(inner, "underlying"):
                inner = inner.underlying
            inner.sentencizer = OneSentence()
            inner.translate("ok")
        start, busy = time.perf_counter(), time.process_time()
        for text in texts:
            source = language_of(text)[:2]
            translate.translate(text, source, "en" if source == "zh" else "zh")
        seconds, processor = time.perf_counter() - start, time.process_time() - busy
    found["captions"] = len(texts)
    found["captions_per_second"] = round(len(texts) / seconds, 2)
    found["captions_per_processor_second"] = round(len(texts) / processor, 2)
    yield


def quality(arguments: argparse.Namespace, found: dict[str, Any]) -> Iterator[None]:
    """The chrF of held-out posts, and the share that goes out unread, at both beams."""
    from l10n.engines.argos import ENGINE
    from l10n.glossary.matcher import Matcher
    from l10n.model import Kind, Route, Unit
    from l10n.store.hypotheses import HypothesisStore
    from l10n.translation.memory import Memory
    from l10n.translation.suggest import Suggester
    from l10n.translation.waves import SegmentTranslator
    from models.corpus import authored
    from models.evaluate import scored

    posts = [post for _kept, held in authored(arguments.corpus) for post in held]
    posts = posts[: arguments.posts]
    found["posts"] = len(posts)
    for source, target, locale in (("en", "zh", "zh_Hans"), ("zh", "en", "en")):
        rows = [(p.en, p.zh) if source == "en" else (p.zh, p.en) for p in posts]
        for beam in (1, 2):
            engine = ENGINE.open(source, target, {"beam_size": beam})
            with (
                tempfile.TemporaryDirectory() as name,
                HypothesisStore(Path(name) / "store.sqlite") as store,
            ):
                stage = SegmentTranslator(
                    engine, Matcher((), source, target), target, store, hypotheses=beam
                )
                units = [Unit((text,), kind=Kind.CAPTION) for text, _reference in rows]
                made = Suggester(stage, Memory((), locale), locale).suggest(units)
            said = [made.get(unit.id) for unit in units]
            texts = [one.target[0] if one else "" for one in said]
            references = [reference for _text, reference in rows]
            score = scored("", texts, references, to_zh=target == "zh")
            auto = sum(one is not None and one.route is Route.AUTO for one in said)
            found[f"{source}-{target}, beam {beam}"] = {
                "chrf": round(score.chrf, 2),
                "auto_share": round(auto / len(rows), 3),
                "answered": round(sum(map(bool, texts)) / len(rows), 4),
            }
            yield


PARTS = {"speed": speed, "memory": memory, "loop": loop, "quality": quality}


def _compare(result: dict[str, Any]) -> None:
    """How many times the loop, by the clock and by processor time.

    The latter says more on a machine that others use.
    """
    ours = result.get("speed", {}).get("repeating, beam 1")
    if ours and (loop_ := result.get("loop")):
        result["times_argostranslate"] = {
            name: round(ours[name] / loop_[name], 1)
            for name in ("captions_per_second", "captions_per_processor_second")
        }


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--captions", type=int, default=50_000, help="comments that repeat")
    parser.add_argument("--distinct", type=int, default=20_000, help="comments that do not")
    parser.add_argument("--million", type=int, default=1_000_000, help="comments for the memory")
    parser.add_argument("--sample", type=int, default=300, help="comments for the loop")
    parser.add_argument("--posts", type=int, default=1_000, help="held-out posts for the quality")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part")
    parser.add_argument("--results", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    if "quality" in (arguments.only or PARTS) and not arguments.corpus.exists():
        parser.error(f"{arguments.corpus} is not there; name the corpus with --corpus")
    file = arguments.results
    result = json.loads(file.read_text("utf-8")) if file.exists() else {}
    result["machine"] = f"{platform.machine()}, {os.cpu_count()} cores"
    result["repeated"] = captions_grammar.REPEATED
    for name in arguments.only or PARTS:
        for _measured in PARTS[name](arguments, result.setdefault(name, {})):
            _compare(result)
            # After each figure, so that an interrupted bench keeps what it has.
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
