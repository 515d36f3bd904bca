"""What other libraries read in the files that we write."""

import plistlib
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from moz.l10n.formats.android.parse import android_parse
from moz.l10n.formats.properties.parse import properties_parse
from moz.l10n.model import Entry, Expression, PatternMessage
from ruamel.yaml import YAML
from translate.storage import aresource, properties, ts2, xliff

from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Key, Value
from tests.formats.resources.samples import SAMPLES

TEXTS = st.text(
    st.sampled_from("'\"\\&%@#=:;!? ./$\t\n")
    | st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), max_codepoint=0xFFFD),
    min_size=1,
    max_size=20,
)


def changed(name: str, key: Key, value: Value, text: str = "") -> bytes:
    """A file, the sample where no other is given, with one value."""
    sample = SAMPLES[name]
    data = (text or sample.text).encode()
    return resource_format(name).write(data, {key: value}, sample.path, sample.writes)


def _moz(parse: Callable[[bytes], Any], data: bytes) -> dict[str, str]:
    return {
        ".".join(entry.id): "".join(map(_moz_part, entry.value.pattern))
        for section in parse(data).sections
        for entry in section.entries
        if isinstance(entry, Entry) and isinstance(entry.value, PatternMessage)
    }


def _moz_part(part: object) -> str:
    if isinstance(part, Expression):
        return str(part.attributes.get("source", part.arg))
    return str(part)


def _toolkit(storage: Any, data: bytes) -> list[Any]:
    """The units that translate-toolkit finds; it has no types."""
    return list(storage.parsestring(data).units)


PLAIN_ANDROID = "<resources>\n    <string name='title'>x</string>\n</resources>\n"


@given(TEXTS)
def test_moz_l10n_reads_androids_strings(text: str) -> None:
    assert _moz(android_parse, changed("android", ("title",), text, PLAIN_ANDROID)) == {
        "title": text
    }


@given(TEXTS)
def test_moz_l10n_reads_properties(text: str) -> None:
    assert _moz(properties_parse, changed("properties", ("title",), text))["title"] == text


def test_moz_l10n_reads_what_we_do_in_androids_strings() -> None:
    sample = SAMPLES["android"]
    # It knows no other resources than strings.
    text = sample.text.replace('<color name="not_a_text">#fff</color>', "")
    texts = _moz(android_parse, text.encode())
    # It gives elements and entities as values of their own, and not as they are written.
    for key in ("spaced", "quoted", "link", "html", "empty"):
        assert texts[key] == sample.says[key,]


@given(TEXTS.filter(lambda text: text == text.strip()))
def test_translate_toolkit_reads_androids_strings(text: str) -> None:
    data = changed("android", ("title",), text, PLAIN_ANDROID)
    (unit,) = _toolkit(aresource.AndroidResourceFile, data)
    assert unit.target == text


@given(TEXTS)
def test_translate_toolkit_reads_apples_strings(text: str) -> None:
    data = changed("apple-strings", ("title",), text, '/* a */\n"title" = "x";\n')
    found = _toolkit(properties.stringsutf8file, data)
    assert [unit.source for unit in found if unit.name == "title"] == [text]


@given(TEXTS, TEXTS)
def test_python_reads_property_lists(one: str, other: str) -> None:
    data = changed("stringsdict", ("notes",), {"one": one, "other": other})
    said = plistlib.loads(data)["notes"]["n"]
    assert (said["one"], said["other"]) == (one, other)


@given(TEXTS.filter(lambda text: text == text.strip()))
def test_translate_toolkit_reads_qts_files(text: str) -> None:
    data = changed("qt-ts", ("Main", "It's %1", "verb"), text)
    units = _toolkit(ts2.tsfile, data)
    assert next(unit.target for unit in units if unit.source == "It's %1") == text


@given(TEXTS.filter(lambda text: text == " ".join(text.split())))
def test_translate_toolkit_reads_xliff(text: str) -> None:
    data = changed("xliff", ("b",), text)
    units = _toolkit(xliff.xlifffile, data)
    assert next(unit.target for unit in units if unit.source == "Two") == text


@given(st.sampled_from(sorted(SAMPLES["yaml"].says, key=str)), TEXTS)
def test_ruamel_constructs_what_was_written(key: Key, text: str) -> None:
    if isinstance(SAMPLES["yaml"].says[key], str):
        found: Any = YAML(typ="safe", pure=True).load(changed("yaml", key, text))["en"]
        for name in key:
            found = found[name]
        assert found == text
