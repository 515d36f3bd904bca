"""A merge of catalogs: what holds for any two sides of any catalog."""

import subprocess
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from l10n.catalogs.header import header_for
from l10n.catalogs.three_way import merged
from l10n.formats.po import FORMAT as PO
from l10n.model import (
    Approval,
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

LOCALE = "zh_Hans"
SOURCES = ["Mute", "Follow", "Block", "Like", "Share"]
WORDS = ["静音", "关注", "屏蔽", "赞", ""]
PLACES = [Location("a.py"), Location("b.py"), Location("c.py", 3)]


@st.composite
def entries(draw: st.DrawFn, source: str) -> Entry:
    """Some entry of a message: a person's words or a machine's, approved, rejected or waiting."""
    key = source if draw(st.booleans()) else ""
    text = f"{source}!" if key and draw(st.booleans()) else source
    places = tuple(draw(st.lists(st.sampled_from(PLACES), unique=True)))
    forms = (text, f"many {text}") if draw(st.booleans()) else (text,)
    unit = Unit(forms, context=source if key else "", key=key, locations=places)
    target = (draw(st.sampled_from(WORDS)),)
    hash_ = content_hash(LOCALE, unit, target)
    entry = Entry(unit, target, State.SUGGESTED, obsolete=draw(st.booleans()), fuzzy=True)
    if not target[0]:
        return replace(entry, state=State.UNTRANSLATED, fuzzy=False)
    match draw(st.sampled_from(["waiting", "approved", "machine", "rejected", "outdated"])):
        case "approved":
            by = Approval(hash_, "2026-01-01T00:00:00Z", draw(st.sampled_from(["Ann", "Li Lei"])))
            return replace(entry, approval=by, state=State.APPROVED, fuzzy=False)
        case "outdated":
            was = replace(unit, source=(f"old {text}",))
            by = Approval(content_hash(LOCALE, was, target), "2026-01-01T00:00:00Z", "Ann")
            return replace(entry, approval=by, previous=was, state=State.OUTDATED)
        case "machine":
            made = Provenance(hash_, Origin.MACHINE, "m", 0.5, Route.REVIEW)
            return replace(entry, provenance=made, state=State.MACHINE)
        case "rejected":
            past = Rejection(hash_, "2026-01-01T00:00:00Z", "Ann", "no")
            return replace(entry, rejections=(past,), state=State.REJECTED)
    return entry


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    names = draw(st.lists(st.sampled_from(SOURCES), unique=True))
    rows = tuple(draw(entries(name)) for name in names)
    fields = (*header_for(LOCALE, "app"), ("X-Team", draw(st.sampled_from(["a", "b"]))))
    return read(PO.serialize(Catalog(LOCALE, "app", "x.po", fields, rows)))


def read(data: bytes) -> Catalog:
    return PO.parse(data.decode(), "x.po", LOCALE, "app")


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """The merged catalog, as its file says it."""
    return read(PO.serialize(merged(base, ours, theirs).catalog))


def facts(catalog: Catalog) -> tuple[object, ...]:
    """What it says, whatever the order."""
    rows = [
        (
            *(e.unit.identity, e.unit.source, e.target, e.state, e.approval, e.obsolete),
            *(e.fuzzy, sorted(e.comments), sorted(map(repr, e.rejections))),
            sorted(e.unit.locations),
        )
        for e in catalog.entries
    ]
    return sorted(map(repr, rows)), sorted(catalog.header)


@given(catalogs(), catalogs(), catalogs())
def test_neither_side_is_the_better_one(base: Catalog, one: Catalog, other: Catalog) -> None:
    assert facts(merge(base, one, other)) == facts(merge(base, other, one))


@given(catalogs(), catalogs())
def test_what_one_side_did_is_the_merge(base: Catalog, side: Catalog) -> None:
    for found in (merge(base, side, base), merge(base, base, side), merge(base, side, side)):
        assert facts(found) == facts(side)
    assert PO.serialize(merged(base, side, base).catalog) == PO.serialize(side)
    assert PO.serialize(merged(base, side, side).catalog) == PO.serialize(side)


@given(catalogs(), catalogs(), catalogs())
def test_a_merge_that_is_merged_again_stays(base: Catalog, one: Catalog, other: Catalog) -> None:
    once = merge(base, one, other)
    assert facts(merge(other, once, other)) == facts(once)
    assert facts(merge(one, once, one)) == facts(once)
    assert facts(merge(base, once, once)) == facts(once)


@given(catalogs(), catalogs(), catalogs())
def test_no_words_of_a_person_are_lost(base: Catalog, one: Catalog, other: Catalog) -> None:
    text = PO.serialize(merged(base, one, other).catalog).decode()
    kept = {(e.unit.identity, e.target) for e in base.entries}
    for side in (one, other):
        for entry in side.entries:
            new = (entry.unit.identity, entry.target) not in kept
            if new and (entry.state is not State.MACHINE):
                assert entry.target[0] in text


@given(catalogs(), catalogs(), catalogs())
def test_no_approval_is_made_by_a_merge(base: Catalog, one: Catalog, other: Catalog) -> None:
    known = {
        (e.unit.identity, e.approval)
        for catalog in (one, other)
        for e in catalog.entries
        if e.state is State.APPROVED
    }
    for entry in merge(base, one, other).entries:
        if entry.state is State.APPROVED:
            assert (entry.unit.identity, entry.approval) in known


@given(catalogs(), catalogs(), catalogs())
def test_the_order_is_ours_with_theirs_between(base: Catalog, one: Catalog, other: Catalog) -> None:
    order = [e.unit.identity for e in merge(base, one, other).entries]
    standing = [e.unit.identity for e in one.entries if e.unit.identity in order]
    assert [name for name in order if name in standing] == standing


def test_msgfmt_reads_what_was_merged(tmp_path: Path) -> None:
    file = tmp_path / "x.po"

    @given(catalogs(), catalogs(), catalogs())
    def holds(base: Catalog, one: Catalog, other: Catalog) -> None:
        file.write_bytes(PO.serialize(merged(base, one, other).catalog))
        command = ["msgfmt", "--check-format", "--check-header", "-o", "/dev/null", str(file)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    holds()
