"""Small projects as data: what is found in them, and the settings it becomes.

A case is a sentence, then files (`--- path` and their text), then what is expected: the table
(`=== table`), remarks (`=== remarks`) and the settings (`=== l10n.toml`, where any are written).
"""

import re
from pathlib import Path

import pytest

from l10n.adoption import table
from l10n.adoption.plan import Asked, Plan, plan
from l10n.adoption.settings_text import settings_text
from l10n.catalogs.extract import extract
from l10n.project import config

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def lay_out(case: Path, folder: Path) -> str:
    """Write the files of a case, and give what it expects."""
    files, _mark, expected = case.read_text("utf-8").partition("\n=== table\n")
    for part in re.split(r"^--- ", files, flags=re.MULTILINE)[1:]:
        name, _line, text = part.partition("\n")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return expected


def told(made: Plan) -> str:
    """What the plan says, as a case expects it."""
    lines = [" | ".join(cell for cell in row if cell) for row in table.rows(made)]
    lines += ["=== remarks", *table.remarks(made)]
    if made.written:
        lines += ["=== l10n.toml", settings_text(made).rstrip("\n")]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_there_is_found_and_becomes_settings(case: Path, tmp_path: Path) -> None:
    expected = lay_out(case, tmp_path)
    made = plan(tmp_path, Asked())
    assert told(made) == expected
    if made.written:
        settings = config.parse(settings_text(made), tmp_path / "l10n.toml")
        for part in settings.parts():
            # Each pattern names files: an idle one would be an error of `update`.
            assert extract(part).errors == []
