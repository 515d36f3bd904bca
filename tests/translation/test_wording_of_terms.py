"""Each wave of the translate stage, reached by an engine that misses its terms on purpose."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from l10n.engines.interface import Reply, Request
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Hypothesis, Likelihood, Origin, Route
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.translation.candidates import Translation
from l10n.translation.waves import SegmentTranslator
from tests.translation.test_waves import Say, Scripted

NOTE = Term("en", "zh", "note", "笔记", forbidden=("备注",), rule=Rule.MUST)


class Prompted(Scripted):
    """Scripted, and asked with prefixes and against loops; scores what it is told to."""

    def __init__(self, say: Say, scores: dict[str, float] | None = None) -> None:
        super().__init__(say)
        self.prefixes: list[str] = []
        self.no_repeats: list[int] = []
        self.scored: list[tuple[str, str]] = []
        self._scores = scores

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterator[Reply]:
        for request in requests:
            self.asked.append(request.text)
            self.prefixes.append(request.prefix)
            self.no_repeats.append(request.no_repeat)
            said = self.say(f"{request.text}|{request.prefix}" if request.prefix else request.text)
            scored = tuple(Hypothesis(t, -0.1 * n) for n, t in enumerate(said[:hypotheses]))
            yield Reply(request.id, scored)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihood]:
        self.scored += pairs
        if self._scores is None:
            return ()
        scores = [self._scores.get(target, -9.0) for _source, target in pairs]
        return [Likelihood(score, score) for score in scores]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HypothesisStore]:
    with HypothesisStore(tmp_path / "store.sqlite") as opened:
        yield opened


def translated(store: HypothesisStore, engine: Scripted, text: str, *terms: Term) -> Translation:
    pattern = parse(text)
    stage = SegmentTranslator(engine, Matcher(terms, "en", "zh"), "zh", store)
    return stage.translate([pattern])[pattern]


def test_natural_what_satisfies_is_asked_once(store: HypothesisStore) -> None:
    engine = Prompted(lambda _t: ["打开笔记"])
    found = translated(store, engine, "Open the note", NOTE)
    assert (found.text, found.route, found.passes) == ("打开笔记", Route.AUTO, 1)


def test_held_a_missed_term_behind_a_sentinel(store: HypothesisStore) -> None:
    engine = Prompted(lambda t: ["打开⟦0⟧吧"] if "⟦0⟧" in t else ["打开帖子"])
    found = translated(store, engine, "Open the note", NOTE)
    assert (found.text, found.passes) == ("打开笔记吧", 2)
    assert engine.asked[:2] == ["Open the note", "Open the ⟦0⟧"]


def test_replaced_a_known_wrong_rendering_where_it_stands_once(store: HypothesisStore) -> None:
    """The sentinel gets lost; what the model says for the term alone is known to be wrong."""
    engine = Prompted(lambda t: ["便签"] if t == "note" else ["打开便签"])
    found = translated(store, engine, "Open the note", NOTE)
    assert found.text == "打开笔记"
    assert engine.asked == ["Open the note", "Open the ⟦0⟧", "note"]


def test_replaced_never_inside_a_placeable(store: HypothesisStore) -> None:
    engine = Prompted(lambda t: ["写"] if "|" in t else ["写在⟦0⟧里的东西"])
    found = translated(store, engine, "Write the note in {备注} things", NOTE)
    assert found.text is not None
    assert "{备注}" in found.text
    assert "note" in found.reasons or "笔记" in found.text


@pytest.mark.parametrize("markers", [("⟦=⟧", "⟦/⟧"), None])
def test_inlined_the_rendering_beside_the_term_or_in_its_stead(
    store: HypothesisStore, markers: tuple[str, str] | None
) -> None:
    alone = {"note": ["便签"]}
    engine = Prompted(lambda t: alone.get(t, ["打开笔记吧" if "笔记" in t else "打开帖子"]))
    engine.markers = markers
    assert translated(store, engine, "Open the note", NOTE).text == "打开笔记吧"
    wording = "Open the note⟦=⟧笔记⟦/⟧" if markers else "Open the 笔记"
    assert wording in engine.asked


def test_spliced_decoded_on_from_the_words_before_the_wrong_one(store: HypothesisStore) -> None:
    """The wrong rendering stands twice, so that nothing can be replaced."""

    def say(text: str) -> list[str]:
        if text == "note":
            return ["便签"]
        return ["打开笔记和其他"] if "|" in text else ["打开备注和备注"]

    engine = Prompted(say)
    found = translated(store, engine, "Open the note and others", NOTE)
    assert found.text == "打开笔记和其他"
    assert engine.prefixes[-1] == "打开笔记"


def test_parted_round_the_term_and_looked_at_by_a_person(store: HypothesisStore) -> None:
    pieces = {"Open the ": "打开", " for ⟦0⟧": "给⟦0⟧", "note": "便签"}
    engine = Prompted(lambda t: [pieces.get(t, "没有这个词⟦0⟧")])
    found = translated(store, engine, "Open the note for {name}", NOTE)
    assert found.text == "打开笔记给{name}"
    assert (found.route, found.reasons) == (Route.REVIEW, ("far below", "parted"))
    assert found.alternative == "没有这个词{name}"


def test_parted_round_placeables_without_swallowing_words(store: HypothesisStore) -> None:
    """More placeables than sentinels: what stands between them is asked by itself."""
    names = [f"@a{n}" for n in range(9)]
    engine = Prompted(lambda t: ["和" if t == " and " else "你好和"])
    found = translated(store, engine, " and ".join(["Hi", *names]), NOTE)
    assert found.text == "你好" + "".join(f"和 {name} " for name in names).strip()
    assert engine.asked == ["Hi and ", " and "]
    assert "parted" in found.reasons


def test_what_never_satisfies_its_term_goes_to_a_person_by_name(store: HypothesisStore) -> None:
    engine = Prompted(lambda t: ["便签"] if t == "note" else ["别的话"] if "the note" in t else [])
    found = translated(store, engine, "Open the note", NOTE)
    assert (found.text, found.route, found.reasons) == ("别的话", Route.REVIEW, ("note",))


def test_a_loop_is_asked_again_once_without_repetition(store: HypothesisStore) -> None:
    engine = Prompted(lambda _t: ["好的好的好的好的"])
    found = translated(store, engine, "All right then")
    assert found.text is None
    assert engine.no_repeats == [0, 3]


def test_a_loop_is_rescued(store: HypothesisStore) -> None:
    class Looping(Prompted):
        def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterator[Reply]:
            self.say = lambda _t: ["好吧" if requests[0].no_repeat else "好的好的好的好的"]
            yield from super().translate(requests, hypotheses)

    found = translated(store, Looping(lambda _t: []), "All right then")
    assert (found.text, found.passes) == ("好吧", 2)


def test_candidates_of_several_waves_are_scored_on_common_ground(store: HypothesisStore) -> None:
    """Both satisfy the term; the likelier against the same masked source wins."""

    def say(text: str) -> list[str]:
        if text == "note":
            return ["便签"]
        return ["快打开⟦0⟧吧"] if "⟦0⟧" in text else ["打开便签"]

    for scores, wanted in (
        ({"快打开⟦0⟧吧": -0.2, "打开⟦0⟧": -0.8}, "快打开笔记吧"),
        ({"快打开⟦0⟧吧": -0.9, "打开⟦0⟧": -0.1}, "打开笔记"),
    ):
        engine = Prompted(say, scores)
        found = translated(store, engine, "Open the note", NOTE)
        assert found.text == wanted
        assert {source for source, _target in engine.scored} == {"Open the ⟦0⟧"}
        assert {target for _source, target in engine.scored} >= set(scores)


def test_a_wording_far_below_the_natural_one_shows_both(store: HypothesisStore) -> None:
    engine = Prompted(
        lambda t: ["这个那个⟦0⟧"] if "⟦0⟧" in t else ["打开帖子"],
        {"这个那个⟦0⟧": -4.0, "打开帖子": -0.1},
    )
    found = translated(store, engine, "Open the note", NOTE)
    assert (found.text, found.alternative) == ("这个那个笔记", "打开帖子")
    assert (found.route, found.reasons) == (Route.REVIEW, ("far below",))


def test_a_whole_term_asks_nobody(store: HypothesisStore) -> None:
    engine = Prompted(lambda _t: pytest.fail("asked"))
    found = translated(store, engine, "Note", NOTE)
    assert (found.text, found.origin, found.route) == ("笔记", Origin.GLOSSARY, Route.AUTO)
