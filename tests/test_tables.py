"""Tables: what lies in a folder of kinds, rules, readers, reporters or writers is in its table."""

import inspect
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

import anbefal
from anbefal import kinds, readers, repairs, reporters, rules, writers

PACKAGE = Path(anbefal.__file__).parent
SAMPLES = PACKAGE / "rules" / "samples"

# Modules that are a part of another in the same folder, and none of the table's own.
PARTS = {
    "kinds": {"alike", "asking", "comment", "day", "ids", "links"},
    "writers": {"levels"},
    # A folder of rules that are loaded when a template has a timetable.
    "rules": {"timetable"},
    # Comments are no draft, and have a table of their own.
    "readers": {"comments", "front_matter", "yaml_head"},
    # Of receipts, which are no findings.
    "reporters": {"spreadsheet"},
    # `encoding` comes before there is a text that the others could mend.
    "repairs": {"encoding", "keeping", "repaired"},
}

RULE_MODULES: list[ModuleType] = [*rules.all_rules()]  # type: ignore[list-item]


def modules_in(folder: str) -> set[str]:
    """Give the names of the modules and packages that lie in a folder."""
    found = set()
    for path in (PACKAGE / folder).iterdir():
        is_module = path.suffix == ".py" and path.name != "__init__.py"
        if is_module or (path / "__init__.py").is_file():
            found.add(path.stem)
    return found - PARTS.get(folder, set())


def names_of(listed: Iterable[object]) -> set[str]:
    """Give the short names of modules, which a table holds themselves or by name."""
    names = (row if isinstance(row, str) else getattr(row, "__name__", "") for row in listed)
    return {name.rsplit(".", 1)[-1] for name in names}


@pytest.mark.parametrize(
    ("folder", "listed"),
    [
        ("rules", [m for m in RULE_MODULES if m.__name__.count(".") == 2]),
        ("rules/timetable", rules.timetable_rules()),
        ("kinds", kinds.KINDS.values()),
        ("readers", readers.READERS.values()),
        ("repairs", repairs.REPAIRS),
        ("reporters", reporters.REPORTERS.values()),
        ("writers", writers.WRITERS.values()),
    ],
    ids=["rules", "timetable", "kinds", "readers", "repairs", "reporters", "writers"],
)
def test_every_module_is_in_the_table_of_its_folder(folder: str, listed: Iterable[object]) -> None:
    assert names_of(listed) == modules_in(folder)


def test_every_format_that_is_listed_by_name_can_be_loaded() -> None:
    for name in writers.WRITERS:
        assert callable(writers.load_writer(name).write)
    for name in reporters.REPORTERS:
        reporter = reporters.load_reporter(name)
        assert callable(reporter.report_findings) and callable(reporter.report_gate)


def test_no_rule_is_listed_twice() -> None:
    for value in ("ID", "NAME", "__name__"):
        given = [getattr(module, value) for module in RULE_MODULES]
        assert len(given) == len(set(given))


@pytest.mark.parametrize("module", RULE_MODULES, ids=lambda module: module.ID)
def test_a_rule_is_named_as_its_file(module: ModuleType) -> None:
    assert module.__name__.rsplit(".", 1)[-1].replace("_", "-") == module.NAME
    assert module.ID.startswith("AB") and module.ID[2:].isdecimal() and len(module.ID) == 5
    assert module.LEVEL in ("error", "warning", "hint")


@pytest.mark.parametrize("module", RULE_MODULES, ids=lambda module: module.ID)
def test_a_rules_docstring_is_a_page(module: ModuleType) -> None:
    page = inspect.cleandoc(module.__doc__ or "")
    paragraphs = page.split("\n\n")
    assert len(paragraphs) >= 3
    first = paragraphs[0]
    assert "\n" not in first and first.endswith(".") and len(first) <= 80
    assert first[0].isupper() and first.split()[0].rstrip(":,") in IMPERATIVES


# The first word of every page: it tells the reader what to do.
IMPERATIVES = {
    "Ask",
    "Choose",
    "Close",
    "Count",
    "Decide",
    "Delete",
    "Explain",
    "Fill",
    "Give",
    "Join",
    "Keep",
    "Leave",
    "Let",
    "Look",
    "Mend",
    "Name",
    "Nest",
    "Number",
    "Refer",
    "Replace",
    "Save",
    "Say",
    "Sort",
    "Speak",
    "Spell",
    "Take",
    "Use",
    "Write",
    # Of a day by the clock.
    *("Account", "Call", "Hold", "Need", "Put", "Seat", "Share"),
}


def test_a_rule_of_timetables_is_listed_by_the_id_that_it_has() -> None:
    listed = {name: id for id, name in rules.timetable.TABLE.items()}
    assert {m.__name__.rsplit(".", 1)[-1]: m.ID for m in rules.timetable_rules()} == listed


@pytest.mark.parametrize("module", RULE_MODULES, ids=lambda module: module.ID)
def test_a_rule_has_a_bad_and_a_good_sample(module: ModuleType) -> None:
    names = {path.name for path in (SAMPLES / module.ID).iterdir()}
    assert {"bad.md", "good.md"} <= names


def test_rules_read_no_files_and_no_history() -> None:
    forbidden = ("open(", "Path", "import os", "subprocess", "anbefal.history", "anbefal.files")
    for path in (PACKAGE / "rules").rglob("*.py"):
        source = path.read_text("utf-8")
        assert not [word for word in forbidden if word in source], path.name
