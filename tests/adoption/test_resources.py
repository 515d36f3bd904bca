"""A team's own resource files come in, and get back what is approved, value by value."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project

SETTINGS = """\
source_locale = "en"
target_locales = ["zh_CN"]

[[catalogs]]
domain = "app"
path = "l10n/{{locale}}/{{domain}}.po"
resource = "{resource}"
files = "{files}"
{more}

[engine]
name = "fake"
"""
JSON_EN = """\
{
  "app": {
    "title": "Notes",
    "save": "Save draft",
    "count_one": "{{count}} note",
    "count_other": "{{count}} notes"
  },
  "hello": "Hello, {{name}}!",
  "new": "Just new"
}
"""
JSON_ZH = """\
{
    "app": {
        "title": "笔记",
        "count_other": "{{count}} 篇笔记"
    },
    "hello": "你好，{{nam}}！",
    "legacy": "旧的"
}
"""
ANDROID_EN = """\
<?xml version="1.0" encoding="utf-8"?>
<resources>
    <string name="title">Notes</string>
    <string name="app_id" translatable="false">notes</string>
    <!-- a button -->
    <string name="save">Save draft</string>
    <plurals name="count">
        <item quantity="one">%d note</item>
        <item quantity="other">%d notes</item>
    </plurals>
    <string name="hello">Hello, %1$s!</string>
</resources>
"""
ANDROID_ZH = """\
<?xml version="1.0" encoding="utf-8"?>
<resources>
    <string name="legacy">旧的</string>
    <string name="title">笔记</string>
    <plurals name="count">
        <item quantity="other">%d 篇笔记</item>
    </plurals>
    <string name="hello">你好，%2$s！</string>
