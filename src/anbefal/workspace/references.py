"""References: what one part of a template says of another must be there."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.guess import nearest
from anbefal.i18n import Message, msg
from anbefal.model import LabelSpec, SectionSpec, Template
from anbefal.workspace.config import find_line

Steps = list[str | int]
Fault = tuple[Steps, Message, Message]


def check_references(path: Path, template: Template) -> None:
    """Raise AnbefalError for the first reference to a section or label that is not there."""
    for steps, message, hint in _faults(template):
        line = find_line(path.read_text("utf-8-sig"), steps)
        raise AnbefalError(
            msg("{path}, line {line}: {fault}", path=str(path), line=line, fault=message), hint
        )


def _faults(template: Template) -> Iterator[Fault]:
    sections = [section.id for section in template.section]
    named = [s.id for s in template.section if s.kind in ("list", "entries")]
    for number, field in enumerate(template.field):
        if field.minority and field.minority not in sections:
            yield _no_section(["field", number, "minority"], field.minority, sections)
        elif field.minority and not any(level.objects for level in field.levels):
            yield (
                ["field", number, "levels"],
                msg('no level of "{key}" is marked as the one that objects', key=field.key),
                msg("write objects = true beside the level of those who cannot live with it"),
            )
    for at, section in enumerate(template.section):
        for number, label in enumerate(section.label):
            steps: Steps = ["section", at, "label", number]
            if label.links and label.links not in named:
                yield _no_section([*steps, "links"], label.links, named)
            if label.opposes and not _is_beside(label, section):
                others = [other.id for other in section.label if other is not label]
                yield (
                    [*steps, "opposes"],
                    msg(
                        '"{section}" has no other label "{id}"',
                        section=section.id,
                        id=label.opposes,
                    ),
                    _offer(label.opposes, others),
                )


def _is_beside(label: LabelSpec, section: SectionSpec) -> bool:
    return any(other.id == label.opposes for other in section.label if other is not label)


def _no_section(steps: Steps, id: str, known: Sequence[str]) -> Fault:
    return (
        steps,
        msg('the template has no section "{id}" with that use', id=id),
        _offer(id, known),
    )


def _offer(id: str, known: Sequence[str]) -> Message:
    close = nearest(id, known)
    return (
        msg('did you mean "{key}"?', key=close)
        if close
        else msg("use one of: {names}", names=list(known))
    )
