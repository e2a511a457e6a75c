"""Running git, hardened: the only place that starts it.

Whole argument lists and no shell, the program by its full path. A library round git would have to
be loaded, and reads a repository's config and runs its hooks and filters where it does more than
start a process.
"""

import contextlib
import os
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

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

# The first that can be told to sync refs as well as objects (core.fsync).
OLDEST = (2, 36)
DEADLINE = 120

_NOTHING: Mapping[str, str] = MappingProxyType({})
_WRITING = frozenset(("hash-object", "commit-tree", "update-ref", "update-index"))
# No window flashes up on Windows.
_QUIETLY = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# Names in a config cannot be written with escapes: what lacks these words defines no hooks, and
# leads to no file that may.
_TELLING = re.compile(rb"hook|include|worktreeconfig|bare(?!\s*=\s*false\s*$)", re.I | re.M)
_PLAIN_CONFIG = 65_536


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
    """Give git's full path. Raises AnbefalError where it is not installed."""
    path = find_program()
    if path is None:
        raise not_installed()
    return path


@cache
def require_supported(path: str) -> None:
    """Raise AnbefalError where git does not work, or is too old to sync all that it writes."""
    answer = _execute([path, "version"], None, b"", VARIABLES)
    found = re.search(rb"(\d+)\.(\d+)[.\w]*", answer.out)
    if answer.status or found is None:
        told = answer.error or answer.out.decode("utf-8", "replace")
        raise not_working(told.strip() or path)
    if (int(found[1]), int(found[2])) < OLDEST:
        raise too_old(found[0].decode(), ".".join(map(str, OLDEST)))


def _execute(
    command: list[str], folder: Path | None, stdin: bytes, variables: Mapping[str, str]
) -> Answer:
    """Start a process, and wait for its end; it inherits nothing of git's."""
    clean_environment()
    try:
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            cwd=folder,
            env={**os.environ, **variables},
            timeout=DEADLINE,
            creationflags=_QUIETLY,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_slow(DEADLINE) from None
    except OSError as error:
        if error.filename == command[0]:
            raise not_working(error.strerror or command[0]) from None
        raise
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "surrogateescape"))


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
        if _is_plain(self.place.common / "config"):
            return
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
        if words[0] in _WRITING:
            require_supported(path)
        killed, self.killed = self.killed, True
        command = [path, *self._options, *words]
        try:
            answer = _execute(command, self.place.top, stdin, {**self._variables, **variables})
        except OSError as error:
            raise unusable(self.place.top, error) from None
        self.killed = killed or answer.status < 0
        if answer.status not in (0, 1):
            # It may have failed for being too old.
            require_supported(path)
        return answer

    def ask(
        self, *words: str, stdin: bytes = b"", variables: Mapping[str, str] = _NOTHING
    ) -> bytes:
        """Run one verb that must succeed, and give what it printed."""
        answer = self.run(*words, stdin=stdin, variables=variables)
        if answer.status:
            raise failed(self.place.top, answer.error)
        return answer.out


def _is_plain(config: Path) -> bool:
    """Tell whether a config holds nothing that must be looked at, without asking git."""
    try:
        # A pipe would never end.
        if not config.is_file() or config.stat().st_size > _PLAIN_CONFIG:
            return False
        return not _TELLING.search(config.read_bytes())
    except OSError:
        return False


def init(folder: Path) -> None:
    """Make an empty history in a folder, without the templates and hooks of this computer."""
    path = program()
    require_supported(path)
    words = ["init", "--quiet", "--template=", "--initial-branch=main"]
    try:
        answer = _execute([path, *OPTIONS, *words], folder, b"", VARIABLES)
    except OSError as error:
        raise unusable(folder, error) from None
    if answer.status:
        raise failed(folder, answer.error)


def user_name() -> str | None:
    """Read the user's own name from the user's own settings, never from a repository's."""
    # A store that is none keeps git from looking for one round the working folder.
    variables = {"LC_ALL": "C", "GIT_DIR": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    command = [program(), "--no-pager", "config", "--get", "user.name"]
    answer = _execute(command, None, b"", variables)
    return answer.out.decode("utf-8", "replace").strip() or None if not answer.status else None
