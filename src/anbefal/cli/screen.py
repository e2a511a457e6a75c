"""What goes where: results to standard output, talk and progress to standard error."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TextIO

from anbefal.cli.language import say
from anbefal.files import unusable
from anbefal.i18n import Message, msg, visible


def prepare() -> None:
    """Print every letter, whatever the terminal's own encoding; print nowhere where it is shut."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def result(text: str) -> None:
    """Print a result, which a program may read."""
    with _printing():
        sys.stdout.write(text if text.endswith("\n") else text + "\n")


def data(content: bytes) -> None:
    """Print bytes exactly as they are."""
    with _printing():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def flush() -> None:
    """Send off what was printed. Raises AnbefalError where it cannot be taken."""
    with _printing():
        sys.stdout.flush()


def end(code: int) -> NoReturn:
    """Leave with an exit code, at once.

    Python would first take apart every module and value that was made, a fifth of a lint's time.
    Nothing of ours waits for that: files are closed and processes are over when a job returns.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


@contextlib.contextmanager
def _printing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        shut(sys.stdout)
        raise unusable(Path("stdout"), error) from None


def shut(stream: TextIO) -> None:
    """Let nothing more be printed: Python would try what is left once again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def paths(written: Iterable[Path]) -> None:
    """Print the files that were written, from where the person stands."""
    here = Path.cwd()
    for path in written:
        inside = path.is_absolute() and path.is_relative_to(here)
        result(visible((path.relative_to(here) if inside else path).as_posix()))


def talk(message: Message) -> None:
    """Tell the person what was done."""
    _say_aloud(say(message) + "\n")


def fail(message: Message, hint: Message) -> None:
    """Print an error's two lines."""
    error, advice = say(msg("error")), say(msg("hint"))
    _say_aloud(f"anbefal: {error}: {say(message)}\n  {advice}: {say(hint)}\n")


def _say_aloud(words: str) -> None:
    """Write to standard error; where that is full or shut, there is nobody to tell."""
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except OSError:
        shut(sys.stderr)


def progress(doing: Message) -> Callable[[int, int], None]:
    """Give what shows "doing 3 of 12" on a terminal, and nothing anywhere else."""
    words = say(doing)

    def show(number: int, count: int) -> None:
        if sys.stderr.isatty() and count > 1:
            end = "\r\x1b[K" if number == count else ""
            sys.stderr.write(f"\r{words} {number}/{count}{end}")
            sys.stderr.flush()

    return show
