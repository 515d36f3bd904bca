"""PO as an exchange format: what other PO tools do to it does not lose a unit."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalogs.header import header_for
from l10n.errors import CatalogError
from l10n.formats.exchange import ExchangeRow, stamp
from l10n.formats.exchange_po import EXCHANGE as PO
from l10n.formats.po import FORMAT
from l10n.model import Approval, Catalog, Entry, Rejection, State, Unit, content_hash
from tests.formats.test_xliff import HELLO, NOTES, catalog, catalogs, exported

AT = "2026-01-15T08:00:00Z"


def rows(data: bytes) -> list[ExchangeRow]:
    """The rows of a file without mistakes, lines left out."""
    found = list(PO.read(data, "f.po"))
    return [replace(row, line=0) for row in found if isinstance(row, ExchangeRow)]


def expected(made: Catalog) -> list[ExchangeRow]:
    """A PO file says nothing about states."""
    return [replace(row, state=None, exported=None) for row in exported(made)]


@given(catalogs())
def test_what_nobody_touched_comes_back_as_it_went(made: Catalog) -> None:
    data = PO.write(made, "en")
    assert data == PO.write(made, "en")
    assert rows(data) == expected(made)


KEYED = Entry(Unit(("Post",), "nav.post", key="nav.post"), ("发布",), State.MACHINE)
MADE = catalog(HELLO, NOTES, KEYED)


def test_the_file_is_a_catalog_with_a_mark_on_each_entry() -> None:
    text = PO.write(MADE, "en").decode()
    for entry in MADE.live():
        assert f"# @exported {stamp(entry, 'zh_Hans')} {entry.unit.id}\n" in text
    again = FORMAT.parse(text, "f.po", "zh_Hans", "messages")
    # A limit is extracted with the unit and stands in no catalog.
    units = [replace(entry.unit, limit=0) for entry in MADE.entries]
    assert [entry.unit for entry in again.entries] == units


def test_an_export_of_what_was_an_export_has_one_mark() -> None:
    text = PO.write(MADE, "en").decode()
    again = FORMAT.parse(text, "f.po", "zh_Hans", "messages")
    assert PO.write(again, "en").decode().count("@exported") == len(MADE.entries)


def test_who_approved_and_rejected_stays_at_home() -> None:
    words = content_hash("zh_Hans", KEYED.unit, KEYED.target)
    entry = replace(
        KEYED,
        state=State.APPROVED,
        approval=Approval(words, AT, "li@example.com"),
        rejections=(Rejection("0" * 32, AT, "han@example.com", "no"),),
    )
    assert b"example.com" not in PO.write(catalog(entry), "en")


def _without_notes(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#."))


def _polib(text: str) -> str:
    """As polib saves it: comments wrapped, entries in its own layout."""
    return str(polib.pofile(text))


def _msgcat(text: str) -> str:
    if not shutil.which("msgcat"):
        pytest.skip("GNU gettext is not installed")
    done = subprocess.run(
        ["msgcat", "--sort-output", "-"], input=text.encode(), stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


def _windows(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


@pytest.mark.parametrize("tool", [_without_notes, _polib, _msgcat, _windows])
def test_tools_keep_the_marks(tool: object, tmp_path: Path) -> None:
    assert callable(tool)
    text = tool(PO.write(MADE, "en").decode())
    by_id = {row.id: row for row in rows(text.encode())}
    assert by_id == {row.id: row for row in expected(MADE)}


def test_a_cleared_fuzzy_flag_is_no_approval() -> None:
    text = PO.write(MADE, "en").decode().replace("#, fuzzy\n", "")
    assert {row.state for row in rows(text.encode())} == {None}


def test_a_file_without_marks_is_matched_by_its_messages() -> None:
    text = 'msgid ""\nmsgstr "Language: zh\\n"\n\nmsgctxt "button"\nmsgid "Go"\nmsgstr "走"\n'
    (row,) = PO.read(text.encode(), "f.po")
    assert row == ExchangeRow(Unit(("Go",), "button").id, ("走",), None, "", 4, locale="zh")


def test_obsolete_entries_neither_leave_nor_return() -> None:
    gone = replace(HELLO, obsolete=True)
    made = Catalog("zh_Hans", "m", "m.po", header_for("zh_Hans", "demo"), (gone, KEYED))
    assert b"Hello" not in PO.write(made, "en")
    assert rows(FORMAT.serialize(made)) == [replace(expected(made)[0], expected="")]


MISTAKES = [
    (b'msgid "a"\nmsgstr "b\n', "f.po:2: "),
    (b'msgid "a"\nmsgstr "\xff"\n', "f.po:2: The file is not UTF-8"),
    (b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "f.po:4: "),
]


@pytest.mark.parametrize(("data", "message"), MISTAKES)
def test_a_file_that_makes_no_sense_is_one_clear_error(data: bytes, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        PO.read(data, "f.po")
    assert str(caught.value).startswith(message)
    assert caught.value.remedy


_PIECES = (
    b'msgid "a"\n',
    b'msgstr "b"\n',
    b"# @exported ",
    b"0" * 32,
    b" ",
    b"0" * 16,
    b"\n",
    b"#",
)


@given(st.binary() | st.lists(st.sampled_from(_PIECES), max_size=15).map(b"".join))
def test_any_bytes_give_rows_or_a_catalog_error(data: bytes) -> None:
    try:
        found = list(PO.read(data, "f.po"))
    except CatalogError:
        return
    assert all(isinstance(row, ExchangeRow) for row in found)
