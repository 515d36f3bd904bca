"""Memories as other tools export them: what is remembered, whose it is, and within bounds."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.formats import memory_files, memory_zip, tmx
from l10n.formats.tmx import Remembered

WEBLATE = [
    {
        "category": 10000003,
        "origin": "app/web",
        "source": "Mute",
        "source_language": "en",
        "target": "静音",
        "target_language": "zh_Hans",
        "context": "verb",
        "status": 1,
    },
    {
        "category": 1,
        "origin": "old.tmx",
        "source": "%(n)d note\x1e\x1e%(n)d notes",
        "source_language": "en",
        "target": "%(n)d 篇笔记",
        "target_language": "zh_Hans",
        "status": 0,
    },
]
CROWDIN_XLIFF = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
 <file id="6" original="/app/en.json" source-language="en" target-language="zh-CN"
   datatype="plaintext" date="2026-05-01T10:00:00Z"><header><tool tool-id="crowdin"/></header>
  <body>
   <trans-unit id="1" resname="mute" approved="yes">
    <source>Mute</source><target state="final">静音</target></trans-unit>
   <trans-unit id="2" resname="block">
    <source>Block</source><target state="translated">拉黑</target></trans-unit>
   <trans-unit id="3" resname="log">
    <source>Log in</source><target state="needs-review-translation">登入</target></trans-unit>
   <trans-unit id="4" resname="save">
    <source>Save</source><target state="needs-translation">Save</target></trans-unit>
  </body></file></xliff>
"""
PONTOON_TMX = """\
<?xml version="1.0" encoding="utf-8" ?>
<tmx version="1.4"><header adminlang="en" creationtool="Pontoon" creationtoolversion="0.0.3"
  datatype="plaintext" segtype="sentence" o-tmf="plain text" srclang="en"></header><body>
 <tu tuid="mute-menu" srclang="en"><prop type="x-slug">app</prop>
  <tuv xml:lang="en"><seg>Mute</seg></tuv><tuv xml:lang="zh-CN"><seg>静音</seg></tuv></tu>
</body></tmx>
"""
PO = """\
msgid ""
msgstr "Language: zh_CN\\n"

msgctxt "verb"
msgid "Mute"
msgstr "静音"

#, fuzzy
msgid "Block"
msgstr "拉黑"

msgid "Save"
msgstr ""
"""
CODES = """\
id\ten-US\tzh_Hans\tstatus\tchanged by\tchanged at
7\tMute\t静音\treviewed\tAnn\t2026-05-01 12:00+02:00
"""
WEBLATE_CSV = """\
"location","source","target","id","fuzzy","context"
"a.py:1","=1","'=1","","True","c"
"","Mute","静音","","False",""
"""
# Files, and what is remembered of them: languages, texts, context, who, when, where from, state.
READ: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "weblate.json": (
        json.dumps(WEBLATE),
        [
            ("en", "Mute", "zh_Hans", "静音", "verb", "", "", "app/web", ""),
            ("en", "%(n)d notes", "zh_Hans", "%(n)d 篇笔记", "", "", "", "old.tmx", "pending"),
        ],
    ),
    "crowdin.xliff": (
        CROWDIN_XLIFF,
        [
            ("en", n, "zh-CN", t, "", "", "2026-05-01T10:00:00Z", "/app/en.json", s)
            for n, t, s in (
                ("Mute", "静音", "approved"),
                ("Block", "拉黑", "translated"),
                ("Log in", "登入", "needs-review-translation"),
            )
        ],
    ),
    "pontoon.tmx": (PONTOON_TMX, [("en", "Mute", "zh-CN", "静音", "", "", "", "", "")]),
    "crowdin.csv": (
        "English,Chinese Simplified,fr,Context\nMute,静音,Muet,verb\nSave,,Garder,\n,空,,\n",
        [
            ("en", "Mute", "zh-CN", "静音", "verb", "", "", "", ""),
            ("en", "Mute", "fr", "Muet", "verb", "", "", "", ""),
            ("en", "Save", "fr", "Garder", "", "", "", "", ""),
        ],
    ),
    "codes.tsv": (
        CODES,
        [("en", "Mute", "zh_hans", "静音", "", "Ann", "2026-05-01T10:00:00Z", "", "reviewed")],
    ),
    "weblate.csv": (
        WEBLATE_CSV,
        [
            ("en", "=1", "zh_Hans", "=1", "c", "", "", "", "fuzzy"),
            ("en", "Mute", "zh_Hans", "静音", "", "", "", "", ""),
        ],
    ),
    "old.po": (
        PO,
        [
            ("en", "Mute", "zh_CN", "静音", "verb", "", "", "old.po", ""),
            ("en", "Block", "zh_CN", "拉黑", "", "", "", "old.po", "fuzzy"),
        ],
    ),
}


def plain(said: Remembered) -> tuple[str, ...]:
    return (
        *(said.language, said.source, said.to, said.target, said.context),
        *(said.by, said.at, said.origin, said.state),
    )


@pytest.mark.parametrize("name", READ)
def test_what_other_tools_export_is_remembered_with_what_it_says(name: str) -> None:
    text, expected = READ[name]
    found = memory_files.parse(text.encode(), name, "en", "zh_Hans")
    assert [plain(one) for one in found] == expected
    # And as the project keeps it.
    kept = tmx.parse(tmx.serialize(found, "en"), "kept.tmx")
    assert sorted(map(plain, kept)) == sorted(expected)


