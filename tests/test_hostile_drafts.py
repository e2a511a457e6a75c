"""Two thousand hostile drafts, linted and rendered: no fault, none over 10 s, none above 512 MB.

Every run takes some of them; `ANBEFAL_TORTURE=1` takes all.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ASSEMBLY
from hostile_drafts import KINDS, hostile

from anbefal.writers import WRITERS

ALL = 2000
STEP = 100
FORMS = list(WRITERS)
ENDS = (("0", True), ("2", False))
TORTURE = os.environ.get("ANBEFAL_TORTURE") == "1"
PROGRAM = Path(__file__).with_name("hostile_drafts.py")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no alarm and no limit of memory here")


def run_all(folder: Path, first: int, last: int, *form: str) -> list[str]:
    """Lint the drafts of some numbers, or render them; give a line for each."""
    (folder / "drafts").mkdir()
    (folder / "anbefal.toml").write_text(ASSEMBLY, "utf-8")
    done = subprocess.run(
        [sys.executable, PROGRAM, folder, str(first), str(last), *form],
        env={**os.environ, "TMPDIR": str(folder), "ANBEFAL_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"{lines[-1:]} {done.stderr[-2000:]}"
    return lines


def hold(lines: list[str], first: int, last: int) -> None:
    assert [int(line.split()[0]) for line in lines] == list(range(first, last))
    wrong = [line for line in lines if line.split()[1] not in ("0", "1")]
    assert not wrong, f"number, exit code, findings: {wrong}"


@pytest.mark.timeout(600)
def test_some_hostile_drafts_are_linted_in_time_and_room(tmp_path: Path) -> None:
    hold(run_all(tmp_path, 0, 60), 0, 60)


@pytest.mark.torture
@pytest.mark.skipif(not TORTURE, reason="ANBEFAL_TORTURE=1 runs them all")
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("first", range(0, ALL, STEP))
def test_all_hostile_drafts_are_linted_in_time_and_room(tmp_path: Path, first: int) -> None:
    hold(run_all(tmp_path, first, first + STEP), first, first + STEP)


def hold_rendered(lines: list[str], first: int, last: int) -> None:
    """Hold that each was written, or refused as one that cannot be read."""
    assert [int(line.split()[0]) for line in lines] == list(range(first, last))
    ends = [(line.split()[1], line.split()[2] != "0") for line in lines]
    wrong = [line for line, end in zip(lines, ends, strict=True) if end not in ENDS]
    assert not wrong, f"number, exit code, bytes: {wrong}"
    assert ends.count(("0", True)) >= len(ends) // 2


@pytest.mark.timeout(600)
@pytest.mark.parametrize("form", FORMS)
def test_some_hostile_drafts_are_rendered_in_time_and_room(tmp_path: Path, form: str) -> None:
    hold_rendered(run_all(tmp_path, 0, 16, form), 0, 16)


@pytest.mark.torture
@pytest.mark.skipif(not TORTURE, reason="ANBEFAL_TORTURE=1 runs them all")
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("first", range(0, ALL, STEP))
@pytest.mark.parametrize("form", FORMS)
def test_all_hostile_drafts_are_rendered_in_time_and_room(
    tmp_path: Path, form: str, first: int
) -> None:
    hold_rendered(run_all(tmp_path, first, first + STEP, form), first, first + STEP)


def test_the_same_number_is_the_same_draft() -> None:
    assert [hostile(n) for n in range(3 * len(KINDS))] == [hostile(n) for n in range(21)]
