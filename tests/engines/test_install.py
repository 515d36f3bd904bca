"""Package files from anybody: what is no package, or reaches beyond itself, leaves nothing."""

import json
import os
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from l10n.engines import argos_folders, argos_package, package_index, packages
from l10n.engines.install import install
from l10n.errors import ModelError
from tests.conftest import Project, packages_in
from tests.engines import tiny
from tests.servers import Handler, serving

STARTER = next(
    p for p in packages.starter() if isinstance(p, argos_package.Package) and p.from_code == "en"
)
META = {
    "from_code": "en",
    "to_code": "zh",
    "package_version": "53",
    "target_prefix": STARTER.target_prefix,
}
ROOT = "translate-en_zh-53"
TOKENIZER = STARTER.read("sentencepiece.model")
with TemporaryDirectory() as _folder:
    FILES = {
        "sentencepiece.model": TOKENIZER,
        **{f"model/{name}": data for name, data in tiny.files(TOKENIZER, Path(_folder)).items()},
    }


@pytest.fixture(autouse=True)
def _packages_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test here installs is nobody else's."""
    with packages_in(tmp_path_factory.mktemp("argos")):
        yield


def built(path: Path, root: str = ROOT, **changed: Any) -> Path:
    """A package file with other metadata, names or members; a number is so many MiB of zeros."""
    members: dict[Any, Any] = {f"{root}/{name}": data for name, data in FILES.items()}
    members[f"{root}/metadata.json"] = json.dumps({**META, **changed.get("meta", {})}).encode()
    members |= changed.get("members", {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            if isinstance(data, int):
                with archive.open(name, "w", force_zip64=True) as file:
                    for _block in range(data):
                        file.write(bytes(1 << 20))
            elif data is not None:
                archive.writestr(name, data)
    return path


def kept() -> list[str]:
    return sorted(path.name for path in argos_folders.packages()[0].iterdir())


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_a_package_is_installed_under_its_own_name(tmp_path: Path) -> None:
    path = built(tmp_path / "any.argosmodel", root="en_zh")
    package = install(path)
    assert kept() == ["translate-en_zh-53"]
    assert package.path == argos_folders.packages()[0] / "translate-en_zh-53"
    assert packages.find("en", "zh").path == package.path
    # Once more, over itself.
    (package.path / "older").write_bytes(b"")
    assert install(path).path == package.path
    assert not (package.path / "older").exists()
    assert kept() == ["translate-en_zh-53"]


HOSTILE: dict[str, dict[str, Any]] = {
    "a model of chance": {"members": {f"{ROOT}/model/model.bin": os.urandom(5000)}},
    "a tokenizer of chance": {"members": {f"{ROOT}/sentencepiece.model": os.urandom(5000)}},
    "no model": {"members": {f"{ROOT}/model/model.bin": None}},
    "a second folder": {"members": {"translate-zh_en-99/metadata.json": b"{}"}},
    "a file beside": {"members": {"l10n-sentinels.json": b"x"}},
    "a path upwards": {"members": {"../../evil.txt": b"x"}},
    "a path upwards inside": {"members": {f"{ROOT}/../../evil.txt": b"x"}},
    "a path from the root": {"members": {"/tmp/evil.txt": b"x"}},
    "backslashes": {"members": {"..\\..\\evil": b"x"}},
    "a link": {"members": {link(f"{ROOT}/link"): b"/etc"}},
    "no folder": {"root": "."},
    "a folder in a folder": {"root": "a/b"},
    "another pair's folder": {"root": "translate-zh_en-53"},
    "a pair that is a path": {"meta": {"from_code": "../../x", "to_code": ".."}},
    "a version that is a path": {"meta": {"package_version": "../../1"}},
    "a version that writes on the terminal": {"meta": {"package_version": "1\x1b[31m"}},
    "metadata of a list": {"members": {f"{ROOT}/metadata.json": b"[1,2]"}},
    "metadata without end": {"members": {f"{ROOT}/metadata.json": b"[" * 100_000}},
    "metadata of gigabytes": {"members": {f"{ROOT}/metadata.json": b" " * (2 << 20)}},
    "a bomb": {"members": {f"{ROOT}/model/zeros": 600}},
    "depth": {"members": {f"{ROOT}/{'a/' * 20}b": b"x"}},
    "many": {"members": {f"{ROOT}/{number}": b"" for number in range(2000)}},
    "a name twice": {"members": {f"{ROOT}/Model/model.bin": b"x"}},
    "a name that hides": {"members": {f"{ROOT}/a\u202eb": b"x"}},
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_package_is_refused_and_leaves_nothing(
    project: Project, tmp_path: Path, kind: str
) -> None:
    known = argos_folders.packages()[0] / "translate-en_zh-1"
    known.mkdir()
    (known / "metadata.json").write_text(json.dumps(META | {"package_version": "1"}))
    path = built(tmp_path / "bad.argosmodel", **HOSTILE[kind])
    told = project.run("model", "install", str(path))
    assert told.code == 2
    assert "bad.argosmodel: " in told.err
    assert "Traceback" not in told.err
    assert kept() == [known.name]
    assert [path.name for path in known.iterdir()] == ["metadata.json"]
    assert packages.find("en", "zh").path == known


@pytest.mark.parametrize(
    "kind", ["encrypted", "lying about a size", "cut", "empty", "a list of it"]
)
def test_a_file_that_is_no_sound_zip_is_refused(tmp_path: Path, kind: str) -> None:
    path = built(tmp_path / "bad.argosmodel")
    data = bytearray(path.read_bytes())
    first, last = data.find(b"PK\x01\x02"), data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    if kind == "encrypted":
        data[first + 8] |= 1
    elif kind == "lying about a size":
        data[last + 24 : last + 28] = (5).to_bytes(4, "little")
    elif kind == "a list of it":
        data[end + 12 : end + 16] = (1 << 30).to_bytes(4, "little")
    path.write_bytes(data[: {"cut": 100_000, "empty": 0}.get(kind, len(data))])
    with pytest.raises(ModelError):
        install(path)
    assert kept() == []


def test_a_pipe_is_no_package(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.argosmodel")
    with pytest.raises(ModelError):
        install(tmp_path / "p.argosmodel")


@pytest.mark.slow
@pytest.mark.parametrize(("memory", "answers"), [(2 << 30, True), (200 << 20, False)])
def test_a_model_is_tried_within_the_memory_set_aside(memory: int, answers: bool) -> None:
    code = f"from l10n.engines import trial; trial._OWN, trial._TIMES = {memory}, 0; trial.main()"
    arguments = [str(STARTER.path), STARTER.target_prefix]
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=False)
    assert (done.returncode == 0) is answers


@pytest.mark.slow
def test_a_bomb_costs_no_memory(tmp_path: Path) -> None:
    path = built(tmp_path / "bad.argosmodel", **HOSTILE["a bomb"])
    code = f"""
import resource
from pathlib import Path
from tempfile import TemporaryDirectory
from l10n.engines.install import install
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    install(Path({str(path)!r}))
except Exception as error:
    print(type(error).__name__, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "ARGOS_PACKAGES_DIR": str(tmp_path / "argos")},
    )
    name, grown = done.stdout.split()
    assert name == "ModelError"
    assert int(grown) < 200_000


@pytest.mark.slow
def test_what_a_killed_install_left_is_removed_by_the_next(tmp_path: Path) -> None:
    path = built(tmp_path / "good.argosmodel")
    folder = argos_folders.packages()[0]
    code = f"""
import os, signal
from pathlib import Path
from tempfile import TemporaryDirectory
from l10n.engines import install
install._try = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
install.install(Path({str(path)!r}))
"""
    places = {**os.environ, "ARGOS_PACKAGES_DIR": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], check=False, env=places)
    assert done.returncode == -signal.SIGKILL
    assert len(kept()) == 1
    assert not [p for p in packages.installed() if isinstance(p, argos_package.Package)]
    install(path)
    assert kept() == ["translate-en_zh-53"]


class Elsewhere(Handler):
    """Redirects to wherever the path says."""

    def asked(self) -> None:
        self.reply(302, location=self.path.removeprefix("/to/"))


@pytest.mark.parametrize(
    "target",
    ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://example.org/x", "data:,x", "gopher://x"],
)
def test_a_download_is_held_to_https(tmp_path: Path, target: str) -> None:
    with serving(Elsewhere) as address:
        for url in (f"{address}/to/{target}", target):
            offer = package_index.Available("en", "zh", "1", (url,), "")
            with pytest.raises(ModelError, match="could not be downloaded"):
                package_index.download(offer, tmp_path)
            with pytest.raises(ModelError, match="can't be read"):
                package_index.fetch(url)
    assert list(tmp_path.iterdir()) == []


class Endless(Handler):
    """A download that announces more than any package has, or says nothing of its end."""

    def asked(self) -> None:
        self.send_response(200)
        if self.path == "/announced":
            self.send_header("Content-Length", str(3 << 30))
        self.end_headers()
        self.wfile.write(b"x" * 100_000)


@pytest.mark.parametrize("path", ["/announced", "/silent"])
def test_a_download_has_a_limit(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if path == "/silent":
        monkeypatch.setattr(package_index, "MAX_FILE", 70_000)
    with serving(Endless) as address:
        offer = package_index.Available("en", "zh", "1", (f"{address}{path}",), "")
        with pytest.raises(ModelError, match="larger than 2 GiB"):
            package_index.download(offer, tmp_path)
    assert list(tmp_path.iterdir()) == []
