"""Fixtures that several test files share: a workspace on disk, and a draft read in memory."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx_validators import Validators
from shell import Shell

from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.workspace import Workspace, open_workspace
from tools import missing

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "src" / "anbefal" / "rules" / "samples"

ASSEMBLY = """\
name = "Borgersamling Nordvig"
language = "da"
default_template = "anbefaling"

[[group]]
id = "2"
theme = "Digitalisering"

[[group]]
id = "1+6"
theme = "Økonomi og partnerskaber"
merged_from = ["1", "6"]

[[workshop]]
number = 1
name = "Saml op"
gate = 80

[[workshop]]
number = 4
name = "Færdiggør"
gate = 90
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`: rewrite what the transcripts in `tests/commands/` expect."""
    parser.addoption("--accept", action="store_true", help="rewrite expected output")


MakeWorkspace = Callable[..., Workspace]
ReadDraft = Callable[..., Loaded]


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Write files (by path, text or bytes) into a new folder, and open it as a workspace.

    `anbefal.toml` is a small assembly unless it is among the files.
    """

    def make(files: Mapping[str, str | bytes] | None = None) -> Workspace:
        for name, content in {"anbefal.toml": ASSEMBLY, **(files or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_workspace((tmp_path,))

    return make


@pytest.fixture(scope="session")
def samples() -> Workspace:
    """Open the workspace of the rules' samples, with its two tiny templates."""
    return open_workspace((SAMPLES,))


@pytest.fixture(scope="session")
def nordvig() -> Workspace:
    """Open the repository itself: the sample assembly, its templates and finished drafts."""
    return open_workspace((REPOSITORY,))


@pytest.fixture(scope="session")
def read(samples: Workspace) -> ReadDraft:
    """Read a draft of the tiny template "kort" from text or bytes, as `drafts/x.md`."""

    def read_text(content: str | bytes) -> Loaded:
        data = content.encode() if isinstance(content, str) else content
        return read_draft(samples, "drafts/x.md", data)

    return read_text


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Stand in an empty folder with a clean environment, ready to run commands."""
    folder = tmp_path / "here"
    folder.mkdir()
    return Shell(folder, tmp_path / "home")


@pytest.fixture(scope="session")
def docx_validators(tmp_path_factory: pytest.TempPathFactory) -> Validators:
    """Give both validators of DOCX files: every DOCX that a test makes may go through them."""
    return Validators(tmp_path_factory.mktemp("docx"))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give the command that starts a browser without a window, a network or a past."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("chromium is not installed")
    switches = (
        "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
        " disable-component-update disable-sync hide-scrollbars"
    )
    profile = tmp_path_factory.mktemp("chromium")
    return [program, *(f"--{s}" for s in switches.split()), f"--user-data-dir={profile}"]
