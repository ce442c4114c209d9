"""Files are read with limits, and written whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from workspace.errors import VierluikError
from workspace.files import MAX_SOURCE_BYTES, read_bytes, replacing, write_bytes

AsAnybody = Callable[..., CompletedProcess[str]]


def left_over(directory: Path) -> list[str]:
    """Everything in a directory but the tester's home."""
    return sorted(path.name for path in directory.iterdir() if path.name != "home")


class TestReading:
    @pytest.mark.parametrize("content", [b"", b"x", b"tekst\r\n", bytes(range(156, 256)), b"x" * 100])
    def test_a_file_is_read_as_it_is(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "release.txt").write_bytes(content)
        assert read_bytes(tmp_path / "release.txt", 100) == content

    def test_a_directory_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(VierluikError, match="is a directory") as refused:
            read_bytes(tmp_path)
        assert str(tmp_path) in refused.value.message
        assert refused.value.hint == "Name the file itself."

    @pytest.mark.parametrize("name", ["weg.txt", "weg/weg.txt", "een\nregel.txt", "[bold].txt"])
    def test_a_missing_file_is_named(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(VierluikError, match="does not exist") as refused:
            read_bytes(tmp_path / name)
        assert name in refused.value.message

    def test_a_link_to_nowhere_does_not_exist(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "weg")
        with pytest.raises(VierluikError, match="does not exist"):
            read_bytes(tmp_path / "link")

    def test_a_link_in_a_circle_is_refused_in_words(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "link")
        with pytest.raises(VierluikError):
            read_bytes(tmp_path / "link")

    def test_a_file_below_a_file_does_not_exist(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(VierluikError, match="does not exist"):
            read_bytes(tmp_path / "file" / "other")

    def test_a_name_that_no_disk_can_hold_is_refused_in_words(self, tmp_path: Path) -> None:
        with pytest.raises(VierluikError, match="cannot be read: File name too long"):
            read_bytes(tmp_path / ("x" * 5000))

    def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(self, tmp_path: Path) -> None:
        path = tmp_path / "groot.txt"
        path.write_bytes(b"x" * MAX_SOURCE_BYTES)
        assert len(read_bytes(path)) == MAX_SOURCE_BYTES
        path.write_bytes(b"x" * (MAX_SOURCE_BYTES + 1))
        with pytest.raises(VierluikError, match="is too large: 5 MB, the limit is 5 MB"):
            read_bytes(path)

    def test_a_device_without_a_size_is_read_no_further_than_the_limit(self) -> None:
        with pytest.raises(VierluikError, match="is too large: the limit is 1 MB"):
            read_bytes(Path("/dev/zero"), 1_000_000)

    def test_a_file_that_may_not_be_read_is_refused_with_a_hint(self, tmp_path: Path, as_anybody: AsAnybody) -> None:
        path = tmp_path / "geheim.txt"
        path.write_bytes(b"geheim")
        path.chmod(0)
        code = "import sys, pathlib; from workspace.files import read_bytes; read_bytes(pathlib.Path(sys.argv[1]))"
        done = as_anybody(path, code=code)
        assert f"VierluikError: {path} cannot be read: Permission denied\nCheck its permissions." in done.stderr


class TestWriting:
    @pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)), b"x" * 1_000_000])
    def test_a_file_appears_whole(self, tmp_path: Path, content: bytes) -> None:
        write_bytes(tmp_path / "uit.txt", content)
        assert (tmp_path / "uit.txt").read_bytes() == content
        assert left_over(tmp_path) == ["uit.txt"]

    def test_nothing_is_there_until_the_block_ends(self, tmp_path: Path) -> None:
        with replacing(tmp_path / "uit.txt") as file:
            file.write(b"half")
            file.flush()
            assert not (tmp_path / "uit.txt").exists()
            file.write(b" en half")
        assert (tmp_path / "uit.txt").read_bytes() == b"half en half"

    def test_directories_are_made_on_the_way(self, tmp_path: Path) -> None:
        write_bytes(tmp_path / "a" / "b" / "uit.txt", b"x")
        assert (tmp_path / "a" / "b" / "uit.txt").read_bytes() == b"x"

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, VierluikError])
    def test_when_the_block_fails_there_is_nothing(self, tmp_path: Path, error: type[BaseException]) -> None:
        with pytest.raises(error), replacing(tmp_path / "uit.txt") as file:
            file.write(b"half")
            raise error("halverwege")
        assert left_over(tmp_path) == []

    def test_when_the_block_fails_what_was_there_stays(self, tmp_path: Path) -> None:
        (tmp_path / "uit.txt").write_bytes(b"oud")
        with pytest.raises(ValueError, match="halverwege"), replacing(tmp_path / "uit.txt", force=True) as file:
            file.write(b"nieuw")
            raise ValueError("halverwege")
        assert (tmp_path / "uit.txt").read_bytes() == b"oud"
        assert left_over(tmp_path) == ["uit.txt"]

    @pytest.mark.parametrize("failing", ["fsync", "fdopen", "replace", "chmod"])
    def test_a_full_disk_leaves_what_was_there_and_no_parts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        (tmp_path / "uit.txt").write_bytes(b"oud")
        monkeypatch.setattr(os, failing, full)
        with pytest.raises(VierluikError, match=r"uit\.txt cannot be written: No space left on device") as refused:
            write_bytes(tmp_path / "uit.txt", b"nieuw", force=True)
        monkeypatch.undo()
        assert refused.value.hint == "Is the disk full?"
        assert (tmp_path / "uit.txt").read_bytes() == b"oud"
        assert left_over(tmp_path) == ["uit.txt"]

    def test_a_disk_that_is_full_while_writing_says_so(self, tmp_path: Path) -> None:
        """/dev/full takes a file's place: it accepts nothing, and the buffer finds out when it is flushed."""
        with pytest.raises(VierluikError, match="No space left on device"), replacing(tmp_path / "uit.txt") as file:
            with open("/dev/full", "rb+", buffering=0) as full:
                os.dup2(full.fileno(), file.fileno())
            file.write(b"x" * 100_000)
        assert left_over(tmp_path) == []

    def test_an_existing_file_is_not_overwritten_unasked(self, tmp_path: Path) -> None:
        (tmp_path / "uit.txt").write_bytes(b"oud")
        with pytest.raises(VierluikError, match="exists already") as refused:
            write_bytes(tmp_path / "uit.txt", b"nieuw")
        assert "--force" in refused.value.hint
        assert (tmp_path / "uit.txt").read_bytes() == b"oud"
        write_bytes(tmp_path / "uit.txt", b"nieuw", force=True)
        assert (tmp_path / "uit.txt").read_bytes() == b"nieuw"
        assert left_over(tmp_path) == ["uit.txt"]

    @pytest.mark.parametrize("force", [False, True])
    def test_a_directory_is_never_replaced(self, tmp_path: Path, force: bool) -> None:
        (tmp_path / "map").mkdir()
        with pytest.raises(VierluikError, match="is a directory"):
            write_bytes(tmp_path / "map", b"x", force)

    def test_a_file_is_no_place_to_write_into(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"oud")
        with pytest.raises(VierluikError, match="cannot be written") as refused:
            write_bytes(tmp_path / "file" / "uit.txt", b"x")
        assert refused.value.hint == "Choose another place with -o."
        assert (tmp_path / "file").read_bytes() == b"oud"

    def test_a_file_has_the_permissions_of_any_new_file(self, tmp_path: Path) -> None:
        write_bytes(tmp_path / "uit.txt", b"x")
        (tmp_path / "gewoon.txt").touch()
        assert (tmp_path / "uit.txt").stat().st_mode == (tmp_path / "gewoon.txt").stat().st_mode

    @pytest.mark.parametrize("mode", [0o500, 0o000])
    def test_a_directory_that_may_not_be_written_is_refused_in_words(
        self, tmp_path: Path, as_anybody: AsAnybody, mode: int
    ) -> None:
        directory = tmp_path / "dicht"
        directory.mkdir(mode)
        code = "import sys, pathlib; from workspace.files import write_bytes; write_bytes(pathlib.Path(sys.argv[1]), b'x')"
        done = as_anybody(directory / "uit.txt", code=code)
        assert f"VierluikError: {directory / 'uit.txt'} cannot be written: Permission denied" in done.stderr
        directory.chmod(0o700)
        assert left_over(directory) == []
