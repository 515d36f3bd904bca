"""A release is proved from outside, and what was changed is named, down to the unit."""

import gzip
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.errors import SourceError
from l10n.formats import mo
from l10n.release import archive, manifest
from l10n.release.bundle import SUMS
from l10n.release.publish import read
from l10n.release.verify import verify
from tests.conftest import Project
from tests.release.project import released, started

MUTE = "Mute words and tags"
Files = dict[str, bytes]


def _replaced(path: str, old: str, new: str) -> Callable[[Files], object]:
    def change(files: Files) -> None:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode())

    return change


def _set(path: str, data: bytes) -> Callable[[Files], object]:
    return lambda files: files.update({path: data})


def _gone(path: str) -> Callable[[Files], object]:
    return lambda files: files.pop(path)


# What is done to a release, and what is told of it: file, unit's name, sentence.
DAMAGE: dict[str, tuple[Callable[[Files], object], tuple[str, str, str]]] = {
    "a string of a .mo": (
        _replaced("zh_Hans/LC_MESSAGES/messages.mo", "静音", "哑音"),
        ("zh_Hans/LC_MESSAGES/messages.mo", MUTE, "not the words that were approved"),
    ),
    "a source in a .mo": (
        _replaced("fr/LC_MESSAGES/messages.mo", MUTE, "Mute words and Tags"),
        ("fr/LC_MESSAGES/messages.mo", MUTE, "not in the file"),
    ),
    "a string of a .json": (
        _replaced("zh_Hans/messages.json", "静音", "哑音"),
        ("zh_Hans/messages.json", MUTE, "not the words that were approved"),
    ),
    "a string that is gone": (
        _set("zh_Hans/messages.json", b"{}"),
        ("zh_Hans/messages.json", MUTE, "not in the file"),
    ),
    "a string more": (
        _replaced("zh_Hans/messages.json", "{\n", '{\n "Pay": "付款",\n'),
        ("zh_Hans/messages.json", "Pay", "No unit of the manifest"),
    ),
    "the team's own file": (
        _replaced("web/zh_Hans.json", "静音", "哑音"),
        ("web/zh_Hans.json", "home.mute", "not the words that were approved"),
    ),
    "a space at the end": (
        _replaced("zh_Hans/messages.json", "}\n", "}\n\n"),
        ("zh_Hans/messages.json", "", "SHA256SUMS"),
    ),
    "a .mo that is none": (
        _set("fr/LC_MESSAGES/messages.mo", b"\xde\x12\x04\x95"),
        ("fr/LC_MESSAGES/messages.mo", "", "no catalog that gettext reads"),
    ),
    "a .json that is none": (
        _set("fr/messages.json", b"["),
        ("fr/messages.json", "", "no JSON object"),
    ),
    "a file that is gone": (
        _gone("fr/messages.json"),
        ("fr/messages.json", "", "missing"),
    ),
    "a file more": (_set("evil.js", b"x"), ("evil.js", "", "does not name it")),
    "no manifest": (_gone("manifest.json"), ("manifest.json", "", "no manifest")),
    "no sums": (_gone(SUMS), ("manifest.json", "", "SHA256SUMS does not name it")),
    "a manifest that is none": (_set("manifest.json", b"[]"), ("manifest.json", "", "no sense")),
    "a deep manifest": (
        _set("manifest.json", b"[" * 100_000),
        ("manifest.json", "", "no sense"),
    ),
    "a manifest of tomorrow": (
        _replaced("manifest.json", "l10n-release/1", "l10n-release/9"),
        ("manifest.json", "", "no sense"),
    ),
    "another approver": (
        _replaced("manifest.json", '"by": "Ann"', '"by": "Bob"'),
        ("manifest.json", "", "not the file that SHA256SUMS names"),
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of a release, made once."""
    made = started(tmp_path_factory.mktemp("project"))
    return read(released(made))


def laid_out(files: Files, folder: Path) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def packed(files: Files, path: Path) -> Path:
    path.write_bytes(archive.pack(files, "release"))
    return path


@pytest.mark.parametrize("kind", ["folder", "archive"])
@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_changed_is_named(whole: Files, tmp_path: Path, name: str, kind: str) -> None:
    damage, (file, unit, sentence) = DAMAGE[name]
    files = dict(whole)
    place = (
        laid_out(files, tmp_path / "r") if kind == "folder" else packed(files, tmp_path / "r.tgz")
    )
    sound = verify(place, None)
    assert (sound.findings, sound.units, sound.files) == ([], 10, len(whole))
    damage(files)
    if kind == "folder":
        shutil.rmtree(place)
        laid_out(files, place)
    else:
        packed(files, place)
    found = [f for f in verify(place, None).findings if f.file == file and sentence in f.message]
    assert found, verify(place, None).findings
    assert not unit or unit in {f.name for f in found}
    assert all(f.unit for f in found if unit and "No unit" not in sentence)


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_a_name_is_of_what_is_in_it(whole: Files, tmp_path: Path, kind: str) -> None:
    """Somebody changed the manifest and wrote the sums anew; the name tells."""
    name = sha256(whole[SUMS]).hexdigest()[:16]
    for called, right in ((name, True), ("0" * 16, False)):
        folder = kind == "folder"
        place = (
            laid_out(whole, tmp_path / called)
            if folder
            else packed(whole, tmp_path / f"{called}.tar.gz")
        )
        told = [fault.message for fault in verify(place, None).findings]
        assert (told == []) == right
        assert right or name in told[0]


def test_whoever_rewrites_hashes_too_has_other_words_than_were_approved(
    whole: Files, tmp_path: Path
) -> None:
    """File, manifest and sums agree; the approval's hash is of locale, context, source, target."""
    files = dict(whole)
    path = "zh_Hans/LC_MESSAGES/messages.mo"
    files[path] = files[path].replace("静音".encode(), "哑音".encode())
    content = json.loads(files["manifest.json"])
    content["files"][path]["sha256"] = _hash(files[path])
    [unit] = [u for u in content["units"]["zh_Hans"].values() if u["name"] == MUTE]
    target = {source: said for _context, source, said in mo.read(files[path], path)}[MUTE,]
    unit["target"] = manifest.target_hash(target)
    files["manifest.json"] = manifest.dump(content)
    files[SUMS] = manifest.sums((p, _hash(d)) for p, d in files.items() if p != SUMS)
    [fault] = [
        f for f in verify(packed(files, tmp_path / "r.tar.gz"), None).findings if ".mo" in f.file
    ]
    assert (fault.name, "not the words that were approved" in fault.message) == (MUTE, True)


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_a_link_in_a_folder_is_a_fault(whole: Files, tmp_path: Path) -> None:
    folder = laid_out(whole, tmp_path / "r")
    (folder / "evil").symlink_to("/etc")
    assert any(f.file == "evil" for f in verify(folder, None).findings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.integers(0, 6000), st.binary(max_size=6), st.integers(0, 40))
def test_no_manifest_however_broken_is_a_traceback(
    whole: Files, tmp_path: Path, at: int, put: bytes, cut: int
) -> None:
    data = whole["manifest.json"]
    at %= len(data)
    files = {**whole, "manifest.json": data[:at] + put + data[at + cut :]}
    changed = files["manifest.json"] != data
    assert bool(verify(packed(files, tmp_path / "r.tgz"), None).findings) is changed


def _tar(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as out:
        for about, data in members:
            about.size = len(data)
            out.addfile(about, io.BytesIO(data))
    return made.getvalue()


def _member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    about = tarfile.TarInfo(name)
    about.type, about.linkname = kind, link
    return about


def _pax(name: str, value: str) -> bytes:
    about = _member("r/a")
    about.pax_headers = {name: value}
    return _tar((about, b"x"))


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a path upwards": (_tar((_member("../evil"), b"x")), "leads out"),
    "a path upwards inside": (_tar((_member("r/../../evil"), b"x")), "leads out"),
    "an absolute path": (_tar((_member("/etc/passwd"), b"x")), "leads out"),
    "a path of Windows": (_tar((_member("r\\..\\evil"), b"x")), "leads out"),
    "a drive": (_tar((_member("c:evil"), b"x")), "leads out"),
    "a line break": (_tar((_member("r/a\nb"), b"x")), "leads out"),
    "an absolute path in a header": (_pax("path", "/etc/passwd"), "leads out"),
    "a symbolic link": (_tar((_member("r/l", tarfile.SYMTYPE, "/etc"), b"")), "a link"),
    "a hard link": (_tar((_member("r/l", tarfile.LNKTYPE, "r/m"), b"")), "a link"),
    "a device": (_tar((_member("r/d", tarfile.CHRTYPE), b"")), "a link, or no file"),
    "a pipe": (_tar((_member("r/p", tarfile.FIFOTYPE), b"")), "a link, or no file"),
    "a name twice": (_tar((_member("r/a"), b"x"), (_member("r/a"), b"y")), "twice"),
    "nothing": (_tar(), "nothing in it"),
    "no archive": (b"PK\x03\x04", "refused"),
    "no tar": (gzip.compress(b"x" * 4000), "refused"),
    "an end too early": (_tar((_member("r/a"), b"x" * 90_000))[:-40], "refused"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused(project: Project, name: str) -> None:
    data, why = HOSTILE[name]
    project.write("release.tar.gz", data)
    before = set(project.root.rglob("*"))
    done = project.run("verify", "release.tar.gz")
    assert (done.code, why in done.err, "Traceback" in done.err) == (2, True, False), done.err
    assert set(project.root.rglob("*")) == before


def _bomb(kind: str) -> bytes:
    if kind == "zeros":
        return _tar((_member("r/a"), bytes(3 << 20)))
    if kind == "a header":
        return _pax("comment", "x" * (3 << 20))
    if kind == "folders":
        return _tar(*((_member(f"r/{n}", tarfile.DIRTYPE), b"") for n in range(60)))
    if kind == "many":
        return _tar(*((_member(f"r/{n}"), b"") for n in range(60)))
    header = _member("r/a").tobuf()  # says that it holds far more than there is
    about = _member("r/a")
    about.size = 8 << 30
    assert header != about.tobuf()
    return gzip.compress(about.tobuf() + bytes(1024))


@pytest.mark.parametrize("kind", ["zeros", "a header", "many", "folders", "a promise"])
def test_an_archive_is_read_within_bounds(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(archive, "MOST_FILES", 50)
    with pytest.raises(SourceError, match=r"refused"):
        archive.unpack(io.BytesIO(_bomb(kind)), "bomb.tar.gz")


@given(
    st.dictionaries(
        st.text("ab项é", min_size=1, max_size=60).map(lambda name: f"d/{name}"),
        st.binary(max_size=200),
        min_size=1,
    )
)
def test_what_is_packed_comes_out_again_for_us_and_for_others(files: Files) -> None:
    data = archive.pack(files, "r")
    assert archive.unpack(io.BytesIO(data), "r") == files
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as theirs:
        read_by_them = {m.name: theirs.extractfile(m) for m in theirs}
        assert {n: f.read() for n, f in read_by_them.items() if f} == {
            f"r/{name}": content for name, content in files.items()
        }


def test_a_long_file_is_packed_in_many_blocks() -> None:
    files = {"a": bytes(range(256)) * 2000}
    assert archive.unpack(io.BytesIO(archive.pack(files, "r")), "r") == files


def test_a_catalog_is_looked_at_by_itself(project: Project, tmp_path: Path) -> None:
    released(project)
    shutil.copy(project.catalog, tmp_path / "alone.po")
    (tmp_path / "l10n.toml").unlink()
    assert project.run("verify", "alone.po").code == 0
    text = (tmp_path / "alone.po").read_text("utf-8")
    project.write("alone.po", text.replace("静音", "哑音"))
    done = project.run("verify", "alone.po", "--json")
    assert done.code == 1
    [fault] = json.loads(done.out)["findings"]
    assert (fault["name"], fault["message"]) == (MUTE, "Nobody approved these words.")
    line = 1 + text[: text.index(f'msgid "{MUTE}"')].count("\n")
    assert int(fault["file"].rpartition(":")[2]) <= line
    headless = project.write("no.po", 'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n')
    assert headless.exists()
    assert "--locale" in project.run("verify", "no.po").err
    assert project.run("verify", "no.po", "--locale", "fr").code == 1


def test_a_file_alone_proves_nothing(project: Project) -> None:
    done = project.run("verify", "app/main.py")
    assert (done.code, "neither a release folder nor" in done.err) == (2, True)
