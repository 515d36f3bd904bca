"""The wheel as a user gets it: weights, catalogs and glossary inside, and it runs from there."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# The issue of the starter model bounds what the wheel may weigh.
MAX_BYTES = 45 << 20

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(folder)], cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files in a folder of their own, as an installer lays them out."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def l10n(installed: Path, folder: Path, *arguments: str, language: str = "en") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(installed), "L10N_LANG": language, "PYTHONUTF8": "1",
             "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config"),
             "XDG_CACHE_HOME": str(folder / "cache")},
    )  # fmt: skip
    return done.stdout


def test_the_wheel_holds_what_the_product_needs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "l10n/data/locales/zh_Hans/LC_MESSAGES/l10n.mo" in names
    assert "l10n/data/glossary/social.zh-en.csv" in names
    assert sum(name.endswith(".argosmodel") for name in names) == 2
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"l10n"}
    assert wheel.stat().st_size < MAX_BYTES


def test_it_speaks_chinese_and_translates_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert "用法" in l10n(installed, tmp_path, "--help", language="zh_CN")
    (tmp_path / "app.py").write_text('_("Settings")\n_("Send message")\n', "utf-8")
    l10n(installed, tmp_path, "init", "--glossary")
    assert (tmp_path / "glossary" / "social.en-zh.csv").exists()
    told = json.loads(l10n(installed, tmp_path, "run", "--json"))
    assert told["units"] == 2
    catalog = (tmp_path / "locales/zh_Hans/LC_MESSAGES/messages.po").read_text("utf-8")
    assert "设置" in catalog


def test_the_review_tool_is_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    names = {str(path.relative_to(installed)) for path in installed.rglob("*")}
    assert "l10n/web/templates/unit.html" in names
    assert "l10n/web/static/editor.js" in names
    (tmp_path / "app.py").write_text('_("Settings")\n', "utf-8")
    l10n(installed, tmp_path, "init")
    l10n(installed, tmp_path, "run", "--engine", "fake")
    told = json.loads(l10n(installed, tmp_path, "sync", "--json"))
    assert told["catalogs"][0]["added"] == 1
