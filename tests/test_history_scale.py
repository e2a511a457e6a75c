"""A long past costs no more than a short one: what is read grows with what is shown.

Counted are git's processes, and the files of the store that they open: every version, folder and
text lies in a file of its own, as saves leave them.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ASSEMBLY

from tools import require_tool

DRAFTS = ("drafts/gruppe-1.md", "drafts/gruppe-2.md", "drafts/gruppe-3.md")
# Both end with the same draft.
SHORT, LONG = 90, 2100
OPENED = re.compile(r'open(?:at)?\(.*"[^"]*/objects/[0-9a-f]{2}/[0-9a-f]{38}", O_RDONLY')
GIT = re.compile(r'execve\("[^"]*/git", \["[^"]*git"')


def write_past(root: Path, versions: int) -> None:
    """Write a workspace with so many versions, loose, and four closed workshops."""
    words = ["git", "-c", "core.fsync=none", "-c", "fastimport.unpackLimit=1000000"]
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*more: str, stdin: bytes = b"") -> None:
        subprocess.run([*words, *more], cwd=root, input=stdin, check=True, env=environ)

    root.mkdir()
    git("init", "--quiet", "--template=", "--initial-branch=main")
    files = {"anbefal.toml": ASSEMBLY.encode()}
    files |= {path: text(path, 0) for path in DRAFTS}
    stream = [version(0, DRAFTS[0], files)]
    for number in range(1, versions):
        path = DRAFTS[number % 3]
        files[path] = text(path, number)
        stream.append(version(number, path, {path: files[path]}))
        if (versions - number) % 10 == 0 and versions - number <= 40:
            closes = 5 - (versions - number) // 10
            who = "tagger PL <pl@anbefal.invalid> 1767265200 +0100"
            stream.append(f"tag workshop/{closes}\nfrom :{number + 1}\n{who}\n".encode())
            stream.append(data(b"tabel\n"))
    git("fast-import", "--quiet", stdin=b"".join(stream))
    for path, content in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    git("reset", "--quiet")
    assert not list((root / ".git/objects/pack").glob("*.pack"))


def version(number: int, draft: str, files: dict[str, bytes]) -> bytes:
    who = f"AB <ab@anbefal.invalid> {1_767_000_000 + number} +0100"
    head = f"commit refs/heads/main\nmark :{number + 1}\nauthor {who}\ncommitter {who}\n"
    message = f"nummer {number}\n\nDraft: {draft} 50.0 +1 -1\nWorkshop: 4\n"
    contents = [f"M 100644 inline {p}\n".encode() + data(c) for p, c in files.items()]
    return head.encode() + data(message.encode()) + b"".join(contents) + b"\n"


def data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def text(path: str, number: int) -> bytes:
    return f'---\ngruppe: "2"\n---\n\n# Nummer {number} af {path}\n'.encode()


@pytest.fixture(scope="module")
def pasts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a workspace with a short past, and one with a long one."""
    place = tmp_path_factory.mktemp("pasts")
    write_past(place / "kort", SHORT)
    write_past(place / "lang", LONG)
    return place / "kort", place / "lang"


def count(root: Path, line: str, home: Path) -> tuple[int, int, str]:
    """Run a command, and count the processes of git and the objects that they open."""
    strace = require_tool("strace")
    trace = home / "trace"
    environ = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    words = [strace, "-f", "-qq", "-e", "trace=openat,open,execve", "-o", str(trace)]
    done = subprocess.run(
        [*words, sys.executable, "-m", "anbefal", *line.split()],
        cwd=root,
        env={**environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src"), "ANBEFAL_BY": "AB"},
        capture_output=True,
        text=True,
    )
    if done.returncode and "ptrace" in done.stderr.lower():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    calls = trace.read_text("utf-8", "replace")
    return len(GIT.findall(calls)), len(OPENED.findall(calls)), done.stdout


@pytest.mark.parametrize(
    ("line", "processes", "objects"),
    [
        ("log", 2, 45),
        # Every third version is of this draft: git looks at three times as many, and their folders.
        ("log gruppe-1", 2, 350),
        ("status", 2, 30),
        ("workshop list", 2, 16),
        ("show gruppe-1 --at 1", 5, 25),
    ],
)
def test_what_is_read_grows_with_what_is_shown_and_not_with_the_past(
    pasts: tuple[Path, Path], tmp_path: Path, line: str, processes: int, objects: int
) -> None:
    for root in pasts:
        # What a draft's text says is kept between runs of "status".
        count(root, line, tmp_path)
    short, long = (count(root, line, tmp_path) for root in pasts)
    assert short[:2] == long[:2]
    assert 0 < long[0] <= processes and 0 < long[1] <= objects
    assert long[2]


def test_a_save_reads_no_more_behind_a_long_past(pasts: tuple[Path, Path], tmp_path: Path) -> None:
    counts = []
    for root in pasts:
        (root / DRAFTS[0]).write_bytes(text(DRAFTS[0], -1))
        counts.append(count(root, "save gruppe-1", tmp_path)[:2])
    assert counts[0] == counts[1]


def test_the_whole_past_is_read_in_one_pass(pasts: tuple[Path, Path], tmp_path: Path) -> None:
    processes, objects, told = count(pasts[1], "log -n 1000000 --format json", tmp_path)
    assert processes == 2
    # Each version once, and no folder and no text at all.
    assert LONG <= objects <= LONG + 40
    assert told.count('"message"') >= LONG
