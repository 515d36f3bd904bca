"""Units and catalog make the new catalog: nothing guessed, nothing lost, nothing rewritten."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalogs.header import header_for
from l10n.catalogs.merge import MergeCounts, merge
from l10n.formats.po import FORMAT as PO
from l10n.model import (
    Catalog,
    Entry,
    Location,
    Origin,
    Provenance,
    Rejection,
    Route,
    State,
    Unit,
    content_hash,
)
from tests.formats.test_po import approved, catalogs

EMPTY = Catalog("zh_Hans", "messages", "zh.po", header_for("zh_Hans", "demo"))
FOLLOW = Unit(("Follow",), notes=("a button",), locations=(Location("app.py"),))


def reread(catalog: Catalog) -> Catalog:
    """The catalog after it was written to the disk and read again."""
    return PO.parse(PO.serialize(catalog).decode(), catalog.path, catalog.locale, catalog.domain)


def merged(catalog: Catalog, *units: Unit) -> Catalog:
    return reread(merge(reread(catalog), units)[0])


def only(catalog: Catalog) -> Entry:
    (entry,) = catalog.entries
    return entry


def test_a_new_unit_is_untranslated_with_as_many_forms_as_the_locale_has() -> None:
    plural = Unit(("note", "notes"))
    found, counts = merge(EMPTY, [FOLLOW, plural])
    assert [e.target for e in found.entries] == [("",), ("",)]
    english = replace(EMPTY, locale="en", header=header_for("en", "demo"))
    assert only(merge(english, [plural])[0]).target == ("", "")
    assert counts == MergeCounts(new=2)


def test_locations_are_files_without_lines_sorted_and_once() -> None:
    unit = Unit(("a",), locations=(Location("b.py", 9), Location("a.py", 3), Location("b.py", 2)))
    assert only(merged(EMPTY, unit)).unit.locations == (Location("a.py"), Location("b.py"))


def test_moved_code_is_no_difference() -> None:
    first = merged(EMPTY, replace(FOLLOW, locations=(Location("app.py", 1),)))
    second = merged(first, replace(FOLLOW, locations=(Location("app.py", 99),)))
    assert PO.serialize(first) == PO.serialize(second)


def test_an_unchanged_entry_keeps_its_very_bytes() -> None:
    text = PO.serialize(EMPTY).decode() + (
        '\n# by hand,   with odd spaces\n#.  a button\n#: app.py\nmsgid "Follow"\nmsgstr ""\n'
        '"关"\n"注"\n'
    )
    before = PO.parse(text, "zh.po", "zh_Hans", "messages")
    after, _counts = merge(before, [FOLLOW])
    # Its words were not marked fuzzy, though nobody approved them: that alone is put right.
    assert "fuzzy" in PO.serialize(after).decode()
    fuzzy = text.replace("#: app.py\n", "#: app.py\n#, fuzzy\n")
    before = PO.parse(fuzzy, "zh.po", "zh_Hans", "messages")
    after, counts = merge(before, [FOLLOW])
    assert PO.serialize(after).decode() == fuzzy
    assert counts == MergeCounts(kept=1)


def test_new_facts_change_an_entry_but_not_its_approval() -> None:
    before = replace(EMPTY, entries=(approved(FOLLOW, "关注"),))
    after = only(merged(before, replace(FOLLOW, notes=("the big button",))))
    assert (after.unit.notes, after.state) == (("the big button",), State.APPROVED)


def test_a_changed_source_under_the_same_key_is_outdated_with_the_previous_one_kept() -> None:
    keyed = Unit(("Follow",), "nav.follow", key="nav.follow")
    before = replace(EMPTY, entries=(approved(keyed, "关注"),))
    after = only(merged(before, replace(keyed, source=("Follow us",))))
    assert (after.state, after.target) == (State.OUTDATED, ("关注",))
    assert after.previous is not None
    assert after.previous.source == ("Follow",)
    again = only(merged(replace(EMPTY, entries=(after,)), replace(keyed, source=("Join us",))))
    assert again.previous is not None
    assert again.previous.source == ("Follow",)


def keyed(key: str, *source: str) -> Unit:
    return Unit(source, key, key=key)


def test_a_renamed_key_keeps_the_words_of_its_text_in_their_place_for_a_person_to_see() -> None:
    save, mute = keyed("editor.save", "Save"), keyed("mute", "Mute")
    before = replace(EMPTY, entries=(approved(save, "保存"), approved(mute, "静音")))
    found, counts = merge(reread(before), [mute, keyed("dialog.save", "Save")])
    first, second = reread(found).entries
    said = (first.unit.key, first.target, first.state, first.approval)
    assert said == ("dialog.save", ("保存",), State.SUGGESTED, None)
    assert (second.state, counts) == (State.APPROVED, MergeCounts(kept=2))
    again, counts = merge(reread(found), [mute, keyed("dialog.save", "Save")])
    assert (PO.serialize(again), counts.kept) == (PO.serialize(reread(found)), 2)


def test_a_machines_words_are_a_machines_under_a_new_key_too() -> None:
    unit = keyed("nav.follow", "Follow")
    made = Provenance(
        content_hash("zh_Hans", unit, ("关注",)), Origin.MACHINE, "argos", 0.5, Route.REVIEW
    )
    before = Entry(unit, ("关注",), State.MACHINE, provenance=made, fuzzy=True)
    after = only(merged(replace(EMPTY, entries=(before,)), keyed("menu.follow", "Follow")))
    assert (after.unit.key, after.state, after.target) == ("menu.follow", State.MACHINE, ("关注",))


def test_what_was_rejected_does_not_come_back_under_a_new_key() -> None:
    after = merged(replace(EMPTY, entries=(_refused("关注"),)), keyed("menu.follow", "Follow"))
    assert [e.target for e in after.live()] == [("",)]


@pytest.mark.parametrize(
    "units",
    [
        [keyed("dialog.save", "Save it")],
        [keyed("dialog.save", "Save", "Save all")],
        [keyed("editor.save", "Save"), keyed("dialog.save", "Save")],
        [Unit(("Save",))],
    ],
    ids=["other text", "a plural", "the old key is still there", "no key"],
)
def test_what_is_more_than_a_renamed_key_is_a_new_unit(units: list[Unit]) -> None:
    before = replace(EMPTY, entries=(approved(keyed("editor.save", "Save"), "保存"),))
    after = merged(before, *units)
    new = next(e for e in after.entries if e.unit.identity == units[-1].identity)
    assert not any(new.target)
    assert any(e.target == ("保存",) for e in after.entries)


def test_of_two_renamed_keys_of_one_text_each_keeps_its_own_words() -> None:
    one, two = keyed("door.open", "Open"), keyed("shop.isOpen", "Open")
    before = replace(EMPTY, entries=(approved(one, "打开"), approved(two, "营业中")))
    new = [keyed("shops.isOpen", "Open"), keyed("doors.open", "Open")]
    after = {e.unit.key: e.target[0] for e in merged(before, *new).entries}
    assert after == {"doors.open": "打开", "shops.isOpen": "营业中"}


KEYED = Unit(("Follow",), "nav.follow", key="nav.follow")


def _made(target: str) -> Provenance:
    today = content_hash("zh_Hans", KEYED, (target,))
    return Provenance(today, Origin.MACHINE, "argos", 0.5, Route.REVIEW)


def _refused(target: str) -> Entry:
    past = Rejection(
        content_hash("zh_Hans", KEYED, (target,)), "2026-01-01T00:00:00Z", "Bo", "clumsy"
    )
    return Entry(KEYED, (target,), State.REJECTED, rejections=(past,), fuzzy=True)


BACK = {
    "approved": (approved(KEYED, "关注"), State.APPROVED),
    "rejected": (_refused("关注"), State.REJECTED),
    "machine": (
        Entry(KEYED, ("关注",), State.MACHINE, provenance=_made("关注"), fuzzy=True),
        State.MACHINE,
    ),
    "suggested": (Entry(KEYED, ("关注",), State.SUGGESTED, fuzzy=True), State.SUGGESTED),
}


@pytest.mark.parametrize("name", BACK)
def test_a_source_that_changes_back_brings_the_old_state_back(name: str) -> None:
    entry, state = BACK[name]
    before = reread(replace(EMPTY, entries=(entry,)))
    away = merged(before, replace(KEYED, source=("Follow us",)))
    assert only(away).state in {State.OUTDATED, State.REJECTED}
    once_more = merged(away, replace(KEYED, source=("Join us",)))
    for catalog in (away, once_more):
        assert only(merged(catalog, KEYED)).state is state
        assert PO.serialize(merged(catalog, KEYED)) == PO.serialize(before)


def test_words_edited_while_outdated_are_not_what_was_approved() -> None:
    away = merged(replace(EMPTY, entries=(approved(KEYED, "关注"),)), replace(KEYED, source=("x",)))
    text = PO.serialize(away).decode().replace("关注", "关注我们")
    back = merged(PO.parse(text, "zh.po", "zh_Hans", "messages"), KEYED)
    assert (only(back).state, only(back).approval) == (State.SUGGESTED, None)


def test_an_approval_that_a_hand_took_back_does_not_come_back_with_the_source() -> None:
    text = PO.serialize(replace(EMPTY, entries=(approved(KEYED, "关注"),))).decode()
    fuzzied = text.replace("msgctxt", "#, fuzzy\nmsgctxt")
    away = merged(PO.parse(fuzzied, "zh.po", "zh_Hans", "messages"), replace(KEYED, source=("x",)))
    assert only(merged(away, KEYED)).state is State.SUGGESTED


def test_a_plural_that_is_added_and_removed_leaves_the_approval() -> None:
    single, plural = Unit(("%d note",)), Unit(("%d note", "%d notes"))
    before = reread(replace(EMPTY, entries=(approved(single, "%d 篇笔记"),)))
    assert PO.serialize(merged(merged(before, plural), single)) == PO.serialize(before)


def test_a_plural_added_is_outdated_too() -> None:
    before = replace(EMPTY, entries=(approved(Unit(("%d note",)), "%d 篇笔记"),))
    after = only(merged(before, Unit(("%d note", "%d notes"))))
    assert (after.state, after.target) == (State.OUTDATED, ("%d 篇笔记",))
    assert after.previous == Unit(("%d note",))


def test_outdated_words_have_as_many_forms_as_the_new_source_needs() -> None:
    english = replace(
        EMPTY,
        locale="en",
        header=header_for("en", "demo"),
        entries=(Entry(Unit(("笔记",)), ("note",), State.SUGGESTED, fuzzy=True),),
    )
    plural = only(merge(reread(english), [Unit(("笔记", "笔记们"))])[0])
    assert plural.target == ("note", "note")
    single = only(merge(replace(english, entries=(plural,)), [Unit(("笔记",))])[0])
    assert single.target == ("note",)


def test_a_changed_source_without_translation_stays_untranslated() -> None:
    keyed = Unit(("Follow",), "k", key="k")
    after = only(merged(merged(EMPTY, keyed), replace(keyed, source=("Follow us",))))
    assert (after.state, after.previous) == (State.UNTRANSLATED, None)


def test_what_is_gone_is_obsolete_and_what_had_no_words_is_dropped() -> None:
    before = replace(EMPTY, entries=(approved(FOLLOW, "关注"), Entry(Unit(("Like",)), ("",))))
    found, counts = merge(reread(before), [])
    assert [(e.unit.source[0], e.obsolete) for e in found.entries] == [("Follow", True)]
    assert counts == MergeCounts(obsolete=2)


SAID = {
    "a comment": Entry(FOLLOW, ("",), comments=("# Li: ask legal first",)),
    "a rejection": Entry(
        FOLLOW, ("",), rejections=(Rejection("0" * 32, "2026-01-01T00:00:00Z", "Bo", "clumsy"),)
    ),
}


@pytest.mark.parametrize("entry", SAID.values(), ids=SAID)
def test_what_people_said_of_a_unit_without_words_waits_for_it(entry: Entry) -> None:
    before = reread(replace(EMPTY, entries=(entry,)))
    away = merged(before)
    assert only(away).obsolete
    assert PO.serialize(merged(away)) == PO.serialize(away)
    assert PO.serialize(merged(away, FOLLOW)) == PO.serialize(before)


@pytest.mark.parametrize("context", ["", "x"])
def test_a_note_that_looks_like_a_name_leaves_the_unit_what_it_is(context: str) -> None:
    unit = replace(FOLLOW, context=context, notes=("@key x", "a button"))
    before = merged(EMPTY, unit)
    found = replace(before, entries=(only(before).evolve(target=("关注",), fuzzy=True),))
    after = merged(found, unit)
    assert (only(after).unit.identity, only(after).target) == (unit.identity, ("关注",))


def test_what_comes_back_has_its_words_and_its_approval_again() -> None:
    before = replace(EMPTY, entries=(approved(FOLLOW, "关注"),))
    gone = merged(before)
    assert only(gone).obsolete
    back, counts = merge(gone, [FOLLOW])
    assert counts == MergeCounts(revived=1)
    entry = only(reread(back))
    assert (entry.target, entry.state, entry.obsolete) == (("关注",), State.APPROVED, False)


def test_an_approval_that_a_hand_took_back_does_not_come_back_with_the_unit() -> None:
    text = PO.serialize(replace(EMPTY, entries=(approved(FOLLOW, "关注"),))).decode()
    fuzzied = text.replace('msgid "Follow"', '#, fuzzy\nmsgid "Follow"')
    read = PO.parse(fuzzied, "zh.po", "zh_Hans", "messages")
    back = merged(merged(read), FOLLOW)
    assert only(back).state is State.SUGGESTED


def test_an_approval_that_a_hand_took_back_is_gone_with_the_next_merge() -> None:
    text = PO.serialize(replace(EMPTY, entries=(approved(FOLLOW, "关注"),))).decode()
    fuzzied = text.replace('msgid "Follow"', '#, fuzzy\nmsgid "Follow"')
    once = merged(PO.parse(fuzzied, "zh.po", "zh_Hans", "messages"), FOLLOW)
    cleared = PO.serialize(once).decode().replace("#, fuzzy\n", "")
    assert only(PO.parse(cleared, "zh.po", "zh_Hans", "messages")).state is State.SUGGESTED
    assert PO.serialize(merged(once, FOLLOW)) == PO.serialize(once)


def test_a_live_entry_wins_over_an_obsolete_one_of_the_same_message() -> None:
    live, past = approved(FOLLOW, "关注"), approved(FOLLOW, "跟随").evolve(obsolete=True)
    for entries in ((live, past), (past, live)):
        found = merged(replace(EMPTY, entries=entries), FOLLOW)
        assert [e.target for e in found.live()] == [("关注",)]


def test_a_near_match_is_a_hint_and_never_the_translation() -> None:
    before = replace(EMPTY, entries=(approved(Unit(("Follow this person",)), "关注此人"),))
    found = merged(before, Unit(("Follow this person",)), Unit(("Follow that person",)))
    new = found.entries[1]
    assert (new.target, new.state) == (("",), State.UNTRANSLATED)
    assert new.near is not None
    assert (new.near.source, new.near.target) == ("Follow this person", "关注此人")
    assert new.near.similarity > 0.75


def test_a_far_source_is_no_hint() -> None:
    before = replace(EMPTY, entries=(approved(FOLLOW, "关注"),))
    assert merged(before, FOLLOW, Unit(("Settings",))).entries[1].near is None


def test_a_hint_that_stands_keeps_standing() -> None:
    this, that = Unit(("Follow this person",)), Unit(("Follow that person",))
    once = merged(replace(EMPTY, entries=(approved(this, "关注此人"),)), this, that)
    also = approved(Unit(("Follow that people",)), "关注那些人")
    moved = replace(that, locations=(Location("app/new.py"),))
    again = merged(replace(once, entries=(*once.entries, also)), this, moved, also.unit)
    new = next(e for e in again.entries if e.unit.source == that.source)
    assert new.unit.locations == moved.locations
    assert new.near == once.entries[1].near


def test_words_in_use_are_a_better_hint_than_obsolete_ones() -> None:
    this, that = Unit(("Follow this person",)), Unit(("Follow that person",))
    live, past = approved(this, "关注此人"), approved(replace(this, context="old"), "跟随")
    for entries in ((live, past.evolve(obsolete=True)), (past.evolve(obsolete=True), live)):
        found = merged(replace(EMPTY, entries=entries), this, that)
        new = next(e for e in found.entries if e.unit.source == that.source)
        assert new.near is not None
        assert new.near.target == "关注此人"


def test_words_that_nobody_approved_are_marked_fuzzy() -> None:
    text = PO.serialize(EMPTY).decode() + '\nmsgid "Follow"\nmsgstr "关注"\n'
    entry = only(merged(PO.parse(text, "zh.po", "zh_Hans", "messages"), Unit(("Follow",))))
    assert entry.fuzzy
    assert entry.state is State.SUGGESTED


@pytest.mark.parametrize("state", [State.MACHINE, State.SUGGESTED])
def test_words_keep_their_state_over_a_merge(state: State) -> None:
    made = Provenance(
        content_hash("zh_Hans", FOLLOW, ("关注",)), Origin.MACHINE, "argos", 0.5, Route.REVIEW
    )
    entry = Entry(FOLLOW, ("关注",), state, fuzzy=True)
    if state is State.MACHINE:
        entry = entry.evolve(provenance=made)
    assert only(merged(replace(EMPTY, entries=(entry,)), FOLLOW)).state is state


UNITS = st.lists(
    st.builds(
        Unit,
        st.lists(st.sampled_from(["a", "b", "note", "notes"]), min_size=1, max_size=2).map(tuple),
        context=st.sampled_from(["", "context 0", "context 1"]),
        locations=st.just((Location("app.py", 3),)),
    ),
    unique_by=lambda unit: unit.identity,
    max_size=6,
)


@given(catalogs(), UNITS)
def test_a_second_merge_changes_no_byte(catalog: Catalog, units: list[Unit]) -> None:
    own = [
        e.unit for e in catalog.entries[:2] if e.unit.identity not in {u.identity for u in units}
    ]
    once = merge(reread(catalog), [*units, *own])[0]
    data = PO.serialize(once)
    for again in (reread(once), once):
        assert PO.serialize(merge(again, [*units, *own])[0]) == data


@given(catalogs(), UNITS)
def test_no_words_of_anybody_are_lost(catalog: Catalog, units: list[Unit]) -> None:
    found = merge(reread(catalog), units)[0]
    kept = {target for e in found.entries for target in e.target}
    assert {target for e in catalog.entries for target in e.target if target} <= kept


def test_a_flag_that_somebody_took_back_stays_taken_back() -> None:
    unit = replace(FOLLOW, source=("100 % done",), flags=("python-format",))
    denied = replace(unit, flags=("python-format", "no-python-format"))
    entry = only(merged(replace(EMPTY, entries=(Entry(denied, ("",)),)), unit))
    assert set(entry.unit.flags) == {"python-format", "no-python-format"}
    assert entry.unit.syntax == only(merged(EMPTY, replace(unit, flags=()))).unit.syntax
