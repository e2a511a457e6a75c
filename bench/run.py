"""Time anbefal, its peers and an empty Python in turn, as whole processes; print ratios of medians.

Seconds drift with the machine, ratios of programs run in turn in one run drift less: quote those.
One round before the counted ones is thrown away. What anbefal finds is held to what the corpus
planted, so that no figure is fast for having done nothing.

    python bench/run.py                          start-up, and 6 and 100 drafts
    python bench/run.py --sizes 1000 5000 --rounds 5
    python bench/run.py --sizes 1000 --peers markdownlint rumdl
    python bench/run.py --sizes --startup 0 --history 1000x100000    a past: drafts x versions
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import corpus
import history
from peers import PEERS
from timing import ANBEFAL, BARE, PLACE, ROOT, Program, in_turn

STARTUP = {
    BARE: [sys.executable, "-c", "pass"],
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
COLD, WARM, ONE_CORE = "anbefal, no cache", "anbefal, again", "anbefal, no cache, 1 core"


def programs_for(wanted: Sequence[str]) -> dict[str, Program]:
    """Give the programs that lint a corpus: ours in three ways, and the peers that are there."""
    one = [shutil.which("taskset") or "", "-c", "0"]
    off = {"ANBEFAL_NO_CACHE": "1"}
    programs = {
        COLD: Program([*ANBEFAL, "lint"], variables=off),
        WARM: Program([*ANBEFAL, "lint"]),
    }
    if one[0]:
        programs[ONE_CORE] = Program([*one, *ANBEFAL, "lint"], variables=off)
    for peer in PEERS:
        if not any(name in peer.name or name == "all" for name in wanted):
            continue
        if not peer.program.exists():
            print(f"{peer.name}: not installed (make bench-peers), left out")
            continue
        words = [str(peer.program), *peer.words]
        programs[peer.name] = Program(words, peer.ends)
        if one[0] and peer.name.startswith("rumdl"):
            programs[f"{peer.name}, 1 core"] = Program([*one, *words], peer.ends)
    return programs


def check_findings(folder: Path) -> str:
    """Lint once and hold the findings to the manifest; SystemExit where one is missed or false."""
    done = subprocess.run(
        [*ANBEFAL, "lint", "--format", "json"],
        cwd=folder,
        env={**os.environ, "ANBEFAL_NO_CACHE": "1"},
        capture_output=True,
        check=False,
    )
    told = json.loads(done.stdout)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    planted = {(path, rule): n for path, rules in manifest.items() for rule, n in rules.items()}
    rules = {rule for _, rule in planted}
    found = Counter((f["path"], f["rule"]) for f in told["findings"] if f["rule"] in rules)
    wrong = [key for key in {*planted, *found} if found[key] != planted.get(key, 0)]
    if wrong:
        raise SystemExit(f"findings differ from what was planted: {sorted(wrong)[:5]}")
    return f"{len(planted)} of {len(planted)} planted defects found, {len(told['findings'])} in all"


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[6, 100])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--startup", type=int, default=9, help="rounds of start-up; 0 for none")
    parser.add_argument("--history", nargs="*", default=["60x20000", "6x10000x40"], metavar="SIZE")
    parser.add_argument("--peers", nargs="*", default=["all"], help="parts of names, or all")
    asked = parser.parse_args()
    if asked.startup:
        startup = {name: Program(words) for name, words in STARTUP.items()}
        in_turn(startup, ROOT, asked.startup, BARE)
    programs = programs_for(asked.peers) if asked.sizes else {}
    each: dict[int, float] = {}
    for size in asked.sizes:
        folder = PLACE / f"corpus-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        corpus.write(folder, size)
        print(f"\n{size} drafts: {check_findings(folder)}", end="")
        each[size] = in_turn(programs, folder, asked.rounds, COLD)[COLD] / size
    if len(each) > 1:
        print("\nanbefal, ms a draft:", *(f"{n}: {t * 1000:.2f}" for n, t in each.items()))
    for size in asked.history:
        history.measure(size, asked.rounds)


if __name__ == "__main__":
    main()
