"""What `l10n model export` writes, the real argostranslate installs and runs."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Project

pytestmark = pytest.mark.slow

WANTED = {
    "en-zh": {"Settings": "设置", "Delete this post?": "删除", "Hi ⟦0⟧": "⟦0⟧"},
    "zh-en": {"取消": "Cancel", "今天天气很好。": "weather", "欢迎⟦1⟧": "⟦1⟧"},
}


@pytest.mark.usefixtures("argos")
@pytest.mark.parametrize("pair", WANTED)
def test_argostranslate_installs_and_runs_it(project: Project, pair: str) -> None:
    from argostranslate import package, translate

    assert project.run("model", "export", pair, "-o", "model.argosmodel").code == 0
    package.install_from_path(project.root / "model.argosmodel")
    [installed] = package.get_installed_packages()
    assert (f"{installed.from_code}-{installed.to_code}", installed.package_version) == (
        pair,
        "1.0",
    )
    for text, word in WANTED[pair].items():
        assert word in translate.translate(text, *pair.split("-"))


def test_the_file_is_named_by_pair_and_version_and_is_the_same_each_time(project: Project) -> None:
    assert project.run("model", "export", "zh-en").code == 0
    [path] = project.root.glob("*.argosmodel")
    assert path.name == "translate-zh_en-1_0.argosmodel"
    first = path.read_bytes()
    assert project.run("model", "export", "zh-en", "-o", "again.argosmodel").code == 0
    assert (project.root / "again.argosmodel").read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        names = {Path(name).name for name in archive.namelist()}
        about = json.loads(archive.read("translate-zh_en-1_0/metadata.json"))
    assert names == {
        *("metadata.json", "README.md", "sentencepiece.model"),
        *("model.bin", "config.json", "shared_vocabulary.json"),
        *("lexicon.zh-en.tsv.xz", "LEXICON.md", "pieces.zh-en.txt"),
    }
    assert (about["from_code"], about["to_code"], about["target_prefix"]) == ("zh", "en", "<2en>")


def test_an_exported_package_is_installed_by_us_and_exported_again(project: Project) -> None:
    assert project.run("model", "export", "en-zh", "-o", "a.argosmodel").code == 0
    before = json.loads(project.run("model", "info", "en-zh", "--json").out)
    assert project.run("model", "install", "a.argosmodel").code == 0
    told = json.loads(project.run("model", "info", "en-zh", "--json").out)
    assert (before["origin"], told["origin"]) == ("starter", "installed")
    assert told["readme"] == before["readme"]
    assert project.run("model", "export", "en-zh", "-o", "b.argosmodel").code == 0
    assert (project.root / "a.argosmodel").read_bytes() == (
        project.root / "b.argosmodel"
    ).read_bytes()
    assert project.run("model", "remove", "en-zh").code == 0


def test_a_file_that_can_not_be_written_is_told(project: Project) -> None:
    project.write("there", "a file")
    told = project.run("model", "export", "en-zh", "-o", "there/model.argosmodel")
    assert told.code == 2
    assert "can't be written" in told.err
