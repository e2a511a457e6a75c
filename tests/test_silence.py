"""Silence: what a comment lets stand, where it reaches, and what it cannot touch."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell

from anbefal import rules
from anbefal.i18n import translate
from anbefal.jobs.check import check
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.jobs.explain import explain
from anbefal.jobs.lint import lint
from anbefal.model import Finding
from anbefal.workspace import Workspace

SAMPLES = Path(rules.__file__).parent / "samples"
HEAD = '---\ngruppe: "3"\nskrivere: [LR]\n---\n\n'
TITLE = "# En gåtur i hver skoledag\n\n"
VISION = (
    "## Vores vision\n\nHvert barn i Nordvig går en tur på tyve minutter midt på skoledagen "
    "og ses med de andre.\n\n"
)
PRINCIPLES = (
    "## Vores principper\n\n- **Ud før ind.** Timer lægges udenfor.\n"
    "- **Ingen betaler.** Turen kræver ingen penge.\n\n"
)
WHOLE = HEAD + TITLE + VISION + PRINCIPLES
QUIET = "<!-- anbefal: ignorér AB702 fordi tegnet hører til navnet -->\n"

Judge = Callable[[str], rules.Judged]


@pytest.fixture
def judge(samples: Workspace, read: Callable[[str | bytes], Loaded]) -> Judge:
    """Judge a text as a draft of the samples' assembly."""

    def judged(text: str) -> rules.Judged:
        one = read(text)
        return rules.judge_draft(one.draft, one.template, samples.assembly)

    return judged


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def odd(words: str) -> str:
    """Put a character that nobody sees, which is a warning, into some words."""
    return words[:2] + "\u200b" + words[2:]


# -- how it is written -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "comment",
    [
        "anbefal: ignore AB104 because the hall asked for it",
        "anbefal: ignorér AB104 fordi salen bad om det",
        "anbefal: ignorer ab104 fordi salen bad om det",
        "Anbefal : IGNORE AB104 BECAUSE the hall asked",
        "anbefal: ignore AB104, AB402 and AB404 because of the hall",
        "anbefal: ignorér AB402 og AB104 fordi: salen",
        "anbefal: ignorér AB104\n     fordi salen bad om det,\n     og det var mange",
    ],
)
def test_it_may_be_written_in_many_ways(comment: str, judge: Judge) -> None:
    judged = judge(f"{WHOLE}<!-- {comment} -->\n## Tak\n\nTak til pedellerne.\n")
    assert [one.finding.rule for one in judged.silenced] == ["AB104"]
    assert "AB104" not in rules_of(judged.findings)
    assert judged.silenced[0].reason


def test_the_reason_is_kept_word_for_word(judge: Judge) -> None:
    comment = "<!-- anbefal: ignorér AB104\n     fordi salen bad om det -->\n"
    judged = judge(f"{WHOLE}{comment}## Tak\n\nTak.\n")
    silenced = judged.silenced[0]
    assert silenced.reason == "salen bad om det"
    assert (silenced.line, silenced.finding.line) == (17, 19)


@pytest.mark.parametrize(
    "comment",
    [
        "anbefal: ignore AB104",
        "anbefal: ignore AB104 because",
        "anbefal: ignore AB104 because …",
        "anbefal: ignore because it is late",
        "anbefal: AB104 because it is late",
        "anbefal: ti stille",
        "anbefal:",
    ],
)
def test_without_rule_or_reason_nothing_is_silenced(comment: str, judge: Judge) -> None:
    judged = judge(f"{WHOLE}<!-- {comment} -->\n## Tak\n\nTak.\n")
    assert judged.silenced == ()
    assert rules_of(judged.findings) == ["AB120", "AB104"]


@pytest.mark.parametrize("comment", ["Husk at takke", "Spørg anbefal: hvad nu", "anbefaling: god"])
def test_other_comments_are_left_in_peace(comment: str, judge: Judge) -> None:
    assert rules_of(judge(f"{WHOLE}<!-- {comment} -->\n").findings) == []


def test_a_comment_that_never_ends_silences_nothing(judge: Judge) -> None:
    judged = judge(f"{WHOLE}## Tak\n\nTak.\n\n<!-- anbefal: ignore AB104 because of the hall\n")
    assert judged.silenced == ()


# -- how far it reaches ----------------------------------------------------------------------

LINES = ["Et ~stykke.", "- ~punkt et\n- ~punkt to", "> et ~citat", "| ~a |\n|---|\n| ~b |"]


@pytest.mark.parametrize("block", LINES)
def test_above_a_block_it_speaks_of_that_block_alone(block: str, judge: Judge) -> None:
    block = block.replace("~", "\u200b")
    vision = VISION + f"{QUIET}{block}\n\nOg {odd('bagefter')}.\n\n"
    judged = judge(HEAD + TITLE + vision + PRINCIPLES)
    assert len(judged.silenced) == block.count("\u200b")
    assert rules_of(judged.findings) == ["AB702"]


