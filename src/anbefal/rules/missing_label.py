"""Fill in every labelled line of an entry.

A priority that does not say what there will be less of is a wish, and an initiative without an
actor is done by nobody.

Write the line that the finding names, with the label in bold and a colon, below the entry's
heading.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.entries import entries_of, label_units
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB405"
NAME = "missing-label"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find entries that lack a required label, or leave it blank."""
    for _, spec, values in entries_of(draft):
        for number, entry in enumerate(values.entries, 1):
            for label in spec.label:
                found = entry.find(label.id)
                if label.presence != "required" or (found and found.text):
                    continue
                yield Found(
                    line=found.line if found else entry.line,
                    section=spec.id,
                    requirements=label_units(spec, number, label),
                    due=label.due or spec.due,
                    message=msg('"{entry}" lacks "{label}"', entry=entry.name, label=label.key),
                    hint=msg(
                        'write the line "- **{label}:** …" below "{entry}"',
                        label=label.key,
                        entry=entry.name,
                    ),
                )
