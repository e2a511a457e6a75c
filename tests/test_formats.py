"""Formats: each is read by a schema or a reader that is not ours, and all agree on the counts."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from shell import Shell

from anbefal import gate, rules
from anbefal.i18n import msg
from anbefal.jobs.check import check
from anbefal.jobs.lint import lint
from anbefal.model import (
    DraftScore,
    Finding,
    GateResult,
    LintResult,
    Part,
    Requirement,
    UnitResult,
)
from anbefal.model.finding import LEVELS, reaches
from anbefal.model.fingerprint import fingerprints
from anbefal.reporters import REPORTERS, github, load_reporter
from anbefal.values import replace
from anbefal.workspace import Workspace
from tools import npm_package, require_tool

DAY = Path(__file__).parent / "samples" / "day"
TRICKS = (
    "]]></failure></testcase><testcase name='x'/>",
    "::error file=a.md::no\n::add-mask::x\r\n::stop-commands::y",
    "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>",
    "\x00\x07\x1b[31m\x85\u2028\ufffe\ud800",
    "\u202eabc\u2066\u200f",
    "| a | b ![x](https://example.org/x.png) [y](javascript:z) @somebody #1 `c` **d** <b>",
    "100 %0A::warning::%25, a=b;c:d,e",
    "a" * 400,
)


class Counts(NamedTuple):
    """What every format must agree on."""

    levels: Counter[str]
    drafts: int


def make_finding(level: Any = "warning", units: tuple[str, ...] = (), **fields: Any) -> Finding:
    made = Finding("AB401", "x", level, "drafts/a.md", 1, 1, "a", units, msg("a"), msg("b"))
    return replace(made, **fields)


def hostile_findings() -> list[Finding]:
    return [
        make_finding(
            LEVELS[place % 3],
            (f"u{place}",),
            path=f"drafts/{trick[:40]}.md",
            line=place + 1,
            message=msg('"{a}" {b}', a=trick, b=msg("is {c}", c=trick)),
            hint=msg("write {a}", a=[trick, trick]),
        )
        for place, trick in enumerate(TRICKS)
    ]


def hostile_lint() -> LintResult:
    findings = tuple(hostile_findings())
    return LintResult(findings, len(findings), tuple(f.path for f in findings), rules.infos())


def hostile_gate() -> GateResult:
    drafts = []
    for finding in hostile_findings():
        trick = str(finding.message.values["a"])
        asked = [Requirement(id, "s", msg("{t}", t=trick), 3, 1) for id in finding.requirements]
        units = [UnitResult(unit, finding) for unit in asked]
        units.append(UnitResult(Requirement("done", "s", msg("{t}", t=trick), 7, 1), None))
        first, later = gate.find_steps(units, [finding], 90)
        blocking = (finding,) if finding.level == "error" else ()
        parts = (Part(msg('"{heading}"', heading=trick), 1, 2),)
        drafts.append(
            DraftScore(finding.path, trick, trick, 90, tuple(units), blocking, parts, first, later)
        )
    return GateResult(90, None, tuple(drafts), rules.infos())


def crowd() -> LintResult:
    """Give more findings of every level than GitHub shows."""
    findings = tuple(
        make_finding(level, path=f"drafts/g{n % 4}.md", line=n + 1)
        for n in range(23)
        for level in LEVELS
    )
    return LintResult(findings, 4, tuple(f"drafts/g{n}.md" for n in range(4)), rules.infos())


def linted(nordvig: Workspace) -> dict[str, LintResult]:
    return {
        "day 1": lint(nordvig, (DAY / "1",)),
        "day 3": lint(nordvig, (DAY / "3",), 3),
        "done": lint(nordvig),
        "none": LintResult((), 0, (), rules.infos()),
        "crowd": crowd(),
        "hostile": hostile_lint(),
    }


def scored(nordvig: Workspace) -> dict[str, GateResult]:
    return {
        "day 1": check(nordvig, (DAY / "1",)),
        "day 3": check(nordvig, (DAY / "3",), 3),
        "day 3, low": check(nordvig, (DAY / "3",), 3, 50),
        "done": check(nordvig),
        "none": GateResult(90, None, (), rules.infos()),
        "hostile": hostile_gate(),
    }


LINTED = ("day 1", "day 3", "done", "none", "crowd", "hostile")
SCORED = ("day 1", "day 3", "day 3, low", "done", "none", "hostile")


@pytest.fixture(params=LINTED)
def found(request: pytest.FixtureRequest, nordvig: Workspace) -> LintResult:
    return linted(nordvig)[request.param]


@pytest.fixture(params=SCORED)
def verdicts(request: pytest.FixtureRequest, nordvig: Workspace) -> GateResult:
    return scored(nordvig)[request.param]


def of_findings(format: str, result: LintResult, language: str = "en") -> str:
    return load_reporter(format).report_findings(result, language)


def of_gate(format: str, result: GateResult, language: str = "en") -> str:
    return load_reporter(format).report_gate(result, language)


def counts(result: LintResult) -> Counter[str]:
    """Give the counts by level that `json` states."""
    summary = json.loads(of_findings("json", result))["summary"]
    return Counter({level: summary[f"{level}s"] for level in LEVELS if summary[f"{level}s"]})


def steps(result: GateResult) -> Counter[str]:
    return Counter(step.finding.level for draft in result.drafts for step in draft.steps)


# -- all of them -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("format", REPORTERS)
def test_no_format_prints_what_steers_a_terminal_or_turns_text(format: str, language: str) -> None:
    for text in (
        of_findings(format, hostile_lint(), language),
        of_gate(format, hostile_gate(), language),
    ):
        steering = {c for c in text if not c.isprintable() and c not in "\n\u00a0\u00ad"}
        assert steering == set()


@pytest.mark.parametrize("format", REPORTERS)
def test_the_same_findings_give_the_same_text(format: str, nordvig: Workspace) -> None:
    for _ in range(2):
        assert of_findings(format, lint(nordvig)) == of_findings(format, lint(nordvig))
        assert of_gate(format, check(nordvig)) == of_gate(format, check(nordvig))


# -- text ------------------------------------------------------------------------------------


def test_text_tells_every_missing_thing_once_and_the_first_ones_by_number(
    verdicts: GateResult,
) -> None:
    text = of_gate("text", verdicts)
    assert len(re.findall(r"^  \d+\. line \d+: ", text, re.MULTILINE)) == sum(
        len(draft.first) for draft in verdicts.drafts
    )
    assert len(re.findall(r"^  - line \d+: ", text, re.MULTILINE)) == sum(
        len(draft.later) for draft in verdicts.drafts
    )


def test_text_can_be_read_aloud(nordvig: Workspace) -> None:
    text = of_gate("text", check(nordvig, (DAY / "3" / "gruppe-4.md",), 3))
    lines = [line.strip() for line in text.split("\n")]
    assert lines[1:9] == [
        "73.3 % done, 85 % asked: not yet",
        'Done: the title, the front matter, "Vores guidende principper"',
        'Begun: "Vores vision (drøm)" (1 of 2), "Vores prioriteringer og balancer" (5 of 6),'
        ' "Vores velfærdsinitiativer" (1 of 4)',
        "Mend these 2, and you are at 93.3 %:",
        '1. line 11: "[…]" is still to be written (+10 %)',
        "write what should stand there, or take it out",
        '2. line 47: "4. Vores velfærdsinitiativer" has 1; at least 2 are asked for (+10 %)',
        lines[8],
    ]
    assert lines[-3] == "why, with examples: anbefal rule AB403 (AB405, AB406)"


def test_text_gives_an_example_where_the_rule_has_one(nordvig: Workspace) -> None:
    text = of_gate("text", check(nordvig, (DAY / "1" / "gruppe-5.md",)))
    assert "for example: From 2027 the library" in text


# -- the few things --------------------------------------------------------------------------

UNITS = st.lists(st.integers(1, 9), min_size=1, max_size=8)
NAMED = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.sets(st.integers(0, 7), max_size=4)), max_size=8
)


def scored_by(weights: list[int], named: list[tuple[Any, set[int]]]) -> tuple[Any, Any]:
    findings = [
        make_finding(
            level, tuple(f"u{n}" for n in sorted(units)), line=place + 1, section=str(place)
        )
        for place, (level, units) in enumerate(named)
    ]
    units = []
    for n, weight in enumerate(weights):
        naming = [f for f in findings if f"u{n}" in f.requirements]
        asked = Requirement(f"u{n}", "s", msg("u"), weight, 1)
        units.append(UnitResult(asked, naming[0] if naming else None))
    return units, findings


@settings(max_examples=300, deadline=None)
@given(UNITS, NAMED, st.integers(0, 100))
def test_the_first_steps_reach_the_gate_and_none_of_them_can_be_spared(
    weights: list[int], named: list[tuple[Any, set[int]]], minimum: int
) -> None:
    units, findings = scored_by(weights, named)
    first, later = gate.find_steps(units, findings, minimum)

    def after(mended: list[Finding]) -> bool:
        left = [f for f in findings if all(f is not m for m in mended)]
        open = {id for f in left for id in f.requirements}
        done = sum(u.requirement.weight for u in units if u.requirement.id not in open)
        return reaches(done, sum(weights), minimum)

    chosen = [step.finding for step in first]
    assert after(chosen)
    for finding in chosen:
        if finding.level != "error":
            assert not after([f for f in chosen if f is not finding])
    errors = [f for f in findings if f.level == "error"]
    assert all(any(f is e for f in chosen) for e in errors)
    won = sum(step.gain for step in (*first, *later))
    assert won == sum(u.requirement.weight for u in units if not u.met)


def test_what_an_error_over_the_whole_part_covers_is_not_told_twice() -> None:
    units, _ = scored_by([1, 1], [])
    empty = make_finding("error", ("u0", "u1"), message=msg("empty"))
    few = make_finding("warning", ("u1",), message=msg("few"))
    first, later = gate.find_steps(units, [few, empty], 90)
    assert [step.finding for step in (*first, *later)] == [empty]


def test_thousands_of_findings_on_one_unit_are_chosen_from_quickly() -> None:
    units, _ = scored_by([1, 9], [])
    findings = [make_finding(units=("u0",), line=n) for n in range(20_000)]
    first, later = gate.find_steps(units, findings, 100)
    assert (len(first), len(later)) == (20_000, 0)


# -- SARIF -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = npm_package("@microsoft/jest-sarif@1.0.0-beta.0", tmp_path_factory.mktemp("sarif"))
    return json.loads((folder / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))


def sarif_levels(text: str) -> Counter[str]:
    [run] = json.loads(text)["runs"]
    return Counter({"note": "hint"}.get(r["level"], r["level"]) for r in run["results"])


def test_sarif_is_valid_and_counts_as_json_does(found: LintResult, sarif_schema: Any) -> None:
    text = of_findings("sarif", found)
    jsonschema.validate(json.loads(text), sarif_schema)
    assert sarif_levels(text) == counts(found)


def test_the_gates_sarif_is_valid_and_holds_every_step(
    verdicts: GateResult, sarif_schema: Any
) -> None:
    text = of_gate("sarif", verdicts)
    jsonschema.validate(json.loads(text), sarif_schema)
    assert sarif_levels(text) == steps(verdicts)
    [run] = json.loads(text)["runs"]
    told = json.loads(of_gate("json", verdicts))
    assert run["properties"]["passed"] == told["passed"]
    assert [d["score"] for d in run["properties"]["drafts"]] == [d["score"] for d in told["drafts"]]


def test_sarif_carries_every_rules_page(nordvig: Workspace) -> None:
    [run] = json.loads(of_findings("sarif", lint(nordvig)))["runs"]
    pages = run["tool"]["driver"]["rules"]
    # Those of timetables are told once one of them has found something.
    told = [rule.ID for rule in rules.all_rules() if not rule.ID.startswith("AB6")]
    assert [page["id"] for page in pages] == told
    assert all(page["help"]["text"] and page["shortDescription"]["text"] for page in pages)
    assert run["results"] == []


def test_sarif_paths_are_relative_addresses() -> None:
    result = LintResult((make_finding(path="drafts/gruppe 1+å#%.md"),), 1)
    [run] = json.loads(of_findings("sarif", result))["runs"]
    [place] = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {
        "uri": "drafts/gruppe%201+%C3%A5%23%25.md",
        "uriBaseId": "%SRCROOT%",
    }


# -- fingerprints ----------------------------------------------------------------------------


def test_a_fingerprint_stays_when_lines_move_and_counts_change() -> None:
    one = make_finding(line=3, message=msg('"{h}" has {n} words', h="Vision", n=4))
    two = make_finding(line=90, message=msg('"{h}" has {n} words', h=" vision", n=9))
    other = make_finding(line=3, message=msg('"{h}" has {n} words', h="Principper", n=4))
    assert fingerprints([one]) == fingerprints([two])
    assert fingerprints([one]) != fingerprints([other])
    assert fingerprints([one]) != fingerprints([replace(one, path="drafts/b.md")])


def test_fingerprints_are_never_the_same_twice() -> None:
    assert len(set(fingerprints([make_finding()] * 50))) == 50


@pytest.mark.parametrize("format", ["sarif", "gitlab"])
def test_fingerprints_do_not_depend_on_the_language(format: str, nordvig: Workspace) -> None:
    result = lint(nordvig, (DAY / "1",))
    names = re.compile(r'"(?:fingerprint|anbefal/v1)": "(\w+)"')
    found = [names.findall(of_findings(format, result, language)) for language in ("en", "da")]
    assert found[0] == found[1] and len(found[0]) == len(result.findings)


# -- GitLab ----------------------------------------------------------------------------------

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def gitlab_levels(text: str) -> Counter[str]:
    rows = json.loads(text)
    jsonschema.validate(rows, CODE_QUALITY)
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    names = {"major": "error", "minor": "warning", "info": "hint"}
    return Counter(names[row["severity"]] for row in rows)


def test_gitlabs_report_has_its_fields_and_counts_as_json_does(found: LintResult) -> None:
    assert gitlab_levels(of_findings("gitlab", found)) == counts(found)


def test_the_gates_gitlab_report_holds_every_step(verdicts: GateResult) -> None:
    assert gitlab_levels(of_gate("gitlab", verdicts)) == steps(verdicts)


# -- JUnit -----------------------------------------------------------------------------------


def cases(text: str) -> list[tuple[str, str, list[type]]]:
    """Read every case: its suite, its name and how it ended."""
    return [
        (suite.name, case.name, [type(result) for result in case.result])
        for suite in JUnitXml.fromstring(text.encode())
        for case in suite
    ]


def test_junit_has_a_case_a_finding_and_one_for_each_clean_draft(found: LintResult) -> None:
    text = of_findings("junit", found)
    read = cases(text)
    ends = Counter(end for _, _, ended in read for end in ended)
    assert ends[Failure] == counts(found)["error"]
    assert ends[Skipped] == counts(found)["warning"] + counts(found)["hint"]
    clean = set(found.paths) - {finding.path for finding in found.findings}
    assert sum(1 for _, _, ended in read if not ended) == len(clean)
    assert len({(suite, name) for suite, name, _ in read}) == len(read)


def test_junit_has_a_case_a_draft_and_unit(verdicts: GateResult) -> None:
    text = of_gate("junit", verdicts)
    told = json.loads(of_gate("json", verdicts))["drafts"]
    units = [unit for draft in told for unit in draft["requirements"]]
    ends = Counter(end for _, _, ended in cases(text) for end in ended)
    assert ends[Failure] + ends[Skipped] == sum(1 for unit in units if not unit["met"])
    assert len(cases(text)) == len(units) + ends[Error]
    totals = JUnitXml.fromstring(text.encode())
    totals.update_statistics()
    assert f'tests="{totals.tests}" failures="{totals.failures}"' in text


def test_junit_is_green_exactly_when_the_gate_is(verdicts: GateResult) -> None:
    bad = {Failure, Error}
    fails = any(bad & set(ended) for _, _, ended in cases(of_gate("junit", verdicts)))
    assert fails is not verdicts.passed


def test_an_error_that_names_no_unit_is_a_case_of_its_own() -> None:
    finding = make_finding("error")
    unit = UnitResult(Requirement("u", "s", msg("u"), 1, 1), None)
    draft = DraftScore("drafts/a.md", None, "", 90, (unit,), (finding, finding))
    ended = [ended for _, _, ended in cases(of_gate("junit", GateResult(90, None, (draft,))))]
    assert ended == [[], [Error], [Error]]


# -- GitHub ----------------------------------------------------------------------------------

COMMAND = re.compile(r"^::(error|warning|notice) ([^:]*)::(.*)$")


class Command(NamedTuple):
    """One workflow command as GitHub's runner reads it."""

    level: str
    values: dict[str, str]
    text: str


