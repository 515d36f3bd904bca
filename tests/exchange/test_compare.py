"""What comes back from translators is judged by id, hash and checks; nothing is written."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n.catalogs.header import header_for
from l10n.catalogs.merge import merge
from l10n.checks.checker import Checker
from l10n.errors import CatalogError
from l10n.exchange.compare import FORMATS, Incoming, Outcome, report
from l10n.formats.exchange import ExchangeRow
from l10n.glossary.matcher import Matcher
from l10n.model import Approval, Catalog, Entry, Rejection, State, Unit, content_hash
from l10n.project import config, glossaries

AT = "2026-01-15T08:00:00Z"
LOCALE = "zh_Hans"


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder = tmp_path_factory.mktemp("project")
    settings: Path = folder / "l10n.toml"
    settings.write_text('source_locale = "en"\ntarget_locales = ["zh_Hans"]\n')
    matcher: Matcher = glossaries.matcher([], "en", LOCALE)
    return Checker(config.load(settings), matcher, LOCALE)


def words(unit: Unit, *target: str) -> str:
    return content_hash(LOCALE, unit, target)


HELLO = Unit(("Hello {name}",))
NOTES = Unit(("%(n)d note", "%(n)d notes"), flags=("python-format",))
POST, FOLLOW, EMPTY, OLD = (Unit((text,)) for text in ("Post", "Follow", "Search", "Mute words"))
REJECTED = Rejection(words(FOLLOW, "跟随"), AT, "han", "not our word")
CATALOG = Catalog(
    LOCALE,
    "messages",
    "zh.po",
    header_for(LOCALE, "demo"),
    (
        Entry(HELLO, ("你好，{name}",), State.MACHINE),
        Entry(NOTES, ("%(n)d 篇笔记",), State.SUGGESTED),
        Entry(POST, ("发布",), State.APPROVED, Approval(words(POST, "发布"), AT, "li@example.com")),
        Entry(FOLLOW, ("跟随",), State.REJECTED, rejections=(REJECTED,)),
        Entry(EMPTY),
        Entry(OLD, ("屏蔽词语",), State.OUTDATED, previous=Unit(("Mute",))),
        Entry(Unit(("Gone",)), ("走了",), State.SUGGESTED, obsolete=True),
    ),
)
NEVER = "0" * 32


class Case(NamedTuple):
    name: str
    unit: Unit
    target: tuple[str, ...]
    outcome: Outcome
    reason: str = ""
    state: State | None = None
    expected: str = ""
    exported: State | None = None
    locale: str = ""


S, A = State.SUGGESTED, State.APPROVED
U, E, C, R = Outcome.UNCHANGED, Outcome.EDIT, Outcome.CONFLICT, Outcome.REFUSED
HI, HI_HASH = ("你好，{name}",), words(HELLO, "你好，{name}")
NEW = ("{name}，你好",)
CASES = [
    Case("the same words", HELLO, HI, U),
    Case("the same words, another state", HELLO, HI, U, state=S),
    Case("the same words of an old export", HELLO, HI, U, expected=NEVER),
    Case("new words", HELLO, NEW, E),
    Case("new words on what was exported", HELLO, NEW, E, expected=HI_HASH, state=S),
    Case("new words, approved", HELLO, NEW, Outcome.EDIT_APPROVE, state=A, expected=HI_HASH),
    Case("the same words, approved", HELLO, HI, Outcome.APPROVE, state=A, expected=HI_HASH),
    Case("new words that break a placeable", HELLO, ("你好",), E, state=A),
    Case("new words on other words", HELLO, NEW, C, "changed here", expected=NEVER),
    Case("an approval of other words", HELLO, HI, C, "changed here", state=A, expected=NEVER),
    Case(
        "exported before somebody changed it here, and nobody touched it there",
        HELLO,
        ("哈喽 {name}",),
        U,
        expected=words(HELLO, "哈喽 {name}"),
    ),
    Case(
        "the same, but approved there",
        HELLO,
        ("哈喽 {name}",),
        C,
        "changed here",
        state=A,
        expected=words(HELLO, "哈喽 {name}"),
        exported=State.MACHINE,
    ),
    Case("a first translation", EMPTY, ("搜索",), E, expected=words(EMPTY, "")),
    Case("still no translation", EMPTY, ("",), U, expected=words(EMPTY, "")),
    Case("no translation, approved", EMPTY, ("",), U, state=A),
    Case("words taken away", HELLO, ("",), R, "A form is empty", expected=HI_HASH),
    Case("too many forms", NOTES, ("一", "二"), R, "has 1 forms; the file gives 2"),
    Case("no form", NOTES, (), R, "has 1 forms; the file gives 0"),
    Case("a plural", NOTES, ("%(n)d 条笔记",), Outcome.EDIT_APPROVE, state=A),
    Case("what is approved", POST, ("发布",), U, state=A, exported=A),
    Case("what is approved, taken back there", POST, ("发布",), U, state=S, exported=A),
    Case("new words on what is approved", POST, ("发帖",), E, state=A, exported=A),
    Case("new words, approved again", POST, ("发帖",), E, state=A),
    Case("exported as approved, withdrawn here", HELLO, HI, U, state=A, exported=A),
    Case("rejected words", FOLLOW, ("跟随",), U),
    Case("rejected words, approved", FOLLOW, ("跟随",), R, "rejected here before", state=A),
    Case("better words for rejected ones", FOLLOW, ("关注",), Outcome.EDIT_APPROVE, state=A),
    Case(
        "the source changed since, the words did not",
        OLD,
        ("屏蔽词语",),
        U,
        expected=words(Unit(("Mute",)), "屏蔽词语"),
    ),
    Case(
        "an approval for the source before",
        OLD,
        ("屏蔽词语",),
        C,
        "changed here",
        state=A,
        expected=words(Unit(("Mute",)), "屏蔽词语"),
    ),
    Case("another unit", Unit(("Nowhere",)), ("x",), Outcome.UNKNOWN, "no such unit"),
    Case("an obsolete unit", Unit(("Gone",)), ("x",), Outcome.UNKNOWN, "no such unit"),
    Case("the locale as tools write it", HELLO, NEW, E, locale="zh-CN"),
    Case("the language alone", HELLO, NEW, E, locale="zh"),
    Case("Chinese alone", HELLO, NEW, E, locale="zh"),
    Case("another script", HELLO, NEW, R, "for zh-TW, the catalog for zh_Hans", locale="zh-TW"),
    Case("another language", HELLO, NEW, R, "for en, the catalog for zh_Hans", locale="en"),
    Case("no language", HELLO, NEW, R, "for xx-what", locale="xx-what"),
    Case("NUL", HELLO, ("你好\x00{name}",), R, "can't hold"),
    Case("half a character", HELLO, ("你好\ud800{name}",), R, "can't hold"),
]


def judged(row: ExchangeRow | CatalogError, checker: Checker) -> Incoming:
    (incoming,) = report([row], CATALOG, checker)
    return incoming


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_row(case: Case, checker: Checker) -> None:
    row = ExchangeRow(
        case.unit.id, case.target, case.state, case.expected, 7, case.exported, case.locale
    )
    incoming = judged(row, checker)
    assert (incoming.outcome, incoming.line, incoming.id) == (case.outcome, 7, case.unit.id)
    assert incoming.target == case.target
    assert case.reason in incoming.reason
    assert bool(case.reason) == bool(incoming.reason)
    assert (incoming.entry is None) == (case.outcome is Outcome.UNKNOWN)


def test_findings_come_with_the_new_words(checker: Checker) -> None:
    incoming = judged(ExchangeRow(HELLO.id, ("你好",), State.APPROVED, "", 1), checker)
    assert "placeables" in {finding.check for finding in incoming.findings}


def test_words_that_break_a_check_are_not_approved_by_a_state_alone(checker: Checker) -> None:
    broken = replace(CATALOG, entries=(Entry(HELLO, ("你好",), State.MACHINE),))
    row = ExchangeRow(HELLO.id, ("你好",), State.APPROVED, "", 1)
    (incoming,) = report([row], broken, checker)
    assert incoming.outcome is Outcome.REFUSED
    assert incoming.reason.startswith("placeables: ")


def test_rows_are_matched_by_id_and_each_once(checker: Checker) -> None:
    rows = [
        ExchangeRow(POST.id, ("发帖",), None, "", 2),
        ExchangeRow(HELLO.id, NEW, None, "", 3),
        ExchangeRow(POST.id, ("发表",), None, "", 4),
    ]
    found = list(report(rows, CATALOG, checker))
    assert [(f.id, f.outcome) for f in found] == [(POST.id, E), (HELLO.id, E), (POST.id, R)]
    assert "line 2" in found[2].reason


def test_what_could_not_be_read_is_refused_in_its_place(checker: Checker) -> None:
    error = CatalogError("It is odd.", path="f.csv", line=9, remedy="Mend it.")
    assert judged(error, checker) == Incoming(9, "", (), R, reason="It is odd. Mend it.")


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_that_nobody_touched_changes_nothing(name: str, checker: Checker) -> None:
    exchange = FORMATS[name]
    assert (exchange.name, exchange.suffix[0]) == (name, ".")
    data = exchange.write(CATALOG, "en")
    found = list(report(exchange.read(data, "f"), CATALOG, checker))
    assert [incoming.id for incoming in found] == [entry.unit.id for entry in CATALOG.live()]
    assert {incoming.outcome for incoming in found} == {U}
    # Nor does it after the source moved on here.
    moved, _counts = merge(CATALOG, [Unit((e.unit.source[0] + "!",)) for e in CATALOG.live()])
    outcomes = {i.outcome for i in report(exchange.read(data, "f"), moved, checker)}
    assert outcomes == {Outcome.UNKNOWN}


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_that_a_spreadsheet_brings_become_the_sources(
    checker: Checker, ends: str
) -> None:
    unit = Unit(("One\nTwo\n",))
    here = Catalog("zh_Hans", "m", "m.po", (), (Entry(unit, ("",)),))
    row = ExchangeRow(unit.id, (f"一{ends}二{ends}",), State.SUGGESTED, "", 2)
    [told] = report([row], here, checker)
    assert (told.outcome, told.target) == (Outcome.EDIT, ("一\n二\n",))
