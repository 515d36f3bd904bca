"""Plug-ins by file and by entry point of another distribution; a broken one is one clear error."""

import subprocess
import sys
from pathlib import Path

import pytest

from l10n import plugins
from l10n.errors import ConfigError

ROOMS = {
    "extractors": {"python", "jinja2", "javascript", "jsonl", "csv"},
    "checks": {"placeables", "terms", "icu"},
    "engines": {"argos", "fake", "libretranslate", "openai"},
    "formats": {"po", "mo", "i18next"},
}


@pytest.mark.parametrize("name", ROOMS)
def test_a_file_in_a_room_is_a_plug_in(name: str) -> None:
    found = plugins.room(name)
    assert set(found) >= ROOMS[name]
    assert list(found) == sorted(found)
    assert all(plugin.name == key for key, plugin in found.items())


def test_a_name_that_is_not_there_is_told_those_that_are() -> None:
    with pytest.raises(
        ConfigError,
        match=r"'cobol'.*csv, django, html, javascript, jinja2, jsonl, python, resource, vue",
    ):
        plugins.pick("extractors", "cobol")


def distribution(folder: Path, entry: str, module: str) -> None:
    """Another distribution, as pip would have put it on the path."""
    folder.joinpath("theirs.py").write_text(module, "utf-8")
    info = folder / "theirs-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(entry)


CHECK = """
from l10n.checks.interface import Remark

class Shouting:
    name = "{name}"
    summary = "No one shouts."

    def check(self, unit, target, context):
        for text in target.texts:
            if text.endswith("!!"):
                yield Remark("Too loud.", text)

SHOUTING = Shouting()
"""
ENTRY = "[l10n.checks]\nshouting = theirs:SHOUTING\n"
CASES = {
    "found": (CHECK.format(name="shouting"), ENTRY, 0, "'theirs'", ""),
    "never in place of ours": (CHECK.format(name="terms"), ENTRY, 0, "'terms'", ""),
    "fails to import": ("1 / 0", ENTRY, 2, "", "theirs:SHOUTING can't be loaded: division by zero"),
    "lacks the object": ("", ENTRY, 2, "", "theirs:SHOUTING can't be loaded"),
    "is no plug-in": ("SHOUTING = 3", ENTRY, 2, "", "theirs:SHOUTING can't be loaded"),
}
CODE = """
import sys
from l10n import plugins
from l10n.errors import L10nError
try:
    found = plugins.room("checks")
    print(sorted(found), {type(check).__module__ for check in found.values()})
except L10nError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


@pytest.mark.parametrize("case", CASES)
def test_an_entry_point_of_another_distribution(tmp_path: Path, case: str) -> None:
    module, entry, code, said, error = CASES[case]
    distribution(tmp_path, entry, module)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{CODE}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert said in done.stdout
    assert ("theirs" in done.stdout) is (case == "found")
    assert error in done.stderr
    assert "Traceback" not in done.stderr
