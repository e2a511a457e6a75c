"""What a history can suffer from, as whole commands: two lines that a scribe can read, or no harm.

No word of git's stands in them, in either language, but the name of the program that may help.
"""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shell import Done, Shell, snapshot

ASSEMBLY = Path(__file__).parent / "commands" / "assembly"
DRAFT = "drafts/group-2.md"
WRITE = (
    "save --by AB",
    "restore group-2 --at 1 --by AB",
    "workshop close 2 --by AB --anyway why",
    "workshop reopen 1 --by AB --because why",
)
READ = ("log", "show group-2 --at 1", "show group-2 --at last", "workshop list", "status")
ALL = (*WRITE, *READ)
JARGON = re.compile(
    r"\b(commit|branch|head|refs?|tags?|index|repository|tree|blob|objects?|fatal|stash|clone)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the sample assembly with workshop 1 closed, and an unsaved draft."""
    home = tmp_path_factory.mktemp("closed")
    shell = Shell(home / "here", home)
    shutil.copytree(ASSEMBLY, shell.folder)
    assert shell.run("save", "group-1", "--by", "KM").code == 0
    assert shell.run("workshop", "close", "1", "--by", "KM").code == 0
    shell.write({DRAFT: "# Words that nobody has saved\n"})
    return shell.folder


@pytest.fixture
def shell(closed: Path, shell: Shell) -> Shell:
    """Stand in a copy of that assembly, later the same day."""
    shutil.copytree(closed, shell.folder, dirs_exist_ok=True)
    shell.clock += 600
    return shell


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def check_two_lines(done: Done, language: str) -> None:
    assert (done.code, done.out) == (2, ""), done
    assert done.err.count("\n") == 2, done.err
    assert not JARGON.search(done.err), done.err
    assert done.err.startswith(f"anbefal: {'fejl' if language == 'da' else 'error'}: ")


def check_refused(shell: Shell, lines: tuple[str, ...], words: str) -> None:
    """Each command ends in two lines with these words, and changes nothing."""
    before = snapshot(shell.folder)
    for line in lines:
        done = shell.run(*line.split())
        check_two_lines(done, "en")
        assert words in done.err, (line, done.err)
        check_two_lines(shell.run(*line.split(), "--lang", "da"), "da")
    assert snapshot(shell.folder) == before


def object_of(root: Path, name: str) -> Path:
    found = git(root, "rev-parse", name)
    path = root / ".git" / "objects" / found[:2] / found[2:]
    path.chmod(0o644)
    return path


PART = "a part of it is missing or damaged"
NEWEST = "it does not say which version is the newest"
Spoil = Callable[[Path], object]

SPOILT: dict[str, tuple[Spoil, tuple[str, ...], str]] = {
    "an empty branch": (
        lambda root: (root / ".git/refs/heads/main").write_bytes(b""),
        tuple(line for line in ALL if "reopen" not in line and "list" not in line),
        NEWEST,
    ),
    "a HEAD of garbage": (lambda root: (root / ".git/HEAD").write_text("x"), ALL, NEWEST),
    "no HEAD": (lambda root: (root / ".git/HEAD").unlink(), ALL, PART),
    "the newest version gone": (
        lambda root: object_of(root, "HEAD").unlink(),
        ("save --by AB", "log", "show group-2 --at last"),
        NEWEST,
    ),
    "an empty version": (
        lambda root: object_of(root, "HEAD").write_bytes(b""),
        ("workshop list", "status", "workshop close 2 --by AB --anyway why"),
        PART,
    ),
    "a folder gone": (
        lambda root: object_of(root, "HEAD^{tree}").unlink(),
        ("save --by AB", "show group-2 --at 1", "restore group-2 --at 1 --by AB"),
        PART,
    ),
    "a text gone": (
        lambda root: object_of(root, f"HEAD:{DRAFT}").unlink(),
        ("show group-2 --at 1", "restore group-2 --at 1 --by AB"),
        PART,
    ),
    "a text of garbage": (
        lambda root: object_of(root, f"HEAD:{DRAFT}").write_bytes(b"x"),
        ("show group-2 --at 1", "restore group-2 --at 1 --by AB"),
        PART,
    ),
    "a mark of garbage": (
        lambda root: (root / ".git/refs/tags/workshop/1").write_text("x"),
        ("workshop list", "workshop close 1 --by AB", "show group-2 --at 1", "save --by AB"),
        NEWEST,
    ),
    "settings of garbage": (
        lambda root: (root / ".git/config").write_text("[core\n"),
        ALL,
        "of its settings cannot be read",
    ),
    "settings of a newer git": (
        lambda root: git(root, "config", "core.repositoryFormatVersion", "9"),
        ALL,
        "it needs a newer git",
    ),
    "a history without files": (
        lambda root: git(root, "config", "core.bare", "true"),
        ALL,
        "is made for a history alone",
    ),
    "an old version shown": (
        lambda root: git(root, "checkout", "-q", "--detach"),
        WRITE[:3],
        "while the workspace shows an old version",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_history_is_told_in_two_lines(shell: Shell, name: str) -> None:
    spoil, lines, words = SPOILT[name]
    spoil(shell.folder)
    check_refused(shell, lines, words)


def test_on_an_old_version_all_can_be_read_and_workshops_opened(shell: Shell) -> None:
    git(shell.folder, "checkout", "-q", "--detach")
    for line in (*READ, "workshop reopen 1 --by AB --because why"):
        assert shell.run(*line.split()).code == 0


def test_an_index_of_garbage_stops_nothing(shell: Shell) -> None:
    (shell.folder / ".git/index").write_bytes(os.urandom(200))
    for line in ALL[:2]:
        assert shell.run(*line.split()).code == 0


def test_a_shallow_history_works(shell: Shell) -> None:
    shallow = shell.folder.parent / "shallow"
    git(shell.folder, "clone", "-q", "--depth", "1", f"file://{shell.folder}", str(shallow))
    first, newest = git(shell.folder, "rev-list", "--reverse", "HEAD").split()
    shell.folder = shallow
    shell.write({DRAFT: "# New words\n"})
    for line in ALL:
        assert shell.run(*line.split()).code == 0, line
    assert newest in git(shallow, "rev-list", "HEAD")
    done = shell.run("show", "group-1", "--at", first[:10])
    check_two_lines(done, "en")
    assert "there is no version" in done.err


@pytest.mark.parametrize("line", WRITE)
def test_nobody_is_named(shell: Shell, line: str) -> None:
    words = line.replace("--by AB", "").split()
    done = shell.run(*words, env={"ANBEFAL_BY": ""})
    check_two_lines(done, "en")
    assert "say who you are, by your initials: --by AB" in done.err


@pytest.fixture
def without_git(shell: Shell) -> Iterator[Callable[[Path], None]]:
    """Let another folder be all that programs are looked for in."""
    from anbefal.history.git import program, require_supported

    def look_in(folder: Path) -> None:
        program.cache_clear()
        require_supported.cache_clear()
        shell.variables = {"PATH": str(folder)}

    yield look_in
    program.cache_clear()
    require_supported.cache_clear()


@pytest.mark.parametrize("line", ALL)
def test_git_is_missing(shell: Shell, line: str, without_git: Callable[[Path], None]) -> None:
    without_git(Path("/nowhere"))
    check_refused(shell, (line,), "git is not installed")


def old_git(folder: Path) -> Path:
    """Make a git that says it is old, and else does all that today's does."""
    folder.mkdir()
    real = shutil.which("git")
    script = f'#!/bin/sh\n[ "$1" = version ] && echo git version 2.20.1 || exec "{real}" "$@"\n'
    (folder / "git").write_text(script)
    (folder / "git").chmod(0o755)
    return folder


@pytest.mark.parametrize("line", WRITE)
def test_git_is_too_old_to_sync_what_it_writes(
    shell: Shell, line: str, tmp_path: Path, without_git: Callable[[Path], None]
) -> None:
    without_git(old_git(tmp_path / "old"))
    check_refused(shell, (line,), "git 2.20.1 is too old")


@pytest.mark.parametrize("line", READ)
def test_an_old_git_may_read(
    shell: Shell, line: str, tmp_path: Path, without_git: Callable[[Path], None]
) -> None:
    without_git(old_git(tmp_path / "old"))
    assert shell.run(*line.split()).code == 0


# --- disks ----------------------------------------------------------------------------------------


@pytest.fixture
def disk(shell: Shell, tmp_path: Path) -> Iterator[Path]:
    """Move the assembly onto a small disk of its own, where the system lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    words = [mount or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if mount is None or os.geteuid() or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        shutil.copytree(shell.folder, place / "here")
        shell.folder = place / "here"
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk(shell: Shell, disk: Path) -> None:
    texts = {path: path.read_bytes() for path in (shell.folder / "drafts").iterdir()}
    marks = git(shell.folder, "for-each-ref")
    full = os.open(disk / "full", os.O_WRONLY | os.O_CREAT)
    with contextlib.suppress(OSError):
        while os.write(full, b"x" * 4096):
            pass
    os.close(full)
    for language in ("en", "da"):
        for line in WRITE:
            done = shell.run(*line.split(), "--lang", language)
            assert done.code == 2 and done.err.count("\n") == 2
            assert ("the disk is full" if language == "en" else "disken er fuld") in done.err
            assert not JARGON.search(done.err)
    for line in READ:
        assert shell.run(*line.split()).code == 0
    assert {path: path.read_bytes() for path in (shell.folder / "drafts").iterdir()} == texts
    assert git(shell.folder, "for-each-ref") == marks
    (disk / "full").unlink()
    for line in ALL:
        assert shell.run(*line.split()).code == 0, line
    git(shell.folder, "fsck")


def test_a_disk_that_may_only_be_read(shell: Shell, disk: Path) -> None:
    remount = ["mount", "-o", "remount,ro", str(disk)]
    if subprocess.run(remount, capture_output=True).returncode:
        pytest.skip("a disk cannot be made read-only here")
    for language in ("en", "da"):
        for line in WRITE:
            done = shell.run(*line.split(), "--lang", language)
            check_two_lines(done, language)
            words = "the disk is read-only" if language == "en" else "disken kan kun læses"
            assert words in done.err
    for line in READ:
        assert shell.run(*line.split()).code == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read(shell: Shell) -> None:
    for folder in (shell.folder / ".git", shell.folder / "drafts"):
        folder.chmod(0o555)
    try:
        for line in WRITE:
            done = shell.run(*line.split())
            check_two_lines(done, "en")
            assert "permission denied" in done.err
    finally:
        for folder in (shell.folder / ".git", shell.folder / "drafts"):
            folder.chmod(0o755)
