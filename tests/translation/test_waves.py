"""The translate stage: exits, masks, terms and gates, with engines that misbehave on purpose."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from l10n.engines.interface import Reply, Request
from l10n.formats import marks
from l10n.formats.po import FORMAT as PO
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Approval, Hypothesis, Origin, Route, Unit
from l10n.store.hypotheses import HypothesisStore
from l10n.translation.calibration import Calibration
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator

Say = Callable[[str], list[str]]


class Scripted:
    """An engine that says what the test wants, and remembers what it was asked."""

    model = "scripted 1"
    sentinels: Sequence[str] = tuple(f"⟦{n}⟧" for n in range(8))
    markers: tuple[str, str] | None = None
    notice = ""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request], hypotheses: int) -> Iterable[Reply]:
        # In reverse: replies are matched by id, never by position.
        for request in reversed(requests):
            self.asked.append(request.text)
            texts = self.say(request.text)[:hypotheses]
            scored = tuple(Hypothesis(text, -0.1 * n) for n, text in enumerate(texts))
            yield Reply(request.id, scored)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        del pairs
        return ()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HypothesisStore]:
    with HypothesisStore(tmp_path / "store.sqlite") as opened:
        yield opened


def suggest(
    store: HypothesisStore,
    say: Say,
    *units: Unit,
    terms: Sequence[Term] = (),
    target: str = "zh_Hans",
) -> tuple[list[str | None], Scripted]:
    engine = Scripted(say)
    languages = ("en", "zh") if target == "zh_Hans" else ("zh", "en")
    stage = SegmentTranslator(engine, Matcher(terms, *languages), languages[1], store)
    made = Suggester(stage, Memory((), target), target).suggest(units)
    return [made[u.id].target[0] if u.id in made else None for u in units], engine


def unit(text: str) -> Unit:
    return Unit((text,))


def test_placeables_come_back_byte_for_byte(store: HypothesisStore) -> None:
    texts, engine = suggest(
        store, lambda t: [f"看 {t}"], unit("See {name} at https://a.b/?q=1 now")
    )
    assert texts == ["看 See {name} at https://a.b/?q=1 now"]
    assert engine.asked == ["See ⟦0⟧ at ⟦1⟧ now"]


@pytest.mark.parametrize("reply", ["丢了", "⟦0⟧ 和 ⟦0⟧", "⟦0⟧ ⟦1⟧", "⟦0⟧⟦7⟧", ""])
def test_a_reply_that_loses_doubles_or_invents_one_is_not_written(
    store: HypothesisStore, reply: str
) -> None:
    """What stands round it is then asked by itself; the placeable is where it was."""
    [text], _engine = suggest(store, lambda _t: [reply], unit("Hello {name} there"))
    assert text is None or text == f"{reply}{{name}}{reply}"


def test_the_second_hypothesis_is_taken_where_the_first_lost_a_placeable(
    store: HypothesisStore,
) -> None:
    texts, _ = suggest(store, lambda _t: ["你好", "你好⟦0⟧"], unit("Hello {name} there"))
    assert texts == ["你好{name}"]


def test_strings_that_differ_in_their_placeables_are_asked_once(store: HypothesisStore) -> None:
    texts, engine = suggest(
        store, lambda t: [t.replace("See", "看")], unit("See {a} now"), unit("See {b} now")
    )
    assert texts == ["看 {a} now", "看 {b} now"]
    assert engine.asked == ["See ⟦0⟧ now"]


def test_what_was_said_once_is_not_asked_again(store: HypothesisStore) -> None:
    suggest(store, lambda _t: ["你好"], unit("Hello there"))
    texts, engine = suggest(store, lambda _t: ["别的"], unit("Hello there"))
    assert texts == ["你好"]
    assert engine.asked == []


MUST = Term("en", "zh", "note", "笔记", forbidden=("备注",), rule=Rule.MUST)


def test_a_whole_term_is_answered_from_the_glossary(store: HypothesisStore) -> None:
    engine_never = lambda _t: pytest.fail("the engine was asked")  # noqa: E731
    assert suggest(store, engine_never, unit("Note"), terms=[MUST])[0] == ["笔记"]


def test_a_binding_term_that_the_engine_misses_is_held_by_a_sentinel(
    store: HypothesisStore,
) -> None:
    def say(text: str) -> list[str]:
        return [text.replace("Open the", "打开") if "⟦" in text else "打开备注"]

    texts, engine = suggest(store, say, unit("Open the note"), terms=[MUST])
    assert texts == ["打开笔记"]
    assert engine.asked[:2] == ["Open the note", "Open the ⟦0⟧"]


def test_a_term_the_engine_gets_right_is_asked_once(store: HypothesisStore) -> None:
    texts, engine = suggest(store, lambda _t: ["打开笔记"], unit("Open the note"), terms=[MUST])
    assert texts == ["打开笔记"]
    assert engine.asked == ["Open the note"]


def test_parts_are_estimated_as_the_whole_is(store: HypothesisStore) -> None:
    asked: list[float] = []

    class Noted(Calibration):
        def of(self, probability: float) -> float:
            asked.append(probability)
            return 0.25

    term = Term("en", "zh", "note", "笔记", rule=Rule.MUST)
    says = {"Open the": "打开", "now": "现在", "note": "纸条"}
    engine = Scripted(lambda text: [says.get(text.strip(), "字")])
    matcher = Matcher([term], "en", "zh")
    stage = SegmentTranslator(engine, matcher, "zh", store, calibration=Noted())
    [found] = stage.translate([("Open the note now",)]).values()
    assert (found.text, found.probability) == ("打开笔记现在", 0.25)
    assert len(asked) == 3, "the whole and its two parts"


def test_a_loop_is_not_written(store: HypothesisStore) -> None:
    texts, _ = suggest(store, lambda _t: ["好的好的好的好的", "好的"], unit("All right then"))
    assert texts == ["好的"]


def test_punctuation_is_set_in_the_target_language(store: HypothesisStore) -> None:
    assert suggest(store, lambda _t: ["好的,谢谢!"], unit("Fine, thanks!"))[0] == ["好的，谢谢！"]
    texts, _ = suggest(store, lambda _t: ["Fine，thanks！"], unit("好的，谢谢！"), target="en")
    assert texts == ["Fine, thanks!"]


def test_a_handle_does_not_swallow_the_words_beside_it(store: HypothesisStore) -> None:
    texts, _ = suggest(store, lambda _t: ["谢谢⟦0⟧和⟦1⟧的⟦2⟧呀"], unit("to @ann in #ootd at {x} x"))
    assert texts == ["谢谢 @ann 和 #ootd 的{x}呀"]


def test_lines_sentences_and_edges_keep_their_places(store: HypothesisStore) -> None:
    source = "🎉 One here. Two here.\n\n  - Three {x}\n#tag @ann"
    texts, engine = suggest(store, lambda t: [f"〈{t}〉"], unit(source))
    assert texts == [
        "🎉 〈One here.〉〈Two here.〉\n\n  - Three {x}\n#tag @ann".replace(
            "- Three {x}", "〈- Three {x}〉"
        )
    ]
    assert engine.asked[::-1] == ["One here.", "Two here.", "- Three ⟦0⟧"]


def test_plural_branches_are_translated_one_by_one(store: HypothesisStore) -> None:
    source = "{n, plural, one {# new note} other {# new notes}} for {who}"
    words = {
        "⟦0⟧ new note": "⟦0⟧ 条新笔记",
        "⟦0⟧ new notes": "⟦0⟧ 条新笔记",
        "⟦0⟧ for ⟦1⟧": "给 ⟦1⟧ 的 ⟦0⟧",
    }
    texts, _ = suggest(store, lambda t: [words[t]], unit(source))
    assert texts == ["给 {who} 的 {n, plural, other {# 条新笔记}}"]


@pytest.mark.parametrize("source", ["{name}", "🎉🎉", "https://a.b", "%d / %d", "…", "   "])
def test_what_has_no_words_is_copied_without_asking(store: HypothesisStore, source: str) -> None:
    texts, engine = suggest(store, lambda _t: ["x"], unit(source))
    assert texts == [source]
    assert engine.asked == []


def test_what_is_in_the_target_language_already_is_copied(store: HypothesisStore) -> None:
    texts, engine = suggest(store, lambda _t: ["x"], unit("已经是中文了"))
    assert texts == ["已经是中文了"]
    assert engine.asked == []


def test_memory_answers_before_the_engine(store: HypothesisStore) -> None:
    text = 'msgid "Open"\nmsgstr "打开"\n\nmsgctxt "door"\nmsgid "Open"\nmsgstr "开着"\n'
    plain = PO.parse(text, "x.po", "zh_Hans", "x")
    at = "2026-01-01T00:00:00Z"
    given = [marks.Marks(Approval(hash_, at, "Ann")) for hash_ in _hashes(plain)]
    approved = [marks.write(one)[0] + "\n" for one in given]
    blocks = text.split("\n\n")
    marked = "\n\n".join(mark + block for mark, block in zip(approved, blocks, strict=True))
    memory = Memory([PO.parse(marked, "x.po", "zh_Hans", "x")], "zh_Hans")
    stage = SegmentTranslator(Scripted(lambda _t: ["x"]), Matcher((), "en", "zh"), "zh", store)
    wanted = {"": "打开", "door": "开着", "menu": "打开"}
    units = [Unit(("Open",), context) for context in wanted]
    made = Suggester(stage, memory, "zh_Hans").suggest(units)
    assert [made[u.id].target[0] for u in units] == list(wanted.values())
    assert {s.origin for s in made.values()} == {Origin.TM}


def _hashes(catalog: object) -> list[str]:
    from l10n.model import Catalog, content_hash

    assert isinstance(catalog, Catalog)
    return [content_hash("zh_Hans", e.unit, e.target) for e in catalog.entries]


COUNTED = {
    # what the engine says of "1 个文件" and of "⟦0⟧ 个文件", the forms, the route
    "a form for one": ("1 file", "⟦0⟧ files", ("%(num)d file", "%(num)d files"), Route.AUTO),
    "no number said": ("A file", "⟦0⟧ files", ("%(num)d files", "%(num)d files"), Route.REVIEW),
    "one form only": ("1 file", "⟦0⟧ file", ("%(num)d file", "%(num)d file"), Route.REVIEW),
}


@pytest.mark.parametrize("name", COUNTED)
def test_a_plural_of_one_chinese_form_has_two_english_ones(
    store: HypothesisStore, name: str
) -> None:
    one, many, forms, route = COUNTED[name]
    engine = Scripted(lambda text: [one if text.startswith("1") else many])
    stage = SegmentTranslator(engine, Matcher((), "zh", "en"), "en", store)
    counted = Unit(("%(num)d 个文件",) * 2, flags=("python-format",))
    (made,) = Suggester(stage, Memory((), "en"), "en").suggest([counted]).values()
    assert (made.target, made.route) == (forms, route)
    assert ("forms alike" in made.reasons) is (route is Route.REVIEW)
