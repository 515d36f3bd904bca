"""What `init` finds in resource files comes in as it stands; each file is found again."""

import json
from pathlib import Path

import pytest

from l10n.adoption.plan import Asked, plan
from l10n.adoption.resource_tables import MOST
from l10n.adoption.settings_text import settings_text
from l10n.catalogs import resources
from l10n.errors import ConfigError
from l10n.formats.resources.known import resource_format
from l10n.project import config
from tests.conftest import Project

PACKAGES = {"i18next": "i18next", "vue-i18n": "vue-i18n", "formatjs": "react-intl"}
TEXTS = {
    "json": '{"save": "Save"}\n',
    "xml": '<resources><string name="save">Save</string></resources>\n',
    "strings": '"save" = "Save";\n',
    "arb": '{"save": "Save"}\n',
    "ftl": "save = Save\n",
    "properties": "save=Save\n",
    "yml": "save: Save\n",
}
# A format, the source file, a pattern of the others, and how a team spells its locales there.
SPELLINGS = [
    ("i18next", "locales/en/a.json", "locales/{}/a.json", "zh-CN zh-TW pt pt-BR es-419 nb"),
    ("i18next", "locales/en.json", "locales/{}.json", "zh_Hans zh_Hant fr_FR sr"),
    ("vue-i18n", "src/lang/en.json", "src/lang/{}.json", "zh zh-Hant no id he"),
    ("formatjs", "lang/en-US.json", "lang/{}.json", "zh-cn pt-br de-DE"),
    (
        "android",
        "app/res/values/strings.xml",
        "app/res/values-{}/strings.xml",
        "zh-rCN b+zh+Hant iw in pt pt-rBR b+sr+Latn",
    ),
    ("apple-strings", "A/en.lproj/L.strings", "A/{}.lproj/L.strings", "zh-Hans zh-Hant-HK pt-BR"),
    ("arb", "lib/l10n/app_en.arb", "lib/l10n/app_{}.arb", "zh zh_Hant pt_BR"),
    ("fluent", "l10n/en-US/a.ftl", "l10n/{}/a.ftl", "zh-CN zh-TW es-ES"),
    ("properties", "i18n/m.properties", "i18n/m_{}.properties", "zh_CN zh_TW fr"),
    ("yaml", "config/locales/en.yml", "config/locales/{}.yml", "zh-CN zh-TW fr"),
]


@pytest.mark.parametrize(("resource", "source", "pattern", "spelled"), SPELLINGS)
def test_each_file_is_found_again_by_the_name_that_is_written(
    resource: str, source: str, pattern: str, spelled: str, tmp_path: Path
) -> None:
    if resource in PACKAGES:
        (tmp_path / "package.json").write_text(
            json.dumps({"dependencies": {PACKAGES[resource]: "1"}})
        )
    paths = {tmp_path / pattern.format(name) for name in spelled.split()}
    for path in {*paths, tmp_path / source}:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXTS[path.suffix[1:]], "utf-8")
    made = plan(tmp_path, Asked())
    assert [(one.format, one.unread) for one in made.catalogs] == [(resource, "")]
    (part,) = config.parse(settings_text(made), tmp_path / "l10n.toml").parts()
    assert resources.source_place(part) == tmp_path / source
    found = [resources.place(part, name) for name in part.target_locales]
    assert len(found) == len(paths)
    assert set(found) == paths


