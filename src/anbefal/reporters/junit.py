"""JUnit XML: for the gate one case a draft and unit, so that "90 %" is a number of tests.

A case fails where the draft falls short. What a draft that passes still lacks is skipped, with the
same words, so that a test view says what the exit code says.
"""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from anbefal.i18n import translate, visible
from anbefal.model import DraftScore, Finding, GateResult, LintResult
from anbefal.reporters.text import LEVEL_WORDS, verdict

_Counts = Mapping[str, int]


def report_findings(result: LintResult, language: str) -> str:
    """Give one suite a draft, with a case for each finding; one that is clean has one good case.

    An error is a failure; warnings and notes are skipped cases.
    """
    of: dict[str, list[Finding]] = {path: [] for path in result.paths}
    for finding in result.findings:
        of.setdefault(finding.path, []).append(finding)
    suites = []
    for path, findings in of.items():
        suite = _suite(path)
        seen: dict[str, int] = {}
        for finding in findings:
            name = f"{finding.rule} {finding.name}"
            seen[name] = seen.get(name, 0) + 1
            case = _case(suite, path, name if seen[name] == 1 else f"{name} ({seen[name]})")
            _tell(case, "failure" if finding.level == "error" else "skipped", finding, language)
        if not findings:
            _case(suite, path, "lint")
        suites.append(suite)
    return _write(suites)


def report_gate(result: GateResult, language: str) -> str:
    """Give one suite a draft, with a case for each unit, and one for each error that names none."""
    return _write(_scored(draft, language) for draft in result.drafts)


def _scored(draft: DraftScore, language: str) -> ElementTree.Element:
    suite = _suite(draft.path)
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in (
        ("title", visible(draft.title)),
        ("score", f"{draft.score}"),
        ("min", f"{draft.minimum}"),
        ("verdict", translate(verdict(draft, language), language)),
    ):
        ElementTree.SubElement(properties, "property", name=name, value=value)
    kind = "skipped" if draft.passed else "failure"
    names: dict[str, int] = {}
    for unit in draft.units:
        asked = unit.requirement
        name = f"{translate(asked.title, language)} [{asked.id}]"
        case = _case(suite, draft.path, name)
        if unit.finding:
            _tell(case, kind, unit.finding, language)
    named = {id(unit.finding) for unit in draft.units if unit.finding}
    for finding in draft.blocking:
        if id(finding) not in named:
            name = f"{finding.rule} {finding.name}"
            names[name] = names.get(name, 0) + 1
            number = f" ({names[name]})" if names[name] > 1 else ""
            case = _case(suite, draft.path, f"{name}{number}")
            _tell(case, "error", finding, language)
    return suite


def _suite(path: str) -> ElementTree.Element:
    return ElementTree.Element("testsuite", name=visible(path))


def _case(suite: ElementTree.Element, path: str, name: str) -> ElementTree.Element:
    shown = visible(path)
    return ElementTree.SubElement(
        suite, "testcase", name=name, classname=shown.removesuffix(".md"), file=shown
    )


def _tell(case: ElementTree.Element, kind: str, finding: Finding, language: str) -> None:
    message = translate(finding.message, language)
    level = translate(LEVEL_WORDS[finding.level], language)
    case.set("line", str(finding.line))
    told = ElementTree.SubElement(case, kind, message=message)
    if kind != "skipped":
        told.set("type", f"{finding.rule} {finding.name}")
    told.text = (
        f"{visible(finding.path)}:{finding.line}:{finding.column}: {level} {finding.rule}"
        f" {message}\n{translate(finding.hint, language)}"
    )


def _write(suites: Iterable[ElementTree.Element]) -> str:
    root = ElementTree.Element("testsuites", name="anbefal")
    root.extend(suites)
    for element in (*root, root):
        for name, count in _count(element).items():
            element.set(name, str(count))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _count(element: ElementTree.Element) -> _Counts:
    return {
        "tests": len(list(element.iter("testcase"))),
        "failures": len(list(element.iter("failure"))),
        "errors": len(list(element.iter("error"))),
        "skipped": len(list(element.iter("skipped"))),
    }
