"""Give readers the parts that the template encourages.

They are not asked of everybody. A recommendation that has them answers the questions that readers
come with, such as what it costs, or who sees it otherwise.

Write the heading or the labelled line that the finding names, with a few words, or leave it out.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import says_something
from anbefal.kinds.entries import Entries
from anbefal.model import Assembly, Draft, Found, Section, SectionSpec, Template
from anbefal.model.finding import Level

ID = "AB109"
NAME = "encouraged-part"
LEVEL: Level = "hint"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find encouraged sections without words, and entries without an encouraged label."""
    for spec in template.section:
        section = draft.find_section(spec.id)
        if spec.presence == "encouraged" and not (section and says_something(section.nodes)):
            yield Found(
                line=section.line if section else max(1, len(draft.lines)),
                section=spec.id,
                due=spec.due,
                message=msg('"{heading}" would help the reader', heading=spec.heading),
                hint=msg(
                    'write below the heading "## {heading}": {guidance}',
                    heading=spec.heading,
                    guidance=spec.guidance or spec.heading,
                ),
            )
        elif section:
            yield from _labels(section, spec)


def _labels(section: Section, spec: SectionSpec) -> Iterator[Found]:
    values = section.values
    for entry in values.entries if isinstance(values, Entries) else ():
        for label in spec.label:
            found = entry.find(label.id)
            if label.presence == "encouraged" and not (found and found.text):
                yield Found(
                    line=found.line if found else entry.line,
                    section=spec.id,
                    due=label.due or spec.due,
                    message=msg(
                        '"{label}" would help those who read "{entry}"',
                        label=label.key,
                        entry=entry.name,
                    ),
                    hint=msg(
                        'write the line "- **{label}:** …" below "{entry}"',
                        label=label.key,
                        entry=entry.name,
                    ),
                )
