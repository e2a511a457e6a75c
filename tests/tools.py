"""Outside programs that some tests need."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import NoReturn

import pytest


def require_tool(name: str) -> str:
    """Give a program's path; without it skip the test, or fail where ANBEFAL_REQUIRE_TOOLS is 1."""
    found = shutil.which(name)
    if found:
        return found
    if os.environ.get("ANBEFAL_REQUIRE_TOOLS") == "1":
        pytest.fail(f'"{name}" is not installed, and ANBEFAL_REQUIRE_TOOLS asks for it')
    pytest.skip(f'"{name}" is not installed')


def missing(reason: str) -> NoReturn:
    """Skip, or fail where the tools are promised."""
    if os.environ.get("ANBEFAL_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def npm_package(name: str, folder: Path) -> Path:
    """Fetch a package from the npm registry, running none of its code."""
    npm = shutil.which("npm")
    if npm is None:
        missing("npm is not installed")
    command = [npm, "pack", name, "--silent", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=folder)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        missing(f"npm pack {name} does not work here")
    [packed] = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def require_uno() -> str:
    """Give a Python that has the bridge to LibreOffice: the system's own, as Debian builds it."""
    for python in ("/usr/bin/python3", shutil.which("python3") or "python3"):
        if Path(python).exists():
            done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if done.returncode == 0:
                return python
    missing("no Python here has LibreOffice's bridge (python3-uno)")
