"""What people approved is used again, for the same source and in the same context first."""

import pytest

from l10n.memory import Memory
from l10n.model import Approval, Catalog, Entry, State, Unit, content_hash


def entry(
    source: tuple[str, ...], target: str, context: str = "", state: State = State.APPROVED
) -> Entry:
    unit = Unit(source, context)
    approval = Approval(content_hash("zh_Hans", unit, (target,)), "2026", "Ann")
    return Entry(unit, (target,), state, approval)


def catalog(*entries: Entry) -> Catalog:
    return Catalog("zh_Hans", "messages", "zh.po", entries=entries)


MEMORY = Memory(
    [
        catalog(
            entry(("Open",), "打开"),
            entry(("Open",), "开着", "door"),
            entry(("Close",), "关", state=State.SUGGESTED),
            entry(("%d note", "%d notes"), "%d 篇笔记"),
        ),
        catalog(
            entry(("Open",), "开启", "menu"),
            entry(("Gone",), "走了").evolve(obsolete=True),
            entry(("Send",), "寄", state=State.REJECTED),
        ),
    ]
)
CASES = [
    (("Open",), "", "打开"),
    (("Open",), "door", "开着"),
    (("Open",), "menu", "开启"),
    (("Open",), "elsewhere", "打开"),
    (("open",), "", None),
    (("Close",), "", None),
    (("Send",), "", None),
    (("Gone",), "", "走了"),
    (("%d note", "%d notes"), "", "%d 篇笔记"),
    (("%d note",), "", None),
]


@pytest.mark.parametrize(("source", "context", "expected"), CASES)
def test_an_approved_target_answers_for_its_exact_source(
    source: tuple[str, ...], context: str, expected: str | None
) -> None:
    assert MEMORY.exact(source, context) == (expected and (expected,))
