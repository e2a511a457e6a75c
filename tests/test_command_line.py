"""A plain command line is read without typer, and exactly as typer reads it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal.cli.app import COMMANDS, GROUPS

EVERY = [
    *((name,) for name in COMMANDS),
    *((group, name) for group, names in GROUPS.items() for name in names),
]
WORDS = st.sampled_from(
    [
        *(
            "gruppe-2",
            "drafts/x.md",
            "2",
            "90",
            "90.5",
            "1e3",
            "0x1",
            "٣",
            "",
            " ",
            "-",
            "--",
            "-1",
        ),
        *("--format", "--format=json", "json", "--at", "--at=", "--at=1", "--strict", "--strict=1"),
        *("--fix", "-n", "-n5", "-n=5", "--rows", "--rows=5", "--by", "AB"),
        *("-o", "-obuild", "--output", "ud.html", "--to", "--to=html,docx", "--min", "--min=1_0"),
        *("--workshop", "open", "--anyway", "fordi -", "-m", "--help", "--lang", "--exit-zero"),
        *("--diff", "--show-silenced", "--template", "--groups", "--because", "--from", "now"),
    ]
)


Found = tuple[Callable[..., Any], Sequence[str]]


# Loaded where they are called: other tests load the commands anew, in another language.
def find(words: Sequence[str]) -> Found | None:
    """Give the function that a line calls, and the words behind its name."""
    from anbefal.cli import app

    return app.find(words)


def read(function: Callable[..., Any], words: Sequence[str]) -> dict[str, Any] | None:
    """Give what is read without typer."""
    from anbefal.cli import line

    return line.read(function, words)


def read_by_typer(function: Callable[..., Any], words: list[str]) -> dict[str, Any]:
    """Give what typer would call the function with."""
    from anbefal.cli.params import for_typer
    from anbefal.cli.words import Command

    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command("x", cls=Command)(for_typer(function))
    command = typer.main.get_command(single)
    with command.make_context("x", list(words)) as context:
        return {
            # Typer makes a list of it, or None of nothing, when it calls the function.
            name: (list(value) or None) if isinstance(value, tuple) else value
            for name, value in context.params.items()
        }


def defaults(function: Callable[..., Any]) -> dict[str, Any]:
    code, values = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    return dict(zip(names[len(names) - len(values) :], values, strict=True))


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_what_is_read_is_what_typer_reads(command: tuple[str, ...]) -> None:
    found = find(command)
    assert found is not None and list(found[1]) == []
    function = found[0]

    @settings(max_examples=60, deadline=None)
    @given(st.lists(WORDS, max_size=5))
    def check(words: list[str]) -> None:
        given = read(function, words)
        if given is not None:
            assert {**defaults(function), **given} == read_by_typer(function, words)

    check()


@pytest.mark.parametrize(
    "words",
    [
        "lint",
        "lint drafts/gruppe-2.md 1+6 --format json --workshop open --strict",
        "check --min 87.5 --workshop=2",
        "status --format=json",
        "save gruppe-2 --by AB -m besked",
        "log gruppe-2 -n 5",
        "show gruppe-2 --at 1",
        "render gruppe-2 --to html,docx -o ud",
        "workshop list",
        "workshop close 2 --by PL",
        "template show anbefaling",
        "rule AB301",
    ],
)
def test_the_lines_of_the_day_need_no_typer(words: str) -> None:
    found = find(words.split())
    assert found is not None
    assert read(*found) is not None


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["-n5"],
        ["--rows", "fem"],
        ["--rows", "5", "--rows", "6"],
        ["--rows"],
        ["--rows", "-1"],
        ["--row", "5"],
        ["--", "gruppe-2"],
        ["gruppe-2", "gruppe-3"],
        [""],
    ],
)
def test_what_is_unusual_is_left_to_typer(words: list[str]) -> None:
    found = find(["log", *words])
    assert found is not None
    assert read(*found) is None


@pytest.mark.parametrize("words", [[], ["lgo"], ["workshop"], ["workshop", "shut"], ["--version"]])
def test_what_names_no_command_is_left_to_typer(words: list[str]) -> None:
    assert find(words) is None
