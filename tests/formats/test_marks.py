"""Marks are comments that PO tools keep, though polib wraps them."""

from dataclasses import replace

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats import marks
from l10n.formats.po import FORMAT as PO
from l10n.model import (
    Accepted,
    Approval,
    Catalog,
    Entry,
    Near,
    Origin,
    Provenance,
    Rejection,
    Route,
    Severity,
    State,
    Unit,
    content_hash,
)

FOLLOW = Unit(("Follow",))
TODAY = content_hash("zh_Hans", FOLLOW, ("关注",))
AT = "2026-01-01T00:00:00Z"
# Words of people's names and reasons.
_NAMES = st.lists(
    st.text("abcXYZéñ李雷.'0123456789", min_size=1, max_size=20)
    | st.sampled_from(["translate-en_zh", "well-known", "(imported", "old", "app)", "@x", "#"]),
    min_size=1,
    max_size=12,
).map(lambda words: " ".join(words)[: marks.NAME_CHARACTERS].rstrip())


def saved_by_polib(entry: Entry) -> Entry:
    catalog = Catalog("zh_Hans", "m", "zh.po", (("Language", "zh_Hans"),), (entry,))
    text = str(polib.pofile(PO.serialize(catalog).decode()))
    [read] = PO.parse(text, "zh.po", "zh_Hans", "m").entries
    return read


@given(_NAMES, _NAMES, _NAMES)
def test_marks_that_polib_wrapped_say_what_they_said(by: str, reason: str, model: str) -> None:
    entry = Entry(
        FOLLOW,
        ("关注",),
        State.REJECTED,
        Approval(TODAY, AT, by, reason),
        Provenance(TODAY, Origin.MACHINE, model, 0.5, Route.AUTO),
        (Rejection(TODAY, AT, by, reason), Rejection(TODAY[::-1], AT, reason, by)),
        (Accepted(TODAY, AT, by, reason, "terms", Severity.ERROR, model),),
        comments=("# a comment by hand",),
        fuzzy=True,
    )
    assert saved_by_polib(entry) == entry


def test_a_rejection_survives_polib() -> None:
    past = Rejection(TODAY, AT, "Bo", "not what our users say, and too long for the button")
    entry = Entry(FOLLOW, ("关注",), State.REJECTED, rejections=(past,), fuzzy=True)
    assert saved_by_polib(entry).state is State.REJECTED


REASONS = {
    "a word longer than a line": f"see https://tickets.example.org/L10N-4711?{'x' * 50} for why",
    "a sentence without spaces, then a name": "这个译文和术语表里的条目一致，" * 6 + " Li Lei",
    "several spaces": "two  spaces   in  a  reason  here  to    see what  happens",
    "dashes": "re-checked--twice by the team--and it was--all in all--fine as it stands",
    "lone hyphens": "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -",
    "a space after a hyphen": "the pre- and post- and re- and un- and co- and by- and de- and on-",
    "many lines": "why it is so " * 150,
}


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
@pytest.mark.parametrize("shift", range(0, 24, 3))
def test_an_approval_with_any_reason_survives_polib(reason: str, shift: int) -> None:
    given = Approval(TODAY, AT, "A" * (shift + 1), reason.strip())
    assert saved_by_polib(Entry(FOLLOW, ("关注",), State.APPROVED, given)).approval == given


def test_evidence_of_any_kind_survives_polib() -> None:
    evidence = ("", "two\nlines", "tab\t and  spaces", "[\"'\\", "\u2028", "字" * 300, "#, fuzzy")
    given = tuple(
        Accepted(TODAY, AT, "Ann", "as meant", "whitespace", Severity.WARNING, words)
        for words in evidence
    )
    assert saved_by_polib(Entry(FOLLOW, ("关注",), accepted=given)).accepted == given


ANN = Approval(TODAY, AT, "Ann")
WHOLE = {
    "approval": marks.Marks(ANN),
    "approval with a reason": marks.Marks(Approval(TODAY, AT, "Ann", "as agreed")),
    "long machine mark": marks.Marks(
        provenance=Provenance(TODAY, Origin.MACHINE, "argos translate-en 1.0", 0.5, Route.AUTO)
    ),
    "short machine mark": marks.Marks(
        provenance=Provenance(TODAY, Origin.TM, "memory", 1, Route.AUTO)
    ),
    "near": marks.Marks(near=Near(0.9, "Follow us", "关注我们")),
}
BELOW = ["# Ask Bo about this one", "# 菜单里的词要短一点，请先问设计部门", "#", "#x"]


@pytest.mark.parametrize("mark", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("first", range(len(BELOW)))
def test_a_comment_below_a_mark_is_a_comment(mark: marks.Marks, first: int) -> None:
    comments = tuple(BELOW[first:])
    assert marks.read([*marks.write(mark), *comments]) == replace(mark, comments=comments)


def test_comments_below_a_mark_that_does_not_count_stay_as_they_are() -> None:
    [mark] = marks.write(WHOLE["short machine mark"])
    lines = (mark.replace("1.000", "2.000"), *BELOW[1:])
    assert marks.read(lines) == marks.Marks(comments=lines)
