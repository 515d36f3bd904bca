"""Argos packages: found, installed, exported, refused; and the index on a loopback server."""

import hashlib
import json
import lzma
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from l10n.engines import argos_package, package_files, packages
from l10n.engines.argos import ArgosTranslator
from l10n.engines.install import install
from l10n.engines.interface import Request
from l10n.errors import ModelError
from tests.conftest import Project, packages_in
from tests.servers import Handler, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's English to Chinese as an ordinary package file."""
    [package] = (
        p
        for p in packages.starter()
        if isinstance(p, argos_package.Package) and p.from_code == "en"
    )
    path = tmp_path_factory.mktemp("exported") / package_files.file_name(package)
    assert package_files.write(package, path)
    return path


@pytest.fixture(autouse=True)
def _packages_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test here installs is nobody else's."""
    with packages_in(tmp_path_factory.mktemp("argos")):
        yield


def repacked(exported: Path, path: Path, extra: dict[str, bytes]) -> Path:
    """The exported package with more members."""
    shutil.copy(exported, path)
    with zipfile.ZipFile(path, "a") as archive:
        for name, data in extra.items():
            archive.writestr(name, data)
    return path


def test_the_starter_answers_where_nothing_is_installed() -> None:
    assert packages.find("en", "zh").origin == "starter"
    assert packages.find("zh", "en").origin == "starter"
    with pytest.raises(ModelError, match="l10n model install fr-zh"):
        packages.find("fr", "zh")


def loaded(package: argos_package.Package) -> int:
    return id(ArgosTranslator(package, 2)._translator)


def test_weights_are_loaded_once_for_what_reads_them_alike(tmp_path: Path) -> None:
    """Two directions do where neither has pieces of its own, and the same one always does."""
    there, back = (packages.find(*pair) for pair in (("en", "zh"), ("zh", "en")))
    kept = ArgosTranslator(there, 2)
    assert loaded(there) == id(kept._translator)
    assert loaded(back) != id(kept._translator)
    shutil.copytree(there.path, tmp_path / "copy")
    for file in (tmp_path / "copy").glob("pieces.*.txt"):
        file.unlink()
    ways = [ArgosTranslator(p, 2) for p in argos_package.both_ways(tmp_path / "copy", "starter")]
    assert len({id(way._translator) for way in ways}) == 1


def test_an_answer_is_made_of_the_pieces_that_a_package_lists(tmp_path: Path) -> None:
    there = packages.find("en", "zh")
    shutil.copytree(there.path, tmp_path / "copy")
    text = "".join(f"{p}\n" for p in there.target_pieces() if "置" not in p)
    (tmp_path / "copy" / "pieces.en-zh.txt").write_text(text, encoding="utf-8")
    poorer = argos_package.both_ways(tmp_path / "copy", "starter")[0]
    settings = [Request("a", "Settings")]
    said = [next(iter(ArgosTranslator(p, 2).translate(settings, 1))) for p in (there, poorer)]
    assert ["置" in reply.hypotheses[0].text for reply in said] == [True, False]


@pytest.mark.parametrize("in_use", [b"gone\n", b"\xff", b"../../..", b""])
def test_a_damaged_model_of_the_projects_own_is_told_and_goes(
    project: Project, in_use: bytes
) -> None:
    project.write(".l10n/model/in-use", in_use)
    for words in (
        ["model", "list"],
        ["model", "info", "en-zh"],
        ["translate", "--engine", "argos"],
    ):
        told = project.run(*words)
        assert told.code == 2
        assert "The model is damaged" in told.err
        assert "l10n model remove en-zh" in told.err
    assert project.run("model", "remove", "en-fr").code == 2
    assert project.run("model", "remove", "en-zh").code == 0
    assert packages.find("en", "zh", project.root).origin == "starter"


