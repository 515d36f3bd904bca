"""What it costs and brings that the decoder weighs the listed pieces of a direction alone.

The first texts of each domain of the development corpus and of the held-out posts go through the
product twice, over all pieces and over those that the package lists, with no glossary and no
lexicon: chrF (chrF++ into English), and texts a second of processor time, which says more than the
clock where others use the machine. Then the resident memory with both directions loaded.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from l10n.engines import argos_package, packages
from l10n.engines.argos import ArgosTranslator
from l10n.glossary.matcher import Matcher
from l10n.model import Unit
from l10n.store.hypotheses import HypothesisStore
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from models.corpus import authored, has_branches, read_rows  # noqa: E402 - found from the path above
from models.evaluate import scored  # noqa: E402 - as above

RESULTS = HERE / "results" / "target_pieces.json"
CORPUS = HERE.parent.parent / "shared" / "corpus"
Row = tuple[str, str]
# A process that loads both directions, and its resident memory in MiB.
MEMORY = """
import sys
from l10n.engines import argos_package, packages
from l10n.engines.argos import ENGINE
if sys.argv[1] == "all":
    argos_package.Package.target_pieces = lambda _self: []
kept = [ENGINE.open(*pair, {}) for pair in (("en", "zh"), ("zh", "en"))]
print(int(open("/proc/self/statm").read().split()[1]) * 4096 // 2**20)
"""


def texts(corpus: Path, count: int) -> dict[str, list[Row]]:
    """(en, zh) of the first texts of each domain."""
    found: dict[str, list[Row]] = {}
    for pair in read_rows(corpus / "dev.tsv.xz"):
        if not has_branches(pair.en):
            found.setdefault(pair.domain, []).append((pair.en, pair.zh))
    found["held-out social"] = [(p.en, p.zh) for _kept, held in authored(corpus) for p in held]
    return {name: rows[:count] for name, rows in found.items()}


def translated(sources: list[str], engine: ArgosTranslator, target: str) -> tuple[list[str], float]:
    """What the product says, and the seconds of processor time that it took."""
    locale = "zh_Hans" if target == "zh" else "en"
    with tempfile.TemporaryDirectory() as folder, HypothesisStore(Path(folder) / "s") as store:
        matcher = Matcher((), "zh" if target == "en" else "en", target)
        stage = SegmentTranslator(engine, matcher, target, store)
        units = [Unit((text,), str(number)) for number, text in enumerate(sources)]
        start = time.process_time()
        made = Suggester(stage, Memory((), locale), locale).suggest(units)
        spent = time.process_time() - start
    return [made[unit.id].target[0] if unit.id in made else "" for unit in units], spent


class AllPieces(argos_package.Package):
    """A package that lists none."""

    def target_pieces(self) -> list[str]:
        """None."""
        return []


def figures(source: str, target: str, sets: dict[str, list[Row]]) -> dict[str, Any]:
    """Quality of each domain both ways, and how fast each was."""
    package = packages.find(source, target)
    every = AllPieces(*(getattr(package, name) for name in package.__dataclass_fields__))
    found: dict[str, Any] = {"pieces": len(package.target_pieces())}
    spent: dict[str, float] = {"all": 0.0, "listed": 0.0}
    engines = {"all": ArgosTranslator(every, 2), "listed": ArgosTranslator(package, 2)}
    for engine in engines.values():
        engine.lexicon = {}
    for domain, rows in sets.items():
        sources = [en if source == "en" else zh for en, zh in rows]
        references = [zh if source == "en" else en for en, zh in rows]
        for name, engine in engines.items():
            said, seconds = translated(sources, engine, target)
            spent[name] += seconds
            score = scored("", said, references, to_zh=target == "zh")
            found.setdefault(domain, {"texts": len(rows)})[name] = round(score.chrf, 2)
    count = sum(map(len, sets.values()))
    found["texts_per_processor_second"] = {n: round(count / s, 1) for n, s in spent.items()}
    return found


def memory(pieces: str) -> int:
    """MiB of a process with both directions loaded."""
    command = [sys.executable, "-c", MEMORY, pieces]
    path = os.pathsep.join(map(str, (HERE.parent, HERE.parent / "starter")))
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return int(done.stdout)


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=250, help="of each domain")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    given = parser.parse_args()
    sets = texts(given.corpus, given.texts)
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "package": packages.find("en", "zh").name,
        "memory_mib": {name: memory(name) for name in ("all", "listed")},
    }
    for source, target in (("en", "zh"), ("zh", "en")):
        result[f"{source}-{target}"] = figures(source, target, sets)
    print(json.dumps(result, indent=2))
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
