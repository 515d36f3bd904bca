"""Every check against its cases: what it finds, what it leaves alone, in both languages."""

import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import checks, plugins
from l10n.checks.checker import Checker
from l10n.errors import ConfigError
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, Term
from l10n.model import Approval, Entry, Kind, Severity, State, Syntax, Unit, content_hash
from l10n.project.config import Config
from l10n.project.tables import Checks
from tests.signing.keys import public, signed
from tests.text.test_placeables import TEXTS

# What `l10n explain` shows is held like any other case.
FILES = (Path(__file__).parent / "cases.jsonl", Path(checks.__path__[0]) / "examples.jsonl")
CASES: list[dict[str, Any]] = [
    json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()
]
GLOSSARY = [{"source": "的"}, {"source": "a", "target": "b", "forbidden": ["%", "的"]}]
LANGUAGES = {
    "zh_Hans": ("en", "zh"),
    "en": ("zh", "en"),
    **{name: ("en", name) for name in ("zh_TW", "zh_HK", "ar", "fr", "nl")},
}


def _checker(case: dict[str, Any], **settings: Any) -> Checker:
    source, target = LANGUAGES[case["locale"]]
    terms = [
        Term(
            source_language=source,
            target_language=row.get("to", target),
            source=row["source"],
            target=row.get("target", row["source"]),
            variants=tuple(row.get("variants", ())),
            forbidden=tuple(row.get("forbidden", ())),
            rule=Rule(row.get("rule", "prefer")),
            part_of_speech=row.get("pos", ""),
        )
        for row in case.get("glossary", ())
    ]
    check = Checks(
        han_latin_spacing=case.get("spacing", "any"),
        copies=tuple(case.get("copies", ())),
        **settings,
    )
    locale = {"en": "en", "zh": "zh_Hans"}[source]
    own = {"none": (), "late": (public("Li Lei", "2025-12-31T00:00:00Z"),)}
    keys = own.get(case.get("signed", "none"), (public("Li Lei"), public("Bo")))
    config = Config(Path(), Path("l10n.toml"), locale, (case["locale"],), check=check, keys=keys)
    return Checker(config, Matcher(terms, locale, case["locale"]), case["locale"])


CHECKERS = {
    locale: _checker({"locale": locale, "spacing": "space", "glossary": GLOSSARY})
    for locale in LANGUAGES
}


def _forms(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _entry(case: dict[str, Any], unit: Unit, target: tuple[str, ...]) -> Entry | None:
    """The entry it stands in, where the case says how it is marked there."""
    if "fuzzy" not in case:
        return None
    words = {"today": target, "other": ("other words",)}.get(case.get("approval", ""))
    approval = words and Approval(
        content_hash(case["locale"], unit, words), "2026-01-01T00:00:00Z", "Li Lei"
    )
    match case.get("signed"):
        case "yes" | "late":
            approval = approval and signed(approval, "Li Lei")
        case "by another":
            approval = approval and signed(approval, "Bo")
        case "otherwise":
            approval = approval and replace(
                approval, signature=signed(replace(approval, hash="0" * 32), "Li Lei").signature
            )
    stands = case.get("approval") == "today" and not case["fuzzy"]
    state = State.APPROVED if stands else State.SUGGESTED
    comments = tuple(case.get("comments", ()))
    return Entry(unit, target, state, approval or None, comments=comments, fuzzy=case["fuzzy"])


def _found(case: dict[str, Any], **settings: Any) -> list[str]:
    unit = Unit(
        _forms(case["source"]),
        kind=Kind(case.get("kind", "ui")),
        flags=tuple(case.get("flags", ())),
        limit=case.get("limit", 0),
    )
    target = _forms(case["target"])
    findings = _checker(case, **settings).check(unit, target, _entry(case, unit, target))
    return [str(f.severity) for f in findings if f.check == case["check"]]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['check']}: {c['why']}" for c in CASES])
def test_a_check_finds_what_its_case_says(case: dict[str, Any]) -> None:
    assert _found(case) == case["expect"], case["why"]


