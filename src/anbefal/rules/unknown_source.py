"""Sort the comments by where they were heard.

A reader wants to see what the neighbours on the gallery walk said, and what the politicians said.
Below a heading that only one group uses, a comment is not found.

Use one of the headings that the finding lists, and move the comments below it.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found, Section, Template
from anbefal.model.finding import Level

ID = "AB509"
NAME = "unknown-source"
LEVEL: Level = "hint"
MOST_GUESSES = 50


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find headings in a ledger that are none of the template's sources, once each."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        if spec is None or not isinstance(values, Ledger) or not spec.sources:
            continue
        known = {tree.fold(source): source for source in spec.sources}
        first: dict[str, int] = {}
        for item in values.items:
            first.setdefault(item.source, item.line)
        lines = _heading_lines(section)
        strange = [source for source in first if tree.fold(source) not in known]
        for number, source in enumerate(strange):
            close = nearest(tree.fold(source), known) if number < MOST_GUESSES else None
            line = lines.get(source, first[source])
            yield Found(
                line=line,
                column=draft.column(line, source),
                section=spec.id,
                message=msg('"{source}" is none of the sources of comments', source=source)
                if source
                else msg("these comments stand under no source"),
                hint=msg('did you mean "{key}"?', key=known[close])
                if close
                else msg(
                    'write them below one of: {names}, each with "###" in front',
                    names=list(known.values()),
                ),
            )


def _heading_lines(section: Section) -> dict[str, int]:
    lines: dict[str, int] = {}
    for node in section.nodes:
        if node.type == "heading" and node.tag == "h3":
            lines.setdefault(" ".join(tree.text(node).split()), tree.line(node))
    return lines
