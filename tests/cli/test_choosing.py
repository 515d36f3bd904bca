"""`l10n approve` and `l10n reject` of many at once: by state, origin, estimate, check and place."""

import json
import os
import pty
import subprocess
import sys
from dataclasses import replace

import pytest

from l10n.catalogs.header import header_for
from l10n.formats.po import FORMAT as PO
from l10n.model import (
    Catalog,
    Entry,
    Location,
    Origin,
    Provenance,
    Route,
    State,
    Unit,
    content_hash,
)
from tests.conftest import Project

EMPTY = Catalog("zh_Hans", "messages", "", header_for("zh_Hans", "messages"))


def entry(
    name: str, target: str, path: str, origin: Origin | None = None, quality: float = 0.0
) -> Entry:
    unit = Unit((name,), locations=(Location(path),))
    if origin is None:
        return Entry(unit, (target,), State.SUGGESTED, fuzzy=True)
    hash_ = content_hash("zh_Hans", unit, (target,))
    made = Provenance(hash_, origin, "x", quality, Route.REVIEW)
    return Entry(unit, (target,), State.MACHINE, provenance=made, fuzzy=True)


ENTRIES = (
    entry("People", "人们", "app/main.py"),
    entry("Posts", "帖子 ", "app/shop/cart.py"),  # a space too many: a warning
    replace(entry("Old", "旧", "app/main.py"), state=State.OUTDATED, previous=Unit(("Older",))),
    entry("Memory", "记忆", "app/main.py", Origin.TM, 1.0),
    entry("Sure", "确定", "app/shop/cart.py", Origin.MACHINE, 0.95),
    entry("Unsure", "也许", "app/main.py", Origin.MACHINE, 0.4),
    entry("Copy", "复制", "app/main.py", Origin.COPY, 0.9),
    entry("Guess", "猜", "app/main.py", Origin.GUESS),
)


@pytest.fixture
def waiting(project: Project) -> Project:
    project.write(
        "locales/zh_Hans/LC_MESSAGES/messages.po", PO.serialize(replace(EMPTY, entries=ENTRIES))
    )
    return project


ALL = ("--all-passing",)
APPROVED = {
    "all but a machine's": (ALL, "People Posts Memory"),
    "a machine's, said aloud": ((*ALL, "--origin", "machine"), "Sure Unsure Copy"),
    "both": ((*ALL, "--origin", "machine", "--origin", "human"), "People Posts Sure Unsure Copy"),
    "filters alone": (("--origin", "memory"), "Memory"),
    "by the estimate": (("--origin", "machine", "--min-quality", "0.9"), "Sure Copy"),
    "an estimate is none of people's": (("--min-quality", "0"), "Memory"),
    "by place": (("--path", "app/shop"), "Posts"),
    "by a glob": (("--path", "app/*.py", "--origin", "machine"), "Sure Unsure Copy"),
    "by a place that is none": (("--path", "app/sho"), ""),
    "by state": (("--state", "outdated"), "Old"),
    "by a check": (("--check", "whitespace"), "Posts"),
    "by two things": (("--check", "whitespace", "--path", "app/main.py"), ""),
}


def decided(project: Project, *arguments: str) -> set[str]:
    told = json.loads(project.run(*arguments, "--json", "--by", "Ann").out or '{"changed": []}')
    names = {e.unit.id: e.unit.source[0] for e in ENTRIES}
    return {names[one["id"]] for one in told["changed"]}


@pytest.mark.parametrize("name", APPROVED)
def test_what_is_approved(waiting: Project, name: str) -> None:
    arguments, names = APPROVED[name]
    assert decided(waiting, "approve", "--reason", "read", *arguments) == set(names.split())


REJECTED = {
    "people's words only where that is said": (
        ("--path", "app/main.py"),
        "Memory Unsure Copy Guess",
    ),
    "people's": (("--origin", "human"), "People Posts"),
    "guesses": (("--origin", "guess"), "Guess"),
    "by a check": (("--check", "whitespace", "--origin", "human"), "Posts"),
}


@pytest.mark.parametrize("name", REJECTED)
def test_what_is_rejected(waiting: Project, name: str) -> None:
    arguments, names = REJECTED[name]
    assert decided(waiting, "reject", "--reason", "no", *arguments) == set(names.split())


def test_it_says_what_it_is_about_before_it_acts(waiting: Project) -> None:
    told = waiting.run("approve", "--all-passing", "--reason", "read", "--by", "Ann")
    assert told.err.splitlines()[:2] == [
        "Chosen: 2 by people, 1 from memory.",
        "Left out, as --origin does not name them: 3 by machines, 1 guesses of a merge tool.",
    ]
    again = waiting.run("approve", "--all-passing", "--reason", "read", "--by", "Ann")
    assert (again.code, again.out) == (1, "0 approved, 0 refused.\n")
    assert "3 by machines" in again.err


MISTAKES = {
    "a reason": (("--origin", "human"), "needs a --reason"),
    "names and filters": (("People", "--origin", "human", "--reason", "x"), "not both"),
    "a check": (("--check", "spaces", "--reason", "x"), "There is no check 'spaces'"),
    "an origin": (("--origin", "guess", "--reason", "x"), "'guess' is not one of"),
    "a quality": (("--min-quality", "80", "--reason", "x"), "not in the range"),
    "nothing": ((), "Name units by id or source"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_makes_no_sense_decides_nothing(waiting: Project, name: str) -> None:
    arguments, message = MISTAKES[name]
    before = waiting.catalog.read_bytes()
    told = waiting.run("approve", *arguments)
    assert told.code == 2
    assert message in told.err
    assert waiting.catalog.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "answer", "code"), [((), b"n\n", 130), ((), b"y\n", 0), (("-y",), b"", 0)]
)
def test_many_are_asked_about_on_a_terminal(
    project: Project, arguments: tuple[str, ...], answer: bytes, code: int
) -> None:
    entries = tuple(entry(f"Text {n}", f"文{n}", "app/main.py") for n in range(100))
    project.write(
        "locales/zh_Hans/LC_MESSAGES/messages.po", PO.serialize(replace(EMPTY, entries=entries))
    )
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    command = [sys.executable, "-m", "l10n", "approve", "--origin", "human", "--reason", "read"]
    done = subprocess.run(
        [*command, "--by", "Ann", *arguments],
        check=False,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "L10N_LANG": "en"},
    )
    assert done.returncode == code
    assert (b"@approved/2" in project.catalog.read_bytes()) is (code == 0)
