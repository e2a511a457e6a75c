"""Time our comparison beside `git diff --word-diff` on the same pairs, and count the words marked.

A hundred pairs of drafts of some 7 KB, eight edits each: words changed, added and struck out,
sentences added, struck out and moved. git has all pairs in one process, as `diff` has all drafts.
Exact is the longest common subsequence of each pair's whole list of words: no comparison that
shows what stayed in its order can mark fewer.

    python bench/diff.py
    python bench/diff.py --pairs 20 --rounds 3 --edits 60
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from typing import NamedTuple

import corpus
from peers import ROOT

from anbefal import tree
from anbefal.alignment.sequences import match_exactly
from anbefal.compare import compare_drafts
from anbefal.jobs.collector import without_collector
from anbefal.model import Draft
from anbefal.readers import markdown
from anbefal.workspace import Workspace, open_workspace

PLACE = ROOT / "build" / "bench" / "diff"
SIZE = 7_000
_SENTENCE = re.compile(r"(?<=[.]) (?=[A-ZÆØÅ])")


def draft(number: int) -> str:
    """Give a draft of some 7 KB: one of the corpus, and more of its prose in the vision."""
    writer = corpus.Writer(number, corpus.SEED)
    text = writer.text()
    head, heading, rest = text.partition("\n## 2.")
    while len(head) + len(rest) < SIZE:
        head += "\n" + corpus.wrapped(writer.prose(60, 90)) + "\n"
    return head + heading + rest


def edited(text: str, writer: corpus.Writer, dice: random.Random, count: int) -> str:
    """Edit some paragraphs, each by one of the things that people do to a text."""
    paragraphs = text.split("\n\n")
    prose = [n for n, words in enumerate(paragraphs) if len(words) > 120 and words[0].isalpha()]
    for number in range(count):
        at = dice.choice(prose)
        words = paragraphs[at].split()
        place = dice.randrange(1, max(2, len(words) - 4))
        match number % 4:
            case 0:
                words[place] = dice.choice(("altid", "aldrig", "sjældent", "hver uge"))
            case 1:
                words[place:place] = dice.choice(
                    ("i hele kommunen", "som aftalt", "fra 2027")
                ).split()
            case 2:
                del words[place : place + dice.randrange(1, 4)]
            case 3:
                sentences = _SENTENCE.split(" ".join(words))
                sentences.insert(dice.randrange(len(sentences) + 1), writer.sentence())
                words = " ".join(sentences).split()
        paragraphs[at] = corpus.wrapped(" ".join(words))
    return "\n\n".join(paragraphs)


def write(pairs: int, edits: int) -> None:
    """Write the pairs into two folders."""
    shutil.rmtree(PLACE, ignore_errors=True)
    for folder in ("old", "new"):
        (PLACE / folder).mkdir(parents=True)
    for number in range(pairs):
        text = draft(number)
        writer, dice = corpus.Writer(number, 7), random.Random(number)
        name = f"udkast-{number:03}.md"
        (PLACE / "old" / name).write_text(text, "utf-8")
        (PLACE / "new" / name).write_text(edited(text, writer, dice, edits), "utf-8")


def git() -> str:
    """Let git compare all pairs; its porcelain has a line a stretch."""
    words = ["git", "diff", "--no-index", "--word-diff=porcelain", "--no-color", "old", "new"]
    return subprocess.run(words, cwd=PLACE, capture_output=True, check=False).stdout.decode()


def marked_by_git(told: str) -> int:
    """Count the words of the lines that came or went."""
    lines = [
        line for line in told.split("\n") if line[:1] in "+-" and line[:4] not in ("+++ ", "--- ")
    ]
    return sum(tree.count_text_words(line[1:]) for line in lines)


def words_of(draft: Draft) -> list[str]:
    """Give all words of a draft in order."""
    nodes = [*([draft.title.node] if draft.title else []), *draft.lead]
    for section in draft.sections:
        nodes += [section.head, *section.nodes]
    return [word for node in nodes for word in tree.words(tree.prose(node))]


def exactly(old: Draft, new: Draft) -> int:
    """Count the words that no comparison can leave unmarked."""
    before, after = words_of(old), words_of(new)
    return len(before) + len(after) - 2 * len(match_exactly(before, after))


def read(workspace: Workspace, folder: str) -> list[Draft]:
    """Read one side of all pairs."""
    return [
        markdown.read(path.read_bytes(), path.name, "anbefaling", workspace.find_template)
        for path in sorted((PLACE / folder).iterdir())
    ]


class Clock(NamedTuple):
    """The time on the wall, and that of the processor: ours and that of what we started."""

    wall: float
    processor: float


def clock() -> Clock:
    """Read both clocks."""
    spent = os.times()
    mine = time.process_time()
    return Clock(time.perf_counter(), mine + spent.children_user + spent.children_system)


def since(start: Clock) -> Clock:
    """Give what both clocks ran since."""
    end = clock()
    return Clock(end.wall - start.wall, end.processor - start.processor)


def timed(doing: Callable[[], object]) -> Clock:
    """Give how long something takes."""
    start = clock()
    doing()
    return since(start)


def main() -> None:
    """Write the pairs, time both in turn, and print ratios of medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--edits", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    write(asked.pairs, asked.edits)
    workspace = open_workspace((ROOT,))
    sizes = [path.stat().st_size for path in PLACE.rglob("*.md")]

    def compare() -> int:
        # Read anew each round: what was read before knows its words already.
        nonlocal comparing
        with without_collector():
            pairs = zip(read(workspace, "old"), read(workspace, "new"), strict=True)
            start = clock()
            changes = [compare_drafts(old, new) for old, new in pairs]
            comparing = since(start)
        return sum(change.inserted + change.deleted for change in changes)

    comparing = clock()
    times: dict[str, list[Clock]] = {"git": [], "compare": [], "read and compare": []}
    for number in range(asked.rounds + 1):
        told, ours = timed(git), timed(compare)
        if number:
            times["git"].append(told)
            times["compare"].append(comparing)
            times["read and compare"].append(ours)
    print(
        f"{asked.pairs} pairs of {statistics.mean(sizes) / 1000:.1f} KB, {asked.edits} edits each"
    )
    for kind in Clock._fields:
        middles = {
            name: statistics.median(getattr(one, kind) for one in taken)
            for name, taken in times.items()
        }
        for name, middle in middles.items():
            each, ratio = middle / asked.pairs * 1000, middle / middles["git"]
            print(f"{name:18} {each:6.2f} ms a pair {ratio:6.2f} x git ({kind})")
    exact = sum(map(exactly, read(workspace, "old"), read(workspace, "new")))
    for name, count in (("anbefal", compare()), ("git", marked_by_git(git()))):
        print(f"{name:18} {count / asked.pairs:6.1f} words marked {count / exact:6.3f} x exact")


if __name__ == "__main__":
    main()
