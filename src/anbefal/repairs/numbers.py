"""Numbers: a section's heading has the number that it has in a fresh draft, or none."""

import re

from anbefal.i18n import msg
from anbefal.model import Draft, Section
from anbefal.repairs.keeping import same_words
from anbefal.repairs.repaired import Done, Given, Repaired, edited

NEEDS_TEMPLATE = True

_HEADING = re.compile(r"(?P<mark> {0,3}##[ \t]+)(?P<rest>\S.*)")
# As the reader knows them; a dot may be written "\.", so that no editor makes a list of it.
_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,2})*(?:[ \t]*\\?[.):]+[ \t]*|[ \t]+)")


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Set the number of every section that a fresh draft has."""
    edits, done = {}, []
    for section in draft.sections:
        if section.id not in given.numbers or draft.find_section(section.id) is not section:
            continue
        line = _numbered(section, lines[section.line - 1], given.numbers[section.id])
        if line != lines[section.line - 1]:
            edits[section.line] = line
            done.append(Done(section.line, msg("the heading numbered as in a fresh draft")))
    return edited(lines, edits, done)


def _numbered(section: Section, line: str, number: str) -> str:
    match = _HEADING.fullmatch(line)
    if match is None:
        return line
    old = _NUMBER.match(match["rest"])
    words = match["rest"][old.end() :] if old else match["rest"]
    # Where the number is a part of other signs, such as "**1.** Vision", it is left alone.
    if not words or bool(old) != bool(_NUMBER.match(section.heading)):
        return line
    return f"{match['mark']}{number}{words}"


def keeps(before: Draft, after: Draft) -> bool:
    """Let nothing change but the numbers of headings."""
    return same_words(before, after)
