"""Whatever bytes a file holds, an extractor gives units and errors, and never falls over."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import plugins
from l10n.catalogs.extract import joined
from l10n.catalogs.header import header_for
from l10n.catalogs.keys import resolved
from l10n.catalogs.merge import merge
from l10n.errors import SourceError
from l10n.extractors.interface import KeyUse
from l10n.formats.po import FORMAT as PO
from l10n.model import Catalog, Finding, Kind, Unit

_SHARDS = st.sampled_from(
    [
        *(b"_(", b"'", b'"', b")", b"\\", b"\n", b"\r\n", b"#", b"`", b"${", b"{%", b"%}", b"{{"),
        *(
            b"}}",
            b"trans",
            b"endtrans",
            b" ",
            b",",
            b"\x00",
            b"\xff",
            b"\xef\xbb\xbf",
            b"{#",
            b"#}",
        ),
        *(
            *(b"t(", b"<Trans>", b"<script>", b"<template>", b":a='", b"f'", b"'''", b"<"),
            *(b"blocktrans ", b"@lingui/", b"plural(", b"tr`", b"{}", b"[", b"count: 1"),
            b"//",
            b"/*",
            b"<p>",
            b'{"id": 1, "text": "a"}',
            b"id,text\n",
            b"1,a\n",
            b"\\ud800",
        ),
        *(
            "小红书".encode(),
            b"%(n)s",
            b"ngettext('a', 'b', 2)",
            b"_('ok')\n",
            b"\x0c",
            b"\\N{DASH}",
        ),
    ]
)
BYTES = st.binary() | st.lists(_SHARDS, max_size=20).map(b"".join)
EXTRACTORS = plugins.room("extractors")
EMPTY = Catalog("zh_Hans", "messages", "zh.po", header_for("zh_Hans", "demo"))


@pytest.mark.parametrize("name", EXTRACTORS)
@given(data=BYTES)
def test_any_bytes_give_units_that_a_catalog_can_hold_or_errors(name: str, data: bytes) -> None:
    extractor: Any = EXTRACTORS[name]
    found = list(extractor.extract(io.BytesIO(data), f"file{extractor.suffixes[-1]}", {}))
    assert all(isinstance(item, Unit | KeyUse | Finding | SourceError) for item in found)
    units, _textless = resolved([item for item in found if isinstance(item, Unit | KeyUse)])
    assert all(unit.source[0] and unit.id for unit in units)
    written = PO.serialize(merge(EMPTY, joined(u for u in units if u.kind is Kind.UI))[0])
    PO.parse(written.decode(), "zh.po", "zh_Hans", "messages")