def commands(text: str) -> list[Command]:
    """Read workflow commands as the runner does: a line each, escapes undone last."""
    read = []
    for line in text.splitlines():
        found = COMMAND.match(line)
        assert found or "::" not in line
        if found:
            pairs = (pair.partition("=") for pair in found[2].split(","))
            values = {name: unescape(value) for name, _, value in pairs}
            read.append(
                Command({"notice": "hint"}.get(found[1], found[1]), values, unescape(found[3]))
            )
    return read


def unescape(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def told_by_level(read: list[Command]) -> Counter[str]:
    """Count what the lines stand for: one each, and those that a line counts."""
    told: Counter[str] = Counter()
    for command in read:
        more = re.fullmatch(r"and (\d+) more", command.text)
        told[command.level] += int(more[1]) if more else 1
    return told


def test_github_shows_nine_of_each_level_and_counts_the_others(found: LintResult) -> None:
    read = commands(of_findings("github", found))
    assert told_by_level(read) == counts(found)
    assert all(count <= 10 for count in Counter(c.level for c in read).values())
    assert [c.level for c in read] == sorted((c.level for c in read), key=LEVELS.index)  # type: ignore[arg-type]


def test_the_gate_gives_github_a_line_for_each_draft_that_falls_short(
    verdicts: GateResult,
) -> None:
    told = told_by_level(commands(of_gate("github", verdicts)))
    short = sum(1 for draft in verdicts.drafts if not draft.passed)
    assert told == steps(verdicts) + Counter({"error": short})


def test_a_workflow_command_holds_exactly_what_was_found() -> None:
    path = "drafts/a,b:c%d.md"
    finding = make_finding(path=path, line=7, message=msg("5 %0A, a:b"), hint=msg("two"))
    [command] = commands(of_findings("github", LintResult((finding,), 1)))
    assert command.values == {"file": path, "line": "7", "col": "1", "title": "AB401 x"}
    assert command.text == "5 %0A, a:b\ntwo"


def rows_of(markdown: str) -> list[list[str]]:
    """Read the tables of a page, and make sure that there is nothing else but words."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    rows: list[list[str]] = []
    for token in parser.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline" and rows:
            assert {child.type for child in token.children or []} <= {"text", "text_special"}
            rows[-1].append("".join(child.content for child in token.children or []))
        assert not token.type.startswith("html")
    return rows


def test_the_summary_has_a_row_for_every_finding(found: LintResult) -> None:
    rows = rows_of(github.summarize_findings(found, "en"))
    assert len(rows) == len(found.findings) + bool(found.findings)


def test_the_summary_of_the_gate_has_every_draft_and_every_step(verdicts: GateResult) -> None:
    rows = rows_of(github.summarize_gate(verdicts, "en"))
    heads = bool(verdicts.drafts) + bool(steps(verdicts))
    assert len(rows) == len(verdicts.drafts) + steps(verdicts).total() + heads


def test_a_summary_stays_below_githubs_limit() -> None:
    findings = tuple(make_finding(message=msg("{a}", a="æ" * 300), line=n + 1) for n in range(3000))
    page = github.summarize_findings(LintResult(findings, 1), "en")
    rows = rows_of(page)
    more = re.fullmatch(r"and (\d+) more", rows[-1][0])
    assert len(page.encode()) < 1_000_000
    assert more and int(more[1]) == len(findings) - (len(rows) - 2)


# -- the poster ------------------------------------------------------------------------------


def sheets(text: str) -> list[Any]:
    root = lxml_html.document_fromstring(text)
    assert not root.xpath("//script | //link | //img | //iframe | //form | //@style | //@onerror")
    return list(root.xpath("//section"))


def things(sheet: Any) -> int:
    """Count what a sheet tells, and what it counts."""
    more = re.findall(r"and (\d+) more", " ".join(sheet.xpath("./p[@class='more']/text()")))
    return len(sheet.xpath(".//ol/li")) + sum(int(number) for number in more)


def test_the_poster_has_a_sheet_a_draft_and_tells_or_counts_every_step(
    verdicts: GateResult,
) -> None:
    found = sheets(of_gate("html", verdicts))
    assert [things(sheet) for sheet in found] == [len(draft.steps) for draft in verdicts.drafts]
    percents = [sheet.xpath(".//p[@class='percent']/text()")[0] for sheet in found]
    told = json.loads(of_gate("json", verdicts))["drafts"]
    assert [float(percent.removesuffix(" %")) for percent in percents] == [
        draft["score"] for draft in told
    ]


def test_the_linters_poster_has_a_sheet_for_each_draft_with_findings(found: LintResult) -> None:
    told = Counter(finding.path for finding in found.findings)
    assert [things(sheet) for sheet in sheets(of_findings("html", found))] == [
        told[path] for path in sorted(told)
    ]


def test_the_poster_can_be_heard(nordvig: Workspace) -> None:
    text = of_gate("html", check(nordvig, (DAY / "3",), 3), "da")
    root = lxml_html.document_fromstring(text)
    assert root.get("lang") == "da" and len(root.xpath("//h1")) == 1
    for sheet in root.xpath("//section"):
        assert sheet.xpath(".//h2/@id") == [sheet.get("aria-labelledby")]
        assert all(svg.get("aria-hidden") == "true" for svg in sheet.xpath(".//svg"))
    assert "default-src 'none'" in root.xpath("//meta/@content")[0]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["day 1", "day 3", "hostile"])
def test_the_poster_prints_on_one_page_of_a4_a_draft(
    name: str, nordvig: Workspace, tmp_path: Path
) -> None:
    chromium, info, reader = (require_tool(t) for t in ("chromium", "pdfinfo", "pdftotext"))
    result = scored(nordvig)[name]
    (tmp_path / "p.html").write_text(of_gate("html", result), "utf-8")
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile, printed = f"--user-data-dir={tmp_path / 'browser'}", tmp_path / "p.pdf"
    page = (tmp_path / "p.html").as_uri()
    command = [chromium, *switches, profile, f"--print-to-pdf={printed}", page]
    subprocess.run(command, check=True, capture_output=True, timeout=90)
    told = subprocess.run([info, printed], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+(\d+)", told)[1] == str(len(result.drafts))  # type: ignore[index]
    assert "(A4)" in told
    text = subprocess.run(
        [reader, printed, "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")
    for draft, words in zip(result.drafts, text, strict=False):
        assert f"{draft.score:.1f}".removesuffix(".0") in words
        if name != "hostile":
            # The last line of the sheet: nothing was cut off.
            assert Path(draft.path).name in words


# -- the command line ------------------------------------------------------------------------


@pytest.fixture
def assembly(shell: Shell) -> Shell:
    root = Path(__file__).parents[1]
    shell.write(
        {
            "anbefal.toml": (root / "anbefal.toml").read_bytes(),
            "drafts/gruppe-4.md": (DAY / "3" / "gruppe-4.md").read_bytes(),
            "drafts/gruppe-2.md": (DAY / "3" / "gruppe-2.md").read_bytes(),
        }
    )
    shell.variables["ANBEFAL_LANG"] = "en"
    return shell


@pytest.mark.parametrize("command", [("lint",), ("check", "--workshop=3"), ("check", "--min=1")])
def test_the_exit_code_never_depends_on_the_format(
    command: tuple[str, ...], assembly: Shell
) -> None:
    codes = {assembly.run(*command, "--format", name).code for name in ("auto", *REPORTERS)}
    assert len(codes) == 1 and codes <= {0, 1}


@pytest.mark.parametrize("command", ["lint", "check"])
def test_help_and_errors_list_every_format(command: str, assembly: Shell) -> None:
    listed = ", ".join(("auto", *REPORTERS))
    assert listed in " ".join(assembly.run(command, "--help").out.split())
    done = assembly.run(command, "--format", "pdf")
    assert (done.code, listed in done.err) == (2, True)


@pytest.mark.parametrize("command", ["lint", "check"])
def test_auto_is_github_inside_github_actions_and_text_elsewhere(
    command: str, assembly: Shell
) -> None:
    def told(*words: str, **env: str) -> str:
        return assembly.run(command, *words, env=env).out

    assert told(GITHUB_ACTIONS="true") == told("--format", "github")
    assert told() == told("--format", "text") == told(GITHUB_ACTIONS="")


def test_the_summary_goes_to_the_file_that_github_names_and_nowhere_else(
    assembly: Shell, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    for name in REPORTERS:
        if name != "github":
            assembly.run("check", "--format", name, env=env)
    assert not summary.exists()
    assembly.run("lint", env={**env, "GITHUB_ACTIONS": "true"})
    assembly.run("check", "--format", "github", env=env)
    text = summary.read_text("utf-8")
    assert text.index("## anbefal lint") < text.index("## anbefal check")


def test_a_summary_that_cannot_be_written_changes_no_verdict(
    assembly: Shell, tmp_path: Path
) -> None:
    done = assembly.run("check", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert done.code == 1
    assert done.err == f"the job's summary cannot be written to {tmp_path}\n"


LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
TENTHS = st.integers(-9999, 9999).map(lambda number: number / 10)
PLAIN = st.recursive(
    LEAVES | TENTHS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(PLAIN | st.just("\udc80"))
def test_json_is_written_as_pythons_own_writer_does(value: object) -> None:
    from anbefal.reporters.json import dump

    written = dump(value)
    assert json.loads(written) == value
    plain = f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"
    assert written == "".join(
        c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1].replace("\x7f", "\\u007f")
        for c in plain
    )
