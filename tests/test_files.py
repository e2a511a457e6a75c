"""Files: all of a write or nothing, ordinary files only, and text from bytes."""

import errno
import os
import stat
from pathlib import Path

import pytest

from anbefal.errors import AnbefalError
from anbefal.files import decode, read_bytes, walk, write_atomic
from anbefal.i18n import translate


def said(error: AnbefalError) -> str:
    return translate(error.message, "en")


# -- writing ---------------------------------------------------------------------------------


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.md"
    write_atomic(path, b"ny")
    assert path.read_bytes() == b"ny"
    assert [p.name for p in path.parent.iterdir()] == ["x.md"]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    step: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"gammel")

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises((AnbefalError, KeyboardInterrupt)) as caught:
            write_atomic(path, b"ny")
    if isinstance(caught.value, AnbefalError):
        assert said(caught.value) == f'"{path}" cannot be used: the disk is full'
    assert path.read_bytes() == b"gammel"
    assert [p.name for p in tmp_path.iterdir()] == ["x.md"]


def test_a_file_that_is_new_and_fails_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fail)
        with pytest.raises(AnbefalError) as caught:
            write_atomic(tmp_path / "x.md", b"ny")
    assert said(caught.value).endswith(f"cannot be used: error {errno.EIO}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_a_file_is_kept(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"gammel")
    path.chmod(mode)
    write_atomic(path, b"ny")
    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (mode, b"ny")


def test_a_new_file_has_the_mode_that_the_user_has_chosen(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "x.md", b"ny")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.md").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder", "it is a folder"),
        ("file/x.md", "a part of the path is a file, not a folder"),
        ("y" * 300 + "/x.md", "the name is too long"),
    ],
)
def test_where_nothing_can_be_written_the_reason_is_told(
    name: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"gammel")
    with pytest.raises(AnbefalError) as caught:
        write_atomic(tmp_path / name, b"ny")
    assert said(caught.value).endswith(f"cannot be used: {reason}")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"gammel"


# -- reading ---------------------------------------------------------------------------------


def test_one_byte_more_than_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"0123456789")
    assert read_bytes(path) == b"0123456789"
    assert read_bytes(path, 10) == b"0123456789"
    assert read_bytes(path, 4) == b"01234"


def test_a_named_pipe_and_a_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path(os.devnull)):
        with pytest.raises(AnbefalError) as caught:
            read_bytes(path)
        assert said(caught.value) == f'"{path}" is not a file'


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("nej.md", "nej/nej.md"):
        with pytest.raises(AnbefalError) as caught:
            read_bytes(tmp_path / name)
        assert said(caught.value) == f'"{tmp_path / name}" does not exist'


def test_a_link_that_points_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    with pytest.raises(AnbefalError) as caught:
        read_bytes(tmp_path / "ring")
    assert said(caught.value).endswith("it is a link that points to itself")


def test_walking_a_folder_follows_no_link_and_gives_an_order(tmp_path: Path) -> None:
    for name in ("b/y", "b/x", "a", "c/d/z"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "ring").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "pipe")
    found = [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)]
    assert found == ["a", "b/x", "b/y", "c/d/z"]


# -- decoding --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("æøå".encode(), "æøå", "utf-8"),
        (b"\xef\xbb\xbf" + "æ".encode(), "æ", "utf-8"),
        ("æøå – »x«".encode("cp1252"), "æøå – »x«", "cp1252"),
        (b"\xff\xfe" + "æ".encode("utf-16-le"), "æ", "utf-16"),
        (b"\xfe\xff" + "æ".encode("utf-16-be"), "æ", "utf-16"),
    ],
)
def test_bytes_become_text(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding, True)


@pytest.mark.parametrize("data", [b"a\x00", b"\x81\xff", b"\xff\xfe\x00\xd8", b"\xff\xfea"])
def test_bytes_that_are_no_text_are_not_readable(data: bytes) -> None:
    assert decode(data).readable is False and decode(data).text == ""