</resources>
"""


@pytest.fixture(params=["i18next", "android"])
def app(request: pytest.FixtureRequest, project: Project) -> Project:
    if request.param == "i18next":
        more, files = "", "locales/{locale}/app.json"
        project.write("locales/en/app.json", JSON_EN)
        project.write("locales/zh-CN/app.json", JSON_ZH)
    else:
        more, files = 'source_file = "res/values/strings.xml"', "res/values-{locale}/strings.xml"
        project.write("res/values/strings.xml", ANDROID_EN)
        project.write("res/values-zh-rCN/strings.xml", ANDROID_ZH)
    text = SETTINGS.format(resource=request.param, files=files, more=more)
    project.write("l10n.toml", text)
    return project


def _file(app: Project) -> Path:
    names = ("locales/zh-CN/app.json", "res/values-zh-rCN/strings.xml")
    return next(app.root / name for name in names if (app.root / name).exists())


def _states(app: Project) -> dict[str, int]:
    told: dict[str, Any] = json.loads(app.run("status", "--json").out)["locales"][0]["states"]
    return {state: count for state, count in told.items() if count}


def test_words_come_in_by_their_keys_and_stay_where_they_are(app: Project) -> None:
    done = app.run("adopt", "--by", "Ann", "--json")
    told = json.loads(done.out)["catalogs"]["zh_CN"]
    assert (told["approved"], told["broken"]) == (2, 1)
    before = _file(app).read_text("utf-8")
    assert app.run("compile").code == 0
    # What is broken waits in the catalog, and the app shows the source meanwhile.
    gone = [line for line in before.split("\n") if "你好" not in line]
    left = _file(app).read_text("utf-8").split("\n")
    assert [line.rstrip(",") for line in left] == [line.rstrip(",") for line in gone]
    assert "你好" in (app.root / "l10n/zh_CN/app.po").read_text("utf-8")


def test_a_second_run_changes_no_byte(app: Project) -> None:
    for command in (["adopt"], ["update"], ["compile"]):
        app.run(*command)
    before = {path: path.read_bytes() for path in app.root.rglob("*.*") if path.is_file()}
    for command in (["adopt"], ["update"], ["compile"]):
        assert app.run(*command).code == 0
    after = {path: path.read_bytes() for path in app.root.rglob("*.*") if path.is_file()}
    assert {path for path in after if after[path] != before.get(path)} == set()


def test_what_is_approved_is_written_in_place_and_read_again(app: Project) -> None:
    app.run("adopt")
    assert app.run("translate").code == 0
    chosen = ["--all-passing", "--origin", "machine", "--reason", "read"]
    assert app.run("approve", *chosen).code == 0
    before = _file(app).read_text("utf-8").split("\n")
    assert app.run("compile").code == 0
    lines = _file(app).read_text("utf-8").split("\n")
    new = [line for line in lines if line not in before]
    assert any("save" in line for line in new)
    assert len(new) <= 4
    assert app.run("adopt").code == 0
    assert app.run("update", "--check").code == 0


def test_an_edit_in_the_file_is_a_persons_edit_and_is_not_written_over(app: Project) -> None:
    app.run("adopt")
    app.run("compile")
    path = _file(app)
    path.write_text(
        path.read_text("utf-8").replace(">笔记<", ">随笔<").replace('"笔记"', '"随笔"'), "utf-8"
    )
    done = app.run("compile")
    assert done.code == 2
    assert "l10n adopt" in done.err
    assert "随笔" in path.read_text("utf-8")
    app.run("adopt")
    assert "随笔" in (app.root / "l10n/zh_CN/app.po").read_text("utf-8")
    assert _states(app)["suggested"] == 2
    assert app.run("compile").code == 0
    assert "随笔" not in path.read_text("utf-8")  # it waits for a person
    app.run("approve", "Notes", "--by", "Ann")
    assert app.run("compile").code == 0
    assert "随笔" in path.read_text("utf-8")


def test_a_changed_source_text_makes_its_words_outdated(app: Project) -> None:
    app.run("adopt")
    app.run("compile")
    source = next(
        p
        for p in app.root.rglob("*")
        if p.name in {"app.json", "strings.xml"} and (p.parent.name in {"en", "values"})
    )
    source.write_text(source.read_text("utf-8").replace("Notes", "My notes"), "utf-8")
    assert app.run("update").code == 0
    assert _states(app)["outdated"] == 1
    assert app.run("compile").code == 0
    assert not re.search("title.*笔记", _file(app).read_text("utf-8"))


def test_nothing_is_written_before_it_is_adopted(app: Project) -> None:
    before = _file(app).read_bytes()
    app.run("update")
    done = app.run("compile")
    assert done.code == 2
    assert "l10n adopt" in done.err
    assert _file(app).read_bytes() == before


def test_a_source_file_that_is_gone_is_an_error(app: Project) -> None:
    app.run("adopt")
    for path in [*app.root.glob("locales/en/app.json"), *app.root.glob("res/values/strings.xml")]:
        path.unlink()
    for command in ("adopt", "update", "compile"):
        assert app.run(command).code == 2


def test_one_key_in_two_files_is_an_error(project: Project) -> None:
    project.write("a.json", '{"title": "Notes"}')
    project.write("b.json", '{"title": "Profile"}')
    sources = '[[sources]]\nextractor = "resource"\ninclude = ["*.json"]\n'
    head = 'source_locale = "en"\ntarget_locales = ["zh_CN"]\n'
    project.write("l10n.toml", head + sources + 'options = { format = "i18next" }\n')
    done = project.run("update")
    assert done.code == 2
    assert "b.json:1: Two files have texts with the key 'title'" in done.err
    project.write("b.json", '{"title": "Notes"}')
    assert project.run("update").code == 0


def _put(app: Project, key: str, was: str, now: str) -> None:
    """A text of the team's file in other words, or a new one."""
    path = _file(app)
    text = path.read_text("utf-8")
    if was:
        text = text.replace(was, now)
    elif path.suffix == ".json":
        text = text.replace('"app": {', f'"app": {{"{key}": "{now}",')
    else:
        text = text.replace("<string", f'<string name="{key}">{now}</string>\n    <string', 1)
    path.write_text(text, "utf-8")


