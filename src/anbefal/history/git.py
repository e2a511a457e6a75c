"""Running git, hardened: the only place that starts it.

GitPython runs the program through `Git.execute`, with whole argument lists. Its `Repo`, index and
dynamic verbs stay unused: they read a repository's config and run its hooks and filters.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from anbefal.files import unusable
from anbefal.history.environment import OPTIONS, VARIABLES, clean_environment, find_program
from anbefal.history.failures import (
    failed,
    not_installed,
    not_working,
    too_old,
    too_slow,
    without_files,
)

if TYPE_CHECKING:
    from git.cmd import Git as Runner

# The first that can be told to sync refs as well as objects (core.fsync).
OLDEST = (2, 36)
DEADLINE = 120

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Place(NamedTuple):
    """Where a repository is: its store, its top folder, and the workspace's path below that."""

    git_dir: Path
    top: Path
    prefix: str = ""
    """Empty, or ending in "/"."""

    @property
    def common(self) -> Path:
        """Give the store that a linked work tree shares with the others."""
        with contextlib.suppress(OSError):
            return self.git_dir / (self.git_dir / "commondir").read_text("utf-8").strip()
        return self.git_dir


class Answer(NamedTuple):
    """What git said."""

    status: int
    out: bytes
    error: str


@cache
def program() -> str:
    """Load GitPython and give git's full path, once a process.

    Raises AnbefalError when git is missing, does not start, or is too old.
    """
    path = find_program()
    if path is None:
        raise not_installed()
    clean_environment()
    # GitPython runs "git version" while it is imported: let it be the one that we found.
    os.environ["GIT_PYTHON_GIT_EXECUTABLE"] = path
    os.environ["GIT_PYTHON_REFRESH"] = "raise"
    try:
        import git
    except ImportError as error:
        raise not_working(str(error).splitlines()[0] if str(error) else path) from None
    finally:
        clean_environment()
    told = _execute(git.cmd.Git(), [path, "version"], b"", VARIABLES).out
    found = re.search(rb"(\d+)\.(\d+)[.\w]*", told)
    if found is None:
        raise not_working(told.decode("utf-8", "replace").strip())
    if (int(found[1]), int(found[2])) < OLDEST:
        raise too_old(found[0].decode(), ".".join(map(str, OLDEST)))
    return path


def _execute(
    runner: "Runner", command: list[str], stdin: bytes, variables: Mapping[str, str]
) -> Answer:
    """Start a process by GitPython; it hands the whole environment on, so that is cleaned first."""
    from git.exc import GitCommandNotFound

    clean_environment()
    with contextlib.ExitStack() as stack:
        source: IO[bytes] | None = None
        if stdin:
            source = stack.enter_context(tempfile.TemporaryFile())
            source.write(stdin)
            source.seek(0)
        try:
            status, out, error = runner.execute(
                command,
                # The type wants a BinaryIO, which is what a temporary file is.
                istream=cast("None", source),
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                env=dict(variables),
                # GitPython cannot do this on Windows.
                kill_after_timeout=None if os.name == "nt" else DEADLINE,
            )
        except GitCommandNotFound as missing:
            raise not_working(str(missing).splitlines()[-1].strip()) from None
    if error.startswith("Timeout: the command"):
        raise too_slow(DEADLINE)
    return Answer(status, out, error)


class Git:
    """Run git's verbs on one repository, whatever its config says."""

    __slots__ = ("_options", "_variables", "killed", "place")

    def __init__(self, place: Place) -> None:
        """Bind to a repository; git itself looks for none, since both folders are named."""
        self.place = place
        self.killed = False
        """Whether a git of ours died by a signal, and may have left a lock."""
        # Naming the folders also skips git's check of the owner; this is for its children.
        self._options = [*OPTIONS, "-c", f"safe.directory={place.top}"]
        self._variables = {
            **VARIABLES,
            "GIT_DIR": str(place.git_dir),
            "GIT_WORK_TREE": str(place.top),
        }
        self._look_at_config()

    def _look_at_config(self) -> None:
        """Switch off the hooks that a config defines by name (git 2.54), and refuse a bare one."""
        answer = self.run("config", "-z", "--get-regexp", r"^(hook\..*|core\.bare)$")
        if answer.status not in (0, 1):
            raise failed(self.place.top, answer.error)
        names: set[str] = set()
        bare = ""
        for setting in answer.out.decode("utf-8", "surrogateescape").split("\0"):
            key, _, value = setting.partition("\n")
            if key == "core.bare":
                bare = value
            elif key.count(".") > 1:
                names.add(key.split(".", 1)[1].rpartition(".")[0])
        if bare.lower() in ("true", "yes", "on", "1"):
            raise without_files(self.place.top)
        # Not by "-c": a name may hold "=".
        for number, name in enumerate(sorted(names)):
            self._variables[f"GIT_CONFIG_KEY_{number}"] = f"hook.{name}.enabled"
            self._variables[f"GIT_CONFIG_VALUE_{number}"] = "false"
        if names:
            self._variables["GIT_CONFIG_COUNT"] = str(len(names))

    def run(
        self, *words: str, stdin: bytes = b"", variables: Mapping[str, str] = _NOTHING
    ) -> Answer:
        """Run one verb with fixed words; paths and texts go in by `stdin` where git takes them."""
        path = program()
        from git.cmd import Git as Runner

        killed, self.killed = self.killed, True
        try:
            answer = _execute(
                Runner(str(self.place.top)),
                [path, *self._options, *words],
                stdin,
                {**self._variables, **variables},
            )
        except OSError as error:
            raise unusable(self.place.top, error) from None
        self.killed = killed or answer.status < 0
        return answer

    def ask(
        self, *words: str, stdin: bytes = b"", variables: Mapping[str, str] = _NOTHING
    ) -> bytes:
        """Run one verb that must succeed, and give what it printed."""
        answer = self.run(*words, stdin=stdin, variables=variables)
        if answer.status:
            raise failed(self.place.top, answer.error)
        return answer.out


def init(folder: Path) -> None:
    """Make an empty history in a folder, without the templates and hooks of this computer."""
    path = program()
    from git.cmd import Git as Runner

    words = ["init", "--quiet", "--template=", "--initial-branch=main"]
    try:
        answer = _execute(Runner(str(folder)), [path, *OPTIONS, *words], b"", VARIABLES)
    except OSError as error:
        raise unusable(folder, error) from None
    if answer.status:
        raise failed(folder, answer.error)


def user_name() -> str | None:
    """Read the user's own name from the user's own settings, never from a repository's."""
    path = program()
    from git.cmd import Git as Runner

    # A store that is none keeps git from looking for one round the working folder.
    variables = {"LC_ALL": "C", "GIT_DIR": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    answer = _execute(
        Runner(), [path, "--no-pager", "config", "--get", "user.name"], b"", variables
    )
    return answer.out.decode("utf-8", "replace").strip() or None if not answer.status else None
