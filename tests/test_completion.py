"""Completion as shells ask for it: names of versions and drafts, and never a fault or a command."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Done, Shell
from test_floors import loaded

import anbefal
from tools import require_tool

ASSEMBLY = Path(__file__).parent / "commands" / "assembly"
ASK = "_ANBEFAL_COMPLETE"


@pytest.fixture
def day(shell: Shell) -> Shell:
    """Stand in an assembly with two versions and a closed workshop."""
    shutil.copytree(ASSEMBLY, shell.folder, dirs_exist_ok=True)
    assert shell.run("save", "group-1", "--by", "AB").code == 0
    assert shell.run("workshop", "close", "1", "--by", "KM").code == 0
    return shell


def bash(line: str) -> dict[str, str]:
    words = line.split(" ")
    return {ASK: "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}


def ids(shell: Shell) -> list[str]:
    found = json.loads(shell.run("log", "-n", "99", "--format", "json").out)
    return [version["id"][:10] for version in found["versions"]]


def test_versions_are_offered_where_one_is_asked_for(day: Shell) -> None:
    for line in ("show group-1 --at", "compile --at"):
        done = day.run(env=bash(f"anbefal {line} "))
        assert done == Done(0, done.data, "")
        assert done.out.split() == ["1", "last", "now", *ids(day)]
    newest = ids(day)[0]
    assert day.run(env=bash(f"anbefal show group-1 --at {newest[:3]}")).out.split() == [newest]
    assert day.run(env=bash("anbefal show group-1 --at la")).out.split() == ["last"]


def test_drafts_are_offered_where_one_is_asked_for(day: Shell) -> None:
    for line in ("show", "log", "save", "lint", "check group-1"):
        assert day.run(env=bash(f"anbefal {line} gr")).out.split() == ["group-1", "group-2"]
    assert day.run(env=bash("anbefal show group-2")).out.split() == ["group-2"]
    assert day.run(env=bash("anbefal wor")).out.split() == ["workshop"]


def test_zsh_and_fish_are_told_when_and_who(day: Shell) -> None:
    line = {"_TYPER_COMPLETE_ARGS": "anbefal show group-1 --at "}
    zsh = day.run(env={**line, ASK: "complete_zsh"}).out
    assert zsh.startswith('_arguments \'*: :(("1":"Collect"\n"last":')
    assert f'"{ids(day)[1]}":"2026-05-23 ' in zsh and "AB" in zsh
    fish = {**line, ASK: "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert "now\tthe files as they stand\n" in day.run(env=fish).out
    assert "now\tfilerne som de er nu\n" in day.run(env={**fish, "ANBEFAL_LANG": "da"}).out
    asked = {**fish, "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert day.run(env=asked) == Done(0, b"", "")
    asked["_TYPER_COMPLETE_ARGS"] = "anbefal show group-1 --at nothing"
    assert day.run(env=asked) == Done(1, b"", "")


def test_bash_itself_completes_by_the_script_that_it_is_given(day: Shell, tmp_path: Path) -> None:
    program = tmp_path / "anbefal"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m anbefal "$@"\n')
    program.chmod(0o755)
    lines = [
        f'eval "$({ASK}=source_bash "{program}")"',
        "COMP_WORDS=(anbefal show group-1 --at '') COMP_CWORD=4",
        f'_anbefal_completion "{program}"',
        'printf "%s\\n" "${COMPREPLY[@]}"; complete -p anbefal',
    ]
    done = subprocess.run(
        [require_tool("bash"), "--norc", "-c", "\n".join(lines)],
        cwd=day.folder,
        env=day.environment({"PYTHONPATH": str(Path(anbefal.__file__).parents[1])}),
        capture_output=True,
        text=True,
    )
    names = ["1", "last", "now", *ids(day)]
    told = "complete -o default -F _anbefal_completion anbefal"
    assert (done.stdout.splitlines(), done.stderr) == ([*names, told], "")


EVIL = ("$(touch sprung)", "`touch sprung`", "a';touch sprung;'", "a b", "*", "-x", "a\nb", "a:b")


def test_no_name_of_a_draft_or_a_person_reaches_the_shell_as_anything_but_a_name(
    day: Shell,
) -> None:
    day.write({f"drafts/{name}.md": "# x" for name in EVIL})
    by = 'A\\$(touch sprung)`touch sprung`";touch sprung;"\'[/red]'
    assert day.run("save", "group-2", "--by", by).code == 0
    for shell in ("bash", "zsh", "fish", "powershell"):
        for words in ("show ", "show group-1 --at "):
            env = {**bash(f"anbefal {words}"), ASK: f"complete_{shell}"}
            env |= {"_TYPER_COMPLETE_ARGS": f"anbefal {words}"}
            env |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}
            done = day.run(env=env)
            assert done.code == 0 and not done.err
            assert "group-1" in done.out or "last" in done.out
            assert not set("$`;[\\") & set(done.out.replace("\\\\:", "")), done.out
            assert "touch" not in done.out or "touch sprung" in done.out


@pytest.mark.parametrize("state", ["no workspace", "a broken plan", "a broken history", "no git"])
def test_where_nothing_can_be_offered_nothing_is_said(day: Shell, state: str) -> None:
    env = bash("anbefal show group-1 --at ")
    match state:
        case "no workspace":
            (day.folder / "anbefal.toml").unlink()
        case "a broken plan":
            day.write({"anbefal.toml": "name = "})
        case "a broken history":
            day.write({".git/HEAD": b"\x00"})
        case "no git":
            env["PATH"] = "/nowhere"
    done = day.run(env=env)
    assert done.err == "" and done.code in (0, 1)


@pytest.mark.parametrize(
    "env",
    [
        {ASK: "complete_bash"},
        {ASK: "complete_bash", "COMP_WORDS": "anbefal 'x", "COMP_CWORD": "1"},
        {ASK: "complete_bash", "COMP_WORDS": "anbefal", "COMP_CWORD": "x"},
        {ASK: "complete_bash", "COMP_WORDS": "anbefal nothing --at ", "COMP_CWORD": "3"},
        {ASK: "complete_bash", "COMP_WORDS": "\x00", "COMP_CWORD": "-7"},
        {ASK: "complete_zsh"},
        {ASK: "complete_fish"},
    ],
    ids=lambda env: repr(env)[:60],
)
def test_a_question_that_cannot_be_read_is_answered_with_nothing(
    day: Shell, env: dict[str, str]
) -> None:
    env = {name: value.replace("\x00", "\x01") for name, value in env.items()}
    done = day.run(env=env)
    assert done.err == "" and done.code in (0, 1)


@pytest.mark.parametrize("value", ["complete_bash", "source_bash", "bash_source", "1"])
def test_the_variable_takes_the_place_of_no_command(day: Shell, value: str) -> None:
    plain = day.run("workshop", "list")
    assert day.run("workshop", "list", env={ASK: value}) == plain
    assert "Usage" in day.run(env={ASK: "garbage"}).out


def test_asking_loads_no_reader_and_no_writer() -> None:
    statement = (
        "import os; os.environ.update(_ANBEFAL_COMPLETE='complete_bash',"
        "COMP_WORDS='anbefal show ', COMP_CWORD='2'); from anbefal.cli.main import main; main([])"
    )
    assert loaded(statement) <= {"msgspec", "typer"}
