"""`l10n lint` in a project: which files, the baseline, what is let stand, exit codes."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import Project

SETTINGS = """\
source_locale = "zh_Hans"
target_locales = ["en"]

[[sources]]
extractor = "javascript"
include = ["src/**/*.js", "src/**/*.jsx"]
exclude = ["src/vendor/**"]
options = { keywords = ["tr"] }

[engine]
name = "fake"
"""
PAGE = """\
export const page = (
  <div title="关注">
    <p>静音词语</p>
    <p>{tr("私信")}</p>
  </div>
);
"""


@pytest.fixture
def app(project: Project) -> Project:
    project.write("l10n.toml", SETTINGS)
    project.write("src/page.jsx", PAGE)
    project.write("src/vendor/x.js", 'alert("别人的")')
    project.write("src/page.test.js", 'alert("测试")')
    return project


def found(app: Project, *words: str) -> list[tuple[str, str, int]]:
    told = json.loads(app.run("lint", "--json", *words).out)
    return [(row["text"], row["rule"], row["line"]) for row in told]


def test_it_tells_what_nobody_marked_in_the_sources(app: Project) -> None:
    done = app.run("lint")
    assert done.code == 1
    assert "src/page.jsx:2: error[hard-coded-attribute]" in done.out
    assert "Errors: 2." in done.out
    assert found(app) == [
        ("关注", "hard-coded-attribute", 2),
        ("静音词语", "hard-coded-text", 3),
    ]


def test_what_the_baseline_has_is_quiet_and_what_is_new_is_told(app: Project) -> None:
    assert app.run("lint", "--write-baseline").code == 0
    first = (app.root / "l10n.lint.json").read_bytes()
    assert app.run("lint", "--write-baseline").code == 0
    assert (app.root / "l10n.lint.json").read_bytes() == first
    assert app.run("lint").code == 0
    # Moved code is no news; the same text a second time is.
    app.write("src/page.jsx", "\n\n" + PAGE.replace("<p>{tr", "<p>静音词语</p>\n<p>{tr"))
    assert found(app) == [("静音词语", "hard-coded-text", 6)]
    assert app.run("lint", "--no-baseline").out.count("error[") == 3
    app.write("src/page.jsx", PAGE.replace('title="关注"', ""))
    done = app.run("lint")
    assert (done.code, "Of the baseline 1 stand no more" in done.out) == (0, True)


def test_a_baseline_that_is_none_is_refused_and_stays(app: Project) -> None:
    for text in ("<<<<<<< HEAD\n", '{"version": 9, "findings": {}}', '{"version": 1}', "[]"):
        app.write("l10n.lint.json", text)
        done = app.run("lint")
        assert (done.code, "l10n.lint.json" in done.err) == (2, True)
        assert (app.root / "l10n.lint.json").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("setting", "left"),
    [
        ('allow = ["关*"]', ["静音词语"]),
        ('disable = ["hard-coded-text"]', ["关注"]),
        ('exclude = ["src/page.jsx"]', []),
        ('include = ["server/*.py"]', ["服务", "关注", "静音词语"]),
        ('functions = ["show"]', ["关注", "静音词语"]),
    ],
)
def test_the_project_says_what_is_looked_at(app: Project, setting: str, left: list[str]) -> None:
    app.write("l10n.toml", f"{SETTINGS}\n[lint]\n{setting}\n")
    app.write("server/a.py", 'TEXT = "服务"\n')
    app.write("src/b.js", 'say(tr("a"))')
    assert [text for text, _rule, _line in found(app)] == left


def test_rules_may_only_warn(app: Project) -> None:
    rules = '["hard-coded-text", "hard-coded-attribute"]'
    app.write("l10n.toml", f"{SETTINGS}\n[lint]\nwarn = {rules}\n")
    assert app.run("lint").code == 0
    assert len(found(app)) == 2
    assert found(app, "--errors-only") == []


def test_a_brand_of_the_glossary_is_not_hard_coded(app: Project) -> None:
    head = "from,to,source,target,variants,forbidden,rule,case,pos\n"
    app.write("glossary/terms.csv", f"{head}zh,en,关注,关注,,,must,any,noun\n")
    assert [text for text, _rule, _line in found(app)] == ["静音词语"]


def test_files_and_folders_can_be_named(app: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app.write("src/more/b.js", 'alert("更多")')
    app.write("README.md", "更多\n")
    assert [text for text, _rule, _line in found(app, "src/more")] == ["更多"]
    assert [text for text, _rule, _line in found(app, "src/more/b.js", "README.md")] == ["更多"]
    monkeypatch.chdir(Path("src/more"))
    assert [text for text, _rule, _line in found(app, ".")] == ["更多"]


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (SETTINGS + '[lint]\nwarn = ["grammar"]\n', "hard-coded-text"),
        (SETTINGS + "[lint]\nrules = 1\n", "baseline"),
        ('source_locale = "en"\ntarget_locales = ["zh"]\n', "[[sources]]"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_on(
    app: Project, settings: str, why: str
) -> None:
    app.write("l10n.toml", settings)
    done = app.run("lint")
    assert (done.code, why in done.err) == (2, True)
    assert "l10n.toml" in done.err


def test_a_file_that_is_no_text_is_told_and_no_baseline_is_written(app: Project) -> None:
    app.write("src/broken.js", b'alert("\xff")')
    assert app.run("lint", "--write-baseline").code == 2
    assert not (app.root / "l10n.lint.json").exists()
    done = app.run("lint")
    assert (done.code, "src/broken.js:1" in done.err) == (2, True)
    assert "src/page.jsx:3" in done.out


KEYED = """\
source_locale = "en"
target_locales = ["zh_Hans"]

