"""Front matter: put a value in quotation marks where its own signs keep the head from being read.

`emne: Økonomi: hvad nu?` becomes `emne: "Økonomi: hvad nu?"`. Only where the whole head then
reads, and each value reads as exactly the words that stood there.
"""

import re
from collections.abc import Mapping

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Draft, Template
from anbefal.readers import front_matter
from anbefal.repairs.keeping import same_body, same_page
from anbefal.repairs.repaired import Done, Given, Repaired, edited

NEEDS_TEMPLATE = False

_LINE = re.compile(r"(?P<key>[^\s#:'\"\[\]{}&*!|>%@`,?-][^:#]*?)[ \t]*:[ \t]+(?P<value>\S.*)")
# Fields that hold more than one word in a form of their own: quoted, they would be something else.
_COMPOUND = ("list", "people", "tally")


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Quote the values that cannot be read, and cut the spaces behind the others."""
    head = lines[: draft.body_line - 1]
    if not draft.front_matter or not head:
        return Repaired(lines)
    if any(problem.kind.startswith("front-matter") for problem in draft.problems):
        return _quoted(head, lines, given.template)
    return _trimmed(head, lines)


def _quoted(head: tuple[str, ...], lines: tuple[str, ...], template: Template) -> Repaired:
    edits: dict[int, str] = {}
    intended: dict[str, str] = {}
    for number, line in enumerate(head[1:-1], 2):
        match = _LINE.fullmatch(line.rstrip())
        if match is None or _reads_alone(line) or head[number][:1] in (" ", "\t"):
            continue
        if not _is_plain(match["value"]):
            continue
        escaped = match["value"].replace("\\", "\\\\").replace('"', '\\"')
        edits[number] = f'{match["key"]}: "{escaped}"'
        intended[match["key"]] = match["value"]
    if not edits or not _reads_as(intended, edited(head, edits, ()).lines, template):
        return Repaired(lines)
    done = [
        Done(number, msg('"{key}" put in quotation marks', key=key))
        for number, key in zip(edits, intended, strict=True)
    ]
    return edited(lines, edits, done)


def _reads_alone(line: str) -> bool:
    return not front_matter.read(["---", line, "---"]).problems


def _is_plain(value: str) -> bool:
    """Tell whether it is beyond doubt that a value is one text, from its first sign to its last."""
    if value[0] in "[{|>#" or " #" in value or "\t" in value:
        return False
    return value[0] not in "\"'" or value.count(value[0]) % 2 == 0


def _reads_as(intended: Mapping[str, str], head: tuple[str, ...], template: Template) -> bool:
    read = front_matter.read(list(head))
    values = {value.key: value.value for value in read.values}
    compound = {tree.fold(f.key) for f in template.field if f.kind in _COMPOUND}
    return not read.problems and all(
        values.get(key) == value and tree.fold(key) not in compound
        for key, value in intended.items()
    )


def _trimmed(head: tuple[str, ...], lines: tuple[str, ...]) -> Repaired:
    edits = {n: line.rstrip(" \t") for n, line in enumerate(head, 1) if line.rstrip(" \t") != line}
    done = [Done(number, msg("spaces at the end of a line cut off")) for number in list(edits)[:1]]
    return edited(lines, edits, done)


def keeps(before: Draft, after: Draft) -> bool:
    """Let the head be read that was not, and nothing else."""
    if any(problem.kind.startswith("front-matter") for problem in before.problems):
        mended = not any(problem.kind.startswith("front-matter") for problem in after.problems)
        return mended and same_body(before, after)
    return same_page(before, after)
