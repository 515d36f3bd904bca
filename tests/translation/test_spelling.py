"""Chinese of other places than the engine's: asked in its words, answered in theirs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.interface import Reply, Request, Translator
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Hypothesis, Likelihood, Route, Suggestion, Unit
from l10n.store.hypotheses import HypothesisStore
from l10n.text.plurals import language
from l10n.translation.memory import Memory
from l10n.translation.spelling import AsItIs, Spelling
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator


class Answers:
    """An engine that answers a text as it is told to, and remembers what it was asked."""

    model = "answers 1"
    sentinels: Sequence[str] = tuple(f"⟦{n}⟧" for n in range(8))
    markers: tuple[str, str] | None = None
    notice = ""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        del hypotheses
        for request in requests:
            self.asked.append(request.text)
            yield Reply(request.id, (Hypothesis(self._say(request.text), -0.1),))

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihood]:
        del pairs
        return ()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HypothesisStore]:
    with HypothesisStore(tmp_path / "store.sqlite") as opened:
        yield opened


def suggestion(
    store: HypothesisStore,
    engine: Translator,
    text: str,
    source: str,
    target: str,
    *terms: Term,
) -> Suggestion:
    matcher = Matcher(terms, source, target)
    spelling = Spelling.between(source, target)
    stage = SegmentTranslator(engine, matcher, language(target), store, spelling)
    (made,) = Suggester(stage, Memory((), target), target).suggest([Unit((text,))]).values()
    return made


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("zh_Hans", "保存视频"),
        ("zh_TW", "儲存影片"),
        ("zh_Hant", "儲存影片"),
        ("zh_HK", "儲存影片"),
    ],
)
def test_a_machine_writes_the_chinese_of_the_place(
    store: HypothesisStore, target: str, said: str
) -> None:
    made = suggestion(store, Answers(lambda _: "保存视频"), "Save the video", "en", target)
    assert made.target == (said,)


def test_what_is_locked_is_not_converted(store: HypothesisStore) -> None:
    source = "Save {视频} from https://例子.cn/设置 by @视频君"
    engine = Answers(lambda text: text.replace("Save", "保存视频").replace("from", "自"))
    made = suggestion(store, engine, source, "en", "zh_TW")
    for lock in ("{视频}", "https://例子.cn/设置", "@视频君"):
        assert lock in made.target[0]
    assert "儲存影片" in made.target[0]


def test_a_term_is_written_as_the_glossary_has_it_there(store: HypothesisStore) -> None:
    terms = [
        Term("en", "zh", "clip", "视频", rule=Rule.MUST),
        Term("en", "zh_TW", "clip", "短片", rule=Rule.MUST),
    ]
    engine = Answers(lambda text: text.replace("Save the", "保存").replace("clip", "片段"))
    made = suggestion(store, engine, "Save the clip now", "en", "zh_TW", *terms)
    assert "短片" in made.target[0]
    assert [proof.outcome for proof in made.evidence] == ["applied"]


def test_an_engine_reads_traditional_sources_in_the_words_it_knows(store: HypothesisStore) -> None:
    engine = Answers(lambda _: "Save the video")
    made = suggestion(store, engine, "儲存影片", "zh_TW", "en")
    assert (made.target, engine.asked) == (("Save the video",), ["保存视频"])


def test_one_answer_serves_all_chinese(store: HypothesisStore) -> None:
    engine = Answers(lambda _: "保存视频")
    for locale in ("zh_Hans", "zh_TW", "zh_HK"):
        suggestion(store, engine, "Save the video", "en", locale)
    assert engine.asked == ["Save the video"]


def test_chinese_becomes_that_of_another_place_without_an_engine(store: HypothesisStore) -> None:
    source = "点击“发送”，{name} 会收到视频和更多的消息"
    made = suggestion(store, AsItIs(), source, "zh_Hans", "zh_TW")
    assert made.target == ("點選「傳送」，{name} 會收到影片和更多的訊息",)
    assert (made.by, made.route) == ("OpenCC", Route.AUTO)


CHARACTERS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=9)


@given(text=CHARACTERS, number=st.integers(0, 7), place=st.sampled_from(["zh_TW", "zh_HK"]))
def test_a_sentinel_stays_between_any_characters(text: str, number: int, place: str) -> None:
    spelling = Spelling.between("en", place)
    assert spelling.said(f"{text}⟦{number}⟧{text}").count(f"⟦{number}⟧") == 1
    assert spelling.wanted(f"{text}⟦{number}⟧").count(f"⟦{number}⟧") == 1
