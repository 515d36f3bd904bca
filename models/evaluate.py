"""Measures a package as the product uses it: locks masked, decoded by CTranslate2, restored.

Quality is chrF and BLEU by domain and direction, of whole texts; the product sends sentences, and
the branches of ICU messages one by one (bench/mt_quality.py measures that). Robustness
is the share of sentinels that come out exactly once and of inline terms that stand in the output.
"""

import json
import re
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import ctranslate2
import sentencepiece
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from l10n import masking
from l10n.placeables import parse
from models.corpus import has_branches
from models.examples import ExampleMaker, Prepared, Shares
from models.masking import SENTINELS, TERM_END, TERM_IS

BEAM = 4
BATCH_PIECES = 2048
SHORT = 80
"""Characters of the English side of the texts that speed and robustness are measured on."""
FEW = 200
"""Texts a domain that speed is measured on."""
_SENTINEL = re.compile("⟦[0-7]⟧")
_INLINE = re.compile(f"{TERM_IS}(.+?){TERM_END}")


class Package:
    """An Argos package, unpacked and ready to decode."""

    def __init__(self, path: Path, folder: Path, threads: int = 2) -> None:
        """Unpacks the package at `path` below `folder`."""
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
            root = folder / archive.namelist()[0].split("/")[0]
        metadata = json.loads((root / "metadata.json").read_text())
        self.to_zh = metadata["to_code"] == "zh"
        self._prefix = [metadata["target_prefix"]]
        self._pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(root / "sentencepiece.model")
        )
        self._translator = ctranslate2.Translator(
            str(root / "model"), compute_type="int8", inter_threads=threads, intra_threads=1
        )

    def translate(self, texts: Sequence[str], beam: int = BEAM) -> list[str]:
        """Plain translations, in order."""
        results = self._translator.translate_batch(
            [self._pieces.encode(text, out_type=str) for text in texts],
            target_prefix=[self._prefix] * len(texts),
            beam_size=beam,
            max_batch_size=BATCH_PIECES,
            batch_type="tokens",
        )
        return [self._pieces.decode(result.hypotheses[0][1:]) for result in results]

    def translate_masked(self, texts: Sequence[str], beam: int = BEAM) -> list[str]:
        """Translations with placeholders, tags, emoji and the like taken through unchanged."""
        masked = [mask(text) for text in texts]
        outputs = self.translate([text for text, _ in masked], beam)
        return [unmask(out, locks) for out, (_, locks) in zip(outputs, masked, strict=True)]


def mask(text: str) -> tuple[str, list[str]]:
    """The text with its locks behind sentinels, and the locks in order; more than eight stay."""
    masked = masking.mask(parse(text), SENTINELS)
    return (masked.text, [lock for _, lock in masked.locks]) if masked else (text, [])


def unmask(text: str, locks: Sequence[str]) -> str:
    """The text with every sentinel's first occurrence replaced by its lock."""
    for sentinel, lock in zip(SENTINELS, locks, strict=False):
        text = text.replace(sentinel, lock, 1)
    return text


@dataclass(frozen=True, slots=True)
class Quality:
    """One domain and direction: sacrebleu's scores with their signatures."""

    domain: str
    direction: str
    texts: int
    chrf: float
    bleu: float
    signatures: tuple[str, str]


def quality(package: Package, domain: str, pairs: Sequence[Prepared]) -> Quality:
    """Translates one side of `pairs` and compares with the other."""
    sources = [pair.en if package.to_zh else pair.zh for pair in pairs]
    references = [pair.zh if package.to_zh else pair.en for pair in pairs]
    return scored(domain, package.translate_masked(sources), references, to_zh=package.to_zh)


def scored(
    domain: str, outputs: Sequence[str], references: Sequence[str], *, to_zh: bool
) -> Quality:
    """Holds translations against their references: chrF into Chinese, chrF++ into English."""
    chrf = CHRF(word_order=0 if to_zh else 2)
    bleu = BLEU(tokenize="zh" if to_zh else "13a")
    return Quality(
        domain,
        "en-zh" if to_zh else "zh-en",
        len(outputs),
        round(chrf.corpus_score(outputs, [references]).score, 2),
        round(bleu.corpus_score(outputs, [references]).score, 2),
        (str(chrf.get_signature()), str(bleu.get_signature())),
    )


