"""Long sentences whole and in parts: which reading is taken, and when a person is asked."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from l10n.engines.argos import ENGINE as ARGOS
from l10n.engines.interface import Reply, Request, Translator
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Hypothesis, Likelihood, Route
from l10n.project.config import Config
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.translation.candidates import Translation
from l10n.translation.translators import Translators
from l10n.translation.waves import SegmentTranslator

SOURCE = "昨天下班路上突然下起了大雨，我没有带 {thing} 所以全身都湿透了。"
FIRST, SECOND = "昨天下班路上突然下起了大雨，", "我没有带 ⟦0⟧ 所以全身都湿透了。"
WHOLE = "It rained on my way home from work and I had no ⟦0⟧."
SAID = {
    SOURCE.replace("{thing}", "⟦0⟧"): WHOLE,
    FIRST: "It suddenly rained on my way home,",
    SECOND: "I had no ⟦0⟧ and got wet.",
}
PARTS = "It suddenly rained on my way home, I had no {thing} and got wet."
JOINED = PARTS.replace("{thing}", "⟦0⟧")


class Weighing:
    """An engine that says and scores what the test wants, and remembers what it was asked."""

    model = "weighing 1"
    sentinels: Sequence[str] = tuple(f"⟦{n}⟧" for n in range(8))
    markers: tuple[str, str] | None = None
    notice = ""

    def __init__(self, said: dict[str, str], weights: dict[str, Likelihood] | None) -> None:
        self._said, self._weights = said, weights
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterator[Reply]:
        del hypotheses
        for request in requests:
            self.asked.append(request.text)
            if text := self._said.get(request.text):
                yield Reply(request.id, (Hypothesis(text, -0.1),))

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihood]:
        if self._weights is None:
            return ()
        low = Likelihood(-9.0, -9.0)
        return [self._weights.get(t) or self._weights.get(s) or low for s, t in pairs]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HypothesisStore]:
    with HypothesisStore(tmp_path / "store.sqlite") as opened:
        yield opened


def _weights(whole: float, parts: float, left_out: float = 0.0) -> dict[str, Likelihood]:
    return {WHOLE: Likelihood(whole, min(whole, left_out)), JOINED: Likelihood(parts, parts)}


def _read(
    store: HypothesisStore,
    forth: Weighing,
    back: Callable[[], Translator | None],
    source: str = SOURCE,
    terms: Sequence[Term] = (),
) -> Translation:
    stage = SegmentTranslator(forth, Matcher(terms, "zh", "en"), "en", store, back=back)
    return stage.translate([parse(source)])[parse(source)]


EVEN = {WHOLE: Likelihood(-0.5, -0.5), JOINED: Likelihood(-0.5, -0.5)}
TAKEN = {
    # the other direction's weights, the reading taken
    "the parts say what the whole leaves out": (_weights(-3.0, -1.0), PARTS),
    "the whole says it all": (_weights(-1.0, -3.0), WHOLE.replace("⟦0⟧", "{thing}")),
    "as good as each other": (_weights(-1.0, -0.95), WHOLE.replace("⟦0⟧", "{thing}")),
    "a clause left out": (_weights(-1.0, -1.5, left_out=-8.0), PARTS),
}


@pytest.mark.parametrize("name", TAKEN)
def test_the_reading_is_taken_that_is_likelier_both_ways(store: HypothesisStore, name: str) -> None:
    weights, taken = TAKEN[name]
    forth, back = Weighing(SAID, EVEN), Weighing({}, weights)
    translation = _read(store, forth, lambda: back)
    assert translation.text == taken
    assert translation.reasons == ()
    assert forth.asked == list(SAID)


def test_what_both_readings_leave_out_is_for_a_person(store: HypothesisStore) -> None:
    lost = {WHOLE: Likelihood(-3.0, -8.0), JOINED: Likelihood(-1.0, -8.0)}
    back = Weighing({}, lost)
    translation = _read(store, Weighing(SAID, EVEN), lambda: back)
    assert (translation.text, translation.reasons) == (PARTS, ("left out",))
    assert translation.route is Route.REVIEW


def test_without_the_other_direction_a_good_reply_is_left_alone(store: HypothesisStore) -> None:
    forth = Weighing(SAID, EVEN)
    translation = _read(store, forth, lambda: None)
    assert translation.text == WHOLE.replace("⟦0⟧", "{thing}")
    assert forth.asked == list(SAID)[:1]


@pytest.mark.parametrize("reply", ["", "到了 had no ⟦0⟧", "no no no no no no no no ⟦0⟧"])
@pytest.mark.parametrize("weights", [None, EVEN])
def test_without_it_a_bad_reply_is_asked_for_again_in_parts(
    store: HypothesisStore, reply: str, weights: dict[str, Likelihood] | None
) -> None:
    """It says nothing, it is half in the source's language, it loops; a server tells no scores."""
    said = {**SAID, next(iter(SAID)): reply}
    assert _read(store, Weighing(said, weights), lambda: None).text == PARTS


