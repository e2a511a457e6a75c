"""Delivery: nothing stands in place before all is made, by however many processes."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY, MakeWorkspace

from anbefal import files, tree
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs import delivery, processes
from anbefal.jobs.delivery import deliver
from anbefal.jobs.render import render
from anbefal.writers import WRITERS

SOUND = (REPOSITORY / "drafts" / "gruppe-2.md").read_text("utf-8")
POSIX = pytest.mark.skipif(os.name != "posix", reason="no fork here")
ONE_OR_TWO = pytest.mark.parametrize("cores", [1, pytest.param(2, marks=POSIX)])


def silent(number: int, count: int) -> None:
    """Show no progress."""


def everything(folder: Path) -> dict[str, bytes | None]:
    """Give all that is in a folder; None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def targets(tmp_path: Path) -> list[list[Path]]:
    """Name two files for each of forty texts; one of them stands there already."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "07.a").write_bytes(b"old")
    return [[out / f"{number:02}.{form}" for form in "ab"] for number in range(40)]


@ONE_OR_TWO
def test_files_wait_until_the_last_is_made(
    cores: int, targets: list[list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: cores)
    notes = tmp_path / "notes"
    notes.mkdir()

    def make(number: int) -> Iterator[bytes]:
        for form in b"ab":
            standing = [path for some in targets for path in some if path.exists()]
            if standing != [targets[7][0]] or standing[0].read_bytes() != b"old":
                (notes / str(number)).touch()
            yield bytes([form, number])

    told: list[tuple[int, int]] = []
    paths = deliver(targets, make, lambda number, count: told.append((number, count)))
    assert paths == [path for some in targets for path in some]
    assert [path.read_bytes() for path in paths] == [
        bytes([f, n]) for n in range(40) for f in b"ab"
    ]
    assert everything(notes) == {}
    assert sorted(told) == told and told[-1] == (80, 80) and told.count((80, 80)) == 1
    assert len(told) > 10
    assert {path.name for path in tmp_path.rglob("*") if path.is_dir()} == {"out", "notes"}


@ONE_OR_TWO
@pytest.mark.parametrize("bad", [(0,), (13, 20), (20, 13), (39,)])
def test_one_that_cannot_be_made_leaves_all_as_it_was(
    cores: int, bad: tuple[int, ...], targets: list[list[Path]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(processes, "_cores", lambda: cores)

    def make(number: int) -> Iterator[bytes]:
        yield b"first"
        if number in bad:
            raise AnbefalError(msg('"{path}" does not exist', path=str(number)), msg("error"))
        yield b"second"

    before = everything(tmp_path)
    with pytest.raises(AnbefalError) as error:
        deliver(targets, make, silent)
    assert error.value.message.values["path"] == str(min(bad))
    assert everything(tmp_path) == before


@POSIX
def test_a_process_that_dies_loses_nothing(
    targets: list[list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 2)
    ours = os.getpid()

    def make(number: int) -> Iterator[bytes]:
        yield b"first"
        if os.getpid() != ours and number > 20:
            os.kill(os.getpid(), signal.SIGKILL)
        yield b"second"

    paths = deliver(targets, make, silent)
    assert [path.read_bytes() for path in paths] == [b"first", b"second"] * 40


def test_a_fault_and_an_interrupt_leave_nothing_behind(
    targets: list[list[Path]], tmp_path: Path
) -> None:
    before = everything(tmp_path)
    for fault in (KeyboardInterrupt, ValueError):

        def make(number: int, fault: type[BaseException] = fault) -> Iterator[bytes]:
            if number == 5:
                raise fault
            yield from (b"first", b"second")

        with pytest.raises(fault):
            deliver(targets, make, silent)
        assert everything(tmp_path) == before


def test_a_folder_that_is_missing_is_made_only_when_all_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.html"

    def make(number: int) -> Iterator[bytes]:
        assert not (tmp_path / "a").exists()
        yield b"x"

    assert deliver([[path]], make, silent) == [path]
    assert everything(tmp_path) == {"a": None, "a/b": None, "a/b/x.html": b"x"}


@POSIX
def test_a_file_keeps_its_rights_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_bytes(b"")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        deliver([[old], [new]], lambda number: [b"x"], silent)
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (old, new)] == [0o640, 0o640]


def test_what_was_never_finished_is_no_file_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / f"{files.UNFINISHED}x1").mkdir()
    (tmp_path / f"{files.UNFINISHED}x1" / "a.md").write_text("half")
    (tmp_path / "a.md").write_text("whole")
    assert list(files.walk(tmp_path)) == [tmp_path / "a.md"]


@pytest.mark.parametrize("form", WRITERS)
def test_a_rendered_tree_leaves_nothing_to_the_collector(
    form: str, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace({f"drafts/u{n}.md": SOUND for n in range(6)})
    counts = []
    real = delivery._Staging.put

    def put(self: delivery._Staging, path: Path, data: bytes) -> None:
        real(self, path, data)
        counts.append(sum(isinstance(at, tree.Node) for at in gc.get_objects()))

    monkeypatch.setattr(delivery._Staging, "put", put)
    gc.collect()
    render([workspace.drafts], [form], workspace.root / "out", silent, "da")
    # Each is counted while its own tree still stands.
    assert len(counts) == 6 and counts[-1] <= counts[1]