def test_above_an_item_it_speaks_of_that_item(judge: Judge) -> None:
    principles = (
        f"## Vores principper\n\n- **Ud.** Timer {odd('lægges')} udenfor.\n{QUIET}"
        f"- **Ind.** Timer {odd('lægges')} inde.\n- **Op.** Timer {odd('lægges')} højt.\n"
    )
    judged = judge(HEAD + TITLE + VISION + principles)
    assert [one.finding.line for one in judged.silenced] == [16]
    assert [finding.line for finding in judged.findings] == [14, 17]


def test_above_an_entry_it_speaks_of_the_entry_up_to_the_next(judge: Judge) -> None:
    head = '---\ngruppe: "2"\nskabelon: valg\n---\n\n# Skærmen er et tilbud\n\n## Vores valg\n\n'
    entry = "### {}\n\n- **Mere af:** {}\n- **Mindre af:** besøg\n\n"
    first, second = (entry.format(name, odd("opkald")) for name in ("Skærm", "Telefon"))
    judged = judge(head + QUIET + first + second)
    assert [one.finding.line for one in judged.silenced] == [13]
    assert [finding.line for finding in judged.findings] == [18]


def test_above_a_section_it_speaks_of_all_that_stands_under_it(judge: Judge) -> None:
    vision = VISION + f"### Mere\n\nOg {odd('bagefter')}.\n\n"
    principles = PRINCIPLES.replace("udenfor", odd("udenfor"))
    judged = judge(HEAD + TITLE + QUIET + "\n" + vision + principles)
    assert [one.finding.line for one in judged.silenced] == [16]
    assert rules_of(judged.findings) == ["AB702"]


@pytest.mark.parametrize("place", ["above the title", "above the lead", "no title"])
def test_at_the_top_it_speaks_of_the_whole_file(place: str, judge: Judge) -> None:
    top = {
        "above the title": QUIET + TITLE,
        "above the lead": f"{QUIET}Først.\n\n{TITLE}",
        "no title": QUIET + "\n",
    }[place]
    head = HEAD.replace("LR", odd("LRX"))
    judged = judge(head + top + VISION + PRINCIPLES.replace("udenfor", odd("udenfor")))
    assert [one.finding.rule for one in judged.silenced] == ["AB702", "AB702"]
    assert "AB702" not in rules_of(judged.findings)


def test_at_the_end_it_speaks_of_nothing(judge: Judge) -> None:
    judged = judge(WHOLE.replace("udenfor", odd("udenfor")) + QUIET)
    assert rules_of(judged.findings) == ["AB702", "AB123"]


def test_several_may_stand_above_the_same_block(judge: Judge) -> None:
    more = "<!-- anbefal: ignorér AB104 fordi salen bad om det -->\n"
    judged = judge(f"{WHOLE}{QUIET}<!-- Husk -->\n\n{more}## Tak\n\nTak til {odd('pedeller')}.\n")
    assert sorted(one.finding.rule for one in judged.silenced) == ["AB104", "AB702"]
    assert judged.findings == ()


def test_of_two_the_innermost_gives_the_reason_and_neither_is_idle(judge: Judge) -> None:
    inner = "<!-- anbefal: ignorér AB702 fordi det er et navn -->\n"
    judged = judge(HEAD + QUIET + TITLE + VISION + f"{inner}Og {odd('bagefter')}.\n\n" + PRINCIPLES)
    assert [one.reason for one in judged.silenced] == ["det er et navn"]
    assert judged.findings == ()


# -- what it cannot touch --------------------------------------------------------------------


def test_an_error_stands_and_the_attempt_is_told(judge: Judge) -> None:
    text = HEAD + "<!-- anbefal: ignorér AB101 fordi vi ikke nåede det -->\n" + TITLE + VISION
    judged = judge(text)
    assert rules_of(judged.findings) == ["AB122", "AB101"]
    assert judged.silenced == ()


def test_what_the_template_asks_for_stands_and_the_attempt_is_told(judge: Judge) -> None:
    short = "## Vores vision\n\nFor kort.\n\n"
    comment = "<!-- anbefal: ignorér AB401 fordi det er nok -->\n"
    judged = judge(HEAD + TITLE + comment + short + PRINCIPLES)
    assert rules_of(judged.findings) == ["AB122", "AB401"]
    assert judged.findings[1].requirements == ("vision.length",)


def test_the_rules_of_silence_cannot_be_silenced(judge: Judge) -> None:
    comment = "<!-- anbefal: ignore AB120, AB121, AB122, AB123 because I say so -->\n"
    judged = judge(HEAD + comment + TITLE + VISION + f"<!-- anbefal: shh -->\n\n{PRINCIPLES}")
    assert rules_of(judged.findings) == ["AB123"] * 4 + ["AB120"]


def test_a_rule_that_looks_across_drafts_is_never_called_idle(judge: Judge) -> None:
    comment = "<!-- anbefal: ignorér AB207 fordi vi skriver to -->\n"
    assert rules_of(judge(HEAD + comment + TITLE + VISION + PRINCIPLES).findings) == []


