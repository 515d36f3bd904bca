"""A public project with Chinese of two places side by side: nothing of the one is in the other.

    python bench/side_by_side.py NAME=PATH ...

Of each checkout every tenth translation of all its Chinese locales is taken away, and every
tenth of the Traditional ones alone: what people had there is new to the project then. It is put
into a git of its own; `l10n init`, `adopt`, `update`, `translate` and `compile` run as a new user
would run them, adopt and update twice. Told is how many texts came in, what was written for those
that were taken away and how near that is to what people had (chrF), and in what is in the catalogs
and in what shipped, how many texts hold a word of the other script. To standard output, and with
`--keep` into `results/side_by_side.json`.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
from sacrebleu.metrics import CHRF

from l10n.catalogs import files as catalog_files
from l10n.catalogs import resources
from l10n.model import Entry, State
from l10n.project import config
from l10n.project.config import Config
from l10n.text.chinese import Chinese, place_of, strangers
from l10n.text.locales import fallbacks
from l10n.text.plurals import language

RESULTS = Path(__file__).parent / "results" / "side_by_side.json"
_ANDROID = re.compile(r"^\s*<string [^>]*name=\"(\w+)\"[^>]*>(.*)</string>\n", re.MULTILINE)
# Of so many texts one is taken away.
_ONE_OF = 10


def main() -> None:
    """Run each project and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="+", metavar="NAME=PATH")
    parser.add_argument("--keep", action="store_true", help="write results/side_by_side.json")
    arguments = parser.parse_args()
    found = {}
    for project in arguments.projects:
        name, _, path = project.partition("=")
        with tempfile.TemporaryDirectory() as folder:
            before, copy = Path(folder) / "before", Path(folder) / "project"
            for root in (before, copy):
                shutil.copytree(path, root, symlinks=True, ignore=shutil.ignore_patterns(".git"))
                subprocess.run(["git", "init", "-q"], cwd=root, check=True)
            found[name] = told(before, copy)
        print(json.dumps({name: found[name]}, ensure_ascii=False, indent=2), flush=True)
    if arguments.keep:
        kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        text = json.dumps(kept | found, ensure_ascii=False, indent=2, sort_keys=True)
        RESULTS.write_text(text + "\n", "utf-8")


def told(whole: Path, root: Path) -> dict[str, Any]:
    """What became of a project, beside its copy from which nothing was taken away."""
    _step(whole, "init")
    _step(whole, "adopt", "--by", "Bench")
    exits = {"init": _step(root, "init")}
    settings = config.load(root / "l10n.toml")
    chinese = [name for name in settings.target_locales if language(name) == "zh"]
    before = {name: _words(config.load(whole / "l10n.toml"), name) for name in chinese}
    for name in chinese:
        both = range(1) if place_of(name) is Chinese.MAINLAND else range(2)
        for path in _theirs(settings, name):
            _take_away(path, both)
    locales = [word for name in chinese for word in ("--locale", name)]
    for again in ("", " again"):
        exits["adopt" + again] = _step(root, "adopt", "--by", "Bench")
        exits["update" + again] = _step(root, "update")
    exits["translate"] = _step(root, "translate", *locales)
    exits["compile"] = _step(root, "compile", "--take-over", *locales)
    return {"exits": exits} | {
        name: _of(settings, name, before[name])
        | {"falls back to": fallbacks(name, settings.target_locales)}
        for name in chinese
    }


def _of(settings: Config, locale: str, before: dict[str, str]) -> dict[str, Any]:
    """What a locale's catalogs hold in the end, and what shipped."""
    place = place_of(locale)
    assert place is not None
    entries = [entry for entry in _entries(settings, locale) if entry.target]
    adopted = [entry for entry in entries if entry.state is State.APPROVED]
    written = [entry for entry in entries if entry.state is State.MACHINE]
    pairs = [(e.target[-1], before[e.unit.id]) for e in written if e.unit.id in before]
    made, had = [made for made, _had in pairs], [had for _made, had in pairs]
    return {
        "texts that people had": len(before),
        "of these with a word of the other script": _strange(before.values(), place),
        "adopted": len(adopted),
        "adopted as another text": sum(
            before.get(entry.unit.id) != entry.target[-1] for entry in adopted
        ),
        "written": Counter(str(e.provenance.origin) for e in written if e.provenance),
        "written for what was taken away": len(pairs),
        "chrF to what people had": round(CHRF().corpus_score(made, [had]).score, 1),
        "written with a word of the other script": _strange(
            (entry.target[-1] for entry in written), place
        ),
        "shipped with a word of the other script, that people had not": _strange(
            set(_shipped(settings, locale)) - set(before.values()), place
        ),
    }


def _strange(texts: Iterable[str], place: Chinese) -> int:
    return sum(bool(strangers(text, place)) for text in texts)


def _entries(settings: Config, locale: str) -> list[Entry]:
    found, _errors = catalog_files.read_all(settings, [locale])
    return [entry for catalog in found for entry in catalog.live()]


def _words(settings: Config, locale: str) -> dict[str, str]:
    entries = _entries(settings, locale)
    return {e.unit.id: e.target[-1] for e in entries if e.state is State.APPROVED}


def _theirs(settings: Config, locale: str) -> list[Path]:
    """The team's own files of a locale."""
    paths = [
        resources.place(part, locale) if part.resource else part.catalog_path(locale)
        for part in settings.parts()
    ]
    return [path for path in paths if path.is_file()]


def _take_away(path: Path, numbers: range) -> None:
    """Leave out the translations whose keys have these numbers, of `_ONE_OF`."""

    def goes(key: str) -> bool:
        return zlib.crc32(key.encode()) % _ONE_OF in numbers

    text = path.read_text("utf-8")
    if path.suffix == ".po":
        catalog = polib.pofile(text, wrapwidth=0)
        for entry in catalog:
            if entry.msgstr and goes(entry.msgid):
                entry.msgstr = ""
        text = str(catalog)
    elif path.suffix == ".json":
        there = {key: said for key, said in json.loads(text).items() if not goes(key)}
        text = json.dumps(there, ensure_ascii=False, indent=2)
    else:
        text = _ANDROID.sub(lambda found: "" if goes(found[1]) else found[0], text)
    path.write_text(text, "utf-8")


def _shipped(settings: Config, locale: str) -> list[str]:
    """The texts in what was compiled."""
    texts: list[str] = []
    for path in _theirs(settings, locale):
        if path.suffix == ".po":
            texts += [entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))]
        elif path.suffix == ".json":
            texts += json.loads(path.read_text("utf-8")).values()
        else:
            texts += [found[2] for found in _ANDROID.finditer(path.read_text("utf-8"))]
    return texts


def _step(root: Path, *words: str) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *words], cwd=root, capture_output=True, check=False
    )
    return done.returncode


if __name__ == "__main__":
    main()
