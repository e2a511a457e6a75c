"""Kill a command at one system call: `strace` sends SIGKILL as the n-th call of a name is made.

anbefal works through processes of git, one after the other. A shim that stands before git on the
PATH counts them, and puts strace round the one that is to die; anbefal itself is number 0. A git
dies alone, as where memory ran out, or with its whole group, as in a power cut; when anbefal dies
alone, the git that it waits for lives on for a moment.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import anbefal
from tools import missing, require_tool

# What changes files, and what begins, awaits and ends processes.
FILES = (
    "openat,creat,write,pwrite64,writev,rename,renameat,renameat2,link,linkat,unlink,unlinkat,"
    "symlink,symlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync,ftruncate,truncate,chmod,fchmod,"
    "fchmodat,utimensat,flock"
)
PROCESSES = "clone,clone3,fork,vfork,execve,wait4,exit_group,kill"
_CALL = re.compile(r"(\w+)\((.*)")
_READING = re.compile(r"\bO_RDONLY\b(?!.*\bO_CREAT\b)")

SHIM = """\
#!/bin/sh
n=$(($(cat "$KILL_FOLDER/count") + 1))
echo $n > "$KILL_FOLDER/count"
if [ -n "$KILL_RECORD" ]; then
    exec strace -qq -y -o "$KILL_FOLDER/trace.$n" -e trace="$KILL_RECORD" "$KILL_GIT" "$@"
fi
[ "$n" = "$KILL_PROCESS" ] || exec "$KILL_GIT" "$@"
strace -qq -o /dev/null -e trace="$KILL_CALL" \\
    -e inject="$KILL_CALL:signal=SIGKILL:when=$KILL_NUMBER" "$KILL_GIT" "$@"
code=$?
if [ $code = 137 ]; then
    : > "$KILL_FOLDER/killed"
    [ -z "$KILL_GROUP" ] || kill -9 0
    kill -9 $$
fi
exit $code
"""


class Point(NamedTuple):
    """Which process dies (0 = anbefal, 1 = its first git …), at which call, and with whom."""

    process: int
    call: str
    number: int
    group: bool


class Killed(NamedTuple):
    """What a command said before it was killed; `died` is False where it never came so far."""

    died: bool
    code: int
    out: str
    err: str


class Killer:
    """Run commands of anbefal in one folder, and kill them."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.shims = folder / "shims"
        self.shims.mkdir(parents=True)
        (self.shims / "git").write_text(SHIM)
        (self.shims / "git").chmod(0o755)
        self.strace = require_tool("strace")
        self.environment = {
            **environment,
            "PYTHONPATH": str(Path(anbefal.__file__).parents[1]),
            "PATH": f"{self.shims}{os.pathsep}{environment['PATH']}",
            "KILL_FOLDER": str(folder),
            "KILL_GIT": require_tool("git"),
        }

    def record(self, root: Path, words: Sequence[str]) -> list[Point]:
        """Run a command to its end, and give every point at which it can be killed."""
        calls = f"{FILES},{PROCESSES}"
        for old in self.folder.glob("trace.*"):
            old.unlink()
        before = [self.strace, "-qq", "-y", "-o", f"{self.folder}/trace.0", "-e", f"trace={calls}"]
        done = self._run(before, root, words, {"KILL_RECORD": calls})
        if done.code and "ptrace" in done.err.lower():
            missing("strace may not trace here")
        assert done.code == 0, done.err
        traces = sorted(self.folder.glob("trace.*"), key=lambda path: int(path.suffix[1:]))
        return [
            Point(number, call, count, group)
            for number, trace in enumerate(traces)
            for call, count in _calls(trace, root)
            for group in (True, False)
        ]

    def kill(self, root: Path, words: Sequence[str], point: Point) -> Killed:
        """Run a command, and kill it at a point."""
        if point.process:
            told = {
                "KILL_PROCESS": str(point.process),
                "KILL_CALL": point.call,
                "KILL_NUMBER": str(point.number),
                "KILL_GROUP": "1" if point.group else "",
            }
            return self._run([], root, words, told)
        when = f"inject={point.call}:signal=SIGKILL:when={point.number}"
        before = [self.strace, "-qq", "-o", "/dev/null", "-e", f"trace={point.call}", "-e", when]
        return self._run(before, root, words, {"KILL_GROUP": "1" if point.group else ""})

    def _run(
        self, before: list[str], root: Path, words: Sequence[str], more: Mapping[str, str]
    ) -> Killed:
        (self.folder / "count").write_text("0")
        (self.folder / "killed").unlink(missing_ok=True)
        with subprocess.Popen(
            [*before, sys.executable, "-m", "anbefal", *words],
            cwd=root,
            env={"KILL_RECORD": "", "KILL_PROCESS": "", **self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            if before and more.get("KILL_GROUP"):
                process.wait()
                _kill_group(process.pid)
            out, err = process.communicate()
        died = process.returncode == -signal.SIGKILL or (self.folder / "killed").exists()
        return Killed(died, process.returncode, out, err)


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _calls(trace: Path, root: Path) -> Iterator[tuple[str, int]]:
    """Give the calls of one process that matter: their names, and the how many-th they were."""
    counts: Counter[str] = Counter()
    for line in trace.read_text("utf-8", "replace").splitlines():
        found = _CALL.match(line)
        if found is None:
            continue
        call, rest = found.groups()
        counts[call] += 1
        if call == "execve" and counts[call] == 1:
            # By this one strace starts the program: it lets it pass.
            continue
        if call in PROCESSES.split(",") or (str(root) in rest and not _READING.search(rest)):
            yield call, counts[call]


def lay(base: Path, root: Path) -> None:
    """Lay a fresh copy of a workspace."""
    if root.exists():
        shutil.rmtree(root)
    shutil.copytree(base, root, symlinks=True)
