"""Entries of one message in a catalog, and plurals that come and go: nobody's words vanish."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from l10n.catalogs.header import header_for
from l10n.catalogs.merge import merge
from l10n.formats.po import FORMAT as PO
from l10n.model import Approval, Catalog, Entry, Rejection, State, Unit, content_hash

CATALOG = Catalog("zh_Hans", "messages", "zh.po", header_for("zh_Hans", "demo"))
SEARCH = Unit(("Search",))


def _passes_msgfmt(catalog: Catalog) -> None:
    """A message that stands twice, obsolete or not, is a fatal error there."""
    if shutil.which("msgfmt"):
        data = PO.serialize(catalog)
        command = ["msgfmt", "-o", "/dev/null", "-"]
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def _entry(target: str, state: State = State.SUGGESTED, *, obsolete: bool = False) -> Entry:
    today = content_hash("zh_Hans", SEARCH, (target,))
    given = Approval(today, "2026-01-01T00:00:00Z", "Ann") if state is State.APPROVED else None
    fuzzy = state in {State.MACHINE, State.SUGGESTED}
    return Entry(SEARCH, (target,), state, given, obsolete=obsolete, fuzzy=fuzzy)


EMPTY = Entry(SEARCH, ("",))
DRAFT = _entry("草稿")
# A catalog's entries of one message, and after a merge its words, and those kept beside them.
TWINS = {
    "an empty one beside an obsolete": ([EMPTY, _entry("搜索", obsolete=True)], "搜索", []),
    "the obsolete one first": ([_entry("搜索", obsolete=True), EMPTY], "搜索", []),
    "a draft beside an approved obsolete": (
        [DRAFT, _entry("搜索", State.APPROVED, obsolete=True)],
        "草稿",
        ["搜索"],
    ),
    "an empty one beside two": (
        [EMPTY, _entry("甲", obsolete=True), _entry("乙", State.APPROVED, obsolete=True)],
        "乙",
        ["甲"],
    ),
    "two obsolete": (
        [_entry("甲", obsolete=True), _entry("乙", obsolete=True)],
        "甲",
        ["乙"],
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_twins_keep_both_peoples_words(name: str) -> None:
    entries, live, beside = TWINS[name]
    merged, _counts = merge(replace(CATALOG, entries=tuple(entries)), [SEARCH])
    [entry] = merged.entries
    assert (entry.target[0], entry.obsolete) == (live, False)
    assert entry.comments == tuple(f'# @was/2 [["Search"], ["{words}"]]' for words in beside)
    _passes_msgfmt(merged)
    again = PO.parse(PO.serialize(merged).decode(), "x.po", "zh_Hans", "x")
    assert [e.target for e in again.entries] == [e.target for e in merged.entries]
    assert merge(again, [SEARCH])[0].entries == again.entries


LI, BO = "# Li: ask legal first", "# Bo: short, please"
PAST = tuple(Rejection(n * 32, "2026-01-01T00:00:00Z", "Bo", "clumsy") for n in "01")


def test_what_people_said_beside_an_empty_twin_goes_on_with_the_words() -> None:
    empty = EMPTY.evolve(comments=(LI, BO), rejections=PAST)
    old = _entry("搜索", obsolete=True).evolve(comments=(BO,), rejections=PAST[1:])
    merged, _counts = merge(replace(CATALOG, entries=(empty, old)), [SEARCH])
    [entry] = merged.entries
    assert entry.target == ("搜索",)
    assert (set(entry.comments), len(entry.comments)) == ({LI, BO}, 2)
    assert (set(entry.rejections), len(entry.rejections)) == (set(PAST), 2)


def test_what_people_said_while_the_plural_was_away_stays_with_it() -> None:
    many, one = Unit(("%d 天", "%d 天们")), Unit(("%d 天",))
    old = Entry(many, ("%d day", "%d days"), State.SUGGESTED, comments=(BO,), fuzzy=True)
    catalog = Catalog("en", "m", "m.po", header_for("en", "m"), (old,))
    without, _counts = merge(catalog, [one])
    noted = [e if e.obsolete else e.evolve(comments=(*e.comments, LI)) for e in without.entries]
    back, _counts = merge(replace(without, entries=tuple(noted)), [many])
    assert [(e.target, e.comments) for e in back.entries] == [(old.target, (BO, LI))]


def test_twins_that_are_gone_both_stay() -> None:
    twins = (_entry("甲", obsolete=True), _entry("乙", obsolete=True))
    merged, _counts = merge(replace(CATALOG, entries=twins), [])
    [entry] = merged.entries
    assert (entry.target, entry.obsolete) == (("甲",), True)
    assert "乙" in entry.comments[0]
    _passes_msgfmt(merged)


def test_a_plural_that_goes_and_comes_back_has_all_its_forms() -> None:
    many, one = Unit(("%d 天", "%d 天们")), Unit(("%d 天",))
    target = ("%d day", "%d days")
    given = Approval(content_hash("en", many, target), "2026-01-01T00:00:00Z", "Ann")
    approved = Entry(many, target, State.APPROVED, given)
    catalog = Catalog("en", "m", "m.po", header_for("en", "m"), (approved,))
    for _time in range(2):
        without, _counts = merge(catalog, [one])
        assert [e.target for e in without.live()] == [("%d day",)]
        _passes_msgfmt(without)
        read = PO.parse(PO.serialize(without).decode(), "m.po", "en", "m")
        back, counts = merge(read, [many])
        [entry] = back.entries
        assert (entry.target, entry.state, entry.approval) == (target, State.APPROVED, given)
        assert not entry.comments
        assert counts.revived == 1
        catalog = back


def test_words_edited_while_the_plural_was_away_stay_beside_the_old_ones() -> None:
    many, one = Unit(("%d 天", "%d 天们")), Unit(("%d 天",))
    approved = Entry(many, ("%d day", "%d days"), State.SUGGESTED, fuzzy=True)
    catalog = Catalog("en", "m", "m.po", header_for("en", "m"), (approved,))
    without, _counts = merge(catalog, [one])
    edited = [
        e if e.obsolete else e.evolve(target=("a day",), state=State.SUGGESTED, previous=None)
        for e in without.entries
    ]
    back, _counts = merge(replace(without, entries=tuple(edited)), [many])
    [entry] = back.entries
    assert entry.target == ("a day", "a day")
    assert entry.comments == ('# @was/2 [["%d 天", "%d 天们"], ["%d day", "%d days"]]',)


def test_equal_forms_too_many_are_cut_and_others_are_left_to_a_person() -> None:
    unit = Unit(("%d photo", "%d photos"))
    for target, after in (
        (("%d 张", "%d 张"), ("%d 张",)),
        (("%d 张", "%d 张照片"), ("%d 张", "%d 张照片")),
    ):
        old = Entry(unit, target, State.SUGGESTED)
        merged, _counts = merge(replace(CATALOG, entries=(old,)), [unit])
        assert [e.target for e in merged.entries] == [after]
