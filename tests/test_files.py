"""The disk: clear errors, and files that are written whole or not at all."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from l10n import files
from l10n.errors import SourceError, StorageError

# Runs where the disk takes no file of more than 1000 bytes, as a full one would.
_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from l10n import files
from l10n.errors import StorageError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    files.write(Path(sys.argv[1]), b"new" * 1000)
except StorageError as error:
    print(error)
"""


def test_a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "messages.po"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(target)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.startswith(f"{target}: The file can't be written: File too large.")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_while_writing_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "messages.po"
    target.write_bytes(b"old")

    def stopped_half_way() -> None:
        with files.replacing(target) as file:
            file.write(b"half of the n")
            raise InterruptedError

    with pytest.raises(StorageError):
        stopped_half_way()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_written_once_and_then_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "er" / "messages.po"
    assert files.write(target, b"text") is True
    before = target.stat()
    assert files.write(target, b"text") is False
    assert target.stat().st_mtime_ns == before.st_mtime_ns
    assert target.stat().st_ino == before.st_ino
    assert files.write(target, b"other") is True


def test_a_new_file_can_be_read_by_others_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "messages.po"
    files.write(target, b"1")
    assert target.stat().st_mode & 0o777 == 0o644
    target.chmod(0o600)
    files.write(target, b"2")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_target_that_is_a_folder_is_refused_and_leaves_no_trace(tmp_path: Path) -> None:
    target = tmp_path / "messages.po"
    target.mkdir()
    with pytest.raises(StorageError, match="can't be written"):
        files.write(target, b"text")
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_in_the_way_of_the_path_is_refused(tmp_path: Path) -> None:
    (tmp_path / "locales").write_bytes(b"a file, no folder")
    with pytest.raises(StorageError, match="can't be written"):
        files.write(tmp_path / "locales" / "messages.po", b"text")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write and read everywhere")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="Permission denied"):
            files.write(tmp_path / "messages.po", b"text")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write and read everywhere")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    target = tmp_path / "app.py"
    target.write_bytes(b"")
    target.chmod(0)
    with pytest.raises(SourceError, match="Permission denied"):
        files.read_bytes(target)


def test_what_is_missing_or_no_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no such file") as missing:
        files.read_text(tmp_path / "no.py")
    assert missing.value.place is not None
    assert missing.value.place.path == str(tmp_path / "no.py")
    with pytest.raises(SourceError, match="Is a directory"):
        files.read_text(tmp_path)


def test_text_is_utf_8_with_or_without_a_mark_and_any_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\n\xe4\xb8\xa4\n")
    assert files.read_text(path) == "one\n两\n"


def test_text_that_is_not_utf_8_names_the_line_of_the_first_bad_byte() -> None:
    with pytest.raises(SourceError, match=r"not UTF-8 \(byte 0xb5\)") as caught:
        files.decode(b"one\ntwo\n" + "的".encode("gbk"), "app.py")
    assert caught.value.place is not None
    assert (caught.value.place.path, caught.value.place.line) == ("app.py", 3)


def test_a_link_is_followed_and_kept(tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "zh.po"
    shared.parent.mkdir()
    shared.write_bytes(b"old")
    link, of_link = tmp_path / "zh.po", tmp_path / "a.po"
    link.symlink_to("shared/zh.po")
    of_link.symlink_to("zh.po")
    assert files.write(of_link, b"new") is True
    assert shared.read_bytes() == b"new"
    assert link.is_symlink()
    assert of_link.is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.po", "shared", "zh.po"]


def test_a_link_to_what_is_not_there_yet_makes_it_there(tmp_path: Path) -> None:
    link = tmp_path / "zh.po"
    link.symlink_to("shared/zh.po")
    assert files.write(link, b"new") is True
    assert (tmp_path / "shared" / "zh.po").read_bytes() == b"new"
    assert link.is_symlink()


def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(StorageError, match="can't be written"):
        files.write(tmp_path / "a", b"text")
    with pytest.raises(SourceError, match="can't be read"):
        files.read_bytes(tmp_path / "a")
    assert (tmp_path / "a").is_symlink()


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_what_the_umask_leaves(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        files.write(tmp_path / "messages.po", b"1")
    finally:
        os.umask(before)
    assert (tmp_path / "messages.po").stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "messages.po"
    target.write_bytes(b"old")
    os.chown(target, 1234, 1235)
    files.write(target, b"new")
    assert (target.stat().st_uid, target.stat().st_gid) == (1234, 1235)


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes are Linux's here")
def test_attributes_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "messages.po"
    target.write_bytes(b"old")
    try:
        os.setxattr(target, "user.note", b"ours")
    except OSError:
        pytest.skip("this file system has no attributes")
    files.write(target, b"new")
    assert os.getxattr(target, "user.note") == b"ours"


_READ_ONLY = """
import os, sys
from pathlib import Path
from l10n import files
from l10n.errors import StorageError
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    files.write(Path(sys.argv[1]), b"new")
except StorageError as error:
    print(error)
"""


def test_a_file_that_is_read_only_is_not_replaced() -> None:
    """A rename asks the folder alone."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o777)
        target = folder / "messages.po"
        target.write_bytes(b"old")
        target.chmod(0o444)
        done = subprocess.run(
            [sys.executable, "-c", _READ_ONLY, str(target)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert "The file can't be written: Permission denied" in done.stdout
        assert target.read_bytes() == b"old"
        assert list(folder.iterdir()) == [target]


def test_a_pipe_is_no_file_and_holds_nobody_up(tmp_path: Path) -> None:
    pipe = tmp_path / "messages.po"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match="a pipe or a device"):
        files.read_bytes(pipe)
    with pytest.raises(StorageError, match="a pipe or a device"):
        files.write(pipe, b"text")
    assert pipe.is_fifo()


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(StorageError, match="a pipe or a device"):
        files.write(Path("/dev/null"), b"text")


_KILLED = """
import os, signal, sys
from pathlib import Path
from l10n import files
with files.replacing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("data", [b"old", b"new"])
def test_what_a_killed_run_left_is_removed_by_the_next_in_that_folder(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "other.po").write_bytes(b"old")
    subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path / ("小红书" * 28 + ".po"))],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    (tmp_path / ".mine").write_bytes(b"")
    assert len(list(tmp_path.iterdir())) == 3
    files.write(tmp_path / "other.po", data)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".mine", "other.po"]


def test_what_is_being_written_is_not_removed_by_others(tmp_path: Path) -> None:
    with files.replacing(tmp_path / "a.po") as one:
        one.write(b"one")
        files.write(tmp_path / "b.po", b"two")
        with files.replacing(tmp_path / "a.po") as other:
            other.write(b"other")
    assert (tmp_path / "a.po").read_bytes() == b"one"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.po", "b.po"]
