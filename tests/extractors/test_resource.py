"""A resource file as a source."""

import io

import pytest

from l10n.errors import ConfigError, SourceError
from l10n.extractors.resource import EXTRACTOR
from l10n.model import Unit
from tests.formats.resources.samples import SAMPLES


def extract(data: bytes, path: str, **options: str) -> list[Unit | SourceError]:
    return list(EXTRACTOR.extract(io.BytesIO(data), path, options))


@pytest.mark.parametrize("name", SAMPLES)
def test_each_text_of_a_file_is_a_unit_under_its_key(name: str) -> None:
    sample = SAMPLES[name]
    found = extract(sample.text.encode(), sample.path, format=name)
    keys = {unit.key for unit in found if isinstance(unit, Unit)}
    texts = {k: v for k, v in sample.says.items() if v and k != ("c",)}
    assert {".".join(map(str, key)) for key in texts} - {"c"} <= keys
    assert all(isinstance(unit, Unit) and unit.locations for unit in found)


def test_the_path_tells_the_format_where_it_can() -> None:
    (unit,) = extract(b"a = b\n", "app_en.properties")
    assert isinstance(unit, Unit)
    assert (unit.key, unit.source) == ("a", ("b",))


@pytest.mark.parametrize("path", ["en.json", "strings.txt"])
def test_a_path_that_does_not_tell_is_one_error_that_says_what_to_write(path: str) -> None:
    (error,) = extract(b'{"a": "b"}', path)
    assert isinstance(error, SourceError)
    assert 'format = "' in error.remedy


def test_two_texts_of_one_key_are_told() -> None:
    found = extract(b'{"a": {"b": "x"}, "a.b": "y"}', "en.json", format="i18next")
    assert [isinstance(item, Unit) for item in found] == [True, False]
    assert "'a.b'" in str(found[1])


def test_an_unknown_format_is_the_settings_fault() -> None:
    with pytest.raises(ConfigError, match="There are: android"):
        extract(b"", "x", format="cobol")
