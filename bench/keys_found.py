"""Keys found in public apps, beside i18next-cli and vue-i18n-extract: who sees which.

PATH holds clones of the apps, each in a folder named OWNER+NAME. PEERS is a folder in which
`npm install i18next-cli vue-i18n-extract` was run. A key that a peer alone has is listed with what
this says of it, for a person to read.
"""

import argparse
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from l10n import plugins
from l10n.extractors.interface import KeysLike, KeyUse
from l10n.extractors.reading import read
from l10n.formats.resources.known import resource_format
from l10n.lint.linter import ASIDE
from l10n.project import walk

RESULTS = Path(__file__).resolve().parent / "results" / "keys_found.json"
_FORM = re.compile(r"_(?:ordinal_)?(?:zero|one|two|few|many|other)$")


@dataclass(frozen=True, slots=True)
class App:
    """An app: its code by extractor and suffixes, its texts, and the peer that reads it."""

    name: str
    code: str
    kinds: dict[str, tuple[str, ...]]
    texts: str
    format: str
    peer: str


APPS = (
    App("usememos/memos", "web/src", {"javascript": ("ts", "tsx")}, "web/src/locales/en.json",
        "i18next", "i18next-cli"),
    App("linkwarden/linkwarden", "apps/web", {"javascript": ("ts", "tsx")},
        "apps/web/public/locales/en/common.json", "i18next", "i18next-cli"),
    App("VueTorrent/VueTorrent", "src", {"vue": ("vue",), "javascript": ("ts",)},
        "src/locales/en.json", "vue-i18n", "vue-i18n-extract"),
    App("louislam/uptime-kuma", "src", {"vue": ("vue",), "javascript": ("js", "ts")},
        "src/lang/en.json", "vue-i18n", "vue-i18n-extract"),
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """What both found of an app.

    Attributes:
        in_file: keys of the source file that are found; the rest of them is used in ways that
            nobody can read, or not at all.
        ours_alone, theirs_alone: keys of the source file that only one of the two finds.
        not_in_file: what a peer calls a key and the source file does not have.
        held_by_looks: of `theirs_alone`, those that we know by their looks.
    """

    app: str
    peer: str
    texts: int
    in_file: int = 0
    peer_in_file: int = 0
    ours_alone: int = 0
    theirs_alone: list[str] = field(default_factory=list)
    held_by_looks: int = 0
    not_in_file: int = 0


def ours(root: Path, app: App) -> tuple[set[str], list[str]]:
    """The keys that we find, and the looks of those put together."""
    keys: set[str] = set()
    looks: list[str] = []
    aside = walk.excluded(root, ASIDE)
    for name, suffixes in app.kinds.items():
        extractor = plugins.pick("extractors", name)
        for suffix in suffixes:
            for file in walk.files(root, f"{app.code}/**/*.{suffix}", {"node_modules"}):
                if aside.match(file.name):
                    continue
                opened = Path(file.path)
                for item in read(extractor, lambda path=opened: path.open("rb"), file.name, {}):
                    if isinstance(item, KeyUse):
                        keys.add(f"{item.key}_{item.context}" if item.context else item.key)
                    elif isinstance(item, KeysLike):
                        looks.append(item.look)
    return keys, looks


def theirs(root: Path, app: App, peers: Path) -> set[str]:
    """The keys that the peer finds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        program = peers / "node_modules" / ".bin" / app.peer
        source = root / app.code
        suffixes = [suffix for kinds in app.kinds.values() for suffix in kinds]
        if app.peer == "i18next-cli":
            settings = {
                "locales": ["en"],
                "extract": {
                    "input": [f"{source}/**/*.{suffix}" for suffix in suffixes],
                    "output": f"{place}/out/{{{{language}}}}/{{{{namespace}}}}.json",
                    "defaultNS": "translation",
                },
            }
            written = f"export default {json.dumps(settings)};\n"
            (place / "i18next.config.mjs").write_text(written, "utf-8")
            subprocess.run([program, "extract"], cwd=place, check=False, capture_output=True)
            found: set[str] = set()
            for file in (place / "out").rglob("*.json"):
                found |= set(_flat(json.loads(file.read_text("utf-8"))))
            return {_FORM.sub("", key) for key in found}
        (place / "en.json").write_text("{}", "utf-8")
        code = f"{source}/**/*.?({'|'.join(suffixes)})"
        subprocess.run(
            [program, "--vueFiles", code, "--languageFiles", f"{place}/en.json",
             "--output", f"{place}/report.json"],
            cwd=place, check=False, capture_output=True,
        )  # fmt: skip
        report = json.loads((place / "report.json").read_text("utf-8"))
        return {row["path"] for row in report["missingKeys"]}


def _flat(value: object, above: str = "") -> Iterable[str]:
    if not isinstance(value, dict):
        yield above
        return
    for name, inner in value.items():
        yield from _flat(inner, f"{above}.{name}" if above else name)


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("peers", type=Path)
    given = parser.parse_args()
    rows: list[Row] = []
    for app in APPS:
        root = given.path / app.name.replace("/", "+")
        if not root.is_dir():
            continue
        texts = resource_format(app.format).read((root / app.texts).read_bytes(), "en.json", "en")
        known = {message.name for message in texts.messages}
        mine, looks = ours(root, app)
        other = theirs(root, app, given.peers)
        mine_in, other_in = known & mine, known & other
        alone = sorted(other_in - mine_in)
        held = [key for key in alone if any(re.fullmatch(look, key) for look in looks)]
        rows.append(
            Row(app.name, app.peer, len(known), len(mine_in), len(other_in),
                len(mine_in - other_in), alone, len(held), len(other - known))
        )  # fmt: skip
        print({k: v for k, v in asdict(rows[-1]).items() if k != "theirs_alone"}, alone[:12])
    versions = {
        name: json.loads((given.peers / "node_modules" / name / "package.json").read_bytes())[
            "version"
        ]
        for name in ("i18next-cli", "vue-i18n-extract")
    }
    said = {"peers": versions, "apps": [asdict(row) for row in rows]}
    written = json.dumps(said, ensure_ascii=False, indent=1)
    RESULTS.write_text(written + "\n", "utf-8")


if __name__ == "__main__":
    main()
