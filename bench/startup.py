"""Time anbefal's everyday commands against an empty Python, in turn, and print ratios of medians.

Absolute times drift with the machine; the ratio of two commands run in turn does not.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 15
ANBEFAL = [str(Path(sys.executable).parent / "anbefal")]
PROGRAMS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "anbefal --version": [*ANBEFAL, "--version"],
    "anbefal --help": [*ANBEFAL, "--help"],
    "anbefal lint, one draft": [*ANBEFAL, "lint", "drafts/gruppe-2.md"],
    "anbefal check, six drafts": [*ANBEFAL, "check"],
    "anbefal render, one draft, html": [
        *ANBEFAL, "render", "gruppe-2", "--to", "html", "-o", "build/bench",
    ],
    "anbefal render, one draft, docx": [
        *ANBEFAL, "render", "gruppe-2", "--to", "docx", "-o", "build/bench",
    ],
}  # fmt: skip


def seconds(words: Sequence[str]) -> float:
    """Give the wall time of one run."""
    # Compiled modules are kept, as they are for any installed program.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(words, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Run every program once per round, after one round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for number in range(ROUNDS + 1):
        for name, words in PROGRAMS.items():
            taken = seconds(words)
            if number:
                times[name].append(taken)
    bare = statistics.median(times["python -c pass"])
    print(f"{'median of ' + str(ROUNDS):34} {'ms':>6} {'x bare':>7}")
    for name, taken_all in times.items():
        middle = statistics.median(taken_all)
        print(f"{name:34} {middle * 1000:6.0f} {middle / bare:7.1f}")


if __name__ == "__main__":
    main()
