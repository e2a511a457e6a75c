"""What a command loads, counted in a fresh process: fast by what is left out, not by luck."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from anbefal.language.wordlists import WORDS

ROOT = Path(__file__).parents[1]
HEAVY = {
    "git",
    "filelock",
    "docx",
    "lxml",
    "jinja2",
    "markdown_it",
    "yaml",
    "rich",
    "msgspec",
    "pydantic",
    "mdformat",
    "typer",
    "typst",
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
    assert loaded(command("--help")) == {"typer"}


@pytest.mark.parametrize(
    "name", ["lint", "check", "save", "render", "compile", "status", "handover"]
)
def test_the_help_of_a_command_loads_nothing_heavy(name: str) -> None:
    assert loaded(command(name, "--help")) == {"typer"}


def test_lint_loads_its_reader_and_msgspec_alone() -> None:
    assert loaded(command("lint")) <= {"markdown_it", "yaml", "msgspec"}


def test_lint_of_a_draft_with_a_plain_head_needs_no_yaml() -> None:
    assert loaded(command("lint", "drafts/gruppe-3.md")) == {"markdown_it", "msgspec"}


def test_check_loads_what_lint_loads() -> None:
    assert loaded(command("check")) == loaded(command("lint"))


@pytest.mark.parametrize("words", ["log", "status", "workshop list", "check", "rule AB301"])
def test_a_plain_command_line_is_read_without_typer(words: str) -> None:
    assert "typer" not in loaded(command(*words.split()))


@pytest.mark.parametrize("words", ["log", "log vision", "workshop list", "show vision --at now"])
def test_what_looks_at_the_past_loads_no_reader(words: str) -> None:
    assert loaded(command(*words.split())) == {"msgspec"}


def test_an_error_of_usage_loads_nothing_heavy() -> None:
    assert loaded(command("lint", "--no-such-option")) == {"typer"}


def test_saving_loads_a_lock_and_no_writer() -> None:
    statement = (
        "import pathlib; from anbefal.history import open_history; import anbefal.jobs.save;"
        "past = open_history(pathlib.Path('.')); past and past.lock().__enter__()"
    )
    assert loaded(statement) <= {"markdown_it", "msgspec", "filelock"}


def test_rendering_html_loads_no_docx() -> None:
    statement = "import anbefal.jobs.render as r; r.load_writer('html')"
    assert {"jinja2"} <= loaded(statement) and not {"docx", "lxml"} & loaded(statement)


def test_rendering_docx_loads_no_page_templates() -> None:
    statement = "import anbefal.jobs.render as r; r.load_writer('docx')"
    assert not {"jinja2", "typst"} & loaded(statement)


def test_a_command_loads_no_other_command() -> None:
    program = f"import sys; {command('lint', 'drafts/gruppe-3.md')}; print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "anbefal.cli.lint" in done.stdout
    assert "anbefal.cli.save" not in done.stdout
    assert "anbefal.kinds.timetable" not in done.stdout, "no draft here has a timetable"


@pytest.mark.parametrize("source", sorted(WORDS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_built_word_lists_are_the_written_ones(source: Path) -> None:
    built = json.loads(source.with_suffix(".json").read_text("utf-8"))
    assert built == tomllib.loads(source.read_text("utf-8")), "build again: python hatch_build.py"
