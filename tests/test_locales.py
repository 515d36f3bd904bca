"""The project is its own first user: both languages of its interface, complete and approved."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n import messages
from l10n.catalogs import files as catalog_files
from l10n.catalogs.extract import extract
from l10n.catalogs.merge import merge
from l10n.checks.checker import checkers
from l10n.model import State
from l10n.project import config, glossaries
from l10n.release.compile import compile_to

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def settings() -> config.Config:
    return config.load(ROOT / "l10n.toml")


def test_the_catalog_is_up_to_date_and_every_string_is_approved(settings: config.Config) -> None:
    made = extract(settings)
    catalog = catalog_files.read(settings, "zh_Hans")
    merged, counts = merge(catalog, made.units)
    assert (made.errors, made.faults) == ([], [])
    assert not catalog_files.differs(settings, merged), f"run `l10n update`: {counts}"
    waiting = [e.unit.source[0] for e in catalog.live() if e.state is not State.APPROVED]
    assert waiting == []


def test_what_is_compiled_is_what_stands_in_the_checkout(settings: config.Config) -> None:
    found, errors = catalog_files.read_all(settings)
    terms, unread = glossaries.load(settings)
    by_locale = checkers(settings, terms, found)
    result, failed = compile_to(settings, by_locale, found, ROOT / "locales", [settings])
    assert unread == []
    assert (errors, failed, result.held, result.changed, result.news) == ([], [], [], [], False)


def spoken(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {
        k: v for k, v in os.environ.items() if k not in {"L10N_LANG", "LANGUAGE", "LC_ALL"}
    }
    return subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**inherited, **environment},
        encoding="utf-8",
    )


@pytest.mark.parametrize("locale", ["zh_CN", "zh_CN.UTF-8", "zh_Hans", "zh_SG"])
def test_the_command_line_speaks_chinese_where_the_reader_does(locale: str) -> None:
    told = spoken("--help", LANG=locale, PYTHONUTF8="1").stdout
    assert "用法" in told
    assert "未经批准的一律不发布" in told
    assert "Show this message" not in told


@pytest.mark.parametrize("locale", ["C", "en_US.UTF-8", "de_DE.UTF-8", ""])
def test_and_english_everywhere_else(locale: str) -> None:
    assert "Nothing unapproved ships" in spoken("--help", LANG=locale).stdout


def test_errors_speak_chinese_too(tmp_path: Path) -> None:
    told = spoken("-C", str(tmp_path), "status", LANG="zh_CN", PYTHONUTF8="1")
    assert told.returncode == 2
    assert "运行 `l10n init` 写出一个" in told.stderr


def test_the_locale_of_the_environment() -> None:
    cases = json.loads(
        '[[{"LANG": "zh_CN.UTF-8"}, "zh_Hans"], [{"LC_ALL": "C", "LANG": "zh_CN"}, "en"],'
        ' [{"LANGUAGE": "zh-CN:en"}, "zh_Hans"], [{"L10N_LANG": "en", "LANG": "zh_CN"}, "en"],'
        ' [{}, "en"], [{"LANG": "fr_FR.UTF-8"}, "fr_FR"]]'
    )
    for environment, wanted in cases:
        assert messages.catalog_locale(environment) == wanted


def test_help_imports_nothing_heavy() -> None:
    """The start stays light because of what is not imported; the time itself is the bench's."""
    code = (
        "import sys\nfrom l10n.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'ctranslate2', 'sentencepiece', 'sqlalchemy', 'argostranslate', 'babel',"
        " 'opencc', 'rjieba', 'jinja2'}\nprint(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