def test_a_whole_that_is_surely_right_is_left_alone(store: HypothesisStore) -> None:
    forth, back = Weighing(SAID, EVEN), Weighing({}, _weights(-0.5, 0.0))
    assert _read(store, forth, lambda: back).text == WHOLE.replace("⟦0⟧", "{thing}")
    assert forth.asked == list(SAID)[:1]


def test_a_short_sentence_is_asked_once_and_not_weighed(store: HypothesisStore) -> None:
    forth = Weighing({"今天好累，不想上班": "Tired"}, None)
    translation = _read(
        store, forth, lambda: pytest.fail("it was weighed"), source="今天好累，不想上班"
    )
    assert (translation.text, forth.asked) == ("Tired", ["今天好累，不想上班"])


def test_a_term_holds_in_parts_as_well(store: HypothesisStore) -> None:
    term = Term("zh", "en", "大雨", "downpour", rule=Rule.MUST)
    held = {"昨天下班路上突然下起了⟦0⟧，": "There was a ⟦0⟧,"}
    forth = Weighing({**SAID, **held}, None)
    translation = _read(store, forth, lambda: None, terms=[term])
    assert translation.text == "There was a downpour, I had no {thing} and got wet."


def test_the_starter_says_a_clause_that_it_left_out(store: HypothesisStore) -> None:
    """A sentence whose clause 就知道该起床了 the starter drops when it is asked whole."""
    source = "楼上邻居养了只小香猪，一开始我挺烦的，现在七点一听到小蹄子声，就知道该起床了"
    forth, back = ARGOS.open("zh", "en", {}), ARGOS.open("en", "zh", {})
    stage = SegmentTranslator(forth, Matcher((), "zh", "en"), "en", store, back=lambda: back)
    translation = stage.translate([parse(source)])[parse(source)]
    assert translation.text
    assert "get up" in translation.text


@pytest.mark.parametrize(("source", "speaks"), [("zh_Hans", True), ("fr", False)])
def test_the_other_direction_is_opened_where_it_is_and_not_spoken_of(
    store: HypothesisStore, source: str, speaks: bool
) -> None:
    config = Config(Path(), Path("l10n.toml"), source, ("en",))
    translators = Translators(config, ARGOS, store, [], [])
    back = translators.back(source, "en")
    assert (back is not None and bool(back.score([("Hello", "你好")]))) is speaks
    assert translators.notices == []


def test_in_bulk_a_sound_whole_is_taken_and_nothing_weighed(store: HypothesisStore) -> None:
    forth = Weighing(SAID, _weights(-3.0, -1.0))
    stage = SegmentTranslator(forth, Matcher((), "zh", "en"), "en", store)
    translation = stage.translate([parse(SOURCE)])[parse(SOURCE)]
    assert translation.text == WHOLE.replace("⟦0⟧", "{thing}")
    assert forth.asked == [next(iter(SAID))]
