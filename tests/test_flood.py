"""A draft with a hundred thousand faults: told in few lines, with the same score."""

import gc
import json

import pytest
from conftest import REPOSITORY, SAMPLES, MakeWorkspace
from shell import Shell

from anbefal.jobs import collector, judge
from anbefal.jobs.check import check
from anbefal.jobs.lint import lint
from anbefal.model import GateResult
from anbefal.workspace import Workspace

FLOOD = '---\ngruppe: "2"\n---\n\n# Titel\n\n' + "# \n" * 3000


def test_of_one_rule_a_thousand_findings_are_told_and_the_others_counted(
    shell: Shell, make_workspace: MakeWorkspace
) -> None:
    shell.folder = make_workspace({"drafts/a.md": FLOOD}).root
    done = shell.run("lint", "--format", "json", "--lang", "en")
    rules = [finding["rule"] for finding in json.loads(done.out)["findings"]]
    assert rules.count("AB107") == 1000
    assert done.err == "drafts/a.md: 2000 more findings of AB107 are not listed\n"


def test_a_flood_in_one_draft_hides_nothing_of_another(make_workspace: MakeWorkspace) -> None:
    few = FLOOD.replace("# \n" * 3000, "# \n" * 3)
    workspace = make_workspace({"drafts/a.md": FLOOD, "drafts/b.md": few})
    found = [f for f in lint(workspace).findings if (f.path, f.rule) == ("drafts/b.md", "AB107")]
    assert len(found) == 3


def units(result: GateResult) -> list[tuple[str, bool]]:
    return [(unit.requirement.id, unit.met) for draft in result.drafts for unit in draft.units]


@pytest.mark.parametrize("workshop", [None, 1])
def test_what_the_score_depends_on_is_never_left_out(
    nordvig: Workspace,
    samples: Workspace,
    workshop: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The sample assembly as it stood after each workshop, and every rule's bad example.
    cases = [
        (nordvig, sorted((REPOSITORY / "tests" / "samples" / "day").rglob("*.md"))),
        (samples, sorted(SAMPLES.glob("AB*/bad.md"))),
    ]
    if workshop is not None:
        del cases[1]
    whole = [units(check(*case, workshop)) for case in cases]
    assert {met for result in whole for _, met in result} == {True, False}
    monkeypatch.setattr(judge, "MOST_OF_A_RULE", 0)
    assert [units(check(*case, workshop)) for case in cases] == whole
    left_out = [one.left_out for case in cases for one in judge.judge_named(*case)]
    assert any(left_out)


def test_the_collector_rests_while_a_large_draft_is_read(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"drafts/a.md": "## Vores vision\n\n" + "Et hus.\n\n" * 4000})
    runs: list[object] = []

    def note(phase: str, info: dict[str, int]) -> None:
        runs.append(info)

    gc.collect()
    gc.callbacks.append(note)
    try:
        judge.judge_named(workspace)
    finally:
        gc.callbacks.remove(note)
    assert len(runs) < 20
    assert gc.isenabled() and not gc.get_freeze_count()


def test_the_collector_works_again_after_a_fault() -> None:
    items = collector.undisturbed([1, 2])
    next(items)
    assert not gc.isenabled()
    items.close()
    assert gc.isenabled()
