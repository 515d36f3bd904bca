"""XLIFF: valid by the standard's rules, back byte for byte, and no trap in a file sprung."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.xliff2 import Xliff2File

from l10n.catalogs.header import header_for
from l10n.errors import CatalogError
from l10n.formats.exchange import ExchangeRow, stamp, texts
from l10n.formats.xliff import EXCHANGE as XLIFF
from l10n.model import Catalog, Entry, Location, State, Syntax, Unit
from l10n.text.placeables import parse, plain

NS = "urn:oasis:names:tc:xliff:document:2.0"
_X, _MDA, _SLR = (
    f"{{{uri}}}"
    for uri in (
        NS,
        "urn:oasis:names:tc:xliff:metadata:2.0",
        "urn:oasis:names:tc:xliff:sizerestriction:2.0",
    )
)

# Every kind of placeable, XML's own signs, what XML can't hold or would change, and traps.
SHARDS = [
    *("{name}", "%(n)d", "%s", "{{count}}", "$t(key)", "`code`", "<b>", "</b>", "<br/>", "&amp;"),
    *(
        "https://a.cn/?b=1&c",
        "@李雷",
        "#话题#",
        "😀",
        "👩🏽‍💻",
        "[偷笑R]",
        "{n, plural, other {# 篇}}",
    ),
    *(
        "]]>",
        "<![CDATA[",
        "&#13;",
        "\r",
        "\r\n",
        "\n",
        "\t",
        " ",
        "\x1b",
        "\x7f",
        "\ufffe",
        "\ufeff",
    ),
    *(
        "\u202e",
        "\u2066",
        "\u2028",
        "\x85",
        "'",
        '"',
        "=",
        "＝",
        "+1",
        "-",
        "'=",
        "''",
        "007",
        "1/2",
    ),
    *(",", ";", "小红书", "e\u0301", "\\", "\\n"),
]
TEXTS = st.lists(
    st.sampled_from(SHARDS)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
    max_size=6,
).map("".join)
# The toolkit does not read <cp>, so it is asked about texts that need none.
_XML_TEXTS = TEXTS.map(
    lambda text: re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
)
_FLAGS = st.sampled_from([(), *((syntax.value,) for syntax in Syntax if syntax.value)])


@st.composite
def entries(draw: st.DrawFn, locale: str, words: st.SearchStrategy[str]) -> Entry:
    plural = draw(st.booleans())
    source = (draw(words.filter(bool)), draw(words))[: 2 if plural else 1]
    unit = Unit(
        source,
        draw(words),
        notes=tuple(draw(st.lists(words, max_size=2))),
        locations=tuple(Location(f"a/{n}.py", n) for n in range(draw(st.integers(0, 2)))),
        flags=draw(_FLAGS),
        limit=draw(st.integers(0, 99)),
    )
    forms = 2 if plural and locale == "en" else 1
    target = tuple(draw(st.lists(words, min_size=forms, max_size=forms)))
    states = [state for state in State if state is not State.UNTRANSLATED]
    state = draw(st.sampled_from(states)) if any(target) else State.UNTRANSLATED
    return Entry(unit, target, state, comments=("# a remark",))


@st.composite
def catalogs(draw: st.DrawFn, words: st.SearchStrategy[str] = TEXTS) -> Catalog:
    locale = draw(st.sampled_from(["zh_Hans", "en"]))
    found = draw(
        st.lists(
            entries(locale, words), min_size=1, max_size=4, unique_by=lambda e: e.unit.identity
        )
    )
    return Catalog(locale, "messages", "m.po", header_for(locale, "demo"), tuple(found))


def exported(catalog: Catalog) -> list[ExchangeRow]:
    """What a reader has to give back of a catalog nobody touched, lines apart."""
    return [
        ExchangeRow(
            entry.unit.id,
            texts(entry, catalog.locale),
            entry.state,
            stamp(entry, catalog.locale),
            0,
            entry.state,
            catalog.locale,
        )
        for entry in catalog.live()
    ]


def rows(data: bytes) -> list[ExchangeRow]:
    """The rows of a file without mistakes, lines left out."""
    found = list(XLIFF.read(data, "f.xlf"))
    assert all(isinstance(row, ExchangeRow) for row in found), found
    return [replace(row, line=0) for row in found if isinstance(row, ExchangeRow)]


def catalog(*found: Entry, locale: str = "zh_Hans") -> Catalog:
    return Catalog(locale, "messages", "m.po", header_for(locale, "demo"), found)


@given(catalogs())
def test_what_nobody_touched_comes_back_as_it_went(made: Catalog) -> None:
    data = XLIFF.write(made, "en")
    assert data == XLIFF.write(made, "en")
    tag = made.locale.replace("_", "-")
    assert rows(data) == [replace(row, locale=tag) for row in exported(made)]


# The order of children in the schema of XLIFF 2.1's core: (name, at least, at most).
_MANY = 10**6
_CHILDREN = {
    f"{_X}xliff": [(f"{_X}file", 1, 1)],
    f"{_X}file": [(f"{_SLR}profiles", 0, 1), (f"{_X}unit|{_X}group", 1, _MANY)],
    f"{_X}group": [(f"{_X}unit", 1, _MANY)],
    f"{_X}unit": [
        (f"{_MDA}metadata", 0, 1),
        (f"{_X}notes", 0, 1),
        (f"{_X}originalData", 0, 1),
        (f"{_X}segment", 1, 1),
    ],
    f"{_X}notes": [(f"{_X}note", 1, _MANY)],
    f"{_X}originalData": [(f"{_X}data", 1, _MANY)],
    f"{_X}data": [(f"{_X}cp", 0, _MANY)],
    f"{_X}segment": [(f"{_X}source", 1, 1), (f"{_X}target", 0, 1)],
    f"{_X}source": [(f"{_X}cp|{_X}ph", 0, _MANY)],
    f"{_X}target": [(f"{_X}cp|{_X}ph", 0, _MANY)],
    f"{_MDA}metadata": [(f"{_MDA}metaGroup", 1, _MANY)],
    f"{_MDA}metaGroup": [(f"{_MDA}meta", 1, _MANY)],
}


def assert_ordered(element: ET.Element) -> None:
    names = [child.tag for child in element]
    for name, least, most in _CHILDREN.get(element.tag, []):
        count = next((n for n, tag in enumerate(names) if tag not in name.split("|")), len(names))
        assert least <= count <= most, (element.tag, name)
        names = names[count:]
    assert not names, (element.tag, names)


def assert_unique(names: list[str]) -> None:
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in names)
    assert len(names) == len(set(names))


@given(catalogs())
def test_every_file_keeps_the_rules_of_the_standard(made: Catalog) -> None:
    root = ET.fromstring(XLIFF.write(made, "en"))
    assert (root.get("version"), root.get("srcLang")) == ("2.1", "en")
    assert root.get("trgLang") == made.locale.replace("_", "-")
    for element in root.iter():
        assert_ordered(element)
    assert_unique([unit.get("id", "") for unit in root.iter(f"{_X}unit")])
    assert_unique([group.get("id", "") for group in root.iter(f"{_X}group")])
    for unit in root.iter(f"{_X}unit"):
        (segment,) = unit.iter(f"{_X}segment")
        assert segment.get("state") in {"initial", "translated", "final"}
        assert re.fullmatch(r"([^\s:]+:[^\s:]+)?", segment.get("subState", ""))
        data = [one.get("id", "") for one in unit.iter(f"{_X}data")]
        assert_unique(data)
        source, target = (
            {code.get("id", ""): code.attrib for code in unit.iterfind(f".//{_X}{side}/{_X}ph")}
            for side in ("source", "target")
        )
        assert len(source) == len(unit.findall(f".//{_X}source/{_X}ph"))
        assert len(target) == len(unit.findall(f".//{_X}target/{_X}ph"))
        assert all(target[name] == source[name] for name in target.keys() & source.keys())
        assert {code["dataRef"] for code in [*source.values(), *target.values()]} == set(data)


HELLO = Entry(
    Unit(
        ("Hello {name} and {name}\x1b",),
        "button",
        notes=("be kind",),
        locations=(Location("a.py", 3),),
        limit=30,
    ),
    ("你好{name}，{other}",),
    State.MACHINE,
    comments=("# from Li Lei",),
)
NOTES = Entry(Unit(("%(n)d note", "%(n)d notes"), flags=("python-format",)))


def test_the_file_reads_as_a_translator_needs_it() -> None:
    text = XLIFF.write(catalog(HELLO), "en").decode()
    name = 'type="ui" subType="xlf:var" dataRef="d1" disp="{name}"/>'
    for line in (
        '<slr:profiles generalProfile="xliff:codepoints"/>',
        f'<unit id="{HELLO.unit.id}" name="button" slr:sizeRestriction="30">',
        '<note category="developer">be kind</note>',
        '<note category="comment">from Li Lei</note>',
        '<note category="location">a.py:3</note>',
        '<data id="d1">{name}</data>',
        '<segment state="translated" subState="l10n:machine">',
        f'<source>Hello <ph id="1" {name} and <ph id="2" {name}<cp hex="001B"/></source>',
        f'<target>你好<ph id="1" {name}，<ph id="3" {name}</target>'.replace(
            f'"3" {name}', f'"3" {name.replace("d1", "d2").replace("name}", "other}")}'
        ),
    ):
        assert line in text


def test_a_plural_is_a_group_with_a_unit_for_each_form_of_the_target() -> None:
    english = replace(NOTES, target=("%(n)d note", "%(n)d notes"), state=State.APPROVED)
    for made, sources in (
        (catalog(NOTES), [" notes"]),
        (catalog(english, locale="en"), [" note", " notes"]),
    ):
        root = ET.fromstring(XLIFF.write(made, "fr"))
        group = root.find(f"{_X}file/{_X}group")
        assert group is not None
        assert group.get("id") == NOTES.unit.id
        assert [unit.get("id") for unit in group] == [
            f"{NOTES.unit.id}_{n}" for n in range(len(sources))
        ]
        codes = group.findall(f".//{_X}source/{_X}ph")
        assert [code.tail for code in codes] == sources


def test_a_catalog_without_entries_is_refused() -> None:
    with pytest.raises(CatalogError, match="no entry to export"):
        XLIFF.write(catalog(replace(HELLO, obsolete=True)), "en")


def toolkit(data: bytes) -> Xliff2File:
    """The file as the translate toolkit reads it."""
    store = Xliff2File()
    store.parse(data)
    return store


def _spelled(element: ET.Element | None, data: dict[str, str]) -> str:
    """The text as somebody reads it who knows nothing of our reader."""
    assert element is not None
    pieces = [element.text or ""]
    for child in element:
        pieces += [data[child.get("dataRef", "")], child.tail or ""]
    return "".join(pieces)


@given(catalogs(_XML_TEXTS))
def test_the_translate_toolkit_reads_the_same(made: Catalog) -> None:
    store = toolkit(XLIFF.write(made, "en"))
    assert (store.sourcelanguage, store.targetlanguage) == ("en", made.locale.replace("_", "-"))
    units = {unit.getid(): unit for unit in store.units}
    for entry in made.live():
        plural = len(entry.unit.source) > 1
        for form, text in enumerate(entry.target):
            unit = units.pop(f"{entry.unit.id}_{form}" if plural else entry.unit.id)
            whole = unit.getunitelement()
            data = {one.get("id"): one.text or "" for one in whole.iter(f"{_X}data")}
            # To the toolkit a target of codes alone is empty, and nothing empty is approved.
            approved = entry.state is State.APPROVED and bool(unit.target)
            assert unit.isapproved() == approved
            if text:
                assert _spelled(unit.xmlelement.find(f"{_X}target"), data) == text
            elif unit.target is not None:
                assert unit.target == ""
    assert not units


def test_what_the_toolkit_writes_is_read() -> None:
    hello = replace(HELLO, target=("",), state=State.UNTRANSLATED)
    store = toolkit(XLIFF.write(catalog(hello, NOTES), "en"))
    for unit in store.units:
        unit.target = "你好"
        unit.markapproved()
    first, notes = rows(bytes(store))
    assert (first.id, first.target, first.state) == (hello.unit.id, ("你好",), State.SUGGESTED)
    assert (notes.id, notes.target, notes.exported) == (
        NOTES.unit.id,
        ("你好",),
        State.UNTRANSLATED,
    )
    assert first.expected == stamp(hello, "zh_Hans")


def _file(
    inside: str, root: str = f'xmlns="{NS}" version="2.0" srcLang="en" trgLang="zh"'
) -> bytes:
    return f'<xliff {root}>\n<file id="f">\n{inside}\n</file></xliff>'.encode()


def _unit(target: str, segment: str = "", data: str = '<data id="d">{n}</data>') -> bytes:
    return _file(
        f'<unit id="u"><originalData>{data}</originalData><segment {segment}>'
        f'<source><ph id="1" dataRef="d"/></source><target>{target}</target></segment></unit>'
    )


FROM_TOOLS = [
    ('a<ph id="1" dataRef="d"/>b', "a{n}b"),
    ('<ph id="1"/>', "{n}"),
    ('<ph id="9" copyOf="1"/>', "{n}"),
    ('<pc id="2" dataRefStart="d" dataRefEnd="d">in<cp hex="1F600"/></pc>.', "{n}in\U0001f600{n}."),
    ('<sc id="2" dataRef="d"/>x<ec startRef="2" dataRef="d"/>', "{n}x{n}"),
    ('<mrk id="m" type="term">te<mrk id="k">r</mrk>m</mrk>', "term"),
    ('a<sm id="m"/>b<em startRef="m"/>', "ab"),
    ("<![CDATA[<!DOCTYPE>]]>", "<!DOCTYPE>"),
    ("<!-- who --> a ", " a "),
]


@pytest.mark.parametrize(("target", "text"), FROM_TOOLS, ids=[case[0] for case in FROM_TOOLS])
def test_inline_elements_of_other_tools_are_put_back(target: str, text: str) -> None:
    data = _unit(target).replace(b'hex="1F600"', b'hex="01F600"')
    assert [row.target for row in rows(data)] == [(text,)]


STATES = [
    ('state="initial"', State.UNTRANSLATED),
    ('state="translated"', State.SUGGESTED),
    ('state="translated" subState="l10n:machine"', State.MACHINE),
    ('state="translated" subState="memoq:confirmed"', State.SUGGESTED),
    ('state="translated" subState="l10n:whatever"', State.SUGGESTED),
    ('state="reviewed" subState="l10n:machine"', State.SUGGESTED),
    ('state="final"', State.APPROVED),
    ('state="odd"', None),
    ("", None),
]


@pytest.mark.parametrize(("segment", "state"), STATES, ids=[case[0] for case in STATES])
def test_a_state_is_read_as_the_least_it_says(segment: str, state: State | None) -> None:
    (row,) = rows(_unit("a", segment))
    assert (row.state, row.expected, row.exported, row.locale) == (state, "", None, "zh")


def test_segments_that_a_tool_cut_are_one_target_in_their_order() -> None:
    inside = (
        '<unit id="u"><segment state="final"><source>A.</source><target order="3">甲。</target>'
        "</segment><ignorable><source> </source></ignorable>"
        '<segment state="final"><source>B.</source><target order="1">乙。</target></segment></unit>'
    )
    (row,) = rows(_file(inside))
    assert (row.target, row.state) == (("乙。 甲。",), State.APPROVED)
    (row,) = rows(_file(re.sub("<target.*?</target>", "", inside)))
    assert row.target == ("",)
    (row,) = rows(_file(inside.replace("final", "translated", 1)))
    assert row.state is None


def test_the_candidates_of_a_tool_are_not_taken_for_the_text() -> None:
    candidate = (
        '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#1">'
        '<originalData><data id="d">WRONG</data></originalData><source><ph id="1" dataRef="d"/>'
        "</source><target>no</target></m:match></m:matches>"
    )
    data = _unit('<ph id="1" dataRef="d"/>').decode().replace('"u">', f'"u">{candidate}')
    assert [row.target for row in rows(data.encode())] == [("{n}",)]


ROW_MISTAKES = [
    (_unit("<ph id='7'/>"), 3, "'7' has no original data"),
    (_unit("<pc id='7'>bold</pc>"), 3, "'7' has no original data"),
    (_unit('<cp hex="D800"/>'), 3, "'D800' is no hex"),
    (_unit('<cp hex="0000"/>'), 3, "'0000' is no hex"),
    (_unit('<cp hex="110000"/>'), 3, "'110000' is no hex"),
    (_unit("<cp/>"), 3, "'' is no hex"),
    (_unit('<b xmlns="html">x</b>'), 3, "<b> has no place in a text"),
    (_unit("a", data='<data id="d">\n<cp hex="x"/></data>'), 4, "'x' is no hex"),
    (
        _file(
            '<unit id="u"><segment><source>A</source></segment>\n'
            "<segment><source>B</source><target>b</target></segment></unit>"
        ),
        3,
        "Only a part of the unit u",
    ),
    (
        _file(2 * '<unit id="u"><segment><source>A</source></segment></unit>\n'),
        4,
        "numbered 0, 0",
    ),
    (
        _file('<unit id="0123456789abcdef_1"><segment><source>A</source></segment></unit>\n'),
        3,
        "numbered 1",
    ),
]


@pytest.mark.parametrize(
    ("data", "line", "message"), ROW_MISTAKES, ids=[m[2] for m in ROW_MISTAKES]
)
def test_a_mistake_in_a_unit_is_an_error_in_its_place(data: bytes, line: int, message: str) -> None:
    good = b'<unit id="good"><segment><source>s</source><target>t</target></segment></unit></file>'
    errors = []
    ids = []
    for row in XLIFF.read(data.replace(b"</file>", good), "f.xlf"):
        if isinstance(row, ExchangeRow):
            ids.append(row.id)
        else:
            errors.append(row)
    (error,) = errors
    assert (str(error.place), error.remedy != "") == (f"f.xlf:{line}", True)
    assert message in error.message
    assert ids == ["good"]


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>\n'
    "<xliff>&lol2;</xliff>"
)
FILE_MISTAKES: list[tuple[bytes, str, str]] = [
    (BOMB.encode(), "f.xlf:2", "declares something of its own"),
    (
        BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
        "f.xlf:2",
        "declares something of its own",
    ),
    (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        "f.xlf:1",
        "declares something of its own",
    ),
    (
        b'<!DOCTYPE x SYSTEM "http://example.com/x.dtd"><x a="&secret;"/>',
        "f.xlf:1",
        "The entity &secret; is not XML's own",
    ),
    (b"<xliff>\n<file></xliff>", "f.xlf:2", "not valid XML"),
    (_file("\n&undefined;"), "f.xlf:4", "not valid XML"),
    (b"", "f.xlf:1", "not valid XML"),
    (b"\xff\xfe\x00", "f.xlf:1", "not valid XML"),
    (b'<?xml version="1.0" encoding="utf-7"?><x/>', "f.xlf:1", "not valid XML"),
    (b'<?xml version="1.0" encoding="rot13"?><x/>', "f.xlf:1", "not valid XML"),
    (b"<x>\n" * 101, "f.xlf:101", "more than 100 deep"),
    (b"\n<html/>", "f.xlf:2", "begins with <html>"),
    (
        _file("", 'xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"'),
        "f.xlf:1",
        "no XLIFF 2",
    ),
]


@pytest.mark.parametrize(("data", "place", "message"), FILE_MISTAKES)
def test_a_file_that_makes_no_sense_is_one_clear_error(
    data: bytes, place: str, message: str
) -> None:
    with pytest.raises(CatalogError, match=message) as caught:
        XLIFF.read(data, "f.xlf")
    assert str(caught.value.place) == place


_PIECES = (
    *(b"<xliff ", f'xmlns="{NS}">'.encode(), b"<unit id='a'>", b"<segment>", b"<target>", b"a"),
    *(b"<ph/>", b"<cp hex='zz'/>", b"</target>", b"</segment>", b"</unit>", b"</xliff>", b"\xff"),
    *(b"<!DOCTYPE a>", b"&a;", b"<a:b>", b"\x00", b"<?xml version='1.0' encoding='big5'?>"),
)
_JUNK = st.lists(st.sampled_from(_PIECES), max_size=12).map(b"".join)


@given(st.binary() | _JUNK)
def test_any_bytes_give_rows_or_a_catalog_error(data: bytes) -> None:
    try:
        found = list(XLIFF.read(data, "f.xlf"))
    except CatalogError:
        return
    assert all(isinstance(row, ExchangeRow | CatalogError) for row in found)


@given(TEXTS, st.sampled_from(Syntax))
def test_the_texts_of_these_tests_are_patterns(text: str, syntax: Syntax) -> None:
    assert plain(parse(text, syntax)) == text
