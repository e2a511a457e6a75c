"""HTML: a poster for the wall, one A4 page a group, as one file without scripts.

Built as elements and not as text, so that no word of a scribe can become markup.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from anbefal.figures import number
from anbefal.i18n import Message, msg, msgs, translate, visible
from anbefal.model import DraftScore, Finding, GateResult, LintResult, Step
from anbefal.model.finding import LEVELS
from anbefal.reporters.text import LEVEL_WORDS, count_findings, count_passed, lead, verdict

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# Points of height on the sheet, as poster.css sets them, and characters that a line holds: what
# does not fit is told by name only, or counted.
_SHEET, _HEADING, _BRIEF, _RESERVED = 800, 39, 18, 8
_LINES = {"title": (28, 38), "part": (18.5, 34), "what": (18.5, 64), "hint": (16.5, 78)}


def _height(kind: str, text: str, most: int = 3) -> float:
    height, width = _LINES[kind]
    return height * min(most, -(-len(text) // width))


class _Thing(NamedTuple):
    """One thing to write on a sheet."""

    finding: Finding
    note: str
    """What it counts, or how bad it is."""


def report_gate(result: GateResult, language: str) -> str:
    """Give a sheet a draft: how far it is, what is done, and the few things to write next."""
    examples = {rule.id: rule.example for rule in result.rules if rule.example}
    sheets = [
        _gate_sheet(draft, place, result.workshop, examples, language)
        for place, draft in enumerate(result.drafts, 1)
    ]
    return _page(msg("How far are we?"), count_passed(result, language), sheets, language)


def report_findings(result: LintResult, language: str) -> str:
    """Give a sheet for each draft with something to remark, worst first."""
    of: dict[str, list[Finding]] = {}
    for finding in sorted(result.findings, key=lambda f: LEVELS.index(f.level)):
        of.setdefault(finding.path, []).append(finding)
    sheets = []
    for place, path in enumerate(sorted(of), 1):
        things = [_Thing(f, translate(LEVEL_WORDS[f.level], language)) for f in of[path]]
        sheet = _sheet(place, [], visible(path))
        title = msgs("{count} thing to look at", "{count} things to look at", len(things))
        _things(sheet, ((title, things),), _SHEET - _height("title", path), {}, language)
        sheets.append(sheet)
    return _page(msg("What to look at"), count_findings(result), sheets, language)


def _gate_sheet(
    draft: DraftScore,
    place: int,
    workshop: int | None,
    examples: dict[str, Message],
    language: str,
) -> Element:
    def say(message: Message) -> str:
        return translate(message, language)

    marks = [say(msg("Group {group}", group=draft.group))] if draft.group else []
    marks += [say(msg("Workshop {number}", number=workshop))] if workshop is not None else []
    title = visible(draft.title) or visible(draft.path)
    sheet = _sheet(place, marks, title)
    score = _add(sheet, "div", kind="score passed" if draft.passed else "score")
    _add(score, "p", f"{number(draft.score, language)} %", kind="percent", hidden=True)
    score.append(_bar(draft))
    _add(score, "p", say(verdict(draft, language)), kind="verdict")
    room = _SHEET - 160 - _height("title", title) - _parts(sheet, draft, language)
    groups = (
        (lead(draft, language), [_thing(step, draft, language) for step in draft.first]),
        (msg("Also missing:"), [_thing(step, draft, language) for step in draft.later]),
    )
    _things(sheet, groups, room, examples, language)
    if not draft.steps:
        _add(sheet, "p", say(msg("Nothing is missing. Well done!")), kind="praise")
    _add(sheet, "p", visible(draft.path), kind="path")
    return sheet


def _thing(step: Step, draft: DraftScore, language: str) -> _Thing:
    if not step.gain:
        return _Thing(step.finding, "")
    return _Thing(step.finding, f"+{number(step.gain * 1000 // draft.due / 10, language)} %")


def _sheet(place: int, marks: Sequence[str], title: str) -> Element:
    sheet = Element("section", {"class": "sheet", "aria-labelledby": f"draft-{place}"})
    if marks:
        line = _add(sheet, "p", kind="marks")
        for mark in marks:
            _add(line, "span", mark)
    heading = _add(sheet, "h2", title)
    heading.set("id", f"draft-{place}")
    return sheet


def _bar(draft: DraftScore) -> Element:
    """Draw the score as a bar with a mark at the gate; the words beside it say the same."""
    picture = Element("svg", viewBox="0 0 1000 60", preserveAspectRatio="none")
    picture.set("aria-hidden", "true")
    for kind, x, width in (
        ("all", 0.0, 1000.0),
        ("won", 0.0, draft.score * 10),
        ("gate", draft.minimum * 10 - 3, 6.0),
    ):
        shape = {"class": kind, "x": f"{x:g}", "y": "0", "width": f"{width:g}", "height": "60"}
        ElementTree.SubElement(picture, "rect", shape)
    return picture


def _parts(sheet: Element, draft: DraftScore, language: str) -> float:
    """Write how far each part is, in two columns; give the height that they take."""
    if not draft.parts:
        return 0
    _add(sheet, "h3", translate(msg("Part by part"), language))
    listed = _add(sheet, "ul", kind="parts")
    height = 0.0
    for part in draft.parts:
        state = "done" if part.done == part.asked else "begun" if part.done else "open"
        item = _add(listed, "li", kind=state)
        _add(item, "span", _SIGNS[state], hidden=True)
        count = msg("{done} of {asked}", done=part.done, asked=part.asked)
        told = msg("finished") if state == "done" else count
        words = translate(msg("{part}: {state}", part=part.title, state=told), language)
        _add(item, "span", words)
        height += _height("part", words)
    return _HEADING + height / 2 + _height("part", "1 of 2 lines")


_SIGNS = {"done": "✓", "begun": "◐", "open": "○"}


def _things(
    sheet: Element,
    groups: Sequence[tuple[Message, Sequence[_Thing]]],
    room: float,
    examples: dict[str, Message],
    language: str,
) -> None:
    """Write what is missing: as much of it as the sheet has room for, the rest as a number."""
    left = sum(len(things) for _, things in groups)
    told = set[str]()
    full = True
    for title, things in groups:
        if not things or room < _HEADING + 2 * _BRIEF:
            continue
        _add(sheet, "h3", translate(title, language))
        room -= _HEADING
        listed = _add(sheet, "ol", kind="things")
        for thing in things:
            finding = thing.finding
            line = msg("line {line}: {message}", line=finding.line, message=finding.message)
            head = translate(line, language)
            hint = translate(finding.hint, language)
            if example := examples.get(finding.rule):
                hint += "\n" + translate(msg("for example: {example}", example=example), language)
            # The same question is asked once.
            hint = "" if hint in told else hint
            need = 7 + _height("what", f"{head} {thing.note}") + _height("hint", hint)
            full = full and need + _BRIEF * min(left - 1, _RESERVED) <= room
            if not full and room < 2 * _BRIEF:
                room = 0
                break
            item = _add(listed, "li", kind="full" if full else "brief")
            what = _add(item, "p", kind="what")
            _add(what, "span", head).tail = " "
            _add(what, "strong", thing.note, kind="gain" if thing.note[:1] == "+" else "level")
            if full and hint:
                _add(item, "p", hint, kind="hint")
                told.add(hint)
            room -= need if full else _BRIEF
            left -= 1
    if left:
        _add(sheet, "p", translate(msg("and {count} more", count=left), language), kind="more")


def _page(title: Message, summary: Message, sheets: Sequence[Element], language: str) -> str:
    root = Element("html", lang=language)
    head = _add(root, "head")
    ElementTree.SubElement(head, "meta", charset="utf-8")
    policy = {"http-equiv": "Content-Security-Policy", "content": _POLICY}
    ElementTree.SubElement(head, "meta", policy)
    ElementTree.SubElement(
        head, "meta", name="viewport", content="width=device-width, initial-scale=1"
    )
    _add(head, "title", translate(title, language))
    _add(head, "style", Path(__file__).with_name("poster.css").read_text("utf-8"))
    body = _add(root, "body")
    header = _add(body, "header")
    _add(header, "h1", translate(title, language))
    _add(header, "p", translate(summary, language))
    main = _add(body, "main")
    main.extend(sheets)
    for element in main.iter():
        # One element a line, so that two posters can be compared.
        if element.tag in ("section", "h2", "h3", "div", "ul", "ol", "li", "p"):
            element.tail = "\n"
    text = ElementTree.tostring(root, encoding="unicode", method="html")
    return f"<!doctype html>\n{text}\n"


def _add(
    parent: Element, tag: str, text: str = "", kind: str = "", hidden: bool = False
) -> Element:
    element = ElementTree.SubElement(parent, tag)
    element.text = text
    if kind:
        element.set("class", kind)
    if hidden:
        element.set("aria-hidden", "true")
    return element
