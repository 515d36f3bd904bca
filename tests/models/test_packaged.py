"""The starter of this checkout still translates as well as was published with it."""

import re
from pathlib import Path

import pytest

pytest.importorskip("sacrebleu", reason="sacrebleu, which measures, is not installed")

from l10n.engines import argos, argos_package, probe
from l10n.training.clean import has_branches
from l10n.training.examples import Prepared, prepare
from models.corpus import authored, read_rows
from models.evaluate import Package, at, quality
from tests.conftest import Project

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
STARTER = ROOT / "starter" / "l10n_starter"
# So many of the first 500 pairs that the published figures are of: the first ones.
SAMPLE = {"ui": 120, "talk": 60, "docs": 60, "social": 60}
# What the packages reach on this sample; on all 500 pairs the same run gives the published figures.
# Drawn by chance, samples of 60 and 120 pairs lie 1.5 to 5.6 points (one standard error) round
# those, so the sample is held to its own figures. What is left is how processors round: at most 0.4
# points with CT2_FORCE_CPU_ISA set to AVX2 and to GENERIC.
REACHED = {
    ("en", "ui"): 49.2,
    ("en", "talk"): 35.5,
    ("en", "docs"): 65.4,
    ("en", "social"): 33.6,
    ("zh", "ui"): 61.8,
    ("zh", "talk"): 57.2,
    ("zh", "docs"): 64.9,
    ("zh", "social"): 52.7,
}
TOLERANCE = 1.5
SENTINELS_TOLERANCE = 0.02


@pytest.fixture(scope="module")
def pairs() -> dict[str, list[Prepared]]:
    """The sample by domain."""
    if not (CORPUS / "dev.tsv.xz").exists():
        pytest.skip(f"the corpus is not beside the checkout: {CORPUS}")
    dev = list(read_rows(CORPUS / "dev.tsv.xz"))
    found = {name: [pair for pair in dev if pair.domain == name] for name in SAMPLE}
    found["social"] = [pair for _kept, held in authored(CORPUS) for pair in held]
    whole = {name: [p for p in pairs if not has_branches(p.en)] for name, pairs in found.items()}
    return {name: list(prepare(whole[name][:count], {})) for name, count in SAMPLE.items()}


@pytest.fixture(scope="module", params=["en", "zh"])
def package(request: pytest.FixtureRequest) -> tuple[str, Package]:
    """The model from that language, as models/evaluate.py decodes it."""
    [found] = (way for way in at(STARTER) if way.from_code == request.param)
    return request.param, Package(found)


@pytest.mark.parametrize("domain", SAMPLE)
def test_the_package_reaches_its_figures(
    pairs: dict[str, list[Prepared]], package: tuple[str, Package], domain: str
) -> None:
    source, decoder = package
    reached = quality(decoder, domain, pairs[domain])
    assert reached.chrf >= REACHED[source, domain] - TOLERANCE


@pytest.mark.parametrize("source", ["en", "zh"])
def test_placeholders_survive_as_was_published(source: str) -> None:
    [known] = (
        way for way in argos_package.both_ways(STARTER, "starter") if way.from_code == source
    )
    published = probe.read(known.probe_path)
    assert published
    translator = argos.ArgosTranslator(known, beam_size=1)
    found = probe.probe(translator, source, [published.form], lambda _done, _all: None)
    assert found.survival >= published.survival - SENTINELS_TOLERANCE


def test_the_published_figures_are_those_in_the_package_and_it_says_where_it_is_weak(
    project: Project,
) -> None:
    told = project.run("model", "info", "en-zh").out
    published = (ROOT / "models" / "README.md").read_text("utf-8")
    for domain in SAMPLE:
        for way in ("en-zh", "zh-en"):
            inside = re.search(rf"\| {domain} \| {way} \| [0-9]+ \| ([0-9.]+) \|", told)
            row = re.search(
                rf"\| [a-z-]+ {domain} \| {way} \| (?:[0-9.]+ \| ){{2}}([0-9.]+) \|", published
            )
            assert inside
            assert row
            # One was rounded from the other's two digits.
            assert float(inside[1]) == pytest.approx(float(row[1]), abs=0.11)
    assert "weak at" in told
    assert all(word in told for word in ("clauses", "names", "slang", "l10n model install en-zh"))
