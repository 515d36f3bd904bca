"""Marks are comments that PO tools keep, though polib wraps them."""

import polib
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats import marks
from l10n.formats.po import FORMAT as PO
from l10n.model import (
    Approval,
    Catalog,
    Entry,
    Origin,
    Provenance,
    Rejection,
    Route,
    State,
    Unit,
    content_hash,
)

FOLLOW = Unit(("Follow",))
TODAY = content_hash("zh_Hans", FOLLOW, ("关注",))
AT = "2026-01-01T00:00:00Z"
# Words of people's names and reasons; where a line ends in a hyphen, no space is known to follow.
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
        comments=("# a comment by hand",),
        fuzzy=True,
    )
    assert saved_by_polib(entry) == entry


def test_a_rejection_survives_polib() -> None:
    past = Rejection(TODAY, AT, "Bo", "not what our users say, and too long for the button")
    entry = Entry(FOLLOW, ("关注",), State.REJECTED, rejections=(past,), fuzzy=True)
    assert saved_by_polib(entry).state is State.REJECTED


def test_a_comment_below_a_mark_is_a_comment() -> None:
    [mark] = marks.write(marks.Marks(Approval(TODAY, AT, "Ann")))
    lines = [mark, "# Ask Bo about this one", "#", "#x"]
    read = marks.read(lines)
    assert (read.approval, read.comments) == (Approval(TODAY, AT, "Ann"), tuple(lines[1:]))
