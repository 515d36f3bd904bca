"""People's words kept where a source says the same with other numbers, names, marks or case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model import Syntax
from l10n.text.placeables import parse, placeables
from l10n.translation.adapt import adapted

P, B = Syntax.PYTHON, Syntax.BRACE
# old source, its target, new source, what becomes of the target (None: nothing), syntax, language
CASES = [
    ("Save the file", "保存文件", "Save the file", "保存文件", P, "zh"),
    ("Wait 5 minutes", "等 5 分钟", "Wait 10 minutes", "等 10 分钟", P, "zh"),
    ("Wait 5 minutes", "等五分钟", "Wait 10 minutes", None, P, "zh"),
    ("Page 1 of 1", "第 1 页，共 1 页", "Page 1 of 2", None, P, "zh"),
    ("From 1 to 2", "从 1 到 2", "From 2 to 3", "从 2 到 3", P, "zh"),
    ("From 1 to 2", "从 1 到 2", "From 2 to 1", "从 2 到 1", P, "zh"),
    ("Hi %(name)s", "%(name)s，你好", "Hi %(user)s", "%(user)s，你好", P, "zh"),
    ("Hi {name}", "你好", "Hi {user}", None, B, "zh"),
    ("{a} of {b}", "{b} 中的 {a}", "{b} of {a}", "{a} 中的 {b}", B, "zh"),
    ("Open <b>it</b>", "打开<b>它</b>", "Open <i>it</i>", "打开<i>它</i>", B, "zh"),
    (
        "See https://a.b/1 now",
        "现在看 https://a.b/1 吧",
        "See https://a.b/2 now",
        "现在看 https://a.b/2 吧",
        B,
        "zh",
    ),
    ("Save", "保存", "Save…", "保存…", P, "zh"),
    ("Save.", "保存。", "Save", "保存", P, "zh"),
    ("Save", "保存", "Save?", "保存？", P, "zh"),
    ("Sure?", "确定吗?", "Sure!", "确定吗！", P, "zh"),
    ("Sure?", "确定", "Sure!", None, P, "zh"),
    ("Save", "保存！", "Save?", None, P, "zh"),
    ("保存。", "Saved.", "保存！", "Saved!", P, "en"),
    ("Save, then go", "保存后走", "Save then go", None, P, "zh"),
    ("SAVE THE FILE", "保存文件", "Save the file", "保存文件", P, "zh"),
    ("save the file", "enregistrer", "Save the file", "Enregistrer", P, "fr"),
    ("save the file", "enregistrer", "Save The File", None, P, "fr"),
    ("Save  the file ", "保存文件 ", "Save the file", "保存文件", P, "zh"),
    ("Save", "保存", "\n Save\n", "\n 保存\n", P, "zh"),
    ("One\ntwo", "一\n二", "One two", None, P, "zh"),
    ("You can go", "可以走", "You can't go", None, P, "zh"),
    ("Save the file", "保存文件", "Save the files", None, P, "zh"),
    ("打开第3页", "Open page 3", "打开第4页", "Open page 4", P, "en"),
    ("打开第3页", "Open page 3", "关上第3页", None, P, "en"),
    (
        "{n, plural, other {# a}}",
        "{n, plural, other {# 个}}",
        "{n, plural, other {# b}}",
        None,
        Syntax.ICU,
        "zh",
    ),
]


@pytest.mark.parametrize(("old", "target", "new", "expected", "syntax", "language"), CASES)
def test_only_what_differs_is_set_right(
    old: str, target: str, new: str, expected: str | None, syntax: Syntax, language: str
) -> None:
    made = adapted((old,), (target,), (new,), syntax, language)
    assert made == (None if expected is None else (expected,))


def test_each_form_is_made_from_the_form_it_answers() -> None:
    old, new = (
        ("%d note in 5 days", "%d notes in 5 days"),
        ("%d note in 7 days", "%d notes in 7 days"),
    )
    assert adapted(old, ("5 天内 %d 篇",), new, P, "zh") == ("7 天内 %d 篇",)
    forms = ("%d note en 5 jours", "%d notes en 5 jours")
    assert adapted(old, forms, new, P, "fr") == ("%d note en 7 jours", "%d notes en 7 jours")


PIECES = st.lists(
    st.sampled_from(
        ["Save ", "the ", "5 ", "12 ", "{name} ", "<b>", "保存", "！", ". ", "\n", " "]
    ),
    max_size=6,
).map("".join)


@given(old=PIECES, new=PIECES, target=PIECES)
def test_what_is_adapted_has_the_placeables_of_its_source(old: str, new: str, target: str) -> None:
    fits = placeables(parse(old)) == placeables(parse(target))
    made = adapted((old,), (target,), (new,), Syntax.GENERIC, "zh")
    if fits and made is not None:
        assert placeables(parse(made[0])) == placeables(parse(new))


@given(text=PIECES, target=PIECES)
def test_the_same_source_keeps_the_words(text: str, target: str) -> None:
    made = adapted((text,), (target,), (text,), Syntax.GENERIC, "zh")
    assert made is None or made[0].strip() == target.strip()
