"""Changes as JSON: the contract of `diff`, for programs."""

from collections.abc import Iterable, Iterator

from anbefal.i18n import translate
from anbefal.model import (
    BlockChange,
    Comparison,
    DraftChange,
    EditOp,
    FieldChange,
    Moment,
    Place,
    SectionChange,
)
from anbefal.reporters.json import dump


def report_changes(comparison: Comparison, language: str) -> str:
    """Give every draft, section and edit, with counts in words.

    The texts of what stayed, came and moved here are the section as it is now, a line a block;
    those of what stayed, went and moved away are the section as it was. A moved text that was
    edited on the way stands in its pieces.
    """
    return dump(
        {
            "version": 1,
            "from": comparison.old.name,
            "to": comparison.new.name,
            "versions": {
                "from": _moment(comparison.old),
                "to": _moment(comparison.new),
            },
            "inserted": comparison.total.added,
            "deleted": comparison.total.removed,
            "notes": [translate(note, language) for note in comparison.notes],
            "drafts": [_draft(draft, language) for draft in comparison.drafts],
        }
    )


def _moment(moment: Moment) -> dict[str, object]:
    return {"id": moment.id or None, "time": moment.time, "workshop": moment.workshop or None}


def _draft(draft: DraftChange, language: str) -> dict[str, object]:
    return {
        "path": draft.path,
        "before": draft.before or None,
        "title": draft.title,
        "group": draft.group or None,
        "change": draft.change,
        "inserted": draft.inserted,
        "deleted": draft.deleted,
        "notes": [translate(note, language) for note in draft.notes],
        "fields": [_field(field) for field in draft.fields],
        # What stands above the first heading is no section, unless something happened there.
        "sections": [
            _section(section)
            for number, section in enumerate(draft.sections)
            if number or section.change != "same"
        ],
    }


def _field(field: FieldChange) -> dict[str, object]:
    return {"id": field.id, "key": field.key, "before": field.before, "after": field.after}


def _section(section: SectionChange) -> dict[str, object]:
    return {
        "id": section.id,
        "heading": section.heading,
        "before": section.before,
        "change": section.change,
        "inserted": section.inserted,
        "deleted": section.deleted,
        "edits": list(_joined(_edits(section.blocks))),
    }


def _edits(blocks: Iterable[BlockChange]) -> Iterator[dict[str, object]]:
    """Give the edits of some blocks, each block ended by a line break."""
    for block in blocks:
        if block.change == "left":
            yield {"op": "move", "text": f"{block.old[0].text}\n", "to": _place(block.place)}
            continue
        way = {"from": _place(block.place)} if block.change == "moved" else {}
        for edit in block.edits:
            yield {"op": edit.op, "text": edit.text, **(way if edit.op == "move" else {})}
        last: EditOp = "equal"
        if block.change in ("added", "removed"):
            last = "insert" if block.change == "added" else "delete"
        yield {"op": "move" if way else last, "text": "\n", **way}


def _place(place: Place | None) -> dict[str, object] | None:
    return {"section": place.section, "entry": place.entry} if place else None


def _joined(edits: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Join neighbours that differ in nothing but their text."""
    held: dict[str, object] | None = None
    for edit in edits:
        if held is not None and {**held, "text": ""} == {**edit, "text": ""}:
            held["text"] = f"{held['text']}{edit['text']}"
            continue
        if held is not None:
            yield held
        held = dict(edit)
    if held is not None:
        yield held