[[catalogs]]
domain = "common"
path = "l10n/{locale}/{domain}.po"
resource = "i18next"
files = "texts/{locale}/common.json"

[[catalogs.sources]]
extractor = "javascript"
include = ["src/*.jsx"]

[engine]
name = "fake"
"""
GLUED = 'import { t } from "./i18n";\nexport const a = t("Shared by ") + name + t(" today");\n'


def test_keys_without_a_text_or_a_use_are_told(app: Project) -> None:
    app.write("l10n.toml", KEYED)
    app.write("texts/en/common.json", '{\n  "home": {"title": "Home",\n    "old": "Old"}\n}\n')
    app.write("src/page.jsx", 'export const a = [t("home.title"), t("home.new")];\n')
    assert found(app) == [
        ("home.new", "key-without-text", 1),
        ("home.old", "unused-key", 3),
    ]
    # A call that may ask for any key, or a file that can't be read, leaves nothing sure.
    app.write("src/more.jsx", "export const b = i18n.t(name);\n")
    assert found(app) == [("home.new", "key-without-text", 1)]
    app.write("src/more.jsx", 't("home.old"); t("home.new") // l10n: ignore a plug-in brings it\n')
    assert found(app) == [("home.new", "key-without-text", 1)]
    app.write("src/page.jsx", 't("home.title")\n')
    assert found(app) == []
    assert app.run("lint", "src/gone.jsx").code == 2


@pytest.mark.parametrize(
    ("setting", "rules"),
    [
        ("", ["not-constant", "glued-sentence"]),
        ('disable = ["not-constant"]', ["glued-sentence"]),
        ('disable = ["glued-sentence", "unused-key"]', ["not-constant"]),
        ('allow = ["t(*"]', ["not-constant"]),
        ('warn = ["not-constant", "glued-sentence"]', ["not-constant", "glued-sentence"]),
    ],
)
def test_rules_of_extraction_are_settings_as_well(
    app: Project, setting: str, rules: list[str]
) -> None:
    app.write("src/page.jsx", 't("Hi there " + x);\nconst a = t("Shared by ") + n + t(" today");\n')
    app.write("l10n.toml", f"{SETTINGS}\n[lint]\n{setting}\n")
    assert [rule for _text, rule, _line in found(app)] == rules
    assert app.run("lint").code == (0 if "warn" in setting else 1)
    assert app.run("lint", "--write-baseline").code == 0
    assert (found(app), app.run("lint").code) == ([], 0)


def test_reports_tell_what_is_told(app: Project) -> None:
    app.write("src/page.jsx", PAGE + GLUED)
    places = {form: app.root / f"out.{form}" for form in ("sarif", "junit", "github", "markdown")}
    words = [f"--report={form}={place}" for form, place in places.items()]
    assert app.run("lint", *words).code == 1
    run = json.loads(places["sarif"].read_text("utf-8"))["runs"][0]
    told = [
        (one["ruleId"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in run["results"]
    ]
    rows = json.loads(app.run("lint", "--json").out)
    assert told == [(row["rule"], row["line"]) for row in rows]
    assert {"hard-coded-text", "glued-sentence", "unused-key"} <= {
        rule["id"] for rule in run["tool"]["driver"]["rules"]
    }
    cases = ET.fromstring(places["junit"].read_text("utf-8")).iter("testcase")
    assert {case.get("name") for case in cases} == {rule for rule, _line in told}
    assert places["github"].read_text("utf-8").count("::error file=src/page.jsx") == len(told)
    assert "3 errors" in places["markdown"].read_text("utf-8")
    # What the baseline lets stand is in no report; a clean one holds a test that passes.
    assert app.run("lint", "--write-baseline").code == 0
    done = app.run("lint", "--report", "github=-", *words[:2])
    assert (done.code, done.out) == (0, "")
    assert 'tests="1" failures="0"' in places["junit"].read_text("utf-8")
    assert app.run("lint", "--report", "sarif=src/page.jsx").code == 2


FIXABLE = 'from gettext import gettext as _\nprint(_("Hi %s" % name), _("Ho %s" % x + y))\n'


def test_what_is_sure_is_fixed(project: Project) -> None:
    path = project.write("app/more.py", FIXABLE)
    shown = project.run("lint", "--fix", "--dry-run")
    assert shown.code == 1
    assert '+print((_("Hi %s") % name)' in shown.out or '+print(_("Hi %s") % name' in shown.out
    assert path.read_text("utf-8") == FIXABLE
    done = project.run("lint", "--fix")
    assert (done.code, "app/more.py: 1 finding fixed." in done.out) == (1, True)
    assert '_("Hi %s") % name' in path.read_text("utf-8")
    assert '_("Ho %s" % x + y)' in path.read_text("utf-8")
    after = path.read_text("utf-8")
    assert "fixed" not in project.run("lint", "--fix").out
    assert path.read_text("utf-8") == after
    assert "Hi %s" in project.run("extract", "--json").out


@pytest.mark.parametrize("how", ["ignored", "known", "elsewhere", "switched off"])
def test_what_may_stand_is_not_fixed(project: Project, how: str) -> None:
    code = FIXABLE.splitlines()[0] + '\nprint(_("Hi %s" % name))\n'
    if how == "ignored":
        code = code.replace("name))", "name))  # l10n: ignore it is a name")
    path = project.write("app/more.py", code)
    other = project.write("app/other.py", "x = 1\n")
    if how == "known":
        assert project.run("lint", "--write-baseline").code == 0
    if how == "switched off":
        settings = (project.root / "l10n.toml").read_text("utf-8")
        project.write("l10n.toml", settings + '\n[lint]\ndisable = ["not-constant"]\n')
    words = [str(other)] if how == "elsewhere" else []
    assert project.run("lint", "--fix", *words).code == 0
    assert path.read_text("utf-8") == code


@pytest.mark.parametrize(
    "words", [["--dry-run"], ["--fix", "--write-baseline"], ["--fix", "--dry-run", "--json"]]
)
def test_options_that_make_no_sense_together_are_refused(
    project: Project, words: list[str]
) -> None:
    assert project.run("lint", *words).code == 2
