"""Run anbefal as from a shell: in this process, which is quick, or as a program of its own."""

import gettext
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

# What a person's machine has, and nothing that would steer anbefal.
KEPT = ("PATH", "SYSTEMROOT", "COMSPEC", "PATHEXT")
_LOADED: dict[str, str] = {}
BEGIN = 1_779_523_200  # 2026-05-23 10:00 in Denmark


class Done(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    data: bytes
    err: str
    bug: str = ""
    """The log of a fault in anbefal itself: what a failing test should show."""

    @property
    def out(self) -> str:
        return self.data.decode("utf-8", "backslashreplace")


class Shell:
    """A folder to stand in, a clean environment, and a clock that moves a minute a command."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home
        self.clock = BEGIN
        self.variables: dict[str, str] = {}
        home.mkdir(parents=True, exist_ok=True)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        self.clock += 60
        home = str(self.home)
        return {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            **{"HOME": home, "TMPDIR": home, "TZ": "UTC", "LANG": "C"},
            **{"SOURCE_DATE_EPOCH": str(self.clock), "ANBEFAL_BY": "AB"},
            **self.variables,
            **(more or {}),
        }

    def run(self, *words: str, env: Mapping[str, str] | None = None) -> Done:
        """Run one command in this process."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with _as_in(self.folder, self.environment(env)):
            sys.stdout, sys.stderr = out, err
            main = _main_in_the_language_of(words)
            code = main(words)
        told = []
        for stream in (out, err):
            stream.flush()
            told.append(stream.detach().getvalue())  # type: ignore[attr-defined]
        return _done(code, *told)

    def program(self, *words: str, env: Mapping[str, str] | None = None) -> Done:
        """Run one command as a program of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "anbefal", *words],
            cwd=self.folder,
            env=self.environment(env),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=60,
        )
        return _done(done.returncode, done.stdout, done.stderr)


def _main_in_the_language_of(words: Sequence[str]) -> Callable[[Sequence[str]], int]:
    """Load the command line anew where it was loaded in another language: help is fixed then."""
    from anbefal.cli import language

    language.choose(words)
    if _LOADED.get("language") != language.language():
        for name in [name for name in sys.modules if f"{name}.".startswith("anbefal.cli.")]:
            del sys.modules[name]
        from anbefal.cli import language

        language.choose(words)
        _LOADED["language"] = language.language()
    from anbefal.cli.main import main

    return main


def _done(code: int, data: bytes, errors: bytes) -> Done:
    err = errors.decode("utf-8")
    log = re.search(r"(\S+anbefal-\S+\.md)", err) if code == 3 else None
    return Done(code, data, err, Path(log[1]).read_text("utf-8") if log else "")


@contextmanager
def _as_in(folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Stand in a folder, with an environment; put everything back afterwards."""
    kept = dict(os.environ)
    here, streams, domain = Path.cwd(), (sys.stdout, sys.stderr), gettext.textdomain()
    try:
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = None
        time.tzset()
        os.chdir(folder)
        yield
    finally:
        sys.stdout, sys.stderr = streams
        os.chdir(here)
        os.environ.clear()
        os.environ.update(kept)
        tempfile.tempdir = None
        time.tzset()
        gettext.textdomain(domain)


def snapshot(folder: Path) -> dict[str, object]:
    """Give every file, link and folder below a folder; of a history only where it points."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        inner = name.partition(".git/")[2]
        if inner and inner != "HEAD" and not inner.startswith("refs/"):
            continue
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[name] = "folder" if path.is_dir() else "other"
    return found
