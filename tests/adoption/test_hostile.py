"""Names and settings of every kind: nothing falls over, and what is written says what was meant."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.adoption.plan import Asked, plan
from l10n.adoption.settings_text import settings_text
from l10n.catalogs.extract import extract
from l10n.project import config

WORDS = st.sampled_from(
    ["a", "zh", "zh-Hans", "en", "locale", "po", "x\ny", 'q"', "a'b", "{b}", "{locale}", "{domain}",
     "[1]", "*", "?", "\\", "\x9b31m", "\x7f", "# x", "保存", "%s", "\u202e", "LC_MESSAGES", "src"]
)  # fmt: skip
NAME = st.lists(WORDS, min_size=1, max_size=2).map("".join)
FILE = st.builds(
    "/".join,
    st.tuples(
        NAME, NAME, NAME,
        st.builds(str.__add__, NAME, st.sampled_from([".po", ".pot", ".py", ".json", ".xml"])),
    ),
)  # fmt: skip
PO = 'msgid "Save"\nmsgstr "保存"\n'


@given(st.lists(FILE, min_size=1, max_size=4), NAME)
@settings(max_examples=150)
def test_settings_written_for_hostile_names_lead_to_these_files(
    names: list[str], code: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in (*names, f"{code}.py"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            if not (root / name).is_dir():
                (root / name).write_text(PO if name.endswith("po") else "", "utf-8")
        made = plan(root, Asked())
        if made.written:
            text = settings_text(made)
            assert all(line.isprintable() for line in text.split("\n"))
            read = config.parse(text, root / "l10n.toml")
            for part, one in zip(read.parts(), made.written, strict=True):
                # Catalogs have no line for a file of such a name, and that is told.
                assert all("The name of the file" in str(e) for e in extract(part).errors)
                there = [part.catalog_path(name).exists() for name in one.locales]
                assert all(there) or not one.files


SETTINGS = st.sampled_from(
    [
        *("crowdin.yml", "babel.cfg", "setup.cfg", "babel.toml", "pyproject.toml", "package.json"),
        *("a/l10n.yaml", ".tx/config", ".weblate/a.json", "i18next.config.ts", "l10n.toml"),
        *(
            "po/POTFILES",
            "po/LINGUAS",
            "po/zh.po",
            "po/x.pot",
            "x.xcstrings",
            "a/zh.xlf",
            "lingui.config.ts",
        ),
        *("locales/zh.json", "values-zh/strings.xml", "Makefile", "po/meson.build", ".gitmodules"),
    ]
)
PIECES = st.sampled_from(
    ["[", "]", "{", "}", ":", "\n", "- ", "files", "source", "translation", "paths", "l10n", "[[",
     "]]", "=", '"', "a", "%locale%", "<lang>", "file_filter", "python: **.py", "*", "**", "&a",
     "filemask", "strings", "localizations", "zh", "\x00", "\t", "scripts", "mappings", "pattern",
     "tool", "babel", "dependencies", "i18next", "null", "1", ",", "arb-dir", "../", "/", "*a",
     "basepath", "pybabel extract -k ", "output: '", "{{lng}}", "$LOCALE", "{a,b}",
     "files:\n- source: /po/x.pot\n  translation: /", "/a.po\n", 'msgid "a"\nmsgstr ""\n']
)  # fmt: skip
TEXT = st.one_of(st.lists(PIECES, max_size=30).map("".join).map(str.encode), st.binary(max_size=60))


@given(st.dictionaries(SETTINGS, TEXT, min_size=1, max_size=4))
@settings(max_examples=300)
def test_settings_of_other_tools_may_hold_anything(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        made = plan(root, Asked())
        if made.written:
            config.parse(settings_text(made), root / "x.toml")


NO_YAML = ["!!int", "2024-99-99", "{a: " * 2000, ": ? - : 0x>2024-99-99>- ", "a: *b", "\x00"]


@pytest.mark.parametrize("text", [*NO_YAML, "-:  \n%YAML 9.9\n->"])
def test_yaml_that_is_none_is_said_and_nothing_falls_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "crowdin.yml").write_text(text)
    assert plan(tmp_path, Asked()).tree.unreadable == ["crowdin.yml"]
