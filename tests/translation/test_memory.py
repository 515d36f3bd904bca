"""What people approved is used again, for the same source and in the same context first."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n.model import Approval, Catalog, Entry, State, Unit, content_hash
from l10n.translation.memory import Known, Match, Memory, differences, nearest


def entry(
    source: tuple[str, ...], target: str, context: str = "", state: State = State.APPROVED
) -> Entry:
    unit = Unit(source, context)
    approval = Approval(content_hash("zh_Hans", unit, (target,)), "2026-01-01T00:00:00Z", "Ann")
    return Entry(unit, (target,), state, approval)


def catalog(*entries: Entry) -> Catalog:
    return Catalog("zh_Hans", "messages", "zh.po", entries=entries)


MEMORY_OF_OPEN = catalog(entry(("Open",), "打开"))
MEMORY = Memory(
    [
        catalog(
            entry(("Open",), "打开"),
            entry(("Open",), "开着", "door"),
            entry(("Close",), "关", state=State.SUGGESTED),
            entry(("%d note", "%d notes"), "%d 篇笔记"),
            entry(("Save the picture in 3 days",), "3 天后保存图片"),
        ),
        catalog(
            entry(("Open",), "开启", "menu"),
            entry(("Gone",), "走了").evolve(obsolete=True),
            entry(("Send",), "寄", state=State.REJECTED),
        ),
    ],
    "zh_Hans",
)
CASES: list[tuple[tuple[str, ...], str, str | None, tuple[str, ...]]] = [
    (("Open",), "", "打开", ()),
    (("Open",), "door", "开着", ()),
    (("Open",), "menu", "开启", ()),
    (("Open",), "elsewhere", "打开", ("another context",)),
    (("Close",), "", None, ()),
    (("Send",), "", None, ()),
    (("Gone",), "", "走了", ()),
    (("%d note", "%d notes"), "", "%d 篇笔记", ()),
    (("%d note",), "", None, ()),
    (("Open!",), "", None, ()),
    (("Save the picture in 5 days",), "", "5 天后保存图片", ("adapted",)),
    (("Save the pictures in 3 days",), "", "3 天后保存图片", ("near",)),
    (("Delete the picture in 3 days",), "", None, ()),
]


@pytest.mark.parametrize(("source", "context", "expected", "why"), CASES)
def test_what_people_approved_answers_for_its_source_and_near_ones(
    source: tuple[str, ...], context: str, expected: str | None, why: tuple[str, ...]
) -> None:
    found = next(MEMORY.of(Unit(source, context)), None)
    assert (found and found.target) == (expected and (expected,))
    if found:
        assert found.why == why
        assert (found.known.by, found.known.at) == ("Ann", "2026-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("locale", "expected", "why"),
    [
        ("zh_Hans", "打开视频 {视频}", ()),
        ("zh_TW", "開啟影片 {视频}", ("another locale: zh_Hans",)),
        ("zh_HK", "開啟影片 {视频}", ("another locale: zh_Hans",)),
        ("en_GB", None, ()),
        ("fr", None, ()),
    ],
)
def test_words_of_another_place_are_put_into_those_of_this_one(
    locale: str, expected: str | None, why: tuple[str, ...]
) -> None:
    here = catalog(entry(("Open the video {视频}",), "打开视频 {视频}"))
    unit = Unit(("Open the video {视频}",), flags=("python-brace-format",))
    found = next(Memory([here], locale).of(unit), None)
    assert (found and found.target) == (expected and (expected,))
    assert found is None or found.why == why


def test_a_locale_s_own_words_go_before_another_s_and_the_project_s_before_imported() -> None:
    taiwan = Catalog("zh_TW", "other", "tw.po", entries=(entry(("Open",), "開"),))
    imported = [
        Known(("Open",), ("打開",), imported=True),
        Known(("Shut",), ("關",), "menu", by="Bo", imported=True),
    ]
    memory = Memory([MEMORY_OF_OPEN, taiwan], "zh_TW", imported)
    assert [found.target[0] for found in memory.of(Unit(("Open",)))] == ["開", "打開", "開啟"]
    (found,) = memory.of(Unit(("Shut",)))
    assert (found.known.by, found.why) == ("Bo", ("another context: menu", "imported"))


TEXTS = st.text(st.sampled_from("ab 1，静音\n\ud800👧e\u0301"), max_size=60)


@given(old=TEXTS, new=TEXTS)
@example(old="", new="")
@example(old="a" * 2_000, new="a" * 1_500)
def test_differences_tell_both_texts(old: str, new: str) -> None:
    told = differences(old, new)
    assert "".join(text for what, text in told if what != "gone") == new[:1_000]
    assert "".join(text for what, text in told if what != "new") == old[:1_000]
    assert all(text and what in {"same", "gone", "new"} for what, text in told)


def test_differences_are_told_in_words_and_in_single_characters_of_chinese() -> None:
    assert differences("Mute words", "Mute tags") == [
        ("same", "Mute "),
        ("gone", "words"),
        ("new", "tags"),
    ]
    assert differences("静音词语", "静音标签") == [
        ("same", "静音"),
        ("gone", "词语"),
        ("new", "标签"),
    ]


PAIRS = {
    "u1": ("Mute words", "静音词语"),
    "u2": ("Mute words", "静音词语"),
    "u3": ("Mute words!", "静音词语！"),
    "u4": ("Follow people", "关注"),
    "u5": ("Mute words " * 200, "长"),
}


def test_the_nearest_come_first_and_each_once() -> None:
    assert nearest("Mute words", PAIRS, 5) == [
        Match(100, "Mute words", "静音词语", "u1"),
        Match(95, "Mute words!", "静音词语！", "u3"),
    ]
    assert [match.unit for match in nearest("Mute words", PAIRS, 1)] == ["u1"]


@pytest.mark.parametrize("source", ["", "zzz", "Mute words " * 200, "关注"])
def test_what_is_far_or_long_matches_nothing(source: str) -> None:
    assert nearest(source, PAIRS, 5) == []