@pytest.mark.parametrize(
    ("command", "pair"),
    [
        (("run", "--engine", "argos"), "en-zh"),
        (("translate", "--engine", "argos"), "en-zh"),
        (("captions", "posts.jsonl", "-o", "pairs.jsonl", "--engine", "argos"), "zh-en"),
        (("model", "info", "zh-en"), "zh-en"),
        (("model", "export", "en-zh"), "en-zh"),
    ],
)
def test_without_any_model_a_command_says_in_one_line_how_to_get_one(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], pair: str
) -> None:
    monkeypatch.setitem(sys.modules, "l10n_starter", None)
    project.write("posts.jsonl", '{"id": 1, "text": "今天天气真好"}\n')
    project.run("update")
    told = project.run(*command)
    assert told.code == 2
    [said] = [line for line in told.err.splitlines() if "pip install l10n-zh-en-starter" in line]
    assert f"l10n model install {pair}" in said
    assert "Traceback" not in told.err


def test_a_damaged_starter_is_told_and_an_installed_package_is_used_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch, exported: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "site" / "l10n_starter"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("")
    (broken / "metadata.json").write_text("version https://git-lfs.example/spec/v1")
    monkeypatch.syspath_prepend(str(broken.parent))
    monkeypatch.setattr(sys, "meta_path", [f for f in sys.meta_path if not hasattr(f, "MAPPING")])
    told = project.run("model", "info", "en-zh")
    assert told.code == 2
    assert "pip install --force-reinstall l10n-zh-en-starter" in told.err
    install(exported)
    assert packages.find("en", "zh").origin == "installed"


def test_an_installed_package_goes_before_the_starter(project: Project, exported: Path) -> None:
    assert project.run("model", "install", str(exported)).code == 0
    assert packages.find("en", "zh").origin == "installed"
    rows = json.loads(project.run("model", "list", "--json").out)
    assert {(row["pair"], row["origin"]) for row in rows} == {
        ("en-zh", "starter"),
        ("zh-en", "starter"),
        ("en-zh", "installed"),
    }
    info = json.loads(project.run("model", "info", "en-zh", "--json").out)
    assert len(info["sha256"]) == 64
    assert project.run("model", "remove", "en-zh").code == 0
    assert packages.find("en", "zh").origin == "starter"
    assert project.run("model", "remove", "en-zh").code == 2


def test_a_broken_folder_among_the_installed_does_not_stop_the_others(project: Project) -> None:
    from argostranslate import settings

    (settings.package_data_dir / "half-installed").mkdir()
    assert packages.find("en", "zh").origin == "starter"
    listed = project.run("model", "list")
    assert listed.code == 2
    assert "half-installed" in listed.err


def test_whose_estimate_of_quality_is_a_guess_is_told(
    project: Project, exported: Path, tmp_path: Path
) -> None:
    project.run("update")
    translate = ("translate", "--engine", "argos")
    assert "it is a guess" not in project.run(*translate).err
    # The same weights, installed: the estimate holds for them as well.
    install(exported)
    assert "it is a guess" not in project.run(*translate).err
    other = tmp_path / "other.argosmodel"
    with zipfile.ZipFile(exported) as known, zipfile.ZipFile(other, "w") as archive:
        for name in known.namelist():
            spaced = b" " if name.endswith("config.json") else b""
            archive.writestr(name, known.read(name) + spaced)
    install(other)
    assert "for argos translate-en_zh 1.0" in project.run(*translate).err


@pytest.mark.parametrize("name", ["../../climbs.txt", "/absolute.txt", "C:\\windows.txt"])
def test_a_zip_that_leaves_its_folder_is_refused(tmp_path: Path, exported: Path, name: str) -> None:
    bad = repacked(exported, tmp_path / "bad.argosmodel", {name: b"x"})
    with pytest.raises(ModelError, match="leaves its folder"):
        install(bad)
    assert not list(tmp_path.parent.rglob("climbs.txt"))


