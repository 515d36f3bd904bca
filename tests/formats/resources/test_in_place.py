"""What a change looks like in the file: spacing, order, quoting and line ends are the team's."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Key, Message, Resource, Value


@dataclass(frozen=True)
class Case:
    """A file, what is written, and the file after it; `order` is the source file's."""

    name: str
    format: str
    before: str
    changes: Mapping[Key, Value]
    after: str
    order: tuple[Key, ...] = ()
    remove: tuple[Key, ...] = ()
    locale: str = "zh_Hans"
    styles: tuple[str, ...] = ()


CASES = [
    Case(
        "a sorted file stays sorted",
        "i18next",
        '{\n\t"a": "1",\n\t"c": "3"\n}\n',
        {("b",): "2", ("d",): "4"},
        '{\n\t"a": "1",\n\t"b": "2",\n\t"c": "3",\n\t"d": "4"\n}\n',
    ),
    Case(
        "a file of one line stays one",
        "i18next",
        '{"b":"2","n":{"x":"y"}}',
        {("n", "z"): "é", ("b",): "3"},
        '{"b":"3","n":{"x":"y","z":"é"}}',
    ),
    Case(
        "line ends and escapes are the file's",
        "i18next",
        '{\r\n  "a": "\\u4e00"\r\n}\r\n',
        {("b", "c"): "二"},
        '{\r\n  "a": "\\u4e00",\r\n  "b": {\r\n    "c": "\\u4e8c"\r\n  }\r\n}\r\n',
    ),
    Case(
        "a new key follows the one before it in the source",
        "i18next",
        '{\n  "z": "1",\n  "a": "2"\n}',
        {("m",): "new", ("0",): "first"},
        '{\n  "0": "first",\n  "z": "1",\n  "m": "new",\n  "a": "2"\n}',
        order=(("0",), ("z",), ("m",), ("a",)),
    ),
    Case(
        "forms that a locale has not go with the change",
        "i18next",
        '{\n  "n_one": "a",\n  "n_other": "b",\n  "t": "c"\n}\n',
        {("n",): {"other": "篇"}},
        '{\n  "n_other": "篇",\n  "t": "c"\n}\n',
        order=(("n",), ("t",)),
    ),
    Case(
        "of two values of one name the last counts and changes",
        "i18next",
        '{"a": "1", "a": "2"}',
        {("a",): "3"},
        '{"a": "1", "a": "3"}',
    ),
    Case(
        "a list is added whole",
        "formatjs",
        '{\n  "a": "1"\n}\n',
        {("l", 0): "x", ("l", 1): "y"},
        '{\n  "a": "1",\n  "l": [\n    "x",\n    "y"\n  ]\n}\n',
    ),
    Case(
        "a note stays with its message",
        "arb",
        '{\n  "a": "1",\n  "@a": {"description": "x"},\n  "c": "3"\n}\n',
        {("b",): "2"},
        '{\n  "a": "1",\n  "@a": {"description": "x"},\n  "b": "2",\n  "c": "3"\n}\n',
        order=(("a",), ("b",), ("c",)),
    ),
    Case(
        "plural forms and arguments as a build wants them",
        "android",
        '<resources>\n  <string name="a">x</string> <!-- behind -->\n</resources>\n',
        {("n",): {"other": "%d 篇"}, ("two",): "%s 和 %s", ("a",): "它's @\n"},
        '<resources>\n  <string name="a">它\\\'s @\\n</string> <!-- behind -->\n'
        '  <plurals name="n">\n    <item quantity="other">%d 篇</item>\n  </plurals>\n'
        '  <string name="two" formatted="false">%s 和 %s</string>\n</resources>\n',
    ),
    Case(
        "an array grows at its end",
        "android",
        '<resources>\n\t<string-array name="d">\n\t\t<item>一</item>\n\t</string-array>\n'
        "</resources>",
        {("d", 1): "二"},
        '<resources>\n\t<string-array name="d">\n\t\t<item>一</item>\n\t\t<item>二</item>\n'
        "\t</string-array>\n</resources>",
    ),
    Case(
        "markup stays markup, and brings its namespace",
        "android",
        "<resources>\n</resources>\n",
        {("a",): '<b>粗</b> & <xliff:g id="n">%d</xliff:g>', ("c",): "<i>斜</i>"},
        '<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">\n'
        '    <string name="a"><b>粗</b> &amp; <xliff:g id="n">%d</xliff:g></string>\n'
        '    <string name="c"><![CDATA[<i>斜</i>]]></string>\n</resources>\n',
        order=(("a",), ("c",)),
        styles=("markup", "cdata"),
    ),
    Case(
        "what goes takes its line along",
        "android",
        '<resources>\n    <string name="a">x</string>\n    <string name="b">y</string>\n'
        "</resources>\n",
        {},
        '<resources>\n    <string name="b">y</string>\n</resources>\n',
        remove=(("a",),),
    ),
    Case(
        "a file without a last line end has none after",
        "apple-strings",
        '"a" = "x";',
        {("b",): 'y"'},
        '"a" = "x";\n"b" = "y\\"";',
    ),
    Case(
        "the sign between key and value is the file's",
        "properties",
        "a: 一\n",
        {("b c",): " 二\n"},
        "a: 一\nb\\ c: \\ 二\\n\n",
    ),
    Case(
        "a file of escapes gets escapes",
        "properties",
        "a=\\u4e00\r\n",
        {("b",): "好"},
        "a=\\u4e00\r\nb=\\u597d\r\n",
    ),
    Case(
        "an attribute joins its message",
        "fluent",
        "# note\na = x\n\nb = y\n",
        {("a", "title"): "题", ("c",): {"other": "{ $n } 篇"}},
        "# note\na = x\n    .title = 题\n\nb = y\nc = { $n } 篇\n",
        order=(("a",), ("a", "title"), ("b",), ("c",)),
    ),
    Case(
        "quotes stay, and what needs them gets them",
        "yaml",
        "zh-CN:\n  a: 'x'\n  b: y  # note\n  c: |-\n    z\n",
        {("a",): "它's", ("b",): "是: 的", ("c",): "一\n二", ("d", "e"): "好"},
        "zh-CN:\n  a: '它''s'\n  b: \"是: 的\"  # note\n  c: |-\n    一\n    二\n  d:\n    e: 好\n",
    ),
    Case(
        "a locale is added where Xcode sorts it",
        "xcstrings",
        '{\n  "strings" : {\n    "a" : {\n      "localizations" : {\n        "de" : {\n'
        '          "stringUnit" : {\n            "state" : "translated",\n'
        '            "value" : "x"\n'
        "          }\n        }\n      }\n    }\n  }\n}",
        {("a",): "好"},
        '{\n  "strings" : {\n    "a" : {\n      "localizations" : {\n        "de" : {\n'
        '          "stringUnit" : {\n            "state" : "translated",\n'
        '            "value" : "x"\n'
        '          }\n        },\n        "zh-Hans" : {\n          "stringUnit" : {\n'
        '            "state" : "translated",\n            "value" : "好"\n          }\n        }\n'
        "      }\n    }\n  }\n}",
    ),
    Case(
        "segments of XLIFF 2 are translated each, and no longer new",
        "xliff",
        '<xliff version="2.0" srcLang="en"><file id="f"><unit id="u">\n'
        '  <segment state="initial"><source>A</source></segment>\n'
        "  <segment><source>B</source><target>乙</target></segment>\n</unit></file></xliff>",
        {("u", 0): "甲 & <"},
        '<xliff version="2.0" srcLang="en"><file id="f"><unit id="u">\n'
        '  <segment state="translated"><source>A</source><target>甲 &amp; &lt;</target></segment>\n'
        "  <segment><source>B</source><target>乙</target></segment>\n</unit></file></xliff>",
    ),
    Case(
        "forms stand as Qt's own tools write them",
        "qt-ts",
        "<TS><context><name>C</name>\n<message numerus=\"yes\">\n    <source>%n 'x'</source>\n"
        '    <translation type="unfinished"><numerusform></numerusform></translation>\n</message>\n'
        "</context></TS>\n",
        {("C", "%n 'x'"): {"other": "%n '个'"}},
        "<TS><context><name>C</name>\n<message numerus=\"yes\">\n    <source>%n 'x'</source>\n"
        "    <translation>\n        <numerusform>%n &apos;个&apos;</numerusform>\n"
        "    </translation>\n"
        "</message>\n</context></TS>\n",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change_is_written_as_the_team_would(case: Case) -> None:
    form = resource_format(case.format)
    styles = (*case.styles, *[""] * len(case.order))
    listed = (
        Message(key, case.changes.get(key, ""), style=style)
        for key, style in zip(case.order, styles, strict=False)
    )
    source = Resource("source", "en", tuple(listed)) if case.order else None
    written = form.write(
        case.before.encode(), case.changes, "file", case.locale, source, case.remove
    )
    assert written.decode() == case.after
    read = {m.key: m.value for m in form.read(written, "file", case.locale, source).messages}
    assert {key: read.get(key) for key in case.changes} == case.changes