def test_a_finding_across_drafts_can_be_silenced(samples: Workspace) -> None:
    comment = "<!-- anbefal: ignorér AB207 fordi vi skriver to -->\n"
    plain = read_draft(samples, "drafts/a.md", WHOLE.encode()).draft
    second = (HEAD + comment + TITLE + VISION + PRINCIPLES).encode()
    defended = read_draft(samples, "drafts/b.md", second).draft
    judged = rules.judge_workspace([plain, defended], samples.assembly)
    assert [one.finding.rule for one in judged.silenced] == ["AB207"]
    assert judged.findings == ()
    assert rules.check_workspace([plain, defended], samples.assembly) == ()


def test_a_file_that_cannot_be_read_is_judged_all_the_same(judge: Judge) -> None:
    deep = ">" * 31 + " citat\n"
    comment = "<!-- anbefal: ignorér AB704 fordi det er dybt -->\n"
    assert rules_of(judge(HEAD + comment + TITLE + deep).findings) == ["AB704"]


def test_very_many_are_judged_as_quickly_as_few(judge: Judge) -> None:
    text = HEAD + TITLE + "<!-- anbefal: ignorér AB104 fordi -->\n## Emne\n\n" * 200
    judged = judge(text + (QUIET.replace("AB702", "AB104") + "## Emne\n\n") * 1000)
    assert len(judged.silenced) == 1000
    assert rules_of(judged.findings).count("AB120") == 200


# -- where it shows --------------------------------------------------------------------------


@pytest.fixture
def silenced(make_workspace: Callable[..., Workspace]) -> Workspace:
    comment = "<!-- anbefal: ignorér AB104 fordi salen bad om det -->\n"
    text = (
        '---\ngruppe: "2"\nskrivere: [AB]\nvidere: [AB, CD]\n---\n\n# En kommune for alle\n\n'
        f"{comment}## Tak\n\nTil pedellerne.\n"
    )
    return make_workspace({"drafts/gruppe-2.md": text})


def test_lint_and_check_agree(silenced: Workspace) -> None:
    found = lint(silenced)
    assert "AB104" not in rules_of(found.findings)
    assert [one.finding.rule for one in found.silenced or ()] == ["AB104"]
    for draft in check(silenced).drafts:
        open_units = {u.requirement.id for u in draft.units if not u.met}
        assert open_units == {id for f in found.findings for id in f.requirements}


def test_it_is_shown_only_where_it_is_asked_for(silenced: Workspace, shell: Shell) -> None:
    shell.folder = silenced.root
    plain = json.loads(shell.run("lint", "--format", "json").out)
    assert "silenced" not in plain
    shown = json.loads(shell.run("lint", "--show-silenced", "--format", "json").out)
    assert shown["findings"] == plain["findings"]
    assert [one["reason"] for one in shown["silenced"]] == ["salen bad om det"]
    status = json.loads(shell.run("status", "--format", "json").out)
    assert status["drafts"][0]["silenced"][0]["rule"] == "AB104"


def test_signs_in_a_reason_do_not_steer_the_terminal(
    make_workspace: Callable[..., Workspace], shell: Shell
) -> None:
    comment = "<!-- anbefal: ignorér AB104 fordi \x1b[31mrødt -->\n"
    workspace = make_workspace({"drafts/gruppe-2.md": f"# T\n\n{comment}## Tak\n\nTak.\n"})
    shell.folder = workspace.root
    assert "\x1b" not in shell.run("lint", "--show-silenced").out


# -- the pages of the rules ------------------------------------------------------------------


@pytest.mark.parametrize("id", [rule.ID for rule in rules.all_rules()])
def test_what_a_page_says_of_silencing_is_true(id: str, samples: Workspace) -> None:
    page = explain(id)
    words = {language: translate(page.silencing, language) for language in ("en", "da")}
    assert words["en"]
    written = re.findall(r"<!-- anbefal: .*? -->", words["en"])
    comment = f"<!-- anbefal: ignore {id} because … -->"
    # Right behind the front matter it speaks of the whole file.
    bad = page.bad[0]
    head, body = bad.split("\n---\n", 1) if bad.startswith("---") else ("", bad)
    text = f"{head}\n---\n" * bool(head) + comment.replace("…", "of the hall") + f"\n{body}"
    one = read_draft(samples, "drafts/x.md", text.encode())
    judged = rules.judge_draft(one.draft, one.template, samples.assembly)
    own = [finding for finding in judged.findings if finding.rule == id]
    silenced = [one for one in judged.silenced if one.finding.rule == id]
    if written:
        assert written == [comment]
        assert own == []
    elif page.level == "error" or id in {rule.ID for rule in rules.SILENCE_RULES}:
        assert silenced == []
    else:
        assert "AB122" in rules_of(judged.findings)


def test_the_pages_of_some_rules_show_the_comment_and_of_others_say_why_not() -> None:
    def shows(id: str) -> bool:
        return f"ignore {id} because" in translate(explain(id).silencing, "en")

    assert all(map(shows, ["AB104", "AB402", "AB702"]))
    assert not any(map(shows, ["AB101", "AB203", "AB120", "AB703"]))
