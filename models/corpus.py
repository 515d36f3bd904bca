"""Reads the parallel corpus and keeps what may be trained on.

A row is five tab-separated columns: domain, source, licence (SPDX), en, zh. What leaves this
module is cleaned `Pair`s: allowed licence, not in the dev set, not held out, sides in their
own script, plausible lengths, access-key marks removed, lines split where both sides have
the same number of them, and sentences besides where the pair was written for this.
"""

import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO

from l10n.model import Syntax
from l10n.text.placeables import parse
from l10n.text.segments import Segment, plan
from l10n.training.clean import is_clean
from models import phrases

PERMITTED = frozenset(
    {
        "Apache-2.0",
        "BSD-3-Clause",
        "CC-BY-2.0",
        "CC-BY-4.0",
        "CC-BY-SA-3.0",
        "CC-BY-SA-4.0",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MPL-2.0",
        "PSF-2.0",
        "PostgreSQL",
        "Unicode-3.0",
    }
)
"""Licences of rows that are trained on; the GPL, LGPL and AGPL rows of the corpus are not."""

SOCIAL_APPS = frozenset(
    {
        "allauth",
        "aosp-messaging",
        "apache-answer",
        "discourse-ai",
        "discourse-plugins",
        "element-ios",
        "elk",
        "flarum",
        "giscus",
        "matrix-react-sdk",
        "mattermost-desktop",
        "mattermost-mobile",
        "mediawiki-echo",
        "memos",
        "phanpy",
        "rocketchat-mobile",
        "vanilla-forums",
        "zulip-flutter",
        "zulip-mobile",
    }
)
"""Sources of strings from apps where people post and talk: the nearest to what is translated."""

FAR = frozenset(
    {
        "airflow",
        "blockly",
        "cataclysm-dda",
        "dolphinscheduler",
        "dotnet-msbuild",
        "dotnet-winforms",
        "evolve",
        "flare",
        "godot-editor",
        "jupyterlab",
        "kubernetes-dashboard",
        "libreoffice",
        "mc-actuallyadditions",
        "mc-ae2",
        "mc-apotheosis",
        "mc-create",
        "mc-farmersdelight",
        "mc-hexcasting",
        "mc-mekanism",
        "mc-occultism",
        "mc-tinkers",
        "ms-calculator",
        "node-red",
        "openstack-horizon",
        "osm-id-editor",
        "osm-id-presets",
        "pgadmin4",
        "pretalx",
        "spyder",
        "superset",
        "thonny",
        "typescript",
        "vscode",
    }
)
"""Sources far from what is translated: games, and tools of engineers and offices."""

OWN = Path(__file__).parent / "authored"
"""Rows that come with the recipe, in files of one kind: what an interface of a social network says,
posts, notes and comments, everyday sentences, facts, sentences round words the corpus lacked."""
PHRASES = "phrases"
"""The source of what models/phrases.py fills."""

SOURCE_COLUMNS = 6
"""Columns of the corpus README's table of sources; the first two are the name and the origin."""

