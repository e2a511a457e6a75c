"""Give each front-matter key the kind of value it asks for.

Initials are a list, a tally is counted hands, a date is year, month and day. A value of another
kind cannot be counted or printed.

Write the value as the finding shows.
"""

import datetime
import re
from collections.abc import Iterator, Mapping

from anbefal import tree
from anbefal.i18n import Message, msg
from anbefal.model import Assembly, Draft, FieldSpec, Found, Template
from anbefal.model.draft import Value
from anbefal.model.finding import Level

ID = "AB204"
NAME = "ill-typed-field"
LEVEL: Level = "warning"

# A thousand may be written "1000", "1.000", "1,000" or "1 000".
_NUMBER = re.compile(r"\d+|\d{1,3}(?:[.,\u00a0 ]\d{3})+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find values that are not of their field's kind; blank ones are another rule's."""
    for id, field in draft.fields.items():
        spec = template.find_field(id)
        if spec is None or not field.value:
            continue
        fault = _fault(field.value, spec)
        if fault:
            yield Found(
                line=field.line,
                requirements=(f"field.{id}",)
                if spec.presence == "required" and spec.weight
                else (),
                message=msg('"{key}" has a value of another kind than asked', key=spec.key),
                hint=fault,
            )


def _fault(value: Value, spec: FieldSpec) -> Message | None:
    """Give what to write instead, or None when the value is fine."""
    if spec.kind in ("list", "people"):
        if isinstance(value, Mapping):
            return msg('write a list: "{key}: [AB, CD]"', key=spec.key)
        return None
    if spec.kind == "tally":
        return None if _is_tally(value, spec) else _tally_form(spec)
    if not isinstance(value, str):
        return msg('write one value: "{key}: …"', key=spec.key)
    if spec.kind == "number" and not _NUMBER.fullmatch(value.strip()):
        return msg('write a whole number: "{key}: 12"', key=spec.key)
    if spec.kind == "date" and not _is_date(value.strip()):
        return msg('write year-month-day: "{key}: 2026-05-23"', key=spec.key)
    if spec.kind == "choice" and tree.fold(value) not in map(tree.fold, spec.choices):
        return msg("write one of: {choices}", choices=list(spec.choices))
    return None


def _is_tally(value: Value, spec: FieldSpec) -> bool:
    if not isinstance(value, Mapping):
        return False
    keys = {level.key for level in spec.levels} | {spec.total} - {""}
    return all(key in keys and count.isdecimal() for key, count in value.items())


def _tally_form(spec: FieldSpec) -> Message:
    keys = [level.key for level in spec.levels] + [spec.total]
    return msg(
        'write counted hands: "{key}: {{{form}}}"',
        key=spec.key,
        form=", ".join(f"{key}: 0" for key in keys if key),
    )


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        # Python also reads "20260523" and "2026-W21-6": nobody else would.
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
