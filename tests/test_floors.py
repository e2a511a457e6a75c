"""What a command loads, counted in a fresh process: fast by what is left out, not by luck."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "git",
    "docx",
    "lxml",
    "jinja2",
    "markdown_it",
    "yaml",
    "rich",
    "msgspec",
    "pydantic",
    "mdformat",
}


def loaded(statement: str) -> set[str]:
    """Give which of the heavy libraries a statement loads."""
    program = f"import sys, json; {statement}; print(); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = json.loads(done.stdout.splitlines()[-1])
    return HEAVY & {module.partition(".")[0] for module in modules}


def command(*words: str) -> str:
    return f"from anbefal.cli.main import main; main({list(words)!r})"


def test_help_loads_nothing_heavy() -> None:
    assert loaded(command("--help")) == set()


@pytest.mark.parametrize(
    "name", ["lint", "check", "save", "render", "compile", "status", "handover"]
)
def test_the_help_of_a_command_loads_nothing_heavy(name: str) -> None:
    assert loaded(command(name, "--help")) == set()


def test_lint_loads_its_reader_and_msgspec_alone() -> None:
    assert loaded(command("lint")) <= {"markdown_it", "yaml", "msgspec"}


def test_lint_of_a_draft_with_a_plain_head_needs_no_yaml() -> None:
    assert loaded(command("lint", "drafts/gruppe-3.md")) == {"markdown_it", "msgspec"}


def test_check_loads_what_lint_loads() -> None:
    assert loaded(command("check")) == loaded(command("lint"))


def test_an_error_of_usage_loads_nothing_heavy() -> None:
    assert loaded(command("lint", "--no-such-option")) == set()


def test_saving_loads_git_and_no_writer() -> None:
    statement = "from anbefal.history import git, user_name; import anbefal.jobs.save; user_name()"
    assert loaded(statement) == {"markdown_it", "msgspec", "git"}


def test_rendering_html_loads_no_docx() -> None:
    statement = "import anbefal.jobs.render as r; r.load_writer('html')"
    assert {"jinja2"} <= loaded(statement) and not {"docx", "lxml"} & loaded(statement)


def test_rendering_docx_loads_no_page_templates() -> None:
    statement = "import anbefal.jobs.render as r; r.load_writer('docx')"
    assert "jinja2" not in loaded(statement)