def test_formats_in_one_project_call_a_locale_by_one_name(tmp_path: Path) -> None:
    for path in ("a/res/values/strings.xml", "a/res/values-zh-rCN/strings.xml"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(TEXTS["xml"])
    for name in ("en", "zh-Hans", "fr"):
        (tmp_path / f"i/{name}.lproj").mkdir(parents=True)
        (tmp_path / f"i/{name}.lproj/L.strings").write_text(TEXTS["strings"])
    made = plan(tmp_path, Asked())
    assert made.targets == ("zh_Hans", "fr")
    settings = config.parse(settings_text(made), tmp_path / "l10n.toml")
    assert all(resources.place(part, "zh_Hans").is_file() for part in settings.parts())


def test_a_folder_of_very_many_files_is_named_only(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"dependencies": {"i18next": "1"}}')
    for name in ("en", "fr"):
        (tmp_path / "locales" / name).mkdir(parents=True)
        for number in range(MOST + 1):
            (tmp_path / "locales" / name / f"n{number}.json").write_text(TEXTS["json"])
    (one,) = plan(tmp_path, Asked()).catalogs
    assert str(MOST + 1) in one.unread
    assert "[[catalogs]]" in one.unread


def test_a_source_file_that_makes_no_sense_is_named_with_its_line(tmp_path: Path) -> None:
    for name in ("values", "values-fr"):
        (tmp_path / "res" / name).mkdir(parents=True)
        (tmp_path / "res" / name / "strings.xml").write_text("<resources>\n<string>\n")
    (one,) = plan(tmp_path, Asked()).catalogs
    assert one.unread.startswith("res/values/strings.xml:")


SETTINGS = """\
source_locale = "en"
target_locales = [{targets}]
[[catalogs]]
domain = "app"
path = "l10n/{{locale}}/{{domain}}.po"
resource = "{resource}"
files = "{files}"
"""


def test_only_a_format_that_holds_all_locales_has_files_without_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "l10n.toml"
    text = SETTINGS.format(targets='"fr"', resource="xcstrings", files="A.xcstrings")
    assert config.parse(text, path).parts()[0].files == "A.xcstrings"
    with pytest.raises(ConfigError, match="locale"):
        config.parse(SETTINGS.format(targets='"fr"', resource="i18next", files="a.json"), path)


def test_a_file_is_the_locales_whose_name_is_nearest(tmp_path: Path) -> None:
    text = SETTINGS.format(
        targets='"pt", "pt_BR"', resource="android", files="values-{locale}/s.xml"
    )
    (part,) = config.parse(text, tmp_path / "l10n.toml").parts()
    (tmp_path / "values-pt-rBR").mkdir()
    (tmp_path / "values-pt-rBR/s.xml").write_text(TEXTS["xml"])
    assert resources.place(part, "pt_BR").is_file()
    assert not resources.place(part, "pt").is_file()


XCSTRINGS = {
    "sourceLanguage": "en",
    "strings": {
        "Save": {
            "localizations": {
                "zh-Hans": {"stringUnit": {"state": "translated", "value": "保存"}},
                "fr": {"stringUnit": {"state": "translated", "value": "Enregistrer"}},
            }
        },
        "Hello %@\nhow are you?": {
            "localizations": {
                "zh-Hans": {"stringUnit": {"state": "translated", "value": "你好 %@\n好吗？"}},
                "fr": {"stringUnit": {"state": "translated", "value": "Bonjour\nça va ?"}},
            }
        },
    },
    "version": "1.0",
}


def test_one_file_for_all_locales_comes_in_and_keeps_what_is_right(project: Project) -> None:
    (project.root / "l10n.toml").unlink(missing_ok=True)
    text = json.dumps(XCSTRINGS, ensure_ascii=False, indent=2, separators=(",", " : "))
    path = project.write("App/Localizable.xcstrings", text + "\n")
    assert project.run("init").code == 0
    assert project.run("adopt", "--by", "Ann").code == 1  # a placeholder is lost in fr
    assert project.run("compile").code == 0
    left = path.read_text("utf-8")
    assert "Bonjour" not in left
    assert left.count("stringUnit") == 3
    assert left.count('"fr"') == 1
    assert "Bonjour" in (project.root / "l10n/fr/Localizable.po").read_text("utf-8")
    before = {file: file.read_bytes() for file in [path, *project.root.glob("l10n/**/*.*")]}
    for command in ("adopt", "update", "compile"):
        assert project.run(command).code == 0
    assert {file: file.read_bytes() for file in before} == before
    # Into another folder it goes with all locales, too.
    assert project.run("compile", "-o", "out").code == 0
    out = json.loads((project.root / "out/App/Localizable.xcstrings").read_text("utf-8"))
    assert out == json.loads(left)


def test_forms_that_a_catalog_has_no_place_for_stay_as_they_are(project: Project) -> None:
    source = '<resources>\n  <plurals name="n">\n    <item quantity="one">%d note</item>\n'
    source += '    <item quantity="other">%d notes</item>\n  </plurals>\n</resources>\n'
    project.write("res/values/strings.xml", source)
    forms = "".join(
        f'    <item quantity="{form}">%d {form}</item>\n' for form in ("one", "few", "other")
    )
    theirs = f'<resources>\n  <plurals name="n">\n{forms}  </plurals>\n</resources>\n'
    path = project.write("res/values-lt/strings.xml", theirs)
    (project.root / "l10n.toml").unlink(missing_ok=True)
    for command in ("init", "adopt", "compile", "adopt", "update", "compile"):
        assert project.run(command).code == 0
        assert path.read_text("utf-8") == theirs


def test_a_text_in_place_of_plural_forms_becomes_plural_forms() -> None:
    android = resource_format("android")
    source = b'<resources>\n  <string name="a">A</string>\n  <plurals name="n">'
    source += b'<item quantity="other">%d notes</item></plurals>\n</resources>\n'
    texts = android.read(source, "values/strings.xml", "en")
    for before in ("", '\n  <string name="a">A</string>'):
        old = f'<resources>{before}\n  <string name="n">%d x</string>\n</resources>\n'.encode()
        new = android.write(old, {("n",): {"other": "%d y"}}, "", "zh", texts)
        read = android.read(new, "", "zh", texts).by_key()
        assert read[("n",)].value == {"other": "%d y"}
        assert (("a",) in read) == bool(before)