def test_every_check_has_cases_of_both_outcomes_and_both_languages() -> None:
    cases = Counter(case["check"] for case in CASES)
    assert set(cases) == set(plugins.room("checks"))
    assert min(cases.values()) >= 6
    for name in cases:
        own = [case for case in CASES if case["check"] == name]
        assert {bool(case["expect"]) for case in own} == {True, False}, name
        assert {case["locale"] for case in own} >= {"zh_Hans", "en"}, name


def test_a_check_can_be_disabled_or_made_to_warn() -> None:
    case = next(c for c in CASES if c["check"] == "placeables" and c["expect"] == ["error"])
    assert _found(case, disable=("placeables",)) == []
    assert _found(case, warn=("placeables",)) == ["warning"]


def test_a_check_that_does_not_exist_cannot_be_named() -> None:
    with pytest.raises(ConfigError, match="'speling' is not one of the checks"):
        _checker(CASES[0], disable=("speling",))


def test_many_warnings_hide_no_error() -> None:
    rows = [{"source": f"thing{n}", "target": f"物{n}"} for n in range(30)]
    must = {"source": "zebra", "target": "斑马", "rule": "must"}
    branches = "".join(f"k{n} {{{{x}} thing{n}}} " for n in range(30))
    source = f"{{g, select, {branches}other {{zebra}}}}"
    target = f"{{g, select, {branches.replace('thing', '东西')}other {{马}}}}"
    checker = _checker({"locale": "zh_Hans", "glossary": [*rows, must]})
    found = [f for f in checker.check(Unit((source,)), (target,)) if f.check == "terms"]
    assert [f.severity for f in found].count(Severity.ERROR) == 1
    assert len(found) == 20


def test_terms_are_found_where_they_stand_in_a_branch() -> None:
    case = {"locale": "zh_Hans", "glossary": [{"source": "note", "target": "笔记", "pos": "noun"}]}
    text = "{n, plural, one {# note} other {# notes}}"
    hits = _checker(case).hits(Unit((text,)))
    assert [text[hit.start : hit.end] for hit in hits] == ["note", "notes"]


BETTER = [
    (
        "en",
        "zh_Hans",
        "Hi {name}, <b>go</b>",
        "你好,{name}!<b>走吧.</b>",
        "你好，{name}!<b>走吧。</b>",
    ),
    ("zh", "en", "你好，{name}。", "Hello，{name}。", "Hello, {name}."),
    ("en", "zh_TW", "Tap “{name}”", "點選“{name}”", "點選「{name}」"),
]


@pytest.mark.parametrize(("source", "locale", "text", "target", "better"), BETTER)
def test_a_better_wording_has_the_placeables(
    source: str, locale: str, text: str, target: str, better: str
) -> None:
    found = _checker({"locale": locale}).check(Unit((text,)), (target,))
    (finding,) = [f for f in found if f.check == "punctuation"]
    assert finding.message.endswith(f"better: {better}")
    assert finding.evidence == target


def test_a_better_spacing_has_the_placeables() -> None:
    found = _checker({"locale": "zh_Hans", "spacing": "space"}).check(
        Unit(("Open {app} on iOS",)), ("在iOS上打开 {app}",)
    )
    (finding,) = [f for f in found if f.check == "spacing"]
    assert finding.message.endswith("better: 在 iOS 上打开 {app}")


def test_an_empty_target_has_no_findings() -> None:
    assert _checker(CASES[0]).check(Unit(("Follow",)), ("",)) == []


def test_findings_name_their_unit_and_severities_are_two() -> None:
    unit = Unit(("Hi {name}",))
    findings = _checker({"locale": "zh_Hans"}).check(unit, ("你好",))
    assert {f.unit_id for f in findings} == {unit.id}
    assert {f.severity for f in findings} <= set(Severity)
    assert all(f.message for f in findings)


