"""Glossaries as TBX: a round trip loses nothing, other tools' files are read, traps refused."""

from pathlib import Path

import pytest
from hypothesis import given

from l10n.errors import GlossaryError
from l10n.formats import glossary_csv, glossary_tbx
from l10n.glossary.term import Rule, Term, TermStatus
from l10n.model import Location
from tests.formats.test_glossary_csv import TERMS

FOLDER = Path(__file__).parents[2] / "glossary"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_a_round_trip_of_our_own_glossaries_loses_nothing(path: Path) -> None:
    terms = glossary_csv.parse(path.read_text("utf-8"), path.name)
    data = glossary_tbx.serialize(terms)
    assert glossary_tbx.parse(data.decode(), "g.tbx") == terms
    assert glossary_tbx.serialize(glossary_tbx.parse(data.decode(), "g.tbx")) == data


@given(TERMS.filter(bool))
def test_a_round_trip_of_any_terms_loses_nothing(terms: list[Term]) -> None:
    assert glossary_tbx.parse(glossary_tbx.serialize(terms).decode(), "g.tbx") == terms


TBX_2 = """\
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="e1">
 <descrip type="subjectField">social</descrip>
 <langSet xml:lang="en-US">
  <descripGrp><descrip type="definition">To see someone's posts.</descrip></descripGrp>
  <tig><term>follow</term><termNote type="partOfSpeech">verb</termNote></tig>
 </langSet>
 <langSet xml:lang="zh-Hans">
  <tig><term>关注</term></tig>
  <tig><term>追踪</term>
   <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
  <tig><term>跟随</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
 </langSet>
</termEntry>
<termEntry id="e2"><langSet xml:lang="en"><tig><term>only English</term></tig></langSet></termEntry>
</body></text></martif>
"""

TBX_3 = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<text><body><conceptEntry id="c1">
 <langSec xml:lang="en"><termSec><term>note</term></termSec></langSec>
 <langSec xml:lang="zh"><termSec><term>笔记</term></termSec>
  <termSec><term>帖子</term></termSec></langSec>
 <langSec xml:lang="ja"><termSec><term>ノート</term></termSec></langSec>
</conceptEntry></body></text></tbx>
"""


def test_a_tbx_2_file_of_another_tool_is_read() -> None:
    assert glossary_tbx.parse(TBX_2, "g.tbx") == [
        Term(
            "en",
            "zh_Hans",
            "follow",
            "关注",
            variants=("追踪",),
            forbidden=("跟随",),
            part_of_speech="verb",
            domain="social",
            definition="To see someone's posts.",
        )
    ]


def test_a_tbx_3_file_gives_a_term_for_each_other_language() -> None:
    zh, ja = glossary_tbx.parse(TBX_3, "g.tbx")
    assert (zh.target, zh.variants, zh.rule) == ("笔记", ("帖子",), Rule.PREFER)
    assert (ja.target_language, ja.target, ja.status) == ("ja", "ノート", TermStatus.APPROVED)


def _concept(inside: str) -> str:
    return f'<tbx><text><body>\n<conceptEntry id="c9">{inside}</conceptEntry></body></text></tbx>'


_EN = '<langSec xml:lang="en"><termSec><term>a</term></termSec></langSec>'
_ZH = '<langSec xml:lang="zh"><termSec><term>甲</term></termSec></langSec>'
MISTAKES = [
    ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>', 1, "declares something of its own"),
    ('<!DOCTYPE tbx SYSTEM "a.dtd" [<!ENTITY a "b">]><tbx/>', 1, "declares something of its own"),
    ('<!DOCTYPE tbx SYSTEM "file:///etc/passwd">\n<tbx>&a;</tbx>', 2, "&a; is not XML's own"),
    ('<!DOCTYPE tbx SYSTEM "a.dtd">\n<tbx x="&eacute;"/>', 2, "&eacute; is not XML's own"),
    ("<tbx>\n<text></tbx>", 2, "not valid XML"),
    ("", 1, "not valid XML"),
    ("<tbx>\n&undefined;</tbx>", 2, "not valid XML"),
    (
        _concept(
            _EN + f'<langSec xml:lang="zh"><termSec><term>{"甲" * 501}</term></termSec></langSec>'
        ),
        0,
        "at most 500 characters",
    ),
    ("<html><body>no glossary</body></html>", 0, "holds no concept"),
    (
        _concept(_EN + '<langSec xml:lang="zh"><termSec/></langSec>'),
        0,
        "'c9' has a language without",
    ),
    (_concept('<admin type="l10n-rule">always</admin>' + _EN + _ZH), 0, "'always' is no"),
    (_concept('<admin type="l10n-status">done</admin>' + _EN + _ZH), 0, "'done' is no"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_a_mistake_is_one_clear_error(text: str, line: int, message: str) -> None:
    with pytest.raises(GlossaryError, match=message) as caught:
        glossary_tbx.parse(text, "g.tbx")
    assert caught.value.place is not None
    assert (caught.value.place.path, caught.value.place.line) == ("g.tbx", line)


def test_terms_know_their_file() -> None:
    assert {term.location for term in glossary_tbx.parse(TBX_3, "g.tbx")} == {Location("g.tbx")}


def test_the_usual_document_type_of_old_files_is_passed_over() -> None:
    """TBX of the second version (martif) names its DTD, which is never read."""
    text = (
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><!-- &not; -->'
        '<martif><termEntry id="1"><langSet xml:lang="en"><tig><term>save &amp; go</term></tig>'
        '</langSet><langSet xml:lang="zh-CN"><tig><term><![CDATA[保存&a;]]></term></tig></langSet>'
        "</termEntry></martif>"
    )
    [term] = glossary_tbx.parse(text, "t.tbx")
    assert (term.source, term.target) == ("save & go", "保存&a;")
