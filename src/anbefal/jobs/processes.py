"""Processes: share work among the machine's cores, where the system can fork and it pays.

A plain fork and a pipe: what was loaded is there at once. The answers come back in order, and a
child that dies leaves its share to us, so that its error, if it is one, is told as any other.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

FEWEST_EACH = 8
"""Work for a process: below, forking and answering cost more than the second core brings."""

_HEAD = 8


def worth(count: int) -> int:
    """Give how many processes, ours among them, pay for so many drafts."""
    # macOS can fork, but its own libraries may not survive it.
    if os.name != "posix" or sys.platform == "darwin" or count < 2 * FEWEST_EACH:
        return 1
    # A fork copies one thread only: a lock that another holds would never open again.
    threading = sys.modules.get("threading")
    if threading and threading.active_count() > 1:
        return 1
    return min(_cores(), count // FEWEST_EACH)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(
    work: Callable[[Sequence[T]], list[bytes]], items: Sequence[T], processes: int
) -> list[bytes]:
    """Let some processes do the work, each every n-th item; give the answers in order."""
    children = [Child(work, items[number::processes]) for number in range(1, processes)]
    try:
        answers: list[list[bytes]] = [work(items[::processes])]
        for number, child in enumerate(children, 1):
            answer = child.answer()
            answers.append(work(items[number::processes]) if answer is None else answer)
    finally:
        for child in children:
            child.end()
    merged: list[bytes] = [b""] * len(items)
    for number, answer in enumerate(answers):
        merged[number::processes] = answer
    return merged


class Child:
    """A process that does its share and writes the answers into a pipe."""

    def __init__(self, work: Callable[[Sequence[T]], list[bytes]], items: Sequence[T]) -> None:
        """Start it."""
        self._expected = len(items)
        self._pipe, write = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            code = 1
            # Whatever happens, a child never goes on as if it were the program itself.
            try:
                os.close(self._pipe)
                with os.fdopen(write, "wb") as pipe:
                    for answer in work(items):
                        pipe.write(len(answer).to_bytes(_HEAD, "big"))
                        pipe.write(answer)
                code = 0
            except BaseException:
                code = 1
            finally:
                os._exit(code)
        os.close(write)

    def answer(self) -> list[bytes] | None:
        """Wait for the answers; None where the child died before it gave all of them."""
        with os.fdopen(self._pipe, "rb") as pipe:
            self._pipe = -1
            data = pipe.read()
        answers, at = [], 0
        while at + _HEAD <= len(data):
            end = at + _HEAD + int.from_bytes(data[at : at + _HEAD], "big")
            if end > len(data):
                return None
            answers.append(data[at + _HEAD : end])
            at = end
        return answers if len(answers) == self._expected else None

    def end(self) -> None:
        """Stop it if it still runs, as after Ctrl-C, and clear up after it."""
        with suppress(OSError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self._process, 0)
        if self._pipe >= 0:
            os.close(self._pipe)
