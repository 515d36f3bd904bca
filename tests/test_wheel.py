"""The wheels as a user gets them: l10n with catalogs and glossary, the starter with the model."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# The plain wheel brings no model; the starter's is all model.
MAX_BYTES = 2 << 20
STARTER_BYTES = 42 << 20

pytestmark = pytest.mark.slow


def built(project: Path, folder: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(folder)], cwd=project, check=True, capture_output=True
    )
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT / "starter", tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="module")
def installed(wheel: Path, starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels' files in a folder of their own, as an installer lays them out."""
    folder = tmp_path_factory.mktemp("site")
    for path in (wheel, starter):
        with zipfile.ZipFile(path) as archive:
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
    assert "l10n/data/moderation/zh.csv" in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"l10n"}
    assert wheel.stat().st_size < MAX_BYTES


def test_the_starters_wheel_holds_the_model_once_and_what_is_to_be_said_of_it(
    starter: Path,
) -> None:
    with zipfile.ZipFile(starter) as archive:
        names = {name for name in archive.namelist() if ".dist-info" not in name}
        about = archive.read("l10n_starter/README.md").decode()
    assert sorted(names) == [
        "l10n_starter/README.md",
        "l10n_starter/__init__.py",
        "l10n_starter/metadata.json",
        "l10n_starter/model/config.json",
        "l10n_starter/model/model.bin",
        "l10n_starter/model/shared_vocabulary.json",
        "l10n_starter/sentencepiece.model",
        "l10n_starter/sentinels.en-zh.json",
        "l10n_starter/sentinels.zh-en.json",
    ]
    assert "## Data, licences and attribution" in about
    assert starter.stat().st_size < STARTER_BYTES


def test_it_speaks_chinese_and_translates_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert "用法" in l10n(installed, tmp_path, "--help", language="zh_CN")
    (tmp_path / "app.py").write_text('_("Settings")\n_("Send message")\n', "utf-8")
    l10n(installed, tmp_path, "init", "--glossary")
    assert (tmp_path / "glossary" / "social.en-zh.csv").exists()
    listed = json.loads(l10n(installed, tmp_path, "model", "list", "--json"))
    assert {row["path"] for row in listed} == {str(installed / "l10n_starter")}
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
