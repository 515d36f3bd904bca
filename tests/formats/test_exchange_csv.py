"""CSV: back exactly, whatever the cells begin with, and nothing that a spreadsheet would run."""

import csv
import io
import random
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n.errors import CatalogError
from l10n.formats.exchange import ExchangeRow
from l10n.formats.exchange_csv import COLUMNS
from l10n.formats.exchange_csv import EXCHANGE as CSV
from l10n.model import Catalog, Entry, State, Unit
from tests.formats.test_xliff import TEXTS, catalog, catalogs, exported


def table(data: bytes) -> list[dict[str, str]]:
    """The cells as any other program sees them."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def read(data: bytes) -> tuple[list[ExchangeRow], list[str]]:
    """The rows of a file, and its mistakes as they are printed."""
    rows: list[ExchangeRow] = []
    errors: list[str] = []
    for row in CSV.read(data, "f.csv"):
        if isinstance(row, ExchangeRow):
            rows.append(row)
        else:
            errors.append(str(row))
            assert row.remedy
    return rows, errors


@given(catalogs())
def test_what_nobody_touched_comes_back_as_it_went(made: Catalog) -> None:
    data = CSV.write(made, "en")
    assert data == CSV.write(made, "en")
    rows, errors = read(data)
    assert [replace(row, line=0) for row in rows] == exported(made)
    assert not errors


RISKS = [
    *"=+-@\t\r\n＝＋－＠",
    "1",
    "007",
    "1/2",
    "1e5",
    "12:30",
    "50%",
    "'",
    "''",
    "'=",
    "''+",
    "a",
]


@given(st.lists(st.sampled_from(RISKS) | TEXTS, max_size=4).map("".join))
@example("'=1")
@example("''=1")
@example("'tis")
@example("1234567890123e45")
def test_no_cell_begins_as_a_formula_or_looks_like_a_number(text: str) -> None:
    made = catalog(Entry(Unit((text or "a",), text, notes=(text,)), (text,), State.SUGGESTED))
    data = CSV.write(made, "en")
    (row,) = table(data)
    for name in ("id", "context", "source", "target", "notes", "expected"):
        assert not row[name].startswith(tuple("=+-@\t\r\n＝＋－＠"))
        assert not row[name].replace(".", "").isdecimal()
    ((back,), _) = read(data)
    assert back.target == (text,)


def test_texts_that_are_no_risk_stand_as_they_are() -> None:
    for text in ("'tis", "it's", "3 notes", "''quoted''", " =1", "你好"):
        (row,) = table(CSV.write(catalog(Entry(Unit((text,)))), "en"))
        assert row["source"] == text


def test_excel_knows_the_encoding_and_the_separator() -> None:
    data = CSV.write(catalog(Entry(Unit(("a;=1+1",)))), "en")
    assert data.startswith(b'\xef\xbb\xbf"id","form"')
    assert b'"a;=1+1"' in data
    assert data.endswith(b'"\r\n')


@given(catalogs(), st.sampled_from(",;\t"), st.booleans(), st.randoms(use_true_random=False))
def test_what_a_spreadsheet_saves_is_read(
    made: Catalog, separator: str, marked: bool, chance: random.Random
) -> None:
    """Columns and rows in any order, semicolons or tabs, quotes only where needed, no BOM."""
    names, cells = list(COLUMNS), table(CSV.write(made, "en"))
    chance.shuffle(names)
    chance.shuffle(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, delimiter=separator)
    writer.writeheader()
    writer.writerows(cells)
    rows, errors = read(out.getvalue().encode("utf-8-sig" if marked else "utf-8"))
    assert not errors
    by_id = {row.id: replace(row, line=0) for row in rows}
    assert by_id == {row.id: row for row in exported(made)}


GOOD: list[tuple[str, list[ExchangeRow]]] = [
    ("id,target\nu,你好\n", [ExchangeRow("u", ("你好",), None, "", 2)]),
    (
        "Target; ID ;State\r\n\r\n;;\r\nhi;u; Approved \r\n",
        [ExchangeRow("u", ("hi",), State.APPROVED, "", 4)],
    ),
    ("target,id\n,u\n", [ExchangeRow("u", ("",), None, "", 2)]),
    ("id,target,\nu,t,,,\n", [ExchangeRow("u", ("t",), None, "", 2)]),
    (
        'id,target,form,state\nu,"two\nlines",1,approved\nv,v,,\nu,one,0,suggested\n',
        [
            ExchangeRow("u", ("one", "two\nlines"), None, "", 2),
            ExchangeRow("v", ("v",), None, "", 4),
        ],
    ),
    ("id,target\n", []),
    (
        "source,target\nOpen,打开\nOpen,开\n",
        [
            ExchangeRow("", ("打开",), None, "", 2, source="Open"),
            ExchangeRow("", ("开",), None, "", 3, source="Open"),
        ],
    ),
    (
        "Source;Target;Context\nOpen;打开;menu\n",
        [ExchangeRow("", ("打开",), None, "", 2, source="Open", context="menu")],
    ),
    ("id,source,target\nu,Open,打开\n", [ExchangeRow("u", ("打开",), None, "", 2)]),
]


@pytest.mark.parametrize(("text", "expected"), GOOD)
def test_tables_of_other_hands_are_read(text: str, expected: list[ExchangeRow]) -> None:
    assert read(text.encode()) == (expected, [])


ROW_MISTAKES = [
    ("id,target\n ,t\n", "f.csv:2: The row has no 'id'."),
    ("target,id\nt\n", "f.csv:2: The row has no 'id'."),
    ("id,target\nu,a,b\n", "f.csv:2: The row has more fields than the header."),
    ("id,target,form\nu,a,first\n", "f.csv:2: 'first' is no form."),
    ("id,target,form\nu,a,-1\n", "f.csv:2: '-1' is no form."),
    ("id,target,state\nu,a,done\n", "f.csv:2: 'done' is no state."),
    ("id,target\nu,a\nu,b\n", "f.csv:3: The forms of the unit u are numbered 0, 0."),
    ("id,target,form\nu,a,1\n", "f.csv:2: The forms of the unit u are numbered 1."),
    ('id,target\nx,"y\nz"\nu,"a"b\n', "f.csv:4: The row can't be read"),
    ('id,target\nx,"never closed\n', "f.csv:2: The row can't be read"),
]


@pytest.mark.parametrize(("text", "message"), ROW_MISTAKES)
def test_a_mistake_in_a_row_is_an_error_in_its_place(text: str, message: str) -> None:
    head, _, rest = text.partition("\n")
    good = "good,g" if head.startswith("id") else "g,good"
    found, (error,) = read(f"{head}\n{good}\n{rest}".encode())
    place, _, sentence = message.partition(": ")
    line = int(place.removeprefix("f.csv:")) + 1
    assert error.startswith(f"f.csv:{line}: {sentence}")
    assert found[0] == ExchangeRow("good", ("g",), None, "", 2)


FILE_MISTAKES = [
    (b"", "f.csv:1: The first line does not name the column 'id'"),
    (b"id,source\n", "f.csv:1: The first line does not name the column 'target'"),
    (b"target\n", "f.csv:1: The first line does not name the column 'id'"),
    (b"id,target,target\n", "f.csv:1: The first line does not name"),
    (b'"id,target\n', "f.csv:1: The first line does not name"),
    (b"id,target\nu,\xc4\xe3\xba\xc3\n", "f.csv:2: The file is not UTF-8"),
    ("id,target\n".encode("utf-16"), "f.csv:1: The file is not UTF-8"),
]


@pytest.mark.parametrize(("data", "message"), FILE_MISTAKES)
def test_a_file_that_makes_no_sense_is_one_clear_error(data: bytes, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        CSV.read(data, "f.csv")
    assert str(caught.value).startswith(message)
    assert caught.value.remedy


_PIECES = (b"id", b"target", b"form", b"state", b",", b";", b"\n", b"\r", b'"', b"'", b"u", b"1")
_JUNK = st.lists(st.sampled_from(_PIECES), max_size=20).map(b"".join)


@given(st.binary() | _JUNK | _JUNK.map(lambda junk: b"id,target,form\n" + junk))
def test_any_bytes_give_rows_or_a_catalog_error(data: bytes) -> None:
    try:
        found = list(CSV.read(data, "f.csv"))
    except CatalogError:
        return
    assert all(isinstance(row, ExchangeRow | CatalogError) for row in found)