@pytest.mark.parametrize("locale", LANGUAGES)
@given(source=TEXTS.filter(bool), target=TEXTS, plural=TEXTS, syntax=st.sampled_from(Syntax))
def test_no_text_makes_a_check_fail(
    locale: str, source: str, target: str, plural: str, syntax: Syntax
) -> None:
    checker = CHECKERS[locale]
    flags = (syntax.value,) if syntax.value else ()
    assert all(f.message for f in checker.check(Unit((source,), flags=flags), (target,)))
    both = Unit((source, plural), flags=flags)
    assert all(f.message for f in checker.check(both, (target, plural)))


@pytest.mark.parametrize("locale", LANGUAGES)
@given(text=TEXTS.filter(bool))
def test_a_copy_of_the_source_has_all_its_placeables(locale: str, text: str) -> None:
    found = {f.check for f in CHECKERS[locale].check(Unit((text,)), (text,))}
    assert not found & {"placeables", "handles", "urls", "numbers", "whitespace", "length"}


HOSTILE = {
    "one letter": "a" * 10**6,
    "one Han character": "的" * 350_000,
    "open braces": "{" * 30_000,
    "open tags": "<" * 30_000,
    "a tag and spaces": "<" + " " * 30_000 + "x",
    "at signs": "@" * 30_000,
    "hashes": "#" * 30_000,
    "brackets": "[ " * 30_000,
    "words": "ab " * 30_000,
    "numbers": "1." * 30_000,
    "handlers": "onabc " * 30_000,
    "kana": "カ " * 30_000,
    "branches": "a b " * 11_000
    + "{n, select, other {x}"
    + "".join(f" k{i} {{x}}" for i in range(35))
    + "}",
    "interpolations": "{{a | b}} " * 4_500,
    "amounts": "$5 " * 16_000,
    "tags": "<b></b>" * 7_000,
    "links": "a://b/小 " * 6_000,
    "percent signs": "% %s " * 9_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("locale", LANGUAGES)
def test_hostile_text_costs_no_more_than_its_length(text: str, locale: str) -> None:
    checker = _checker({"locale": locale, "spacing": "space"})
    start = time.perf_counter()
    checker.check(Unit(("Follow",)), (text,))
    checker.check(Unit((text,)), ("Follow",))
    assert time.perf_counter() - start < 20


FORMS = [
    (
        ("note", "notes"),
        ("一篇", "多篇"),
        "zh_Hans",
        "These differ: 一篇 / 多篇. Keep the right one",
    ),
    (("note", "notes"), ("篇", "篇"), "zh_Hans", "They are the same; `l10n update` keeps one."),
    (("笔记", "笔记"), ("notes",), "en", "Write the others."),
]


@pytest.mark.parametrize(("source", "target", "locale", "said"), FORMS)
def test_forms_that_do_not_fit_are_named_with_what_to_do(
    source: tuple[str, ...], target: tuple[str, ...], locale: str, said: str
) -> None:
    found = _checker({"locale": locale}).check(Unit(source), target)
    [finding] = [finding for finding in found if finding.check == "plurals"]
    assert said in finding.message


# What Chinese and English need not, other languages do: their people know how they are written.
ELSEWHERE = [
    ("fa", "Addresses", "آدرس\u200cها", ()),
    ("ar", "Addresses", "كتابة\u200f", ()),
    ("ar", "Addresses", "كتابة\u202eعكسية", ("invisible",)),
    ("ru", "Password", "Пароль", ()),
    ("ja", "Password", "パスワード", ()),
    ("ru", "Go, {name}", "Вперёд", ("placeables",)),
    ("fr", "Are you sure?", "Êtes-vous sûr ?", ()),
]


@pytest.mark.parametrize(("locale", "source", "target", "found"), ELSEWHERE)
def test_the_rules_of_chinese_are_for_chinese(
    locale: str, source: str, target: str, found: tuple[str, ...]
) -> None:
    config = Config(Path(), Path("l10n.toml"), "en", (locale,))
    checker = Checker(config, Matcher([], "en", locale), locale)
    assert tuple(f.check for f in checker.check(Unit((source,)), (target,))) == found
