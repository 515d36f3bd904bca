"""A team's own translations split in time: the first teach the model, the last are measured on.

    python bench/adapt_model.py NAME=GIT_FOLDER:PATH ...

PATH is a PO file, or a flat JSON one whose keys are the sources, in a git repository with its
history; the translations of its newest commit are put in the order in which they came in. The first
70% stand approved in a project of their own (`l10n adopt`), the others untranslated; `l10n
translate` fills them once with the starter, and once after `l10n model adapt`, in a copy.

Told are chrF to the team's own words and how many are the same: of all that was translated, and of
what the machine wrote (the rest is memory's, the same both times). And the team's words: pairs that
its first 70% use throughout (as `l10n glossary pairs` finds them), where the source word stands in
a measured text and the team's word in its translation; in how many of these the machine has it too.
The table goes to standard output, and with `--keep` into `results/adapt_model.json`.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib
from sacrebleu.metrics import CHRF

from l10n.catalogs import files as catalog_files
from l10n.glossary.matcher import Matcher
from l10n.glossary.pairs import pairs, throughout
from l10n.glossary.term import Term
from l10n.model import Entry, Origin, State
from l10n.project import config
from l10n.text.placeables import parse
from l10n.translation.memory import approved_texts

RESULTS = Path(__file__).parent / "results" / "adapt_model.json"
LOCALE = "zh_Hans"
ADAPTED = 0.7
# So many of the team's words are told one by one.
_TOLD = 12
SETTINGS = f"""\
source_locale = "en"
target_locales = ["{LOCALE}"]
glossary = []

[[sources]]
extractor = "python"
include = ["src/**/*.py"]
"""


@dataclass(frozen=True, slots=True)
class Team:
    """A project's translations, in the order they came in, as entries of a PO file."""

    entries: list[polib.POEntry]
    commits: int
    newest: str

    @property
    def first(self) -> int:
        """So many of them teach."""
        return round(ADAPTED * len(self.entries))


