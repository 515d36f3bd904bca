import pytest

from l10n.model import Unit
from l10n.training.pairs import Said, pairs


def found(
    source: str | tuple[str, ...], target: str | tuple[str, ...], *flags: str, to_zh: bool = True
) -> list[tuple[str, str]]:
    forms = [(text,) if isinstance(text, str) else text for text in (source, target)]
    return [
        (pair.en, pair.zh) for pair in pairs([Said(Unit(forms[0], flags=flags), forms[1], to_zh)])
    ]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Save it", "保存", [("Save it", "保存")]),
        # As the product sends them: by the sentence, without what stands at the edges.
        (
            "Saved. Open it?\n🎉 Well done",
            "已保存。打开吗？\n🎉 干得好",
            [("Saved.", "已保存。"), ("Open it?", "打开吗？"), ("Well done", "干得好")],
        ),
        # Not cut alike: whole, on one line.
        ("Saved. Open it?", "已保存，打开吗？", [("Saved. Open it?", "已保存，打开吗？")]),
        # A plural has as many forms as its language.
        (("%d note", "%d notes"), "%d 条笔记", [("%d notes", "%d 条笔记")]),
        (
            "{n, plural, one {# note} other {# notes}}",
            "{n, plural, other {# 条笔记}}",
            [("# notes", "# 条笔记")],
        ),
        (
            "{g, select, a {Hers now} other {Theirs now}}",
            "{g, select, a {现在是她的} other {现在是他们的}}",
            [("Hers now", "现在是她的"), ("Theirs now", "现在是他们的")],
        ),
        ("Weblate", "Weblate", []),
    ],
)
def test_a_text_is_cut_as_the_product_cuts_it(
    source: str | tuple[str, ...], target: str, wanted: list[tuple[str, str]]
) -> None:
    assert found(source, target) == wanted


def test_a_sentence_with_its_words_is_learned_once_and_the_source_may_be_chinese() -> None:
    texts = [("保存。", "Save."), ("保存。打开。", "Save. Open."), ("保存。 ", "Keep.")]
    said = [Said(Unit((text,)), (words,), to_zh=False) for text, words in texts]
    assert [(pair.source, pair.en) for pair in pairs(said)] == [
        ("保存。", "Save."),
        ("打开。", "Open."),
        ("保存。", "Keep."),
    ]


def test_a_tenth_is_held_back_by_the_source_whatever_the_words() -> None:
    texts = [f"Save {number} files" for number in range(2000)]
    held = [text for text in texts if Said(Unit((text,)), ("一",), to_zh=True).held_back]
    assert 150 < len(held) < 250
    again = [Said(Unit((text,), context="menu"), ("二",), to_zh=True) for text in texts]
    assert [one.unit.source[0] for one in again if one.held_back] == held
