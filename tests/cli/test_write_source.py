"""`l10n extract --write-source`: the code's new keys in the team's file, and not a byte besides."""

import json
from dataclasses import dataclass

import pytest

from tests.conftest import Project

SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]

[[sources]]
extractor = "{extractor}"
include = ["src/*"]

[[catalogs]]
domain = "app"
path = "l10n/{{locale}}/{{domain}}.po"
resource = "{format}"
files = "texts/{{locale}}.json"

[engine]
name = "fake"
"""
FILE = "texts/en.json"


@dataclass(frozen=True)
class Case:
    """A file, code that uses keys, and the file afterwards."""

    name: str
    before: str
    code: str
    after: str
    format: str = "i18next"
    extractor: str = "javascript"


CASES = [
    Case(
        "nested, by appearance",
        '{\n  "home": {\n    "title": "Home",\n    "end": "End"\n  },\n  "zoo": "Zoo"\n}\n',
        't("zoo"); t("home.title"); t("home.sub", "Below"); t("home.end"); t("new.one", "One");',
        '{\n  "home": {\n    "title": "Home",\n    "sub": "Below",\n    "end": "End"\n  },\n'
        '  "new": {\n    "one": "One"\n  },\n  "zoo": "Zoo"\n}\n',
    ),
    Case(
        "sorted, whatever the code's order",
        '{\n    "apple.pie": "a",\n    "cake.one": "c"\n}\n',
        't("zoo.a", "Z"); t("cake.one"); t("apple.pie"); t("banana.b", "B"); t("aa.a", "A");',
        '{\n    "aa.a": "A",\n    "apple.pie": "a",\n    "banana.b": "B",\n    "cake.one": "c",\n'
        '    "zoo.a": "Z"\n}\n',
    ),
    Case(
        "sorted without regard to case; tabs, CRLF, no end of line",
        '{\r\n\t"apple": "a",\r\n\t"Cake": "c"\r\n}',
        't("save_it", "Save it"); t("banana_b", "B\\n");',
        '{\r\n\t"apple": "a",\r\n\t"banana_b": "B\\n",\r\n\t"Cake": "c",\r\n'
        '\t"save_it": "Save it"\r\n}',
    ),
    Case(
        "plural and context",
        '{\n  "photo_one": "{{count}} photo",\n  "photo_other": "{{count}} photos"\n}\n',
        't("photo", { count: n }); t("note.of", "{{count}} note", { count: n });'
        't("like.of", { count: n, defaultValue_one: "a like", defaultValue_other: "likes" });'
        't("friend.of", "A friend", { context: "male" });',
        '{\n  "photo_one": "{{count}} photo",\n  "photo_other": "{{count}} photos",\n  "note": {\n'
        '    "of_one": "{{count}} note",\n    "of_other": "{{count}} note"\n  },\n  "like": {\n'
        '    "of_one": "a like",\n    "of_other": "likes"\n  },\n  "friend": {\n'
        '    "of_male": "A friend"\n  }\n}\n',
    ),
    Case(
        "words that are their own key",
        '{\n  "Follow": "Follow",\n  "A sentence. Or two.": "A sentence. Or two."\n}\n',
        't("Follow"); t("Mute this person."); t("A sentence. Or two.");'
        't("{{count}} days", {count});',
        '{\n  "Follow": "Follow",\n  "Mute this person.": "Mute this person.",\n'
        '  "A sentence. Or two.": "A sentence. Or two.",\n'
        '  "{{count}} days_one": "{{count}} days",\n'
        '  "{{count}} days_other": "{{count}} days"\n}\n',
    ),
    Case("an empty file", "{}\n", 't("a.b", "B");', '{\n  "a": {\n    "b": "B"\n  }\n}\n'),
    Case(
        "FormatJS with descriptions",
        '{"a.b": {"defaultMessage": "B", "description": "x"}}',
        'formatMessage({id: "a.b"});'
        'formatMessage({id: "a.c", defaultMessage: "{n, plural, other {#}}"});',
        '{"a.b": {"defaultMessage": "B", "description": "x"},'
        '"a.c": {"defaultMessage": "{n, plural, other {#}}"}}',
        format="formatjs",
    ),
    Case(
        "vue-i18n",
        '{\n  "menu": {\n    "open": "Open"\n  }\n}\n',
        '<template><p>{{ $t("menu.open") }} {{ $t("menu.close", "Close") }}</p></template>',
        '{\n  "menu": {\n    "open": "Open",\n    "close": "Close"\n  }\n}\n',
        format="vue-i18n",
        extractor="vue",
    ),
]  # fmt: skip


def app(project: Project, before: str, code: str, kind: Case = CASES[0]) -> Project:
    project.write("l10n.toml", SETTINGS.format(extractor=kind.extractor, format=kind.format))
    project.write(FILE, before)
    project.write(f"src/app.{'vue' if kind.extractor == 'vue' else 'js'}", code)
    return project


def says(project: Project) -> str:
    return (project.root / FILE).read_bytes().decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_new_keys_go_where_they_belong_and_nothing_else_changes(
    project: Project, case: Case
) -> None:
    app(project, case.before, case.code, case)
    done = project.run("extract", "--write-source")
    assert (done.code, says(project)) == (0, case.after)
    assert project.run("extract", "--write-source").code == 0
    assert says(project) == case.after


def test_unused_keys_are_listed_and_go_only_when_told(project: Project) -> None:
    before = (
        '{"a": {"used": "x", "gone": "y"}, "of_male": "m", "of": "o", "list": {"one": "1"}, '
        '"kind": {"text": "t"}, "linked": "l", "links": "$t(linked)", "old_one": "1 {{count}}", '
        '"old_other": "n {{count}}"}'
    )
    code = (
        't("a.used"); t("of", {context: who}); t("list", {returnObjects: true});'
        "t(`kind.${kind}`); t('links');"
    )
    app(project, before, code)
    told = project.run("extract", "--write-source", "--json")
    assert json.loads(told.out)[0]["unused"] == ["a.gone", "old"]
    assert (told.code, says(project)) == (0, before)
    assert project.run("extract", "--write-source", "--prune").code == 0
    assert says(project) == before.replace(', "gone": "y"', "").replace(
        ', "old_one": "1 {{count}}", "old_other": "n {{count}}"', ""
    )


def test_nothing_is_pruned_while_a_call_may_ask_for_any_key(project: Project) -> None:
    before = '{"used": "x", "maybe": "y"}'
    hook = "const { t } = useTranslation();\n"
    app(project, before, hook + 't("used");\nt(props.label);\n')
    done = project.run("extract", "--write-source", "--prune")
    assert says(project) == before
    assert "src/app.js:3" in done.err
    app(project, before, hook + 't("used");\n// t("used") t("used")\nt(props.label);\n')
    assert project.run("extract", "--write-source", "--prune").code == 0
    assert says(project) == '{"used": "x"}'


def test_a_namespace_belongs_to_the_catalog_that_names_it(project: Project) -> None:
    code = (
        'const { t } = useTranslation("menu", { keyPrefix: "file" });\n'
        't("open", "Open"); t("other:shut", "Shut"); i18n.t("app.name", "Name");\n'
    )
    app(project, '{"app": {"old": "x"}}', code)
    one = project.root / "l10n.toml"
    told = project.run("extract", "--write-source", "--json")
    assert [use["key"] for use in json.loads(told.out)[0]["elsewhere"]] == [
        "file.open",
        "file.shut",
    ]
    text = one.read_text("utf-8").replace(
        '"texts/{locale}.json"\n', '"texts/{locale}.json"\nnamespaces = [""]\n'
    )
    second = text.partition("[[catalogs]]")[2].partition("[engine]")[0]
    second = (
        second.replace('"app"', '"menu"').replace("texts/", "menu/").replace('[""]', '["menu"]')
    )
    project.write("l10n.toml", text.replace("[engine]", f"[[catalogs]]{second}[engine]"))
    project.write("menu/en.json", '{\n  "file": {\n    "a": "A"\n  }\n}\n')
    assert project.run("extract", "--write-source").code == 0
    assert json.loads((project.root / "menu/en.json").read_text("utf-8")) == {
        "file": {"a": "A", "open": "Open"}
    }
    assert json.loads(says(project)) == {"app": {"old": "x", "name": "Name"}}
    units = {unit["key"] for unit in json.loads(project.run("extract", "--json").out)}
    assert units == {"app.old", "app.name", "file.a", "file.open"}


def test_the_key_in_the_code_and_its_entry_in_the_file_are_one_unit(project: Project) -> None:
    before = (
        '{"card": {"name": "Name", "of_male": "His", "n_one": "{{count}} a", '
        '"n_other": "{{count}} b"}}'
    )
    code = (
        'const { t } = useTranslation("app", { keyPrefix: "card" });\n'
        't("name");\nt("of", { context: "male" });\nt("n", { count: 2 });\n'
    )
    app(project, before, code)
    units = json.loads(project.run("extract", "--json").out)
    assert [(unit["key"], [place["line"] for place in unit["locations"]]) for unit in units] == [
        ("card.name", [1, 2]),
        ("card.of_male", [1, 3]),
        ("card.n", [1, 4]),
    ]


def test_two_texts_for_one_key_are_told_with_both_places(project: Project) -> None:
    code = 't("a.b", "B"); t("a.n", "{{count}} n", { count: 2 }); t("a.old", "other");\n'
    app(project, '{"a": {"old": "x"}}', code)
    project.write("src/more.js", 't("a.n", "{{count}} n");\n\nt("a.b", "Be"); t("a.old", "o");\n')
    done = project.run("extract", "--write-source", "-v")
    said = "[key-with-two-texts] The key {} has the text {} here and {} at src/app.js:1"
    assert (done.code, json.loads(says(project))["a"]["b"]) == (1, "B")
    assert "src/more.js:3: " + said.format("a.b", "'Be'", "'B'") in done.err
    assert said.format("a.n", "", "")[:40] not in done.err
    # Once the file has the key, its text is the one that counts.
    done = project.run("extract", "-v")
    assert (done.code, done.err.count("the source resource file's counts")) == (0, 2)


def test_two_texts_for_one_id_are_told_without_a_source_file(project: Project) -> None:
    settings = SETTINGS.partition("[[catalogs]]")[0].format(extractor="javascript")
    project.write("l10n.toml", settings + '[engine]\nname = "fake"\n')
    call = 'intl.formatMessage({{ id: "a", defaultMessage: "{}" }});\n'
    project.write("src/app.js", call.format("One") + call.format("Two"))
    done = project.run("extract", "--json")
    assert (done.code, [unit["source"] for unit in json.loads(done.out)]) == (1, [["One"]])
    assert "'Two' here and 'One' at src/app.js:1" in done.err


def test_a_changed_text_is_outdated_and_a_renamed_key_keeps_the_words(project: Project) -> None:
    app(project, '{"a": {"save": "Save", "mute": "Mute"}}', 't("a.save"); t("a.mute");')
    assert project.run("run").code == 0
    assert project.run("approve", "--origin", "machine", "--reason", "read", "-y").code == 0
    project.write(FILE, '{"b": {"save": "Save"}, "a": {"mute": "Mute him"}}')
    project.write("src/app.js", 't("b.save"); t("a.mute");')
    assert project.run("update").code == 0
    told = json.loads(project.run("status", "--list", "machine", "--json").out)["units"]
    assert [(unit["source"], bool(unit["target"][0])) for unit in told] == [(["Save"], True)]
    told = json.loads(project.run("status", "--list", "outdated", "--json").out)["units"]
    assert [unit["source"] for unit in told] == [["Mute him"]]


@pytest.mark.parametrize(
    ("words", "why"),
    [(("--prune",), "--write-source"), (("--write-source",), "[[catalogs.sources]]")],
)
def test_what_makes_no_sense_is_refused(project: Project, words: tuple[str, ...], why: str) -> None:
    done = project.run("extract", *words)
    assert (done.code, why in done.err) == (2, True)


def test_nothing_is_written_where_code_cannot_be_read(project: Project) -> None:
    app(project, '{"a": "x"}', 't("b.b", "B");')
    project.write("src/broken.js", b"\xff t('a.c', 'C')")
    done = project.run("extract", "--write-source", "--prune")
    assert (done.code, says(project)) == (2, '{"a": "x"}')
