"""References: what one part of a template says of another must be there."""

from collections.abc import Iterator, Sequence

from anbefal.guess import nearest
from anbefal.i18n import Message, msg
from anbefal.model import LabelSpec, SectionSpec, Template
from anbefal.workspace.config import Fault, find_line

Steps = list[str | int]
Lost = tuple[Steps, Message, Message]


def find_lost_references(template: Template, text: str) -> list[Fault]:
    """Find every reference to a section or label that is not there; `text` is the TOML."""
    return [
        Fault(find_line(text, steps), message, hint) for steps, message, hint in _lost(template)
    ]


def _lost(template: Template) -> Iterator[Lost]:
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


def _no_section(steps: Steps, id: str, known: Sequence[str]) -> Lost:
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
