"""The disk: clear errors, and files that are written whole or not at all."""

import os
import subprocess
import sys
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
