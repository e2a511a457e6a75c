"""The peers: programs that are timed beside anbefal, where they are installed.

`python bench/peers.py` installs them into build/bench/peers/: npm's by the lock file beside, pip's
by bench/peers/requirements.txt. Whatever is missing is left out of a run, with a word.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LISTS = Path(__file__).parent / "peers"
PLACE = ROOT / "build" / "bench" / "peers"
NODE = PLACE / "node_modules"
VENV = PLACE / "venv" / "bin"


class Peer(NamedTuple):
    """A linter or formatter, the words behind it, and how it ends when it did its work."""

    name: str
    program: Path
    words: tuple[str, ...]
    ends: tuple[int, ...] = (0, 1)


PEERS = (
    Peer("markdownlint-cli2", NODE / ".bin/markdownlint-cli2", ("drafts/*.md",)),
    Peer("rumdl, no cache", VENV / "rumdl", ("check", "--no-cache", "drafts")),
    Peer("prettier --check", NODE / ".bin/prettier", ("--check", "drafts")),
    Peer(
        "remark-lint",
        NODE / ".bin/remark",
        (
            *("drafts", "--quiet", "--no-stdout", "--use"),
            str(NODE / "remark-preset-lint-recommended" / "index.js"),
        ),
        # It warns with 0; 1 says that it could not process the drafts at all.
        (0,),
    ),
    Peer(
        "textlint, 3 rules",
        NODE / ".bin/textlint",
        (
            *("--rules-base-directory", str(NODE)),
            *("--rule", "max-comma", "--rule", "no-todo", "--rule", "sentence-length"),
            "drafts",
        ),
    ),
    Peer("mdformat --check", VENV / "mdformat", ("--check", "drafts")),
    Peer("proselint", VENV / "proselint", ("check", "drafts")),
    Peer("pymarkdownlnt", VENV / "pymarkdown", ("scan", "drafts")),
)


def install() -> None:
    """Install what is listed, as far as npm and pip are there."""
    PLACE.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    if npm:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LISTS / name, PLACE / name)
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=PLACE, check=False)
    else:
        print("npm is not installed: no peers from there")
    subprocess.run([sys.executable, "-m", "venv", str(VENV.parent)], check=True)
    pip = [str(VENV / "pip"), "--disable-pip-version-check", "install", "-q"]
    subprocess.run([*pip, "-r", str(LISTS / "requirements.txt")], check=False)


if __name__ == "__main__":
    install()