# What happens in the catalog, and when, before somebody writes into the team's file: a source,
# its words in the file before, those in the catalog, and whether they were compiled.
BESIDE = [
    pytest.param("Notes", "笔记", "", False, id="before any compile"),
    pytest.param("Notes", "笔记", "札记", False, id="over a hand edit"),
    pytest.param("Notes", "笔记", "札记", True, id="over what waits"),
    pytest.param("Save draft", "", "保存", False, id="beside what was never compiled"),
    pytest.param("Save draft", "", "保存", True, id="where nothing stood"),
]


@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize(("source", "was", "here", "compiled"), BESIDE)
def test_what_compile_will_not_replace_adopt_takes_in(
    app: Project, source: str, was: str, here: str, compiled: bool, approved: bool
) -> None:
    app.run("adopt", "--by", "Ann")
    catalog = app.root / "l10n/zh_CN/app.po"
    if here:
        before = f'msgid "{source}"\nmsgstr "{was}"'
        text = catalog.read_text("utf-8")
        assert before in text
        catalog.write_text(text.replace(before, f'msgid "{source}"\nmsgstr "{here}"'), "utf-8")
    if here and approved:
        assert app.run("approve", source, "--by", "Ann").code == 0
    if compiled:
        assert app.run("compile").code == 0
    left = here if compiled and approved else "" if compiled else was
    _put(app, {"Notes": "title", "Save draft": "save"}[source], left, "随笔")
    assert app.run("compile").code == 2
    assert "随笔" in _file(app).read_text("utf-8")
    app.run("adopt", "--by", "Ann")
    assert app.run("compile").code == 0
    text = catalog.read_text("utf-8")
    assert "随笔" in text
    assert (here or was) in text  # nobody's words are lost
    assert app.run("approve", source, "--by", "Ann").code == 0
    assert app.run("compile").code == 0
    assert "随笔" in _file(app).read_text("utf-8")


def test_an_empty_text_is_no_edit_and_is_filled(app: Project) -> None:
    _put(app, "save", "", "")
    app.run("adopt", "--by", "Ann")
    before = [line for line in _file(app).read_text("utf-8").split("\n") if "save" in line]
    assert app.run("compile").code == 0
    assert [line for line in _file(app).read_text("utf-8").split("\n") if "save" in line] == before
    app.run("translate")
    assert app.run("approve", "Save draft", "--by", "Ann").code == 0
    assert app.run("compile").code == 0
    assert len(re.findall("save", _file(app).read_text("utf-8"))) == 1
    assert "Save draft" in _file(app).read_text("utf-8")  # in the fake engine's words


def test_other_words_approved_before_the_first_compile_ship(app: Project) -> None:
    app.run("adopt", "--by", "Ann")
    catalog = app.root / "l10n/zh_CN/app.po"
    catalog.write_text(catalog.read_text("utf-8").replace('笔记"', '随笔"', 1), "utf-8")
    assert app.run("approve", "Notes", "--by", "Ann").code == 0
    assert app.run("compile").code == 0
    assert "随笔" in _file(app).read_text("utf-8")


def test_rejected_words_do_not_come_back_from_the_file(app: Project) -> None:
    app.run("adopt", "--by", "Ann")
    assert app.run("reject", "Notes", "--by", "Ann", "--reason", "no").code == 0
    for _again in range(2):
        assert app.run("compile").code == 0
        assert "笔记" not in _file(app).read_text("utf-8").replace("篇笔记", "")
        _put(app, "title", "", "笔记")
        app.run("adopt", "--by", "Ann")
        assert _states(app)["rejected"] == 1


def test_a_file_that_is_gone_comes_back_where_the_team_had_it(app: Project) -> None:
    app.run("adopt", "--by", "Ann")
    assert app.run("compile").code == 0
    path = _file(app)
    path.with_name("other.txt").touch()
    path.unlink()
    assert app.run("compile").code == 0
    assert "笔记" in path.read_text("utf-8")