REFUSED = {
    "no list.json": "{}",
    "no object.json": "[1]",
    "no target.json": '[{"source": "a", "source_language": "en", "target_language": "zh"}]',
    "a number.json": '[{"source": 1, "source_language": "en", "target": "a"}]',
    "no json.json": "[",
    "deep.json": "[" * 100_000,
    "no languages.csv": "a,b\n1,2\n",
    "one language.csv": "en,notes\nMute,x\n",
    "no source.csv": "fr,de\na,b\n",
    "comma.csv": "en,fr\na,b\nMute, all,Muet\n",
    "empty.csv": "",
    "half.csv": 'en,fr\n"a\n',
    "no languages.xlf": '<xliff version="1.2"><file original="a"><body/></file></xliff>',
    "no xliff.xlf": "<html/>",
    "bomb.xlf": '<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff version="1.2"/>',
    "a book.xlsx": "PK",
    "no name": "",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_memory_is_refused_with_a_remedy_or_a_line(name: str) -> None:
    if name == "half.csv":  # an open quote is a cell to the end of the file
        assert memory_files.parse(REFUSED[name].encode(), name, "en") == []
        return
    with pytest.raises(L10nError) as told:
        memory_files.parse(REFUSED[name].encode(), name, "en")
    assert told.value.remedy or (told.value.place and told.value.place.line)


def test_a_table_of_source_and_target_needs_its_locale() -> None:
    with pytest.raises(L10nError, match="column `target`") as told:
        memory_files.parse(b"source,target\na,b\n", "a.csv", "en")
    assert "--locale" in told.value.remedy


@given(st.binary(max_size=300), st.sampled_from([".json", ".csv", ".tsv", ".xlf", ".po", ".tmx"]))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    with suppress(L10nError):
        memory_files.parse(data, f"a{suffix}", "en", "zh_Hans")


def zipped(*files: tuple[str, str], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return made.getvalue()


def test_a_build_s_files_are_read_each_with_the_locale_of_its_folder() -> None:
    data = zipped(
        ("zh-CN/app.po", PO.replace("Language: zh_CN", "X: y")),
        ("zh-CN/app.json", '{"mute": "静音"}'),
        ("fr/app.csv", "source,target\nMute,Muet\n"),
        ("memory/all.tmx", PONTOON_TMX),
        ("README.txt", "no memory"),
    )
    texts, errors, others = memory_files.of_zip(data, "build.zip", "en", "", ["zh_Hans", "fr"])
    assert [(one.to, one.target) for one in texts] == [
        ("zh_Hans", "静音"),
        ("zh_Hans", "拉黑"),
        ("fr", "Muet"),
        ("zh-CN", "静音"),
    ]
    assert texts[0].origin == "build.zip/zh-CN/app.po"
    assert (len(errors), others) == (1, ["README.txt"])
    assert "build.zip/zh-CN/app.json" in str(errors[0])


def encrypted() -> bytes:
    data = bytearray(zipped(("a.tmx", PONTOON_TMX)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "is too large": lambda: zipped(("a.csv", "0" * (60 << 20))),
    "leads out of it: ../../a.tmx": lambda: zipped(("../../a.tmx", PONTOON_TMX)),
    "leads out of it: /etc/a.tmx": lambda: zipped(("/etc/a.tmx", PONTOON_TMX)),
    "leads out of it: C:": lambda: zipped((r"C:\a.tmx", PONTOON_TMX)),
    "leads out of it: .": lambda: zipped((".", PONTOON_TMX)),
    "more than": lambda: zipped(*((f"{n}.txt", "") for n in range(memory_zip.MOST_FILES + 1))),
    "is encrypted": encrypted,
    "not a zip file": lambda: b"PK\x03\x04",
    "The ZIP is not read": lambda: zipped(("a.tmx", PONTOON_TMX))[:-40],
}


@pytest.mark.parametrize("said", HOSTILE)
def test_a_hostile_zip_is_refused(said: str) -> None:
    with pytest.raises(L10nError) as told:
        memory_files.of_zip(HOSTILE[said](), "a.zip", "en", "", ["zh_Hans"])
    assert said in str(told.value)
    assert told.value.remedy


def test_all_files_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_zip, "MOST_BYTES", 1500)
    data = zipped(("a.txt", "x" * 1000), ("b.txt", "y" * 1000))
    with pytest.raises(L10nError, match=r"b\.txt is too large"):
        list(memory_zip.members(data, "a.zip"))


PACKED = [
    zipped(("zh/a.csv", "en,fr\na,b\n"), packed=way)
    for way in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
]


@given(st.sampled_from(PACKED), st.integers(0, 400), st.integers(0, 9), st.binary(max_size=4))
def test_a_zip_that_is_damaged_anywhere_is_read_or_refused(
    whole: bytes, at: int, gone: int, more: bytes
) -> None:
    with suppress(L10nError):
        list(memory_zip.members(whole[:at] + more + whole[at + gone :], "a.zip"))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_zip_or_refused(data: bytes) -> None:
    whole = zipped(("a.csv", "en,fr\na,b\n"))
    for bytes_ in (data, whole[: len(data)] + data, data + whole):
        with suppress(L10nError):
            list(memory_zip.members(bytes_, "a.zip"))
