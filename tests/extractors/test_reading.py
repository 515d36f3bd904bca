"""Whatever an extractor does with a file, the next file is read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import pytest

from l10n import plugins
from l10n.errors import ConfigError, ExtractorError, SourceError
from l10n.extractors.interface import Extracted
from l10n.extractors.reading import read
from l10n.model import Location, Unit
from tests.conftest import Project

UNIT = Unit(("Save",), locations=(Location("a.x", 7),))


class Falling:
    """An extractor that finds one unit and then falls over, as its file says."""

    name = "falling"
    suffixes: tuple[str, ...] = (".x",)
    raised: BaseException = Exception()

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Extracted]:
        """See `Extractor.extract`."""
        del file, path, options
        yield UNIT
        raise self.raised


def _read(tmp_path: Path, raised: BaseException) -> list[Extracted]:
    (tmp_path / "a.x").write_bytes(b"")
    extractor = Falling()
    extractor.raised = raised
    return list(read(extractor, lambda: (tmp_path / "a.x").open("rb"), "a.x", {}))


@pytest.mark.parametrize("raised", [TypeError("no line"), KeyError("x"), AssertionError()])
def test_a_bug_is_told_as_one_with_file_and_line_and_counts_as_a_finding(
    tmp_path: Path, raised: Exception
) -> None:
    unit, error = _read(tmp_path, raised)
    assert unit == UNIT
    assert isinstance(error, ExtractorError)
    assert str(error.place) == "a.x:7"
    assert type(raised).__name__ in error.message
    assert "test_reading.py:" in error.message
    assert error.exit_code == 1


def test_what_is_nested_too_deep_is_the_files_fault(tmp_path: Path) -> None:
    _unit, error = _read(tmp_path, RecursionError())
    assert isinstance(error, SourceError)
    assert (str(error.place), error.exit_code) == ("a.x:7", 2)


@pytest.mark.parametrize("raised", [MemoryError(), KeyboardInterrupt(), ConfigError("wrong")])
def test_memory_interrupts_and_wrong_options_stop_the_run(
    tmp_path: Path, raised: BaseException
) -> None:
    with pytest.raises(type(raised)):
        _read(tmp_path, raised)


DEEP = {
    "blocks": "{% if a %}" * 1500 + "{% endif %}" * 1500,
    "brackets": "{{ " + "(" * 1500 + "a" + ")" * 1500 + " }}",
    "filters": "{{ a" + "|b" * 3000 + " }}",
    "attributes": "{{ a" + ".b" * 3000 + " }}",
}


@pytest.mark.parametrize("kind", DEEP)
def test_a_template_nested_too_deep_is_an_error_and_the_others_are_read(
    project: Project, kind: str
) -> None:
    project.write("l10n.toml", project.root.joinpath("l10n.toml").read_text() + TEMPLATES)
    project.write("app/a.html", "{{ _('before') }}" + DEEP[kind])
    project.write("app/b.html", "{{ _('after') }}")
    told = project.run("extract", "--json")
    assert told.code == 2
    assert "app/a.html" in told.err
    assert "Traceback" not in told.err
    assert '"after"' in told.out
    assert '"Mute words and tags"' in told.out


TEMPLATES = """
[[sources]]
extractor = "jinja2"
include = ["app/*.html"]
"""


def test_a_bug_in_an_extractor_ends_a_command_with_exit_code_1(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    falling = Falling()
    falling.raised = TypeError("no line")
    monkeypatch.setitem(plugins.room("extractors"), "falling", falling)
    project.write("l10n.toml", project.root.joinpath("l10n.toml").read_text() + FALLING)
    project.write("app/a.x", "")
    told = project.run("extract", "--json")
    assert told.code == 1
    assert "app/a.x:7: The extractor falling fell over" in told.err
    assert '"Mute words and tags"' in told.out


FALLING = """
[[sources]]
extractor = "falling"
include = ["app/*.x"]
"""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"app/\xff.py", "is not UTF-8"),
        (b"app/new\nline.py", "has a character"),
        ("app/\u2068x.py".encode(), "has a character"),
    ],
)
def test_a_file_whose_name_no_catalog_can_hold_is_an_error_and_no_traceback(
    project: Project, data: bytes, why: str
) -> None:
    name = os.fsdecode(data)
    (project.root / name).write_text('_("Save")\n')
    done = project.run("update")
    assert (done.code, f"name of the file {why}" in done.err) == (2, True)
    assert project.run("extract", "-o", "all.pot").code == 2
