"""What the lexicon of slang does to captions: with it and without it, by chrF and by example.

Two sets, each way: posts in which the lexicon finds something, from files of the corpus that the
starter's weights have not seen, and the first of the held-out posts, most of which have no slang.
The references speak as people do, slang with slang: chrF punishes plain words. So the pairs that
differ are written to a file (--read FILE) to be judged by reading.
"""

import argparse
import json
import lzma
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from l10n.engines.argos import ENGINE
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Term
from l10n.model import Kind, Syntax, Unit
from l10n.project import glossaries
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.translation.memory import Memory
from l10n.translation.spelling import Spelling
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from models.corpus import authored  # noqa: E402 - found from the path above
from models.evaluate import scored  # noqa: E402 - as above

CORPUS = HERE.parent.parent / "shared" / "corpus"
LOCALES = {"zh": "zh_Hans", "en": "en"}
HELD = 600
Row = tuple[str, str]


def translated(rows: list[Row], terms: list[Term], source: str, target: str) -> list[str]:
    """The captions as a user gets them."""
    locales = LOCALES[source], LOCALES[target]
    with tempfile.TemporaryDirectory() as folder, HypothesisStore(Path(folder) / "s") as store:
        engine = ENGINE.open(source, target, {})
        stage = SegmentTranslator(
            engine, Matcher(terms, *locales), target, store, Spelling.between(*locales)
        )
        suggester = Suggester(stage, Memory((), locales[1]), locales[1], locales[0])
        units = [Unit((text,), kind=Kind.CAPTION, key=f"{n}") for n, (text, _r) in enumerate(rows)]
        made = suggester.suggest(units)
    return [made[unit.id].target[0] if unit.id in made else "" for unit in units]


def slangy(corpus: Path, terms: list[Term], source: str, target: str) -> list[Row]:
    """The posts of unseen files in which the lexicon finds something."""
    matcher = Matcher(terms, LOCALES[source], LOCALES[target])
    rows: list[Row] = []
    for path in sorted((corpus / "rows").glob("*-[b-e].tsv.xz")):
        for line in lzma.decompress(path.read_bytes()).decode().splitlines():
            domain, _name, _licence, en, zh = (c.replace("\\n", "\n") for c in line.split("\t"))
            text, reference = (zh, en) if source == "zh" else (en, zh)
            if domain == "social" and matcher.find(parse(text, Syntax.POST)):
                rows.append((text, reference))
    return rows


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--read", type=Path, help="where the pairs that differ go")
    arguments = parser.parse_args()
    held = [post for _kept, posts in authored(arguments.corpus) for post in posts][:HELD]
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "package": ENGINE.open("en", "zh", {}).model,
    }
    differing: list[dict[str, str]] = []
    for source, target in (("zh", "en"), ("en", "zh")):
        terms = glossaries.read(HERE.parent / "glossary" / "slang" / f"{source}-{target}.csv")
        sets = {
            "with slang": slangy(arguments.corpus, terms, source, target),
            "held out": [(p.zh, p.en) if source == "zh" else (p.en, p.zh) for p in held],
        }
        for name, rows in sets.items():
            outputs = [translated(rows, used, source, target) for used in ([], terms)]
            references = [reference for _text, reference in rows]
            chrf = [scored("", o, references, to_zh=target == "zh").chrf for o in outputs]
            changed = [n for n, (a, b) in enumerate(zip(*outputs, strict=True)) if a != b]
            result.setdefault(f"{source}-{target}", {})[name] = {
                "posts": len(rows),
                "changed": len(changed),
                "chrf without": chrf[0],
                "chrf with": chrf[1],
            }
            differing += [
                {"source": rows[n][0], "without": outputs[0][n], "with": outputs[1][n]}
                for n in changed
            ]
    print(json.dumps(result, indent=2))
    (HERE / "results" / "posts.json").write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    if arguments.read:
        lines = (json.dumps(pair, ensure_ascii=False) for pair in differing)
        arguments.read.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
