"""The gate: scores follow from findings alone, so that `lint` and `check` never disagree."""

import json
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hostile_drafts import hostile
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal import gate, kinds, rules
from anbefal.i18n import msg
from anbefal.jobs.check import check, check_loaded, points, score
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft
from anbefal.jobs.lint import findings_of, lint
from anbefal.model import DraftScore, Finding, LintResult, Requirement, UnitResult
from anbefal.reporters import json as json_reporter
from anbefal.values import replace
from anbefal.workspace import Workspace, open_workspace

DAY = Path(__file__).parent / "samples" / "day"
REPOSITORY = Path(__file__).parents[1]
TEMPLATES = sorted(path.parent for path in (REPOSITORY / "templates").glob("*/draft.md"))
WORKSHOPS = (None, 1, 2, 3, 4)


def recompute(lint_json: str, check_json: str) -> list[tuple[str, float, bool]]:
    """Score drafts by what `lint` printed; only weights and the minimum are taken from `check`."""
    findings = json.loads(lint_json)["findings"]
    checked = json.loads(check_json)
    rows = []
    for draft in checked["drafts"]:
        own = [finding for finding in findings if finding["path"] == draft["path"]]
        left_open = {unit for finding in own for unit in finding["requirements"]}
        due = sum(row["weight"] for row in draft["requirements"])
        done = sum(row["weight"] for row in draft["requirements"] if row["id"] not in left_open)
        share = Fraction(done * 100, due)
        errors = [finding for finding in own if finding["level"] == "error"]
        passed = share >= Fraction(str(checked["min"])) and not errors
        rows.append((draft["path"], math.floor(share * 10) / 10, passed))
    return rows


def verdicts(check_json: str) -> list[tuple[str, float, bool]]:
    drafts: list[dict[str, Any]] = json.loads(check_json)["drafts"]
    return [(draft["path"], draft["score"], draft["passed"]) for draft in drafts]


def read(workspace: Workspace, text: str) -> Loaded:
    return read_draft(workspace, "drafts/x.md", text.encode())


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Workspace]:
    """Open the sample assembly as it stood after one of the day's four workshops."""

    def state(number: int) -> Workspace:
        root = tmp_path_factory.mktemp(f"day-{number}")
        source = DAY / str(number) if number < 4 else REPOSITORY / "drafts"
        (root / "drafts").mkdir()
        (root / "anbefal.toml").write_bytes((REPOSITORY / "anbefal.toml").read_bytes())
        for file in source.glob("*.md"):
            (root / "drafts" / file.name).write_bytes(file.read_bytes())
        return open_workspace((root,))

    return state


# -- lint and check say the same -------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_check_can_be_recomputed_from_the_json_of_lint(
    number: int, day: Callable[[int], Workspace]
) -> None:
    workspace = day(number)
    for workshop in WORKSHOPS:
        linted = json_reporter.report_findings(lint(workspace, (), workshop), "en")
        checked = json_reporter.report_gate(check(workspace, (), workshop), "en")
        assert len(verdicts(checked)) == 6
        assert recompute(linted, checked) == verdicts(checked)


LINES = (REPOSITORY / "drafts" / "gruppe-2.md").read_text("utf-8").split("\n")
PIECES = [
    *LINES,
    "",
    "[skriv her]",
    "## Noter",
    "###",
    "- ",
    "```",
    "<!--",
    "# Titel",
    "\u202e",
    ">" * 40,
]


# A finished draft of every shipped template that is scored.
FINISHED = [
    path.read_text("utf-8").split("\n")
    for path in (
        REPOSITORY / "drafts" / "gruppe-2.md",
        REPOSITORY / "drafts" / "vision.md",
        *(DAY.parent / "templates").glob("*.md"),
    )
]


def test_every_shipped_template_that_is_scored_has_a_finished_draft(nordvig: Workspace) -> None:
    read_as = [read(nordvig, "\n".join(lines)).template for lines in FINISHED]
    scored = [folder.name for folder in TEMPLATES if nordvig.template(folder.name).gate]
    assert sorted(template.name for template in read_as if template.gate) == scored
    assert all(template.gate for template in read_as)


