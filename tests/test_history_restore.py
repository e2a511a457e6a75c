"""Restoring: the bytes of a version, and nothing of what stood before is lost."""

import os
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shell import Done, Shell, snapshot
from test_contracts import FORMAT, PATH, VERSION, maybe, read, record, rows

from anbefal.errors import AnbefalError
from anbefal.history import History, open_history
from anbefal.jobs import restore as job
from anbefal.workspace import open_workspace

ASSEMBLY = Path(__file__).parent / "commands" / "assembly"
DRAFT = "drafts/group-2.md"
OTHER = "drafts/group-1.md"
RESTORE = record(
    version=FORMAT,
    **{"from": maybe(VERSION)},
    before=maybe(VERSION),
    saved=maybe(VERSION),
    restored=rows(PATH),
    unchanged=rows(PATH),
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the sample assembly with workshop 1 closed."""
    home = tmp_path_factory.mktemp("closed")
    shell = Shell(home / "here", home)
    shutil.copytree(ASSEMBLY, shell.folder)
    assert shell.run("workshop", "close", "1", "--by", "KM").code == 0
    return shell.folder


@pytest.fixture
def day(shell: Shell, closed: Path) -> Shell:
    """Stand in a copy of that assembly."""
    shutil.copytree(closed, shell.folder, dirs_exist_ok=True)
    shell.clock += 600
    return shell


def history_of(shell: Shell) -> History:
    history = open_history(shell.folder)
    assert history is not None
    return history


def data_of(shell: Shell, path: str = DRAFT) -> bytes:
    return (shell.folder / path).read_bytes()


def restored(shell: Shell, *words: str) -> dict[str, object]:
    found = read(shell.run("restore", *words, "--format", "json"))
    jsonschema.validate(found, RESTORE)
    assert list(found) == list(RESTORE["properties"])  # type: ignore[call-overload]
    return dict(found)


BYTES = {
    "plain words": b"# Ny\n",
    "nothing at all": b"",
    "no line end": b"# Ny",
    "ends of lines of three kinds": b"# A\r\nb\nc\r\r\n",
    "a byte-order mark": "\ufeff# Å\r\n".encode(),
    "UTF-16": "# Å\n".encode("utf-16"),
    "Windows-1252": "# Å – “x”\n".encode("cp1252"),
    "no text": bytes(range(256)),
    "what git would change": b"$Id$ \r\n\x1a",
    "more than a draft may hold": b"# Ny\n" + b"ord " * 80_000,
}


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_restored_and_restored_back_the_bytes_are_the_same(day: Shell, data: bytes) -> None:
    first = data_of(day)
    day.write({DRAFT: data})
    told = restored(day, "group-2", "--at", "1")
    assert data_of(day) == first and told["restored"] == [DRAFT]
    assert history_of(day).read(str(told["before"]), DRAFT) == data
    assert history_of(day).read(str(told["saved"]), DRAFT) == first
    restored(day, "group-2", "--at", str(told["before"]))
    assert data_of(day) == data


ONE_FOLDER = [HealthCheck.function_scoped_fixture]


@settings(max_examples=3, deadline=None, suppress_health_check=ONE_FOLDER)
@given(texts=st.lists(st.binary(max_size=200), min_size=2, max_size=4, unique=True))
def test_whatever_was_restored_over_can_be_brought_back(day: Shell, texts: list[bytes]) -> None:
    versions = []
    for text in texts:
        day.write({DRAFT: text})
        if history_of(day).read(history_of(day).resolve("last"), DRAFT) != text:
            told = restored(day, "group-2", "--at", "1")
            versions.append((str(told["before"]), text))
    for version, text in versions:
        restored(day, "group-2", "--at", version)
        assert data_of(day) == text


def test_what_is_restored_is_a_version_and_the_log_tells_whence(day: Shell) -> None:
    day.write({DRAFT: b"# Ny\n"})
    told = restored(day, "group-2", "--at", "1", "--by", "PL")
    history = history_of(day)
    newest, before, first = history.log(None, 3)
    assert (newest.id, newest.author, newest.restored) == (told["saved"], "PL", told["from"])
    assert (before.id, before.author, before.restored) == (told["before"], "PL", None)
    assert first.id == told["from"]
    assert read(day.run("status", "--format", "json"))["drafts"][1]["saved"] is True


def test_what_stands_already_makes_no_version_and_is_no_error(day: Shell) -> None:
    before = snapshot(day.folder)
    for at in ("1", "last", "now", "nu"):
        done = day.run("restore", "group-2", "--at", at)
        assert done == Done(0, b"", f"{DRAFT} reads like that already\n")
    assert snapshot(day.folder) == before


def test_only_what_is_restored_over_is_saved(day: Shell) -> None:
    day.write({DRAFT: b"# Ny\n", OTHER: b"# Ogsaa ny\n"})
    told = restored(day, "group-2", "--at", "1")
    assert data_of(day, OTHER) == b"# Ogsaa ny\n"
    assert set(history_of(day).files(str(told["saved"]))) == set(
        history_of(day).files(str(told["from"]))
    )
    assert history_of(day).read(str(told["saved"]), OTHER) != b"# Ogsaa ny\n"


@pytest.mark.parametrize("gone", ["the file", "its version", "the folder"])
def test_a_deleted_draft_comes_back(day: Shell, gone: str) -> None:
    first = data_of(day)
    if gone == "the folder":
        shutil.rmtree(day.folder / "drafts")
        assert restored(day, "drafts", "--at", "1")["restored"] == [OTHER, DRAFT]
    else:
        (day.folder / DRAFT).unlink()
        if gone == "its version":
            assert day.run("save", "group-2").code == 0
        for name in ("group-2", DRAFT):
            (day.folder / DRAFT).unlink(missing_ok=True)
            told = restored(day, name, "--at", "1")
            assert (told["restored"], told["before"]) == ([DRAFT], None)
    assert data_of(day) == first


def test_a_new_draft_is_not_touched_by_restoring_its_folder(day: Shell) -> None:
    day.write({"drafts/ny.md": b"# Ny\n", DRAFT: b"# Ny\n"})
    assert restored(day, "drafts", "--at", "1")["restored"] == [DRAFT]
    assert data_of(day, "drafts/ny.md") == b"# Ny\n"


# --- refused --------------------------------------------------------------------------------------


def refused(shell: Shell, *words: str) -> str:
    """Run what must be refused in two lines, and change nothing."""
    before = snapshot(shell.folder)
    done = shell.run("restore", *words)
    assert done.code == 2 and done.out == "" and done.err.count("\n") == 2
    assert snapshot(shell.folder) == before
    return done.err


def test_a_link_is_never_written_through(day: Shell, tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"secret")
    (day.folder / DRAFT).unlink()
    (day.folder / DRAFT).symlink_to(tmp_path / "outside")
    assert "is a link" in refused(day, "group-2", "--at", "1")
    (day.folder / DRAFT).unlink()
    (day.folder / DRAFT).symlink_to(tmp_path / "nothing")
    assert "is a link" in refused(day, DRAFT, "--at", "1")
    (day.folder / DRAFT).unlink()
    (day.folder / DRAFT).mkdir()
    assert refused(day, "group-2", "--at", "1")
    shutil.rmtree(day.folder / "drafts")
    (tmp_path / "elsewhere").mkdir()
    (day.folder / "drafts").symlink_to(tmp_path / "elsewhere")
    assert "is a link" in refused(day, "group-2", "--at", "1")
    assert "is a link" in refused(day, DRAFT, "--at", "1")
    assert os.listdir(tmp_path / "elsewhere") == []
    assert (tmp_path / "outside").read_bytes() == b"secret"


def test_what_is_no_draft_or_was_never_there_is_refused(day: Shell) -> None:
    day.write({"drafts/ny.md": b"# Ny\n", "other.md": b"x", "drafts/sub/x.md": b"x"})
    assert '"anbefal.toml" is not a draft' in refused(day, "anbefal.toml", "--at", "1")
    assert '"other.md" is not a draft' in refused(day, "other.md", "--at", "1")
    assert "is not a draft" in refused(day, "drafts/sub/x.md", "--at", "1")
    assert '"drafts/ny.md" was not there' in refused(day, "ny", "--at", "1")
    assert "holds no drafts" in refused(day, "templates", "--at", "1")
    assert "does not exist" in refused(day, "nothing", "--at", "1")
    for name in ("../../etc/passwd", "/etc/passwd", ".git/HEAD", "--"):
        refused(day, name, "--at", "1")


def test_several_are_restored_together_or_not_at_all(
    day: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {path: data_of(day, path) for path in (OTHER, DRAFT)}
    day.write({DRAFT: b"# Ny\n", OTHER: b"# Ny 1\n"})
    standing = snapshot(day.folder / "drafts")
    refused(day, "group-1", "group-2", "group-9", "--at", "1")

    real = job.write_atomic

    def fails_at_the_second(path: Path, data: bytes) -> None:
        if path.name == "group-2.md" and data == first[DRAFT]:
            raise AnbefalError(job.msg("x"), job.msg("y"))
        real(path, data)

    def interrupted(*words: object, **named: object) -> None:
        if named.get("restored"):
            raise KeyboardInterrupt
        return saved(*words, **named)

    saved = job.save_locked
    for name, function in {"write_atomic": fails_at_the_second, "save_locked": interrupted}.items():
        with monkeypatch.context() as patch:
            patch.setattr(job, name, function)
            with pytest.raises((AnbefalError, KeyboardInterrupt)):
                job.restore(open_workspace((day.folder,)), [day.folder / "drafts"], at="1", by="AB")
        assert snapshot(day.folder / "drafts") == standing
    told = restored(day, "group-1", "group-2", "--at", "1")
    assert told["restored"] == [OTHER, DRAFT]
    assert {path: data_of(day, path) for path in first} == first
    assert history_of(day).read(str(told["before"]), OTHER) == b"# Ny 1\n"


def test_an_editor_that_writes_meanwhile_loses_nothing(
    day: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.write({DRAFT: b"# Ny\n"})
    real = job.save_locked
    late = [b"# Nyere\n", b"# Nyest\n"]

    def save(*words: object, **named: object) -> object:
        done = real(*words, **named)  # type: ignore[arg-type]
        if late and not named.get("restored"):
            day.write({DRAFT: late.pop(0)})
        return done

    monkeypatch.setattr(job, "save_locked", save)
    done = job.restore(open_workspace((day.folder,)), [Path(DRAFT)], "1", "AB")
    kept = {history_of(day).read(version.id, DRAFT) for version in history_of(day).log()}
    assert {b"# Ny\n", b"# Nyere\n", b"# Nyest\n"} <= kept
    assert history_of(day).read(done.before, DRAFT) == b"# Nyest\n"
    monkeypatch.setattr(job, "_ATTEMPTS", 0)
    day.write({DRAFT: b"# Ny\n"})
    with pytest.raises(AnbefalError, match="keeps writing"):
        job.restore(open_workspace((day.folder,)), [Path(DRAFT)], "1", "AB")
    assert data_of(day) == b"# Ny\n"


def test_a_folder_with_a_history_of_its_own_is_nobodys_draft(day: Shell) -> None:
    for words in (
        ["init", "-q", "drafts/sub"],
        ["-C", "drafts/sub", "hash-object", "-w", "--stdin"],
    ):
        subprocess.run(["git", *words], cwd=day.folder, input=b"", check=True, capture_output=True)
    day.write({"drafts/sub/x.md": "# x\n", "drafts/other/x.md": "# x\n", DRAFT: "# Ny\n"})
    assert day.run("save", "--by", "AB").code == 0
    kept = history_of(day).files(history_of(day).head() or "")
    assert "drafts/other/x.md" in kept and not [path for path in kept if "/sub/" in path]
    restored(day, "drafts", "--at", "1")


def test_what_was_half_written_is_nobodys_draft(day: Shell) -> None:
    day.write({"drafts/.anbefal-x1y2": "# Half", DRAFT: "# Ny\n"})
    assert day.run("save", "--by", "AB").code == 0
    assert "drafts/.anbefal-x1y2" not in history_of(day).files(history_of(day).head() or "")


def test_a_workshop_that_is_refused_makes_no_history(shell: Shell) -> None:
    shutil.copytree(ASSEMBLY, shell.folder, dirs_exist_ok=True)
    for words in (("close", "2"), ("close", "7"), ("reopen", "1", "--because", "x")):
        assert shell.run("workshop", *words).code == 2
    assert not (shell.folder / ".git").exists()


def test_a_workspace_in_a_subfolder_restores_its_own_paths_only(shell: Shell) -> None:
    def git(*words: str) -> str:
        names = ["-c", "user.name=x", "-c", "user.email=x"]
        done = subprocess.run(
            ["git", *names, *words], cwd=shell.folder, capture_output=True, check=True, text=True
        )
        return done.stdout

    git("init", "-q")
    inner = shell.folder / "ude" / "samling"
    shutil.copytree(ASSEMBLY, inner)
    shell.write({DRAFT: b"another's", "staged": b"1"})
    git("add", ".")
    git("commit", "-qm", "x")
    outer, shell.folder = shell.folder, inner
    assert shell.run("workshop", "close", "1").code == 0
    (outer / DRAFT).write_bytes(b"another's, changed")
    (outer / "staged").write_bytes(b"2")
    subprocess.run(["git", "add", "staged"], cwd=outer, check=True)
    shell.write({DRAFT: b"# Ny\n"})
    told = restored(shell, "group-2", "--at", "1")
    assert told["restored"] == [DRAFT] and "samling/workshop/1" in git("tag", "--list")
    assert shell.run("workshop", "reopen", "1", "--because", "x").code == 0
    shell.folder = outer
    assert git("status", "--porcelain").splitlines() == [f" M {DRAFT}", "M  staged"]
    changed = git("diff", "--name-only", "HEAD~2").split()
    assert set(changed) == {DRAFT, "staged"}
