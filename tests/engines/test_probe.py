"""The probe: which symbols survive a package."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from l10n.engines import argos, argos_package, packages, probe
from l10n.engines.interface import Reply, Request
from l10n.model import Hypothesis, Likelihood

STARTER = [p for p in packages.starter() if isinstance(p, argos_package.Package)]


class Loses:
    """An engine that drops every text in which it finds one of these marks."""

    model = "loses 1"
    sentinels: Sequence[str] = ()
    markers: tuple[str, str] | None = None
    notice = ""

    def __init__(self, *marks: str) -> None:
        self.marks = marks

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        del hypotheses
        for request in requests:
            lost = any(mark in request.text for mark in self.marks)
            yield Reply(request.id, (Hypothesis("" if lost else request.text, 0.0),))

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihood]:
        del pairs
        return ()


def probed(engine: Loses, forms: Sequence[str] = probe.FORMS) -> probe.Probed:
    return probe.probe(engine, "en", forms, lambda _done, _all: None)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_two_hundred_sentences_with_one_slot(language: str) -> None:
    templates = probe.sentences(language)
    assert len(templates) == len(set(templates)) == 200
    assert all(template.count("{}") == 1 for template in templates)


def test_a_trained_symbol_is_taken_where_it_survives() -> None:
    assert probed(Loses()) == probe.Probed("⟦{}⟧", 1.0)


def test_a_form_that_is_lost_is_passed_over() -> None:
    assert probed(Loses("⟦", "«", "<")) == probe.Probed("[{}]", 1.0)


def test_a_package_trained_with_symbols_is_used_with_them() -> None:
    for package in STARTER:
        assert argos.ArgosTranslator(package, beam_size=1).forms() == ["⟦{}⟧"]


def test_no_form_holds_an_underscore() -> None:
    assert not any("_" in form for form in probe.FORMS)
    assert len(set(probe.FORMS)) == len(probe.FORMS) == 20


def test_what_was_found_is_kept_and_nonsense_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "sentinels.json"
    assert probe.read(path) is None
    assert probe.write(path, probe.Probed("X{}Z", 0.97))
    assert probe.read(path) == probe.Probed("X{}Z", 0.97)
    for nonsense in ("", "[]", '{"form": 1}', '{"form": "a", "survival": "much"}'):
        path.write_text(nonsense, "utf-8")
        assert probe.read(path) is None


def test_the_starter_packages_were_probed() -> None:
    for package in STARTER:
        found = probe.read(package.probe_path)
        assert found is not None
        assert 0.5 < found.survival <= 1.0
    assert len(STARTER) == 2
