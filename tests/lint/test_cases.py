"""What linters find in the files of `cases/`, each beside what is expected of it.

`NAME.jsonl` has a line for each finding in `NAME`. `python -m tests.lint.test_cases` writes anew
what stands there, to be read.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import plugins
from l10n.lint.interface import Marks
from l10n.lint.linter import Settings, allowing, lint, linter_of
from l10n.lint.words import are_words, is_sentence

CASES = Path(__file__).parent / "cases"
FILES = sorted(path for path in CASES.glob("*") if path.suffix != ".jsonl")
SAID = Settings(Marks(frozenset(("tr",))), allow=allowing(("GitHub",)))


def found(path: Path) -> list[list[object]]:
    """The line, rule, severity and words of each finding."""
    linter = linter_of(path.name)
    assert linter is not None
    text = path.read_text("utf-8")
    return [
        [one.location.line, one.check, str(one.severity), one.evidence]
        for one in lint(linter, text, path.name, SAID)
    ]


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_has_what_is_expected(path: Path) -> None:
    said = path.with_name(f"{path.name}.jsonl").read_text("utf-8").splitlines()
    assert found(path) == [json.loads(line) for line in said]


def test_every_linter_has_a_case() -> None:
    linters = {linter_of(path.name) for path in FILES}
    assert linters == set(plugins.room("lint").values())


@given(st.sampled_from(FILES), st.integers(0), st.text(max_size=3))
def test_a_linter_never_falls_over(path: Path, place: int, more: str) -> None:
    text = path.read_text("utf-8")
    place %= len(text)
    linter = linter_of(path.name)
    assert linter is not None
    cut = text[:place] + more
    assert all(
        one.location.line <= cut.count("\n") + 1 for one in lint(linter, cut, path.name, SAID)
    )


WORDS = {
    **dict.fromkeys(("Save", "关注", "Sign in", "e.g. this", "Hello {name}!", "3 days left"), True),
    **dict.fromkeys(
        ("", "42", "px", "v1.0", "getUserName", "a/b.png", "#fff", "GitHub", "text-red-500"), False
    ),
    **dict.fromkeys(("{{ name }}", "%s", "https://x.y", "application/json", "x=1", "API"), False),
}


@pytest.mark.parametrize(("text", "said"), WORDS.items())
def test_words_are_told_from_names_and_numbers(text: str, said: bool) -> None:
    assert are_words(text) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sign in", True),
        ("共 {} 条", True),
        ("Times New Roman", False),
        ("two small words", False),
        ("Save", False),
        ("<p>Some markup here</p>", False),
        ("SELECT a FROM b", False),
    ],
)
def test_a_sentence_is_one_wherever_it_stands(text: str, said: bool) -> None:
    assert is_sentence(text) is said


if __name__ == "__main__":
    for case in FILES:
        rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found(case))
        case.with_name(f"{case.name}.jsonl").write_text(rows, "utf-8")
