"""Slang is found where it is slang, and nowhere else."""

import json
import lzma
import re
from pathlib import Path

import pytest

from l10n.formats import glossary_csv
from l10n.glossary.lint import lint
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Rule, TermStatus
from l10n.model import Severity, Syntax
from l10n.text.placeables import parse
from l10n.text.typography import has_han

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "glossary" / "slang"
TERMS = {
    name[:2]: glossary_csv.parse((FOLDER / f"{name}.csv").read_text("utf-8"), f"{name}.csv")
    for name in ("zh-en", "en-zh")
}
MATCHERS = {"zh": Matcher(TERMS["zh"], "zh", "en"), "en": Matcher(TERMS["en"], "en", "zh")}
POSTS = [json.loads(line) for line in (HERE / "slang_posts.jsonl").read_text("utf-8").splitlines()]


def found(language: str, text: str) -> list[str]:
    hits = MATCHERS[language].find(parse(text.replace("\\n", "\n"), Syntax.POST))
    return [hit.term.source for hit in hits]


def test_the_lexicon_is_large_dated_and_sound() -> None:
    assert len(TERMS["zh"]) >= 300
    assert len(TERMS["en"]) >= 250
    for term in (*TERMS["zh"], *TERMS["en"]):
        assert re.fullmatch(r"(?:19|20)\d\d", term.since), term
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", term.checked), term
        assert term.register in {"casual", "teasing", "rude", "intimate"}, term
        assert (term.rule, term.status) == (Rule.PREFER, TermStatus.APPROVED), term
        # A paraphrase is in the term's own language, and plainer than the term.
        assert has_han(term.paraphrase) == (term.source_language == "zh"), term
        assert term.paraphrase.casefold() != term.source.casefold(), term
    findings = lint([*TERMS["zh"], *TERMS["en"]])
    assert [f.message for f in findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("post", POSTS, ids=[f"{p['lang']} {p['text']}" for p in POSTS])
def test_it_is_found_in_the_posts_that_were_written_for_it(post: dict[str, str]) -> None:
    assert post["entry"] in found(post["lang"], post["text"])


NEUTRAL = [
    ("en", "Who let him cook? Seriously, who let him near the stove?"),
    ("zh", "先来这条线踩点，再打卡拍照"),
    ("zh", "这家火锅已经二刷了"),
]


@pytest.mark.parametrize(("language", "text"), NEUTRAL)
def test_what_reads_the_same_and_is_no_slang_is_not_found(language: str, text: str) -> None:
    assert found(language, text) == []


def test_no_entry_is_found_in_a_thousand_neutral_posts() -> None:
    text = lzma.decompress((HERE / "neutral_posts.tsv.xz").read_bytes()).decode()
    rows = [line.split("\t") for line in text.splitlines()]
    assert len(rows) == 1000
    assert {post: hits for language, post in rows if (hits := found(language, post))} == {}
