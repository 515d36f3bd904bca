"""What each resource format reads, from files written as oddly as teams write them."""

from pathlib import Path

import pytest

from l10n import plugins
from l10n.errors import ConfigError, ResourceError
from l10n.formats.resources.known import formats_of, resource_format
from l10n.formats.resources.resource import Key, Message
from l10n.model import Syntax
from tests.formats.resources.samples import SAMPLES


def messages(name: str) -> dict[Key, Message]:
    sample = SAMPLES[name]
    read = resource_format(name).read(sample.text.encode(), sample.path, sample.locale)
    return read.by_key()


def test_each_format_has_a_sample() -> None:
    assert set(SAMPLES) == set(plugins.room("formats.resources"))


def test_the_page_of_formats_names_each() -> None:
    page = Path(__file__).parents[3].joinpath("docs", "formats.md").read_text("utf-8")
    for name in plugins.room("formats.resources"):
        assert f"| `{name}` |" in page


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_says_what_its_team_means(name: str) -> None:
    sample = SAMPLES[name]
    read = resource_format(name).read(sample.text.encode(), sample.path, sample.locale)
    assert [(m.key, m.value) for m in read.messages] == list(sample.says.items())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_message_knows_its_line(name: str) -> None:
    lines = SAMPLES[name].text.replace("\r\n", "\n").split("\n")
    found = [message.line for message in messages(name).values()]
    assert all(1 <= line <= len(lines) for line in found)
    assert found == sorted(found) or name == "yaml"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_found_by_its_path(name: str) -> None:
    assert name in formats_of(SAMPLES[name].path)


def test_an_unknown_format_is_told_those_there_are() -> None:
    with pytest.raises(ConfigError, match="There are: android, apple-strings"):
        resource_format("cobol")


NOTES = [
    ("android", ("title",), "On the profile"),
    ("apple-strings", ("title",), "On the profile"),
    ("arb", ("title",), "a note"),
    ("fluent", ("title",), "On the profile"),
    ("formatjs", ("greet",), "on the profile"),
    ("properties", ("title",), "On the profile"),
    ("qt-ts", ("Main", "It's %1", "verb"), "a note"),
    ("xcstrings", ("Mute %@",), "a button"),
    ("xliff", ("a",), "on the profile"),
]


@pytest.mark.parametrize(("name", "key", "note"), NOTES)
def test_a_note_stands_with_its_message(name: str, key: Key, note: str) -> None:
    assert messages(name)[key].comment == note


def test_what_takes_arguments_says_how() -> None:
    android = messages("android")
    assert android["title",].syntax is Syntax.C
    assert android["html",].syntax is Syntax.GENERIC  # a percentage
    assert messages("arb")["notes",].syntax is Syntax.ICU
    assert messages("i18next")["notes",].syntax is Syntax.I18NEXT


def test_what_is_not_to_be_translated_says_so() -> None:
    assert not messages("xliff")["c",].translatable
    text = (
        '<resources><string name="a" translatable="false">x</string>'
        '<string name="b">@string/a</string><string name="c">c</string></resources>'
    )
    read = resource_format("android").read(text.encode(), "strings.xml", "en")
    assert [message.translatable for message in read.messages] == [False, False, True]


def test_one_name_can_be_a_string_and_plurals() -> None:
    text = (
        '<resources>\n    <string name="n">x</string>\n    <plurals name="n">\n'
        '        <item quantity="other">y</item>\n    </plurals>\n    <string-array name="n">\n'
        "        <item>z</item>\n    </string-array>\n</resources>\n"
    )
    form = resource_format("android")
    source = form.read(text.encode(), "strings.xml", "en")
    says = {message.key: message.value for message in source.messages}
    assert says == {("n",): "x", ("n", "plurals"): {"other": "y"}, ("n", 0): "z"}
    only = form.write(b"", {("n", "plurals"): {"other": "篇"}}, "strings.xml", "zh_Hans", source)
    read = form.read(only, "strings.xml", "zh_Hans", source)
    assert {message.key: message.value for message in read.messages} == {
        ("n", "plurals"): {"other": "篇"}
    }
    made = form.write(b"", says, "strings.xml", "en", source)
    assert made.decode().partition("\n")[2] == text


@pytest.mark.parametrize("name", ["xliff", "qt-ts"])
def test_a_file_in_another_language_is_refused(name: str) -> None:
    sample = SAMPLES[name]
    with pytest.raises(ResourceError, match="not in de"):
        resource_format(name).read(sample.text.encode(), sample.path, "de")