def test_a_damaged_zip_is_refused(tmp_path: Path, exported: Path) -> None:
    bad = tmp_path / "cut.argosmodel"
    bad.write_bytes(exported.read_bytes()[:-5000])
    with pytest.raises(ModelError):
        install(bad)
    flipped = bytearray(exported.read_bytes())
    flipped[len(flipped) // 2] ^= 0xFF
    bad.write_bytes(bytes(flipped))
    with pytest.raises(ModelError):
        install(bad)


class Index(Handler):
    """Serves an index and one package, well or badly, by path."""

    package: ClassVar[bytes] = b""
    rows: ClassVar[list[dict[str, object]]] = []

    def asked(self) -> None:
        if self.path.endswith("index.json"):
            self.reply(200, json.dumps(self.rows).encode())
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", str(len(self.package)))
            self.end_headers()
            self.wfile.write(self.package[: len(self.package) // 2])
        elif self.path == "/missing":
            self.send_error(404)
        else:
            self.reply(200, self.package)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, exported: Path) -> Iterator[str]:
    from argostranslate import settings

    monkeypatch.setattr(Index, "package", exported.read_bytes())
    with serving(Index) as address:
        monkeypatch.setattr(settings, "remote_package_index", f"{address}/index.json")
        yield address


def offer(address: str, path: str, checksum: str = "") -> None:
    Index.rows = [
        {
            "from_code": "en",
            "to_code": "zh",
            "package_version": "1.9",
            "type": "translate",
            "links": [f"{address}{path}"],
            "sha256": checksum,
        }
    ]


def test_a_pair_is_installed_from_the_index(project: Project, index: str) -> None:
    offer(index, "/good", hashlib.sha256(Index.package).hexdigest())
    listed = json.loads(project.run("model", "list", "--index", "--json").out)
    assert ("en-zh", "index") in {(row["pair"], row["origin"]) for row in listed}
    assert project.run("model", "install", "en-zh").code == 0
    assert packages.find("en", "zh").origin == "installed"


def test_without_a_checksum_it_is_installed_where_that_is_said(
    project: Project, index: str
) -> None:
    offer(index, "/good")
    refused = project.run("model", "install", "en-zh")
    assert refused.code == 2
    assert "`l10n model install en-zh --without-checksum`" in refused.err
    told = project.run("model", "install", "en-zh", "--without-checksum")
    assert told.code == 0
    assert f"SHA-256 {packages.find('en', 'zh').digest()}" in told.out
    assert packages.find("en", "zh").origin == "installed"


@pytest.mark.parametrize(
    ("path", "checksum", "said"),
    [
        ("/good", "0" * 64, "checksum"),
        ("/cut", "0" * 64, "cut off"),
        ("/missing", "0" * 64, "404"),
        ("/good", "", "names no checksum"),
    ],
)
def test_a_bad_download_installs_nothing(
    project: Project, index: str, path: str, checksum: str, said: str
) -> None:
    offer(index, path, checksum)
    refused = project.run("model", "install", "en-zh")
    assert refused.code == 2
    assert said in refused.err
    assert packages.find("en", "zh").origin == "starter"


def test_an_index_without_the_pair_or_out_of_reach_says_so(project: Project, index: str) -> None:
    Index.rows = []
    assert "has no model from en to zh" in project.run("model", "install", "en-zh").err
    Index.rows = [{"type": "translate", "from_code": 3}]
    assert "can't be read" in project.run("model", "install", "en-zh").err


@pytest.mark.parametrize(
    "data",
    [b"no xz", lzma.compress("胃镜\tgastroscope\n".encode())[:-20], lzma.compress(b"one column\n")],
)
def test_a_damaged_lexicon_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "lexicon.zh-en.tsv.xz").write_bytes(data)
    package = argos_package.Package("zh", "en", "1", "<2en>", "installed", tmp_path, tmp_path)
    with pytest.raises(ModelError, match="damaged"):
        package.lexicon()


def test_a_lexicon_that_unpacks_to_more_than_any_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argos_package, "LARGEST_LEXICON", 1000)
    (tmp_path / "lexicon.zh-en.tsv.xz").write_bytes(lzma.compress("胃\ta\n".encode() * 1000))
    package = argos_package.Package("zh", "en", "1", "<2en>", "installed", tmp_path, tmp_path)
    with pytest.raises(ModelError, match="damaged"):
        package.lexicon()