def test_a_source_file_that_lost_its_texts_is_asked_about(project: Project) -> None:
    texts = {f"key{number}": f"Text {number}" for number in range(30)}
    project.write("locales/en/app.json", json.dumps(texts))
    words = {key: f"文字 {key.removeprefix('key')}" for key in texts}
    project.write("locales/zh-CN/app.json", json.dumps(words))
    settings = SETTINGS.format(resource="i18next", files="locales/{locale}/app.json", more="")
    project.write("l10n.toml", settings)
    assert project.run("adopt").code == 0
    before = (project.root / "l10n/zh_CN/app.po").read_bytes()
    project.write("locales/en/app.json", "{}")
    done = project.run("adopt")
    assert (done.code, "--obsolete-ok" in done.err) == (2, True)
    assert (project.root / "l10n/zh_CN/app.po").read_bytes() == before


def test_a_plural_that_lacks_a_form_waits_for_a_person(project: Project) -> None:
    """Russian has words of its own for 2 and for 5; French has none for a million yet."""
    settings = SETTINGS.format(resource="i18next", files="locales/{locale}.json", more="")
    project.write("l10n.toml", settings.replace('["zh_CN"]', '["ru", "fr"]'))
    project.write("locales/en.json", '{"n_one": "{{count}} note", "n_other": "{{count}} notes"}')
    project.write("locales/ru.json", '{"n_one": "{{count}} а", "n_other": "{{count}} о"}')
    project.write("locales/fr.json", '{"n_one": "{{count}} un", "n_other": "{{count}} des"}')
    told = json.loads(project.run("adopt", "--json").out)["catalogs"]
    assert (told["ru"]["approved"], told["ru"]["guess"]) == (0, 1)
    assert told["fr"]["approved"] == 1


def test_one_text_where_the_source_has_plurals_is_a_persons_suggestion(project: Project) -> None:
    more, files = 'source_file = "res/values/strings.xml"', "res/values-{locale}/strings.xml"
    project.write("l10n.toml", SETTINGS.format(resource="android", files=files, more=more))
    project.write("res/values/strings.xml", ANDROID_EN)
    single = '<resources>\n    <string name="count">%d 篇笔记</string>\n</resources>\n'
    project.write("res/values-zh-rCN/strings.xml", single)
    told = json.loads(project.run("adopt", "--json").out)["catalogs"]["zh_CN"]
    assert (told["plural"], told["guess"]) == (1, 0)
    text = (project.root / "l10n/zh_CN/app.po").read_text("utf-8")
    assert ('msgstr[0] "%d 篇笔记"' in text, "@machine" in text) == (True, False)


def test_where_two_categories_share_a_form_the_later_one_is_enough(project: Project) -> None:
    """CLDR has `one` for Vietnamese; gettext's catalogs and the teams' files have one form."""
    settings = SETTINGS.format(resource="i18next", files="locales/{locale}.json", more="")
    project.write("l10n.toml", settings.replace('["zh_CN"]', '["vi"]'))
    project.write("locales/en.json", '{"n_one": "{{count}} note", "n_other": "{{count}} notes"}')
    project.write("locales/vi.json", '{"n_other": "{{count}} trang"}')
    told = json.loads(project.run("adopt", "--json").out)["catalogs"]
    assert told["vi"]["approved"] == 1
    before = (project.root / "locales/vi.json").read_bytes()
    assert project.run("compile").code == 0
    assert (project.root / "locales/vi.json").read_bytes() == before


def test_what_leaves_a_file_is_told(app: Project) -> None:
    app.run("adopt")
    done = app.run("compile")
    name = _file(app).relative_to(app.root).as_posix()
    assert f"{name}: 1 text that is not approved leaves the file" in " ".join(done.out.split())
    again = json.loads(app.run("compile", "--json").out)
    assert again["taken_out"] == {}


def test_compiling_one_locale_keeps_what_was_said_of_the_others(app: Project) -> None:
    settings = (app.root / "l10n.toml").read_text()
    app.write("l10n.toml", settings.replace('["zh_CN"]', '["zh_CN", "fr"]'))
    app.run("adopt")
    app.run("compile")
    manifest = (app.root / "l10n/app.manifest.json").read_bytes()
    assert b'"units"' in manifest
    assert app.run("compile", "-l", "fr").code == 0
    assert (app.root / "l10n/app.manifest.json").read_bytes() == manifest
