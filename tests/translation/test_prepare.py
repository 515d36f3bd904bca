"""Numbers and slang of a segment go to the engine as what they mean."""

from pathlib import Path
from typing import Any

import pytest

from l10n import plugins
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Origin, Pattern, Placeable, PlaceableKind
from l10n.store.hypotheses import HypothesisStore
from l10n.translation import prepare
from l10n.translation.calibration import AS_SHIPPED
from l10n.translation.candidates import Job
from l10n.translation.spelling import Spelling
from l10n.translation.waves import SegmentTranslator

PLAIN = Term("zh", "en", "笑死", "LOL", paraphrase="太好笑了")
THING = Term("zh", "en", "显眼包", "class clown", paraphrase="抢眼的人", part_of_speech="noun")
MATCHER = Matcher([PLAIN, THING], "zh_Hans", "en")
BETWEEN = Spelling.between("zh_Hans", "en")


def job(*pieces: Any) -> Job:
    return prepare.job(tuple(pieces), MATCHER, "en", BETWEEN, AS_SHIPPED)


def test_a_number_is_a_term_that_binds() -> None:
    [hit] = job("粉丝1.2万了").binding
    assert (hit.surface, hit.term.target, hit.term.rule) == ("1.2万", "12,000", Rule.MUST)
    assert job("买了3 kg").binding == []


def test_a_number_in_a_link_is_none() -> None:
    link = Placeable(PlaceableKind.URL, "https://a.example/1.2万")
    assert job("看", link).binding == []


def test_slang_has_its_plain_words_ready_and_what_names_a_thing_binds() -> None:
    made = job("笑死，他是显眼包，有1.2万粉丝")
    assert [hit.surface for hit in made.slang] == ["笑死"]
    assert made.plain[0] == ("太好笑了，他是显眼包，有1.2万粉丝",)
    assert [(h.surface, h.term.target) for h in made.plain[1]] == [
        ("显眼包", "class clown"),
        ("1.2万", "12,000"),
    ]
    assert all(made.plain[0][0][h.start : h.end] == h.surface for h in made.plain[1])


@pytest.mark.parametrize(("text", "expected"), [("笑死", "LOL"), ("笑死！！", "LOL!!")])
def test_what_is_slang_and_nothing_else_is_its_rendering(text: str, expected: str) -> None:
    pieces: Pattern = (text,)
    answer = prepare.whole(pieces, job(text))
    assert answer
    assert (answer.text, answer.origin) == (expected, Origin.GLOSSARY)


def test_from_chinese_to_chinese_numbers_and_slang_stay() -> None:
    within = Spelling.between("zh_Hans", "zh_TW")
    made = prepare.job(("笑死，1.2万",), MATCHER, "zh", within, AS_SHIPPED)
    assert made.slang == ()
    assert made.binding == []


def test_the_evidence_says_which_words_the_engine_was_given(tmp_path: Path) -> None:
    engine = plugins.pick("engines", "fake").open("zh", "en", {})
    with HypothesisStore(tmp_path / "store.sqlite") as store:
        stage = SegmentTranslator(engine, MATCHER, "en", store, BETWEEN)
        pieces = ("笑死，他又来了",)
        made = stage.translate([pieces])[pieces]
    assert made.text is not None
    assert [(p.hit.surface, str(p.outcome), p.words) for p in made.evidence] == [
        ("笑死", "paraphrased", "太好笑了")
    ]
    assert "太好笑了" in made.text  # the fake engine says what it was asked
