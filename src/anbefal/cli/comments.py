"""Comments as tables and as data: how `anbefal inputs` shows them."""

from typing import TYPE_CHECKING

from anbefal.cli.language import say
from anbefal.i18n import Message, msg, translate

if TYPE_CHECKING:
    from anbefal.composers.report.ledgers import Comment
    from anbefal.jobs.inputs.importing import Imported
    from anbefal.jobs.inputs.receipts import Count, Inputs

_FATES = {
    "open": msg("Open"),
    "used": msg("Used"),
    "merged": msg("Merged"),
    "declined": msg("Not used"),
}


def imported_table(done: "Imported") -> str:
    """Draw how many comments went where."""
    from anbefal.cli.tables import table

    rows: dict[tuple[str, str], list[str]] = {}
    for one in done.added:
        rows.setdefault((one.path, one.source), []).append(one.id)
    head = [say(words) for words in (msg("Draft"), msg("Source"), msg("New"), msg("Numbers"))]
    cells = [(*where, str(len(ids)), _span(ids)) for where, ids in rows.items()]
    return table(head, cells, right=(2,))


def _span(ids: list[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{ids[0]} … {ids[-1]}"


def where(group: str) -> Message:
    """Name a group, or the facilitator's list."""
    return msg("group {group}", group=group) if group else msg("the facilitator's list")


def status_table(found: "Inputs") -> str:
    """Draw the counts of each group and source."""
    from anbefal.cli.tables import table

    head = [msg("Group"), msg("Source"), msg("In all"), *_FATES.values()]
    rows = []
    for number, one in enumerate(found.counts):
        first = not number or found.counts[number - 1].group != one.group
        group = one.group or say(msg("the facilitator's list"))
        rows.append((group if first else "", one.source, *_numbers(one)))
    rows.append((say(msg("In all")), "", *_numbers(found.total)))
    return table([say(words) for words in head], rows, right=(2, 3, 4, 5, 6))


def _numbers(count: "Count") -> list[str]:
    return [str(count.total), *(str(count.fates[fate]) for fate in _FATES)]


def status_json(found: "Inputs") -> str:
    """Give the same for programs."""
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "total": {"total": found.total.total, **found.total.fates},
            "groups": [
                {"group": one.group or None, "source": one.source, "total": one.total, **one.fates}
                for one in found.counts
            ],
            "unfinished": [group or None for group in found.unfinished],
            "lost": list(found.lost),
        }
    )


def receipts_text(found: "Inputs", language: str) -> str:
    """Draw what became of each comment."""
    from anbefal.cli.tables import table

    head = [msg("No."), msg("Comment"), msg("Source"), msg("Group"), msg("What became of it")]
    rows = [
        (
            one.id,
            " ".join(one.text.split()),
            one.source,
            one.group,
            f"{say(_FATES[one.fate])} {one.target}".strip(),
        )
        for one in found.comments
    ]
    return table([say(words) for words in head], rows)


def _became(one: "Comment") -> str:
    return f"{say(_FATES[one.fate])}: {one.target}" if one.target else say(_FATES[one.fate])


def receipts_json(found: "Inputs", language: str) -> str:
    """Give the same for programs."""
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "total": {"total": found.total.total, **found.total.fates},
            "comments": [
                {
                    "id": one.id or None,
                    "text": one.text,
                    "source": one.source,
                    "group": one.group or None,
                    "became": one.fate,
                    "where": one.target if one.fate in ("used", "merged") else None,
                    "why": one.target if one.fate == "declined" else None,
                    "path": one.path or None,
                    "line": one.line or None,
                }
                for one in found.comments
            ],
        }
    )


def receipts_csv(found: "Inputs", language: str) -> str:
    """Give the same for spreadsheets."""
    from anbefal.reporters.spreadsheet import write_table

    head = [msg("No."), msg("Comment"), msg("Source"), msg("Group")]
    head += [msg("What became of it"), msg("Where or why"), msg("Draft")]
    rows = (
        (
            *(one.id, one.text, one.source, one.group),
            *(translate(_FATES[one.fate], language), one.target, one.path),
        )
        for one in found.comments
    )
    return write_table([translate(words, language) for words in head], rows, language)


def imported_json(done: "Imported", dry_run: bool) -> str:
    """Give what an import did, for programs."""
    from anbefal.reporters.json import dump
    from anbefal.values import to_builtins

    return dump({"version": 1, "dry_run": dry_run, **to_builtins(done)})
