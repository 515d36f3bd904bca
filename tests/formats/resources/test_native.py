"""What we write, as apps say it: by Node's i18next, vue-i18n, intl-messageformat and Fluent."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Key, Value

NODE = Path(__file__).parents[2] / "node"
pytestmark = pytest.mark.skipif(
    not shutil.which("node") or not (NODE / "node_modules").is_dir(),
    reason="needs node and `npm install --prefix tests/node`",
)


@dataclass(frozen=True)
class Case:
    """A source file, values written for a locale, and what its runtime says of them."""

    format: str
    source: str
    locale: str
    changes: Mapping[Key, Value]
    says: tuple[tuple[str, Mapping[str, Any], str], ...]
    existing: str = ""
    version: int = field(default=0)


RU = {"one": "{{count}} заметка", "few": "{{count}} заметки", "many": "{{count}} заметок"}
SAID_RU = tuple(
    ("notes", {"count": n}, text)
    for n, text in ((1, "1 заметка"), (3, "3 заметки"), (5, "5 заметок"), (21, "21 заметка"))
)
V4 = '{"notes_one": "{{count}} note", "notes_other": "{{count}} notes", "a": {"b": "Hi {{x}}"}}'
V3 = '{"notes": "{{count}} note", "notes_plural": "{{count}} notes", "a": {"b": "Hi {{x}}"}}'
VUE = '{"notes": "no notes | {n} note | {n} notes", "a": {"b": "Hi {x}"}}'
ICU = '{"notes": "{n, plural, one {# note} other {# notes}}", "a": {"b": "Hi {x}"}}'
FTL = """\
notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
a = Hi { $x }
    .title = Title
"""
ODD = "“Q” \"'\\ \n\t<b>好</b> 😀"
CASES = [
    Case("i18next", V4, "ru", {("notes",): {**RU, "other": RU["many"]}}, SAID_RU),
    Case("i18next", V3, "ru", {("notes",): {**RU, "other": RU["many"]}}, SAID_RU, version=3),
    *(
        Case(
            "i18next",
            source,
            "zh-CN",
            {("notes",): {"other": "{{count}} 篇"}, ("a", "b"): "你好 {{x}}"},
            (("notes", {"count": 1}, "1 篇"), ("a.b", {"x": "Ann"}, "你好 Ann")),
            version=version,
        )
        for source, version in ((V4, 0), (V3, 3))
    ),
    Case("i18next", V4, "en", {("a", "b"): ODD}, (("a.b", {}, ODD),), existing=V4),
    Case(
        "vue-i18n",
        VUE,
        "zh-CN",
        {("notes",): {"zero": "没有", "other": "{n} 篇"}, ("a", "b"): "甲|乙 {x}"},
        (
            ("notes", {"count": 0}, "没有"),
            ("notes", {"count": 1}, "1 篇"),
            ("notes", {"count": 7}, "7 篇"),
            ("a.b", {"x": "Ann"}, "甲|乙 Ann"),
        ),
        existing='{\n  "a": { "b": "旧" }\n}\n',
    ),
    Case(
        "vue-i18n",
        VUE,
        "fr",
        {("notes",): {"one": "{n} note", "other": "{n} notes"}},
        (("notes", {"count": 1}, "1 note"), ("notes", {"count": 2}, "2 notes")),
    ),
    Case(
        "formatjs",
        ICU,
        "zh",
        {("notes",): "{n, plural, other {# 篇}}", ("a", "b"): "你好 {x}"},
        (("notes", {"n": 3}, "3 篇"), ("a.b", {"x": "Ann"}, "你好 Ann")),
    ),
    Case(
        "fluent",
        FTL,
        "zh",
        {("notes",): {"other": "{ $n } 篇"}, ("a",): "你好\n{ $x } ", ("a", "title"): "[题]"},
        (("notes", {"n": 3}, "3 篇"), ("a", {"x": "Ann"}, "你好\nAnn "), ("a.title", {}, "[题]")),
    ),
    Case(
        "fluent",
        FTL,
        "ru",
        {("notes",): {"one": "{ $n } а", "few": "{ $n } б", "many": "{ $n } в", "other": "г"}},
        (("notes", {"n": 1}, "1 а"), ("notes", {"n": 3}, "3 б"), ("notes", {"n": 5}, "5 в")),
        existing="# по-русски\na = Привет\n",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.format} {case.locale}")
def test_the_runtime_says_what_was_written(case: Case) -> None:
    form = resource_format(case.format)
    source = form.read(case.source.encode(), "en", "en")
    written = form.write(case.existing.encode(), case.changes, "x", case.locale, source)
    ask = {
        "runtime": case.format,
        "locale": case.locale,
        "file": written.decode(),
        "asks": [[key, values] for key, values, _text in case.says],
        "version": case.version,
    }
    told = subprocess.run(
        ["node", "say.js"],
        input=json.dumps(ask).encode(),
        capture_output=True,
        cwd=NODE,
        check=False,
    )
    assert told.returncode == 0, told.stderr.decode()
    assert json.loads(told.stdout.decode().splitlines()[-1]) == [t for _k, _v, t in case.says]
