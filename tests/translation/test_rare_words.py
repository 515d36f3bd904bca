"""Which words are given to a model inline, which never, and what a model is asked then."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from l10n.engines.argos import ENGINE
from l10n.engines.interface import Reply, Request, Translator
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Hypothesis, Likelihood, Suggestion, TermEvidence, Unit
from l10n.store.hypotheses import HypothesisStore
from l10n.text.placeables import parse
from l10n.translation.memory import Memory
from l10n.translation.rare_words import RareWords
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator

LEXICON = {"阿布扎比": "Abu Dhabi", "胃镜": "gastroscope", "中国": "China"}
CASES_FILE = Path(__file__).parent / "rare_words.jsonl"
CASES = [json.loads(line) for line in CASES_FILE.read_text("utf-8").splitlines()]


def matcher(words: Iterable[str]) -> Matcher:
    return Matcher([Term("zh", "en", w, "term", rule=Rule.MUST) for w in words], "zh", "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_words_of_the_lexicon_that_stand_free(case: dict[str, Any]) -> None:
    pieces = parse(case["text"])
    terms = matcher(case.get("glossary", ())).find(pieces)
    found = RareWords(lambda: LEXICON, "en").find(pieces, terms)
    assert [f"{hit.surface}={hit.term.target}" for hit in found] == case["given"]


class Says:
    """An engine that says one thing after another, and remembers what it was asked."""

    model = "says 1"
    sentinels: Sequence[str] = tuple(f"⟦{n}⟧" for n in range(8))
    notice = ""

    def __init__(
        self,
        says: Sequence[str],
        lexicon: Mapping[str, str],
        markers: tuple[str, str] | None = ("⟦=⟧", "⟦/⟧"),
    ) -> None:
        self.says, self.lexicon, self.markers = says, lexicon, markers
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        del hypotheses
        for request in requests:
            said = self.says[min(len(self.asked), len(self.says) - 1)]
            self.asked.append(request.text)
            yield Reply(request.id, (Hypothesis(said, -0.1),))

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihood]:
        return [Likelihood(0.0, 0.0) for _pair in pairs]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HypothesisStore]:
    with HypothesisStore(tmp_path / "store.sqlite") as opened:
        yield opened


def suggested(
    engine: Translator, store: HypothesisStore, text: str, terms: Iterable[str] = ()
) -> Suggestion:
    stage = SegmentTranslator(engine, matcher(terms), "en", store)
    [made] = Suggester(stage, Memory((), "en"), "en").suggest([Unit((text,))]).values()
    return made


def test_a_model_that_knows_the_word_is_not_asked_again(store: HypothesisStore) -> None:
    engine = Says(["Go to Abu Dhabi."], LEXICON)
    made = suggested(engine, store, "去阿布扎比。")
    assert engine.asked == ["去阿布扎比。"]
    told = TermEvidence("阿布扎比", "阿布扎比", "applied", "Abu Dhabi", "lexicon")
    assert made.evidence == (told,)


def test_else_a_sentinel_stands_for_it(store: HypothesisStore) -> None:
    engine = Says(["Go to Abuzabi.", "Go to ⟦0⟧."], LEXICON)
    assert suggested(engine, store, "去阿布扎比。").target == ("Go to Abu Dhabi.",)
    assert engine.asked == ["去阿布扎比。", "去⟦0⟧。"]


def test_where_the_sentinel_is_lost_it_is_shown_inline(store: HypothesisStore) -> None:
    engine = Says(["Go to Abuzabi.", "Go there.", "Off to Abu Dhabi."], LEXICON)
    assert suggested(engine, store, "去阿布扎比。").target == ("Off to Abu Dhabi.",)
    assert engine.asked[2:] == ["去阿布扎比⟦=⟧Abu Dhabi⟦/⟧。"]


def test_a_word_that_the_model_leaves_out_is_no_term_that_was_missed(
    store: HypothesisStore,
) -> None:
    made = suggested(Says(["Have a stomach exam."], LEXICON), store, "做个胃镜。")
    assert [proof.outcome for proof in made.evidence] == ["missing"]
    assert made.reasons == ()


def test_what_was_answered_before_there_was_a_lexicon_is_not_taken_for_its_answer(
    store: HypothesisStore,
) -> None:
    suggested(Says(["Go to Abuzabi."], {}), store, "去阿布扎比。")
    engine = Says(["Go to ⟦0⟧."], LEXICON)
    assert suggested(engine, store, "去阿布扎比。").target == ("Go to Abu Dhabi.",)
    assert engine.asked == ["去⟦0⟧。"]


def test_a_term_that_is_held_is_held_beside_the_word(store: HypothesisStore) -> None:
    engine = Says(["Notes of a mirror", "⟦1⟧ of a ⟦0⟧"], LEXICON)
    made = suggested(engine, store, "胃镜的笔记", ["笔记"])
    assert made.target == ("term of a gastroscope",)


def test_a_sentence_that_begins_with_one_begins_with_a_capital(store: HypothesisStore) -> None:
    made = suggested(Says(["Mirror costs", "⟦0⟧ costs"], LEXICON), store, "胃镜费用")
    assert made.target == ("Gastroscope costs",)


def test_a_model_without_markers_is_asked_as_ever(store: HypothesisStore) -> None:
    engine = Says(["Go to Abuzabi."], LEXICON, markers=None)
    assert suggested(engine, store, "去阿布扎比。").evidence == ()
    assert engine.asked == ["去阿布扎比。"]


@pytest.mark.slow
def test_the_starter_says_a_rare_word_as_its_lexicon_does(store: HypothesisStore) -> None:
    made = suggested(ENGINE.open("zh", "en", {}), store, "孕妇要吃叶酸。")
    assert "folic acid" in made.target[0]
    assert [proof.origin for proof in made.evidence] == ["lexicon"]