@dataclass(frozen=True, slots=True)
class Share:
    """So much of 1, of so many."""

    share: float
    count: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """What came out as it had to: sentinels exactly once, inline terms somewhere in the output."""

    direction: str
    locks: Share
    """Sentinels where the locks of a text are masked, which is what every text goes through."""
    words: Share
    """Sentinels where one or two words a text are masked besides."""
    terms: Share
    """Inline terms, one or two a text, a third of them not what the model would say."""


def robustness(package: Package, pairs: Sequence[Prepared]) -> Robustness:
    """Decodes the short ones of `pairs` three times: locks masked, words masked, terms inline."""
    short = [pair for pair in pairs if len(pair.en) <= SHORT and not has_branches(pair.en)]
    locked = [pair for pair in short if pair.locks]
    with_terms = [pair for pair in short if pair.terms]
    plain = Shares(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    shown = replace(plain, annotate=1.0, swap_term=0.3)
    return Robustness(
        "en-zh" if package.to_zh else "zh-en",
        _kept(*_decoded(package, locked, plain)),
        _kept(*_decoded(package, with_terms, replace(plain, mask_terms=1.0))),
        _obeyed(*_decoded(package, with_terms, shown)),
    )


def _decoded(
    package: Package, pairs: Sequence[Prepared], shares: Shares
) -> tuple[list[str], list[str]]:
    """Sources made of `pairs`, and what the package says."""
    maker = ExampleMaker(pairs, dict.fromkeys((pair.group for pair in pairs), 1.0), shares)
    rng = Random(7)
    sources = [maker.make(pair, package.to_zh, rng).source for pair in pairs]
    return sources, package.translate(sources)


def _kept(sources: Sequence[str], outputs: Sequence[str]) -> Share:
    came_out = [
        output.count(sentinel) == 1
        for source, output in zip(sources, outputs, strict=True)
        for sentinel in _SENTINEL.findall(source)
    ]
    return _share(came_out)


def _obeyed(sources: Sequence[str], outputs: Sequence[str]) -> Share:
    said = [
        term.lower() in output.lower()
        for source, output in zip(sources, outputs, strict=True)
        for term in _INLINE.findall(source)
    ]
    return _share(said)


def _share(came_out: Sequence[bool]) -> Share:
    return Share(round(sum(came_out) / max(1, len(came_out)), 4), len(came_out))


@dataclass(frozen=True, slots=True)
class Speed:
    """Decoding speed on short texts; the time to load the package is not counted."""

    direction: str
    beam: int
    strings_per_second: float


def speed(package: Package, texts: Sequence[str], beam: int) -> Speed:
    """Times one call with all `texts`."""
    began = time.perf_counter()
    package.translate_masked(texts, beam)
    direction = "en-zh" if package.to_zh else "zh-en"
    return Speed(direction, beam, round(len(texts) / (time.perf_counter() - began), 1))


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured about a pair of packages."""

    quality: list[Quality]
    robustness: list[Robustness]
    speed: list[Speed]
    bytes: dict[str, int]


def figures(paths: Sequence[Path], sets: dict[str, list[Prepared]], folder: Path) -> Figures:
    """Measures the packages at `paths`, unpacked below `folder`; `sets` are pairs by domain."""
    packages = [Package(path, folder) for path in paths]
    everything = [pair for pairs in sets.values() for pair in pairs]
    timed = [pair for pairs in sets.values() for pair in pairs[:FEW] if len(pair.en) <= SHORT]
    return Figures(
        [quality(package, name, pairs) for name, pairs in sets.items() for package in packages],
        [robustness(package, everything) for package in packages],
        [
            speed(package, [pair.en if package.to_zh else pair.zh for pair in timed], beam)
            for package in packages
            for beam in (1, 2, 4)
        ],
        {path.name: path.stat().st_size for path in paths},
    )
