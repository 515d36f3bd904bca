"""`l10n types`: what it writes is held against TypeScript's own compiler."""

import shutil
import subprocess
from pathlib import Path

import pytest

from l10n.model import Syntax
from l10n.text.arguments import arguments
from tests.conftest import Project

NODE = Path(__file__).parents[1] / "node"
SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]
"""
CATALOG = """
[[catalogs]]
domain = "{domain}"
path = "l10n/{{locale}}/{{domain}}.po"
resource = "{format}"
files = "{domain}/{{locale}}.json"
{more}
"""
I18NEXT = r"""{
  "title": "Home", "hello": "Hello {{ name }}, \"you\" \u2028 {{when, datetime}}",
  "photo_one": "{{count}} photo of {{who}}", "photo_other": "{{count}} photos of {{who}}",
  "list": ["one", "two"], "new": {"one": "New one", "it's \"odd\"": "x"}
}"""
MENU = '{"file": {"open": "Open {{name}}"}}'
ICU = """{
  "notes": "{n, plural, one {# note by {who}} other {# notes}}",
  "sex": "{sex, select, female {She} other {They}} <b>left</b> {at, date}", "plain": "x"
}"""
VUE = '{"car": "no cars | {n} car of {who} | {count} cars", "hi": "Hi {name} @:car {\'{x}\'}"}'
USED = """\
import i18next from "i18next";
import type { Arguments, Key } from "./i18next";
import type { Arguments as Icu } from "./icu";
import type { Arguments as Vue } from "./vue";

const shown: string = i18next.t("title") + i18next.t("photo", { count: 2, who: "Ann" });
i18next.t("new.one"); i18next.t("new.it's \\"odd\\"");
i18next.t("hello", { name: "Ann", when: new Date() });
i18next.t("menu:file.open", { name: "a" }); i18next.t("file.open", { ns: "menu", name: "a" });
// @ts-expect-error there is no such key
i18next.t("new.two");
// @ts-expect-error nor is this one in the default namespace
i18next.t("file.open");

const key: Key = "menu:file.open";
// @ts-expect-error a key that is none
const none: Key = "file.open";
const photo: Arguments["photo"] = { count: 2, who: "Ann" };
// @ts-expect-error the number is no text
const text: Arguments["photo"] = { count: "2", who: "Ann" };
// @ts-expect-error something is missing
const less: Arguments["hello"] = { name: "Ann" };
const nothing: Arguments["title"] = {};
// @ts-expect-error it takes nothing
const more: Arguments["title"] = { name: "Ann" };

const notes: Icu["notes"] = { n: 2, who: "Ann" };
// @ts-expect-error the number that picks a form is a number
const noNumber: Icu["notes"] = { n: "2", who: "Ann" };
const sex: Icu["sex"] = { sex: "female", b: (words: string) => words, at: new Date() };
const car: Vue["car"] = { n: 1, who: "Ann", count: 2 };
// @ts-expect-error what stands in quotes is no argument
const hi: Vue["hi"] = { name: "Ann", x: 1 };
export { shown, key, none, photo, text, less, nothing, more, notes, noNumber, sex, car, hi };
"""
OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--target", "es2022")


def app(project: Project, *catalogs: tuple[str, str, str, str]) -> Project:
    tables = [
        CATALOG.format(domain=domain, format=name, more=more)
        for domain, name, _file, more in catalogs
    ]
    project.write("l10n.toml", SETTINGS + "".join(tables))
    for domain, _name, file, _more in catalogs:
        project.write(f"{domain}/en.json", file)
    return project


APPS = {
    "i18next": (
        ("common", "i18next", I18NEXT, 'namespaces = ["common", ""]'),
        ("menu", "i18next", MENU, 'namespaces = ["menu"]'),
    ),
    "icu": (("icu", "formatjs", ICU, ""),),
    "vue": (("vue", "vue-i18n", VUE, ""),),
}


@pytest.mark.slow
@pytest.mark.skipif(
    not shutil.which("node") or not (NODE / "node_modules/typescript").is_dir(),
    reason="needs node and `npm install --prefix tests/node`",
)
def test_the_compiler_takes_what_is_right_and_refuses_the_rest(project: Project) -> None:
    for name, catalogs in APPS.items():
        app(project, *catalogs)
        assert project.run("types", "-o", f"{name}.d.ts").code == 0
    project.write("used.ts", USED)
    (project.root / "node_modules").symlink_to((NODE / "node_modules").resolve())
    compiler = NODE.resolve() / "node_modules/typescript/bin/tsc"
    told = subprocess.run(
        ["node", compiler, *OPTIONS, "--moduleResolution", "bundler", "used.ts"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout == ""
    assert told.returncode == 0


def test_a_file_that_is_behind_is_told_and_another_is_not_replaced(project: Project) -> None:
    app(project, *APPS["icu"])
    assert project.run("types", "-o", "a.d.ts", "--check").code == 1
    assert not (project.root / "a.d.ts").exists()
    assert project.run("types", "-o", "a.d.ts").code == 0
    assert project.run("types", "-o", "a.d.ts", "--check").code == 0
    assert (project.root / "a.d.ts").read_text("utf-8") == project.run("types").out
    project.write("icu/en.json", '{"other": "{x}"}')
    assert project.run("types", "-o", "a.d.ts", "--check").code == 1
    project.write("by_hand.d.ts", "export {};\n")
    assert project.run("types", "-o", "by_hand.d.ts").code == 2


def test_two_files_of_one_namespace_are_refused_as_is_none(project: Project) -> None:
    assert project.run("types").code == 2
    one, two = APPS["i18next"]
    app(project, one, (*two[:3], one[3]))
    told = project.run("types")
    assert (told.code, "'common'" in told.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "syntax", "takes"),
    [
        ("{{- a.b }} {{n, number}} $t(x)", Syntax.I18NEXT, {"a.b": "text", "n": "number"}),
        ("{broken", Syntax.ICU, {}),
        ("{a} {a, number} '{b}' {c, time, short}", Syntax.ICU, {"a": "number", "c": "date"}),
        ("{0} {'@'} {n}", Syntax.VUE, {"0": "text", "n": "text"}),
        ("%(a)s {b}", Syntax.PYTHON, {}),
    ],
)
def test_arguments_are_known_by_name_and_kind(
    text: str, syntax: Syntax, takes: dict[str, str]
) -> None:
    assert arguments(text, syntax) == takes
