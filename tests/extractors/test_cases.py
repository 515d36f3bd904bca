"""What extractors find in the files of `cases/`, each beside what is expected of it.

`NAME.jsonl` has a line for each thing found in `NAME`, in order; a first line may hold the source's
options. `python -m tests.extractors.test_cases` writes anew what stands there, to be read.
"""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from l10n import plugins
from l10n.extractors.interface import Extracted, KeysLike, KeyUse
from l10n.model import Finding, Unit

CASES = Path(__file__).parent / "cases"
FILES = sorted(path for path in CASES.glob("*/*") if path.suffix != ".jsonl")


def told(item: Extracted) -> dict[str, Any]:
    """What was found, without what is empty."""
    if isinstance(item, Unit):
        said: dict[str, Any] = {
            "line": item.locations[0].line,
            "unit": item.source,
            "context": item.context,
            "key": item.key,
            "notes": item.notes,
            "flags": item.flags,
            "limit": item.limit,
        }
    elif isinstance(item, KeyUse):
        said = {
            "line": item.location.line,
            "key": item.key,
            "namespace": item.namespace,
            "default": item.default,
            "context": item.context,
            "plural": item.plural,
            "notes": item.notes,
            "flags": item.flags,
        }
    elif isinstance(item, KeysLike):
        said = {"line": item.location.line, "look": item.look, "namespace": item.namespace}
    elif isinstance(item, Finding):
        said = {"line": item.location.line, str(item.severity): item.evidence}
        said["kind"] = item.message.split()[1]
    else:
        assert item.place is not None
        # Which Python reads the suite is no matter of the case.
        message = re.sub(r"Python \d+\.\d+", "Python", item.message)
        said = {"line": item.place.line, "unreadable": message}
    return {name: value for name, value in json.loads(json.dumps(said)).items() if value}


def expected(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The options of a case, and what is to be found."""
    beside = path.with_name(f"{path.name}.jsonl")
    lines = beside.read_text("utf-8").splitlines() if beside.exists() else []
    said = [json.loads(line) for line in lines]
    options = said.pop(0)["options"] if said and "options" in said[0] else {}
    return options, said


def found(path: Path, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What the extractor that the folder names finds in a file."""
    extractor = plugins.pick("extractors", path.parent.name)
    return [
        told(item) for item in extractor.extract(io.BytesIO(path.read_bytes()), path.name, options)
    ]


@pytest.mark.parametrize("path", FILES, ids=[f"{p.parent.name}/{p.name}" for p in FILES])
def test_a_file_holds_what_is_expected(path: Path) -> None:
    options, said = expected(path)
    assert found(path, options) == said


if __name__ == "__main__":
    for case in FILES:
        given, _said = expected(case)
        rows = [{"options": given}] if given else []
        rows += found(case, given)
        written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        case.with_name(f"{case.name}.jsonl").write_text(written, "utf-8")
