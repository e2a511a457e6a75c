"""Write one draft of a kind for each group.

Two drafts of the same kind and group cannot both be the group's word, and the report would print
both.

Move the texts together in one file, or correct the group in one of them.
"""

from collections.abc import Iterator, Sequence

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level

ID = "AB207"
NAME = "repeated-group"
LEVEL: Level = "warning"


def keep(draft: Draft) -> None:
    """Keep nothing: what is compared stands in the front matter."""


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find drafts that share both group and template."""
    first: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        field = draft.fields.get("group")
        group = assembly.find_group(draft.text_of("group")) if field else None
        if field is None or group is None:
            continue
        other = first.setdefault((group.id, draft.template), draft)
        if other is not draft:
            yield (
                draft,
                Found(
                    line=field.line,
                    message=msg(
                        '"{path}" is a draft of group {group} as well',
                        path=other.path,
                        group=group.id,
                    ),
                    hint=msg("move the texts together in one file, or correct the group"),
                ),
            )