_ACCESS_KEY = re.compile(r"\s?[(（][&_~]([A-Za-z0-9])[)）]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """One aligned text in both languages."""

    domain: str
    source: str
    licence: str
    en: str
    zh: str

    @property
    def syntax(self) -> Syntax:
        """No row says how it writes its placeables."""
        return Syntax.GENERIC

    @property
    def group(self) -> str:
        """What its draw weight goes by: the domain, and whether texts are near to ours or far."""
        if self.source.startswith("authored"):
            return "authored_" + self.domain
        if self.source == PHRASES:
            return f"{PHRASES}_{self.domain}"
        if self.source in SOCIAL_APPS:
            return "social_ui"
        return f"far_{self.domain}" if self.source in FAR else self.domain


def read_rows(path: Path) -> Iterator[Pair]:
    """The rows of a `.tsv` or `.tsv.xz`, in order, tabs and newlines unescaped."""
    with path.open("rb") as raw, _unpacked(raw, path.suffix) as lines:
        for line in lines:
            domain, source, licence, en, zh = line.rstrip("\n").split("\t")
            yield Pair(domain, source, licence, _unescape(en), _unescape(zh))


def _unpacked(raw: IO[bytes], suffix: str) -> TextIOWrapper:
    return TextIOWrapper(lzma.LZMAFile(raw) if suffix == ".xz" else raw, encoding="utf-8")


def _unescape(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is trained on; the dev set and the held-out social pairs are only measured on."""

    train: list[Pair]
    dev: list[Pair]
    held_out: list[Pair]


def load(folder: Path, every: int = 1) -> Corpus:
    """What is usable of every nth row of the corpus and of our own, less dev."""
    rows = [*read_rows(folder / "train.tsv.xz"), *own_rows()][::every]
    held_out: list[Pair] = []
    for kept, held in authored(folder):
        rows += kept[::every]
        held_out += held
    dev = list(read_rows(folder / "dev.tsv.xz"))
    return Corpus(list(usable(rows, [*dev, *held_out])), dev, held_out)


def authored(folder: Path) -> Iterator[tuple[list[Pair], list[Pair]]]:
    """(train, held out) of each file that was written for the corpus."""
    for path in sorted((folder / "authored").glob("*.tsv")):
        yield split_held_out(list(read_rows(path)))


def own_rows() -> Iterator[Pair]:
    """The rows that come with the recipe: `OWN`, and frames filled with phrases."""
    for path in sorted(OWN.glob("*.tsv.xz")):
        yield from read_rows(path)
    for domain, en, zh in phrases.filled():
        yield Pair(domain, PHRASES, "CC0-1.0", en, zh)


def origins(folder: Path) -> dict[str, str]:
    """Where each source was taken from, read from the table of sources in the corpus README."""
    readme = folder / "README.md"
    rows = readme.read_text(encoding="utf-8").splitlines() if readme.exists() else []
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {row[0]: row[1] for row in cells if len(row) == SOURCE_COLUMNS}


def split_held_out(rows: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """(train, held out): the last tenth of a file's social rows is never trained on."""
    social = [index for index, row in enumerate(rows) if row.domain == "social"]
    held = set(social[len(social) - len(social) // 10 :])
    return (
        [row for index, row in enumerate(rows) if index not in held],
        [rows[index] for index in sorted(held)],
    )


def usable(rows: Iterable[Pair], measured: Iterable[Pair]) -> Iterator[Pair]:
    """The cleaned pairs of `rows`, without repeats and without anything in `measured`."""
    barred = {_key(text) for pair in measured for text in (pair.en, pair.zh)}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row.licence not in PERMITTED or not barred.isdisjoint((_key(row.en), _key(row.zh))):
            continue
        lines = split_lines(strip_access_key(row))
        for pair in chain(lines, *map(split_sentences, lines)):
            sides = (pair.en, pair.zh)
            if (
                sides not in seen
                and is_clean(pair.en, pair.zh)
                and barred.isdisjoint(map(_key, sides))
            ):
                seen.add(sides)
                yield pair


def _key(text: str) -> str:
    return "".join(_WORD.findall(text)).lower()


def strip_access_key(pair: Pair) -> Pair:
    """`_File` / `文件(_F)` becomes `File` / `文件`: keys are the product's to place."""
    found = _ACCESS_KEY.search(pair.zh)
    if not found:
        return pair
    en = re.sub(f"[&_~](?={found[1]})", "", pair.en, count=1, flags=re.IGNORECASE)
    return replace(pair, en=_ACCESS_KEY.sub("", en), zh=_ACCESS_KEY.sub("", pair.zh))


def split_lines(pair: Pair) -> list[Pair]:
    """One pair a line where both sides have as many lines, else one pair without breaks."""
    en, zh = pair.en.splitlines(), pair.zh.splitlines()
    if len(en) != len(zh):
        en, zh = [" ".join(en)], [" ".join(zh)]
    sides = ((" ".join(a.split()), " ".join(b.split())) for a, b in zip(en, zh, strict=True))
    return [replace(pair, en=a, zh=b) for a, b in sides if a and b]


def split_sentences(pair: Pair) -> list[Pair]:
    """One pair a sentence of an authored pair, where both sides have as many.

    The product sends sentences; authored translations keep them apart, those of others often not.
    """
    if not pair.group.startswith("authored"):
        return []
    en, zh = _sentences(pair.en), _sentences(pair.zh)
    if len(en) != len(zh) or len(en) == 1:
        return []
    return [replace(pair, en=a, zh=b) for a, b in zip(en, zh, strict=True)]


def _sentences(text: str) -> list[str]:
    segments = (part for part in plan(parse(text)) if isinstance(part, Segment))
    return ["".join(p if isinstance(p, str) else p.text for p in s.pieces) for s in segments]