def main() -> None:
    """Run each project and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="+", metavar="NAME=GIT_FOLDER:PATH")
    parser.add_argument("--keep", action="store_true", help="write results/adapt_model.json")
    arguments = parser.parse_args()
    found: dict[str, Any] = {}
    for project in arguments.projects:
        name, _, place = project.partition("=")
        folder, _, path = place.rpartition(":")
        team = by_history(Path(folder), path)
        with tempfile.TemporaryDirectory() as work:
            found[name] = measured(team, Path(work))
        print(json.dumps({name: found[name]}, ensure_ascii=False, indent=2), flush=True)
    if arguments.keep:
        kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        kept |= found | {"machine": f"{platform.machine()}, {os.cpu_count()} cores"}
        text = json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True)
        RESULTS.write_text(text + "\n", "utf-8")


def by_history(repository: Path, path: str) -> Team:
    """The newest translations of a file, each as old as the first commit that had one."""

    def git(*words: str) -> str:
        command = ["git", "--git-dir", str(repository), *words]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    commits = git("log", "--reverse", "--format=%H", "--", path).split()
    since: dict[str, int] = {}
    for number, commit in enumerate(commits):
        try:
            entries = _entries(git("show", f"{commit}:{path}"), path)
        except (OSError, ValueError, subprocess.CalledProcessError):
            continue  # a commit that removed it, or left it broken
        for entry in entries:
            since.setdefault(_key(entry), number)
    newest = _entries(git("show", f"HEAD:{path}"), path)
    newest.sort(key=lambda entry: since[_key(entry)])
    return Team(newest, len(commits), commits[-1][:12])


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt or ''}\x04{entry.msgid}"


def _entries(text: str, path: str) -> list[polib.POEntry]:
    """What is translated in a file."""
    if path.endswith(".po"):
        return [entry for entry in polib.pofile(text) if entry.translated()]
    return [
        polib.POEntry(msgid=key, msgstr=said, flags=["i18next-format"])
        for key, said in json.loads(text).items()
        if isinstance(said, str) and said and said != key
    ]


def measured(team: Team, work: Path) -> dict[str, Any]:
    """What becomes of the last translations, before and after the model learned the first."""
    plain, taught = work / "plain", work / "taught"
    wanted = _project(team, plain)
    _l10n(plain, "adopt", "--by", "Bench", "--trust", "unfuzzy")
    shutil.copytree(plain, taught)
    began = time.perf_counter()
    said = _l10n(taught, "model", "adapt", "--json")
    seconds = time.perf_counter() - began
    told: dict[str, Any] = json.loads(said)
    for root in (plain, taught):
        _l10n(root, "translate")
    before, after = _written(plain, wanted), _written(taught, wanted)
    assert before.keys() == after.keys()
    terms = _words(plain)
    return {
        "commits": team.commits,
        "newest": team.newest,
        "translations": len(team.entries),
        "approved": told["approved"],
        "pairs": told["pairs"],
        "seconds": round(seconds),
        "why not": told["why"],
        "gate": {name: told[name] for name in ("before", "after", "known_before", "known_after")},
        "all": _figures(before, after, wanted),
        "machine": _figures(
            *({k: e for k, e in one.items() if _by_machine(before[k])} for one in (before, after)),
            wanted,
        ),
        "words": _terminology(terms, before, after, wanted),
    }


def _project(team: Team, root: Path) -> dict[str, str]:
    """A project with the catalog; what the team says of the last ones, by unit."""
    catalog = root / "locales" / LOCALE / "LC_MESSAGES" / "messages.po"
    catalog.parent.mkdir(parents=True)
    (root / "l10n.toml").write_text(SETTINGS, "utf-8")
    po = polib.POFile()
    po.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": LOCALE,
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    wanted: dict[str, str] = {}
    for number, entry in enumerate(team.entries):
        if number >= team.first:
            forms = entry.msgstr_plural
            wanted[_key(entry)] = forms[max(forms)] if forms else entry.msgstr
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(forms, "")
        po.append(entry)
    po.save(str(catalog))
    return wanted


def _l10n(root: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *words],
        cwd=root,
        env={**os.environ, "L10N_LANG": "en"},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode not in {0, 1}:
        sys.exit(f"l10n {' '.join(words)}: {done.returncode}")
    return done.stdout


def _read(root: Path) -> list[Entry]:
    catalogs, errors = catalog_files.read_all(config.load(root / "l10n.toml"))
    if errors:
        sys.exit("\n".join(map(str, errors)))
    return [entry for catalog in catalogs for entry in catalog.entries]


def _written(root: Path, wanted: dict[str, str]) -> dict[str, Entry]:
    """What was written for the measured units, by unit."""
    by_key = {f"{e.unit.context}\x04{e.unit.source[0]}": e for e in _read(root)}
    return {key: by_key[key] for key in wanted if by_key[key].state is State.MACHINE}


def _by_machine(entry: Entry) -> bool:
    return entry.provenance is not None and entry.provenance.origin is Origin.MACHINE


def _figures(
    before: dict[str, Entry], after: dict[str, Entry], wanted: dict[str, str]
) -> dict[str, Any]:
    theirs = [wanted[key] for key in before]
    return {"texts": len(theirs)} | {
        name: {
            "chrf": round(CHRF().corpus_score(ours, [theirs]).score, 1),
            "same": sum(map(str.__eq__, ours, theirs)),
        }
        for name, entries in (("before", before), ("after", after))
        for ours in [[entry.target[-1] for entry in entries.values()]]
    }


def _words(root: Path) -> list[Term]:
    """The words that what is approved uses throughout."""
    catalogs, _errors = catalog_files.read_all(config.load(root / "l10n.toml"))
    texts = [text for catalog in catalogs for text in approved_texts(catalog)]
    return throughout(pairs(texts, (), 3), "en", "zh")


def _terminology(
    terms: Sequence[Term], before: dict[str, Entry], after: dict[str, Entry], wanted: dict[str, str]
) -> dict[str, Any]:
    """In how many measured texts that have a word of the team's the machine has it too."""
    matcher = Matcher(terms, "en", "zh")
    counts: dict[tuple[str, str], list[int]] = {}
    for key, entry in before.items():
        if not _by_machine(entry):
            continue
        hits = matcher.find(parse(entry.unit.source[-1], entry.unit.syntax))
        for term in {hit.term.source: hit.term for hit in hits}.values():
            if term.target in wanted[key]:
                row = counts.setdefault((term.source, term.target), [0, 0, 0])
                row[0] += 1
                row[1] += term.target in entry.target[-1]
                row[2] += term.target in after[key].target[-1]
    rows = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    total = [sum(column) for column in zip(*counts.values(), strict=True)] or [0, 0, 0]
    names = ("texts", "before", "after")
    return {
        "of all": dict(zip(names, total, strict=True)),
        "often": {
            f"{source} {target}": dict(zip(names, row, strict=True))
            for (source, target), row in rows[:_TOLD]
        },
    }


if __name__ == "__main__":
    main()