BAD = [
    ("i18next", b'{\n"a": "b"\n"c": 1}', 3),
    ("i18next", b"", 1),
    ("i18next", b'{"a": "\xff"}', 1),
    ("vue-i18n", b'{"a": [1,]}', 1),
    ("formatjs", b"[" * 200, 1),
    ("arb", b'{\n"a": }', 2),
    ("xcstrings", b'{"a": 1}', 1),
    ("android", b"<resources>\n<string name='a'></resources>", 2),
    ("android", b"<resources>\n<string>x</string></resources>", 2),
    ("android", b"<a/>", 1),
    ("android", b"<resources><plurals name='a'>\n<item>x</item></plurals></resources>", 2),
    ("apple-strings", b'"a" = "b";\n"c" = "d"\n', 2),
    ("apple-strings", b"bplist00", 1),
    ("stringsdict", b"<plist><dict><string/></dict></plist>", 1),
    ("fluent", b"a = b\nc = { $n\n", 2),
    ("properties", b"a = b\nc = \\u12\n", 2),
    ("yaml", b"a: b\nc: 'd\n", 3),
    ("yaml", b"a: \x01", 1),
    ("xliff", b"<xml/>", 1),
    ("qt-ts", b"<xml/>", 1),
]


@pytest.mark.parametrize(("name", "data", "line"), BAD)
def test_a_malformed_file_is_one_error_with_line_and_remedy(
    name: str, data: bytes, line: int
) -> None:
    with pytest.raises(ResourceError) as caught:
        resource_format(name).read(data, "file", "en")
    assert caught.value.place
    assert caught.value.place.line == line
    assert caught.value.remedy


def test_a_plural_of_a_locale_with_one_form_is_settled_by_the_source() -> None:
    form = resource_format("i18next")
    source = form.read(b'{"a_one": "x", "a_other": "y", "b_other": "z"}', "en.json", "en")
    read = form.read('{"a_other": "甲", "b_other": "乙"}'.encode(), "zh.json", "zh_Hans", source)
    assert [(m.key, m.value) for m in read.messages] == [
        (("a",), {"other": "甲"}),
        (("b_other",), "乙"),
    ]


def test_version_three_of_i18next_numbers_its_forms() -> None:
    form = resource_format("i18next")
    source = form.read(b'{"a": "{{count}} x", "a_plural": "{{count}} y"}', "en.json", "en")
    assert source.dialect == "3"
    assert source.messages[0].value == {"one": "{{count}} x", "other": "{{count}} y"}
    forms = {"one": "а", "few": "б", "many": "в", "other": "в"}
    ru = form.write(b"", {("a",): forms}, "ru.json", "ru", source)
    assert ru.decode() == '{\n  "a_0": "а",\n  "a_1": "б",\n  "a_2": "в"\n}\n'
    zh = form.write(b"", {("a",): {"other": "甲"}}, "zh.json", "zh_Hans", source)
    assert zh.decode() == '{\n  "a_0": "甲"\n}\n'
    assert form.read(zh, "zh.json", "zh_Hans", source).messages[0].value == {"other": "甲"}


LOCALES = [
    ("android", "zh_Hans", ("zh-rCN", "b+zh+Hans", "zh")),
    ("android", "zh_Hant", ("zh-rTW", "b+zh+Hant")),
    ("android", "he", ("iw", "he")),
    ("android", "pt_BR", ("pt-rBR", "pt")),
    ("i18next", "zh_Hans", ("zh-Hans", "zh_CN", "zh-CN", "zh")),
    ("apple-strings", "zh_Hans", ("zh-Hans", "zh-CN")),
    ("arb", "zh_Hans", ("zh_Hans", "zh_CN", "zh")),
    ("properties", "pt_BR", ("pt_BR", "pt")),
]


@pytest.mark.parametrize(("name", "locale", "names"), LOCALES)
def test_a_locale_is_named_as_the_format_does(
    name: str, locale: str, names: tuple[str, ...]
) -> None:
    found = resource_format(name).locale_names(locale)
    assert found[0] == names[0]
    assert set(names) <= set(found)


def test_a_locale_does_not_answer_to_another_ones_name() -> None:
    assert "zh" not in resource_format("i18next").locale_names("zh_Hant")
    assert "pt" not in resource_format("android").locale_names("pt_PT")
