"""Fields: what differs in the front matter."""

from collections.abc import Mapping

from anbefal import tree
from anbefal.model import Draft, FieldChange, FieldValue
from anbefal.model.draft import Value

_TEMPLATE = "template"


def compare_fields(old: Draft | None, new: Draft | None) -> tuple[FieldChange, ...]:
    """Give the values that differ, in the new order; those that went come last."""
    before, after = _fields(old), _fields(new)
    changes = []
    if old and new and old.template != new.template:
        changes.append(FieldChange(_TEMPLATE, _TEMPLATE, old.template, new.template))
    for name in [*after, *(name for name in before if name not in after)]:
        was, now = before.get(name), after.get(name)
        shown = now or was
        assert shown is not None
        one, other = (written(v.value) if v else None for v in (was, now))
        if one != other:
            id = name.removeprefix("id:") if name.startswith("id:") else ""
            changes.append(FieldChange(id, shown.key, one, other))
    return tuple(changes)


def _fields(draft: Draft | None) -> dict[str, FieldValue]:
    if draft is None:
        return {}
    known = {f"id:{id}": value for id, value in draft.fields.items()}
    return known | {f"key:{tree.fold(value.key)}": value for value in draft.unknown_fields}


def written(value: Value) -> str:
    """Write a value in one line, as it reads."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {count}" for key, count in value.items())
    return ", ".join(value)
