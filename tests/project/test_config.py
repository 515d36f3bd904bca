"""The settings: read with defaults, and every mistake at its line."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import ConfigError, L10nError
from l10n.project import config, settings_file
from l10n.project.tables import Checks, Engine, Sources

MINIMAL = 'source_locale = "en"\ntarget_locales = ["zh_Hans"]\n'
FULL = """\
source_locale = "zh_Hans"
target_locales = ["en", "en_GB"]
domain = "app"
catalogs = "po/{locale}/{domain}.po"
glossary = ["terms.csv"]
release = "dist"
formats = ["mo"]
cache = "cache.sqlite"

[[sources]]
extractor = "python"
include = ["app/**/*.py"]
exclude = ["app/tests/**"]
options = { keywords = ["tr"] }

[[sources]]
extractor = "jinja2"
include = ["templates/**/*.html"]

[check]
disable = ["length"]
warn = ["numbers"]
han_latin_spacing = "space"
copies = ["OK"]

[engine]
name = "fake"
beam_size = 4
"""


def _load(folder: Path, text: str, name: str = "l10n.toml") -> config.Config:
    path = folder / name
    path.write_text(text, "utf-8")
    return config.load(path)


def test_two_settings_are_enough(tmp_path: Path) -> None:
    found = _load(tmp_path, MINIMAL)
    assert (found.source_locale, found.target_locales) == ("en", ("zh_Hans",))
    assert found.root == tmp_path
    assert found.catalog_path("zh_Hans") == tmp_path / "locales/zh_Hans/LC_MESSAGES/messages.po"
    assert (found.sources, found.check, found.engine) == ((), Checks(), Engine())


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = _load(tmp_path, FULL)
    assert found.catalog_path("en") == tmp_path / "po/en/app.po"
    assert (found.glossary, found.release, found.formats) == (("terms.csv",), "dist", ("mo",))
    assert found.sources == (
        Sources("python", ("app/**/*.py",), ("app/tests/**",), {"keywords": ["tr"]}),
        Sources("jinja2", ("templates/**/*.html",)),
    )
    assert found.check == Checks(("length",), ("numbers",), "space", ("OK",))
    assert (found.engine.name, found.engine.beam_size) == ("fake", 4)


def test_settings_may_stand_in_pyproject(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.l10n]\n' + MINIMAL + "[tool.l10n.check]\nwarn = []\n"
    assert _load(tmp_path, text, "pyproject.toml").target_locales == ("zh_Hans",)


def test_the_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    (tmp_path / "l10n.toml").write_text(MINIMAL)
    assert settings_file.find(inside) == tmp_path / "l10n.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")
    assert settings_file.find(inside) == tmp_path / "l10n.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.l10n]\n" + MINIMAL)
    assert settings_file.find(inside) == tmp_path / "a" / "pyproject.toml"


def test_a_folder_without_a_project_is_told_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="l10n init"):
        settings_file.find(tmp_path)


MISTAKES = [
    (MINIMAL + 'colour = "red"\n', 3, "no setting 'colour'"),
    (MINIMAL + "[check]\n\ndisabled = []\n", 5, "no setting 'disabled'"),
    (MINIMAL + '[[sources]]\nextractor = "python"\nincludes = ["a"]\n', 5, "no setting 'includes'"),
    (MINIMAL + "[engine]\nbeam_size = 'two'\n", 4, "'beam_size' must be a whole number"),
    (MINIMAL + "[engine]\nbeam_size = true\n", 4, "'beam_size' must be a whole number"),
    (MINIMAL + "domain = 3\n", 3, "'domain' must be a string"),
    (MINIMAL + 'glossary = "terms.csv"\n', 3, "'glossary' must be a list of strings"),
    (MINIMAL + "glossary = [1]\n", 3, "'glossary' must be a list of strings"),
    (MINIMAL + "check = 3\n", 3, "'check' must be a table"),
    (MINIMAL + "[sources]\nextractor = 'python'\n", 3, "'sources' must be a list of tables"),
    (MINIMAL + "sources = ['python']\n", 3, "'sources' must be a list of tables"),
    (MINIMAL + "[[sources]]\ninclude = ['a']\n", 3, "lacks 'extractor'"),
    (MINIMAL + "[[sources]]\nextractor = 'python'\n", 3, "lacks 'include'"),
    (MINIMAL + "[check]\nhan_latin_spacing = 'some'\n", 4, '"space", "none" or "any"'),
    (MINIMAL + 'references = "lines"\n', 3, '"file", "line" or "keep"'),
    (MINIMAL + "broken = \n", 3, "not valid TOML"),
    (MINIMAL + MINIMAL, 3, "not valid TOML"),
    ('target_locales = ["zh_Hans"]\n', 1, "'source_locale' is missing"),
    ('source_locale = "en"\n', 1, "'target_locales' is missing"),
    ('# nothing\nsource_locale = "en"\ntarget_locales = []\n', 3, "'target_locales' is missing"),
    ('source_locale = "en"\ntarget_locales = ["xx"]\n', 2, "'xx' is not a locale"),
    ('source_locale = "english"\ntarget_locales = ["zh"]\n', 1, "'english' is not a locale"),
    ('source_locale = "en"\ntarget_locales = ["en"]\n', 2, "also among the target locales"),
    ('source_locale = "en"\ntarget_locales = ["fr", "EN"]\n', 2, "also among the target locales"),
    (
        'source_locale = "en"\ntarget_locales = ["zh_CN", "zh-cn"]\n',
        2,
        "the same locale as 'zh_CN'",
    ),
    ('source_locale = "en"\ntarget_locales = ["zh\\u0000"]\n', 2, "A NUL character"),
    (MINIMAL + "[captions]\n" + r'glossary = ["a\u0000.csv"]', 4, "A NUL character"),
    (MINIMAL + 'catalogs = "po/{lang}.po"\n', 3, "may name"),
    (MINIMAL + 'glossary = ["a.csv", ""]\n', 3, "'' names none"),
    (MINIMAL + 'glossary = ["/"]\n', 3, "'/' names none"),
    (MINIMAL + '[captions]\nglossary = ["terms**.csv"]\n', 4, "must stand by itself"),
    (MINIMAL + "[[sources]]\nextractor = 'x'\ninclude = ['a**/b']\n", 5, "must stand by itself"),
    (
        MINIMAL + "[[sources]]\nextractor = 'x'\ninclude = ['a']\n" + r'exclude = ["a\u0000"]',
        6,
        "A NUL character",
    ),
    (MINIMAL + 'catalogs = "po/{locale.po"\n', 3, "may name"),
    (MINIMAL + "aliases = ['zh_CN']\n", 3, "must be a table"),
    (MINIMAL + "[aliases]\nzh_Hans = 'zh_CN'\n", 4, "as a list"),
    (MINIMAL + "[aliases]\n\nfr = ['fr_FR']\n", 5, "belong to a target locale"),
    (MINIMAL + "[aliases]\nzh_Hans = ['../zh_CN']\n", 4, "no locale"),
    (MINIMAL + "[aliases]\nzh_Hans = [3]\n", 4, "no locale"),
    (MINIMAL + "[aliases]\nzh_Hans = ['zh_CN', 'zh_CN']\n", 4, "another locale's files"),
    (MINIMAL + "[aliases]\nzh_Hans = ['zh_CN', 'zh_TW']\n", 4, "zh_TW can't read zh_Hans"),
    (MINIMAL + "[aliases]\nzh_Hans = ['fr']\n", 4, "fr can't read zh_Hans"),
    (MINIMAL + "[aliases]\nzh_Hans = ['zh_CN', 'zh']\n", 3, "they read Traditional"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        _load(tmp_path, text)
    assert caught.value.place is not None
    assert caught.value.place.path == str(tmp_path / "l10n.toml")
    assert caught.value.place.line == line
    assert caught.value.exit_code == 2


_SHARDS = st.sampled_from(
    [
        *(MINIMAL, "[check]\n", "[[sources]]\n", "[engine]\n", "[sources]\n", "[captions]\n"),
        *("include = ['a']\n", "extractor = 'x'\n", "name = 1\n", "warn = []\n", "glossary = 3\n"),
        *("glossary = ['']\n", "glossary = ['/**x']\n", "exclude = ['/']\n"),
        *("check.warn = [1]\n", "sources = [{}]\n", "a = {b = 1}\n", "[", "'", "=", "\n", "\0"),
    ]
)


@given(st.text() | st.lists(_SHARDS, max_size=8).map("".join))
def test_any_text_is_a_project_or_a_mistake_with_its_line(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "l10n.toml"
        path.write_bytes(text.encode())
        try:
            found = config.load(path)
        except ConfigError as error:
            mistake = error
        else:
            assert found.target_locales
            return
    assert mistake.place is not None
    assert mistake.place.line in range(1, text.count("\n") + text.count("\r") + 2)


def test_a_mistake_in_pyproject_names_its_line_there(tmp_path: Path) -> None:
    text = '[project]\ndomain = "x"\n[tool.l10n]\n' + MINIMAL + "domain = 3\n"
    with pytest.raises(ConfigError, match="'domain' must be a string") as caught:
        _load(tmp_path, text, "pyproject.toml")
    assert caught.value.place is not None
    assert caught.value.place.line == 6


def test_pyproject_without_our_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no table \[tool.l10n\]"):
        _load(tmp_path, '[project]\nname = "x"\n', "pyproject.toml")


def test_settings_that_are_not_utf_8_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "l10n.toml"
    path.write_bytes(b'source_locale = "\xff"\n')
    with pytest.raises(L10nError, match="not UTF-8"):
        config.load(path)


def test_aliases_are_names_that_runtimes_look_for(tmp_path: Path) -> None:
    targets = 'source_locale = "en"\ntarget_locales = ["zh_Hans", "zh_Hant"]\n'
    names = '[aliases]\nzh_Hans = ["zh_CN", "zh-CN", "zh"]\nzh_Hant = ["zh_TW", "zh_HK"]\n'
    assert _load(tmp_path, targets + names).aliases == {
        "zh_Hans": ("zh_CN", "zh-CN", "zh"),
        "zh_Hant": ("zh_TW", "zh_HK"),
    }
