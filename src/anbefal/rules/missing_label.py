"""Fill in every labelled line of an entry.

A priority that does not say what there will be less of is a wish, and an initiative without an
actor is done by nobody.

Write the line that the finding names, with the label in bold and a colon, below the entry's
heading.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.entries import Entries
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB405"
NAME = "missing-label"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find entries that lack a required label, or leave it blank."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        if (
            spec is None
            or not isinstance(values, Entries)
            or draft.find_section(spec.id) is not section
        ):
            continue
        for number, entry in enumerate(values.entries, 1):
            for label in spec.label:
                found = entry.find(label.id)
                if label.presence != "required" or (found and found.text):
                    continue
                counts = spec.presence == "required" and number <= max(1, spec.items.min)
                yield Found(
                    line=found.line if found else entry.line,
                    section=spec.id,
                    requirements=(f"{spec.id}.{number}.{label.id}",)
                    if counts and label.weight
                    else (),
                    message=msg('"{entry}" lacks "{label}"', entry=entry.name, label=label.key),
                    hint=msg(
                        'write the line "- **{label}:** …" below "{entry}"',
                        label=label.key,
                        entry=entry.name,
                    ),
                )
