"""What `l10n lint` finds: of calls unwrapped by chance how many, and how many findings are real.

PATH holds clones of the apps, each in a folder named OWNER+NAME; those that are not there are left
out. A call such as `t("home.title")` is put back to the text that its source file has, one at a
time, and the file is looked into again. Of two other apps a sample of findings is drawn; a person
reads each in its place, and says in results/lint_read.jsonl whether it is text that users see and
that translators would want. `--sample` draws them anew; what was not read
before is null.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from l10n import plugins
from l10n.formats.resources.known import resource_format
from l10n.lint.interface import Rule
from l10n.lint.linter import ASIDE, Settings, lint, linter_of
from l10n.model import Finding
from l10n.project import walk

RESULTS = Path(__file__).resolve().parent / "results"
FOUND, READ = RESULTS / "lint_found.json", RESULTS / "lint_read.jsonl"
SEED, CALLS, SAMPLE = 19, 200, 100
_CALL = re.compile(
    r"""(?<![\w$.])(?:i18n\.global\.|i18n\.|this\.)?\$?t\(\s*(['"])((?:(?!\1).)+)\1\s*\)"""
)


@dataclass(frozen=True, slots=True)
class App:
    """An app: its code, and where the texts of its keys stand ("" for those to be sampled)."""

    name: str
    code: str
    texts: str = ""
    format: str = "i18next"


UNWRAPPED = (
    App("usememos/memos", "web/src", "web/src/locales/en.json"),
    App("VueTorrent/VueTorrent", "src", "src/locales/en.json", "vue-i18n"),
)
SAMPLED = (
    App("linkwarden/linkwarden", "apps/web"),
    App("louislam/uptime-kuma", "src"),
    App("songquanpeng/one-api", "web/berry/src"),
)
# Of these only what is glued or counted by hand is read.
JOINED = (App("pixelfed/pixelfed", "resources"), App("jumpserver/lina", "src"))
OF_JOINED = frozenset((Rule.GLUED, Rule.PLURAL, "not-constant"))


def files(root: Path, app: App) -> Iterator[tuple[str, str]]:
    """The names and texts of the files that are looked into."""
    aside = walk.excluded(root, ASIDE)
    for file in sorted(walk.files(root, f"{app.code}/**/*", {"node_modules"})):
        if linter_of(file.name) and not aside.match(file.name):
            text = Path(file.path).read_text("utf-8", "replace")
            yield file.name, text.replace("\r\n", "\n")


def looked(name: str, text: str) -> list[Finding]:
    """The findings of a file, with the messages in it that are put together."""
    linter = linter_of(name)
    assert linter is not None
    found = lint(linter, text, name, Settings())
    for extractor in plugins.room("extractors").values():
        if PurePosixPath(name).suffix in extractor.suffixes:
            items = extractor.extract(BytesIO(text.encode()), name, {})
            found += (one for one in items if isinstance(one, Finding) and one.blocks)
    return found


def unwrapped(root: Path, app: App) -> dict[str, object]:
    """How many of the calls, put back to their texts one by one, are found."""
    data = (root / app.texts).read_bytes()
    read = resource_format(app.format).read(data, app.texts, "en")
    texts = {m.name: m.value for m in read.messages if isinstance(m.value, str)}
    there = dict(files(root, app))
    calls = [
        (name, call.span(), texts[call[2]])
        for name, text in there.items()
        for call in _CALL.finditer(text)
        if call[2] in texts and not re.search(r"[\"'`\\\n{}@|]", texts[call[2]])
    ]
    random.Random(SEED).shuffle(calls)
    chosen, missed = calls[:CALLS], list[str]()
    for name, (start, end), said in chosen:
        text = there[name]
        before = Counter(one.evidence for one in looked(name, text))
        quote = "'" if text[start:end].count("'") else '"'
        after = looked(name, text[:start] + quote + said + quote + text[end:])
        news = Counter(one.evidence for one in after) - before
        if not any(" ".join(said.split()) in evidence for evidence in news):
            missed.append(f"{name}:{text.count(chr(10), 0, start) + 1}: {said}")
    found = len(chosen) - len(missed)
    return {"app": app.name, "calls": len(chosen), "found": found, "missed": missed}


def sample(root: Path, app: App) -> list[dict[str, object]]:
    """Findings drawn by chance, to be read."""
    found = [one for name, text in files(root, app) for one in looked(name, text)]
    if app in JOINED:
        found = [one for one in found if one.check in OF_JOINED]
    random.Random(SEED).shuffle(found)
    return [
        {
            "app": app.name,
            "of": len(found),
            "place": str(one.location),
            "rule": one.check,
            "severity": str(one.severity),
            "text": one.evidence[:120],
            "real": None,
        }
        for one in found[:SAMPLE]
    ]


def _read() -> list[dict[str, object]]:
    return [json.loads(line) for line in READ.read_text("utf-8").splitlines()]


def _name(row: dict[str, object]) -> tuple[object, ...]:
    """What makes a finding the one that was read, whatever line it stands on."""
    return row["app"], str(row["place"]).rpartition(":")[0], row["text"]


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--sample", action="store_true")
    given = parser.parse_args()
    there = [
        a
        for a in (*UNWRAPPED, *SAMPLED, *JOINED)
        if (given.path / a.name.replace("/", "+")).is_dir()
    ]
    roots = {app.name: given.path / app.name.replace("/", "+") for app in there}
    if given.sample:
        # What was read once need not be read again.
        said = {_name(row): row["real"] for row in _read()}
        rows = [
            {**row, "real": said.get(_name(row))}
            for app in (*SAMPLED, *JOINED)
            if app in there
            for row in sample(roots[app.name], app)
        ]
        READ.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
        return
    figures: list[dict[str, object]] = []
    for app in UNWRAPPED:
        if app in there:
            figures.append(unwrapped(roots[app.name], app))
            print({k: v for k, v in figures[-1].items() if k != "missed"})
    read = _read()
    for app in (*SAMPLED, *JOINED):
        rows = [row for row in read if row["app"] == app.name]
        by: dict[str, dict[str, int]] = {}
        for kind in ("error", "warning"):
            mine = [row for row in rows if row["severity"] == kind]
            by[kind] = {"read": len(mine), "real": sum(row["real"] is True for row in mine)}
        figures.append({"app": app.name, **asdict(app), "of": rows[0]["of"] if rows else 0, **by})
        print(app.name, by)
    FOUND.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