@settings(max_examples=80, deadline=None)
@given(
    source=st.sampled_from(FINISHED),
    lost=st.sets(st.integers(0, 140)),
    added=st.lists(st.tuples(st.integers(0, 140), st.sampled_from(PIECES)), max_size=6),
    workshop=st.sampled_from(WORKSHOPS),
)
def test_the_score_of_any_draft_follows_from_its_findings(
    nordvig: Workspace,
    source: list[str],
    lost: set[int],
    added: list[tuple[int, str]],
    workshop: int | None,
) -> None:
    lines = ["" if number in lost else line for number, line in enumerate(source)]
    for position, piece in added:
        lines.insert(position, piece)
    loaded = read(nordvig, "\n".join(lines))
    findings = findings_of(loaded, nordvig.assembly, workshop)
    linted = json_reporter.report_findings(LintResult(findings, 1), "en")
    result = check_loaded([loaded], nordvig.assembly, workshop)
    checked = json_reporter.report_gate(result, "en")
    assert recompute(linted, checked) == verdicts(checked)
    units = {unit.id for unit in gate.due_units(loaded.template, workshop)}
    assert {id for finding in findings for id in finding.requirements} <= units
    assert all(1 <= finding.line <= len(lines) for finding in findings)
    for position in range(len(findings)):
        fewer = [*findings[:position], *findings[position + 1 :]]
        without = gate.score(loaded.draft, loaded.template, fewer, 90, workshop)
        assert without.done >= result.drafts[0].done


@pytest.mark.parametrize("workshop", WORKSHOPS)
def test_the_findings_of_an_earlier_workshop_are_among_those_of_the_whole(
    workshop: int | None, day: Callable[[int], Workspace]
) -> None:
    workspace = day(2)
    whole = {(f.path, f.rule, f.line, f.column) for f in lint(workspace).findings}
    part = {(f.path, f.rule, f.line, f.column) for f in lint(workspace, (), workshop).findings}
    assert part <= whole


# -- what scores nothing ---------------------------------------------------------------------


@pytest.mark.parametrize("workshop", WORKSHOPS)
@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "---\n---\n", "<!-- hjælp -->"])
@pytest.mark.parametrize("name", [folder.name for folder in TEMPLATES])
def test_an_empty_draft_scores_nothing(
    name: str, text: str, workshop: int | None, nordvig: Workspace
) -> None:
    assembly = replace(nordvig.assembly, default_template=name)
    loaded = read(Workspace(nordvig.root, assembly), text)
    assert loaded.template.name == name
    if gate.due_units(loaded.template, workshop):
        assert score(loaded, assembly, 90, workshop).score == 0


@pytest.mark.parametrize("workshop", WORKSHOPS)
@pytest.mark.parametrize("folder", TEMPLATES, ids=lambda folder: folder.name)
def test_a_fresh_draft_that_nobody_touched_scores_nothing(
    folder: Path, workshop: int | None, nordvig: Workspace
) -> None:
    text = (folder / "draft.md").read_text("utf-8").replace("{group}", "2")
    if f"skabelon: {folder.name}" not in text and f"template: {folder.name}" not in text:
        assert folder.name == nordvig.assembly.default_template
    loaded = read(nordvig, text)
    assert loaded.template.name == folder.name
    if gate.due_units(loaded.template, workshop):
        assert score(loaded, nordvig.assembly, 90, workshop).score == 0


@pytest.mark.parametrize("data", [b"\x00", b"x" * 300_000, (">" * 40).encode()])
def test_a_draft_that_cannot_be_read_scores_nothing_and_fails(
    data: bytes, nordvig: Workspace
) -> None:
    result = score(read_draft(nordvig, "drafts/x.md", data), nordvig.assembly, 90, 1)
    assert (result.score, result.passed, result.errors) == (0, False, 1)


# -- verdicts --------------------------------------------------------------------------------


def make_score(done: int, open: int, minimum: float = 90) -> DraftScore:
    units = [
        UnitResult(Requirement("a", "", msg("a"), done, 1), None),
        UnitResult(Requirement("b", "", msg("b"), open, 1), make_finding("warning", ("b",))),
    ]
    return DraftScore("x.md", None, "", minimum, tuple(units))


def make_finding(level: Any, units: Sequence[str], section: str = "") -> Finding:
    return Finding(
        "AB999", "x", level, "drafts/x.md", 1, 1, section, tuple(units), msg("a"), msg("b")
    )


@pytest.mark.parametrize(
    ("done", "open", "shown", "passed"),
    [
        (8999, 1001, 89.9, False),
        (9000, 1000, 90.0, True),
        (89_999, 10_001, 89.9, False),
        (2, 1, 66.6, False),
        (999_999, 1, 99.9, True),
        (1, 0, 100.0, True),
        (0, 1, 0.0, False),
    ],
)
def test_a_score_is_shown_rounded_down_and_judged_exactly(
    done: int, open: int, shown: float, passed: bool
) -> None:
    result = make_score(done, open)
    assert (result.score, result.passed) == (shown, passed)


def test_the_minimum_is_taken_as_it_is_written() -> None:
    assert make_score(899, 101, minimum=89.9).passed
    assert not make_score(8989, 1011, minimum=89.9).passed


