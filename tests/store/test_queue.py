"""The queue on both databases: filters, orders and pages that hold each unit once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n.model import Finding, Kind, Origin, Severity, State, Unit
from l10n.store import queue, units
from l10n.store.database import Database
from l10n.store.queue import Filter, Order
from l10n.store.records import Conflict, Record

ZH = "zh_Hans"


def record(name: str, position: int, **facts: Any) -> Record:
    unit = Unit((name,), kind=facts.pop("kind", Kind.UI), context=facts.pop("context", ""))
    return Record(facts.pop("locale", ZH), "en", unit, position, **facts)


CLASH = Conflict(("x",), "f" * 32, State.SUGGESTED)
RECORDS = [
    record(
        "Mute 100%", 0, state=State.MACHINE, origin="machine", changed_at="2026-03-01T00:00:00Z"
    ),
    record("mute_all", 1, state=State.SUGGESTED, origin="human", changed_at="2026-01-01T00:00:00Z"),
    record("Émigré", 2, state=State.APPROVED, target=("移民",), changed_at="2026-02-01T00:00:00Z"),
    record("ﬁle 靜音", 3, state=State.OUTDATED, conflict=CLASH, changed_at="2026-02-01T00:00:00Z"),
    record("gone", 4, obsolete=True),
    record("好看", 5, kind=Kind.CAPTION, context="feed\\menu", changed_at="2026-02-01T00:00:00Z"),
    record("Mute 100%", 6, locale="fr", changed_at="2026-02-01T00:00:00Z"),
]


@pytest.fixture
def database(place: Path | str) -> Iterator[Database]:
    with Database(place) as opened:
        found = [replace(r, priority=(r.position * 7 % 5) / 10) for r in RECORDS]
        with opened.writing() as connection:
            units.add(connection, found)
            wrong = [
                Finding("terms", Severity.ERROR, "x"),
                Finding("length", Severity.WARNING, "y"),
            ]
            units.note_findings(connection, ZH, {RECORDS[0].unit.id: wrong})
            units.note_terms(connection, ZH, {RECORDS[1].unit.id: ["mute", "mute", "all"]})
        yield opened


FILTERS = [
    (Filter(), [0, 1, 2, 3, 5, 6]),
    (Filter(locale=ZH), [0, 1, 2, 3, 5]),
    (Filter(locales=("fr",)), [6]),
    (Filter(locale=ZH, locales=("fr",)), []),
    (Filter(kind=Kind.CAPTION), [5]),
    (Filter(states=(State.MACHINE, State.OUTDATED)), [0, 3]),
    (Filter(states=queue.WAITING), [0, 1, 3]),
    (Filter(origin=Origin.HUMAN), [1]),
    (Filter(before="2026-02-01T00:00:00Z"), [1]),
    (Filter(conflict=True), [3]),
    (Filter(finding="terms"), [0]),
    (Filter(severity=Severity.WARNING), [0]),
    (Filter(finding="terms", severity=Severity.WARNING), []),
    (Filter(term="mute"), [1]),
    (Filter(text="MUTE", locale=ZH), [0, 1]),
    (Filter(text="100%", locale=ZH), [0]),
    (Filter(text="e_a"), [1]),
    (Filter(text="feed\\m"), [5]),
    (Filter(text="移民"), [2]),
    (Filter(text="file 静音"), [3]),
    (Filter(text="\x00"), [0, 1, 2, 3, 5, 6]),
    (Filter(text="' OR 1=1 --"), []),
]


@pytest.mark.parametrize(("wanted", "positions"), FILTERS)
def test_a_filter_chooses(database: Database, wanted: Filter, positions: list[int]) -> None:
    with database.reading() as connection:
        found = queue.page(connection, wanted, Order.POSITION)
        chosen = queue.chosen(connection, wanted, 100)
    assert [r.position for r in found.records] == positions
    assert found.total == len(positions)
    assert sorted(r.position for r in chosen) == positions


@pytest.mark.parametrize("wanted", [Filter(), Filter(text="m")], ids=["all", "sought"])
@pytest.mark.parametrize("order", list(Order))
def test_pages_and_steps_hold_each_unit_once_in_the_same_order(
    database: Database, order: Order, wanted: Filter
) -> None:
    with database.reading() as connection:
        whole = list(queue.page(connection, wanted, order).records)
        pages = [
            queue.page(connection, wanted, order, start=start, size=2) for start in range(0, 10, 2)
        ]
        walked, last = [], None
        while last := queue.following(connection, wanted, order, last):
            walked.append(last)
    assert len(whole) > 3
    assert [r for page in pages for r in page.records] == whole
    # A page behind the last one knows how many there are, too.
    assert {page.total for page in pages} == {len(whole)}
    assert walked == whole
    keys: dict[Order, list[Any]] = {
        Order.PRIORITY: [-r.priority for r in whole],
        Order.AGE: [r.changed_at for r in whole],
        Order.POSITION: [r.position for r in whole],
    }
    assert keys[order] == sorted(keys[order])


def test_what_stands_around_a_unit_is_of_its_kind_and_locale(database: Database) -> None:
    with database.reading() as connection:
        around = queue.neighbours(connection, RECORDS[2])
    assert [r.position for r in around] == [0, 1, 3]
