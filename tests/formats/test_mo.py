"""MO: byte for byte what msgfmt writes, and read by Python's own gettext."""

import gettext
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.catalogs.header import header_for
from l10n.formats.mo import FORMAT as MO
from l10n.formats.po import FORMAT as PO
from l10n.model import Catalog, Entry, State, Unit
from tests.formats.test_po import SAMPLE, approved, catalog

needs_msgfmt = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="GNU gettext is not installed"
)
READY = tuple(e for e in SAMPLE if e.state is State.APPROVED)


def _by_msgfmt(made: Catalog, folder: Path) -> bytes:
    (folder / "a.po").write_bytes(PO.serialize(made))
    subprocess.run(
        ["msgfmt", "--no-hash", "--endianness=little", "-o", str(folder / "a.mo"), "a.po"],
        check=True,
        cwd=folder,
    )
    return (folder / "a.mo").read_bytes()


@needs_msgfmt
def test_the_file_is_msgfmts_byte_for_byte(tmp_path: Path) -> None:
    made = catalog(*READY)
    assert MO.serialize(made) == _by_msgfmt(made, tmp_path)


@needs_msgfmt
def test_only_approved_entries_are_in_msgfmts_file_of_the_whole_catalog(tmp_path: Path) -> None:
    assert MO.serialize(catalog(*READY)) == _by_msgfmt(catalog(*SAMPLE), tmp_path)


_WORDS = st.text('abAB 的é%\n\t"\\\x7f🔥', min_size=1).filter(lambda text: text == text.strip("\n"))


@needs_msgfmt
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "a", "ab"]), _WORDS, st.booleans(), _WORDS),
        unique_by=lambda row: row[:2],
        max_size=8,
    )
)
def test_any_catalogs_file_is_msgfmts(
    tmp_path: Path, rows: list[tuple[str, str, bool, str]]
) -> None:
    made = catalog(
        *[
            approved(Unit((source, source + "s") if plural else (source,), context), target)
            for context, source, plural, target in rows
        ]
    )
    assert MO.serialize(made) == _by_msgfmt(made, tmp_path)


def test_pythons_gettext_reads_it() -> None:
    found = gettext.GNUTranslations(io.BytesIO(MO.serialize(catalog(*READY))))
    assert found.gettext("Follow") == "关注"
    assert found.ngettext("%d note", "%d notes", 3) == "%d 篇笔记"
    assert found.pgettext("verb", "Post") == "发布"
    assert found.gettext("Post") == "Post"


def test_all_plural_forms_are_written() -> None:
    one, many = "%d 篇笔记", "%d 篇笔记。"
    unit = Unit((one, many))
    entry = Entry(unit, ("%d note", "%d notes"), State.APPROVED)
    made = Catalog("en", "messages", "en.po", header_for("en", "demo"), (entry,))
    found = gettext.GNUTranslations(io.BytesIO(MO.serialize(made)))
    assert [found.ngettext(one, many, n) for n in (1, 2)] == ["%d note", "%d notes"]


def test_the_order_of_the_entries_makes_no_difference() -> None:
    assert MO.serialize(catalog(*READY)) == MO.serialize(catalog(*reversed(READY)))