def test_an_error_blocks_a_full_score(nordvig: Workspace) -> None:
    text = "\n".join(LINES)
    assert score(read(nordvig, text), nordvig.assembly, 90, None).passed
    result = score(read(nordvig, text.replace("mand", "ma\u202end")), nordvig.assembly, 90, None)
    assert (result.score, result.errors, result.passed) == (100, 1, False)


def test_a_draft_with_nothing_asked_for_gets_no_score(nordvig: Workspace) -> None:
    loaded = read(nordvig, "")
    nothing = replace(loaded, template=replace(loaded.template, gate=False))
    assert kinds.requirements(nothing.template) == ()
    assert check_loaded([nothing], nordvig.assembly).drafts == ()


def test_the_minimum_is_the_one_given_else_the_workshops_else_90(nordvig: Workspace) -> None:
    assert check_loaded([], nordvig.assembly, 1, 12.5).minimum == 12.5
    assert check_loaded([], nordvig.assembly, 3).minimum == 85
    assert check_loaded([], nordvig.assembly).minimum == 90


def test_the_worst_and_first_finding_tells_why_a_unit_is_open(nordvig: Workspace) -> None:
    loaded = read(nordvig, "")
    findings = [
        replace(make_finding("warning", ("title",)), line=1),
        replace(make_finding("error", ("title",)), line=9),
        replace(make_finding("error", ("title",)), line=4),
    ]
    result = gate.score(loaded.draft, loaded.template, findings, 90)
    assert result.units[0].finding is findings[2]


# -- workshops -------------------------------------------------------------------------------


def test_what_is_not_yet_due_is_left_out(nordvig: Workspace) -> None:
    template = nordvig.template("anbefaling")
    assert {unit.section for unit in gate.due_units(template, 1)} == {"", "vision"}
    assert {unit.section for unit in gate.due_units(template, 2)} == {"", "vision", "principles"}
    assert gate.due_units(template, 4) == gate.due_units(template, None)
    later = make_finding("error", ("priorities.1",), "priorities")
    both = make_finding("warning", ("title", "priorities.1"))
    plain = make_finding("hint", ())
    kept = gate.due_findings([later, both, plain], template, 1)
    assert kept == (replace(both, requirements=("title",)), plain)
    assert gate.due_findings([later, both], template, None) == (later, both)


def test_a_file_that_cannot_be_read_is_told_before_anything_is_due(nordvig: Workspace) -> None:
    template = nordvig.template("anbefaling")
    unreadable = make_finding("error", ("priorities.1",))
    assert gate.due_findings([unreadable], template, 1) == (replace(unreadable, requirements=()),)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_groups_of_the_sample_day_pass_their_workshop(
    number: int, day: Callable[[int], Workspace]
) -> None:
    result = check(day(number), (), number)
    short = [Path(draft.path).stem for draft in result.drafts if not draft.passed]
    assert short == (["gruppe-4"] if number == 3 else [])
    assert len(result.drafts) == 6


def test_the_finished_sample_drafts_pass_the_whole_gate(nordvig: Workspace) -> None:
    assert check(nordvig).passed
    assert not [f for f in lint(nordvig).findings if f.level == "error"]


def test_the_first_state_of_the_day_is_far_from_finished(day: Callable[[int], Workspace]) -> None:
    assert not any(draft.passed for draft in check(day(1)).drafts)


@pytest.mark.parametrize("workshop", [None, 1, 4])
def test_the_rules_of_style_move_no_score(
    samples: Workspace, nordvig: Workspace, workshop: int | None
) -> None:
    """A save asks for the score alone, and passes by the rules that take the longest."""
    drafts = [
        read_draft(samples, "drafts/x.md", path.read_bytes())
        for path in sorted((samples.root).glob("AB*/*.md"))
    ]
    drafts += [read_draft(nordvig, "drafts/x.md", hostile(number)) for number in range(15)]
    drafts += load_drafts(nordvig)
    assert len(drafts) > 200
    style = {rule.ID for rule in rules.STYLE_RULES}
    seen: set[str] = set()
    for one in drafts:
        assembly = (nordvig if one.template.section else samples).assembly
        found = rules.judge_draft(one.draft, one.template, assembly)
        told = [*found.findings, *(silenced.finding for silenced in found.silenced)]
        seen |= {finding.rule for finding in told} & style
        assert not [f for f in told if f.rule in style and (f.requirements or f.level == "error")]
        scored = score(one, assembly, 90, workshop)
        assert points(one, assembly, workshop) == (scored.score if scored.units else None)
    assert len(seen) >= len(style) - 1, "all but spelling, which needs a dictionary"
