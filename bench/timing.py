"""Run programs in turn, as whole processes, and print ratios of medians."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "build" / "bench"
BESIDE = Path(sys.executable).parent / "anbefal"
ANBEFAL = [str(BESIDE) if BESIDE.exists() else shutil.which("anbefal") or "anbefal"]
BARE = "python -c pass"


class Program(NamedTuple):
    """What to run, with which variables, and which exit codes mean that the work was done."""

    words: Sequence[str]
    ends: Sequence[int] = (0, 1)
    variables: Mapping[str, str] = {}
    before: Callable[[], None] | None = None
    """What is done before each run, untimed."""
    folder: Path | None = None
    """Where to run it, if not where the others run."""
    stdin: Path | None = None


class Run(NamedTuple):
    """The wall time of one process, and the most memory that it or a child of it held."""

    seconds: float
    mebibytes: float


def run(program: Program, folder: Path) -> Run:
    """Run a program to its end."""
    # Compiled modules are kept, as they are for any installed program.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables = {**kept, "XDG_CACHE_HOME": str(PLACE / "cache"), **program.variables}
    if program.before:
        program.before()
    with (program.stdin or Path(os.devnull)).open("rb") as stdin:
        start = time.perf_counter()
        process = subprocess.Popen(
            program.words,
            cwd=program.folder or folder,
            env=variables,
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in program.ends:
        raise SystemExit(f"{' '.join(program.words)} ended with {process.returncode}")
    return Run(taken, used.ru_maxrss / 1024)


def in_turn(
    programs: Mapping[str, Program], folder: Path, rounds: int, beside: str
) -> dict[str, float]:
    """Run every program once a round; print medians, and ratios to the one named `beside`.

    One round before the counted ones is thrown away.
    """
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, program in programs.items():
            done = run(program, folder)
            if number:
                runs[name].append(done)
    middles = {name: statistics.median(r.seconds for r in done) for name, done in runs.items()}
    print(
        f"\n{'median of ' + str(rounds):44} {'seconds':>8} {'x':>7}  {'MiB':>5}   x: {beside} = 1"
    )
    for name, middle in middles.items():
        most = max(r.mebibytes for r in runs[name])
        print(f"{name:44} {middle:8.3f} {middle / middles[beside]:7.2f}  {most:5.0f}")
    return middles
