"""Print pack: a file for each group, with all that its table needs for a workshop."""

from collections.abc import Callable, Sequence
from pathlib import Path

from anbefal import rules
from anbefal.composers.print_pack import Running, Table, compose_pack
from anbefal.dates import read_day
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded
from anbefal.jobs.experts import asked_and_planned
from anbefal.jobs.handover import load_texts, make_parts
from anbefal.jobs.lint import check_workshop
from anbefal.jobs.looks import load_looks
from anbefal.jobs.program import find_sheets
from anbefal.jobs.render import (
    all_saved_on,
    check_formats,
    document_of,
    plan,
    usual_folder,
    write_all,
)
from anbefal.jobs.workshops import open_workshop
from anbefal.kinds.day import Row, days_of
from anbefal.model import Assembly, Group, Workshop
from anbefal.rules.timetable.planned_time import workshop_rows
from anbefal.values import replace
from anbefal.workspace import Workspace


def print_pack(
    workspace: Workspace,
    paths: Sequence[Path],
    formats: Sequence[str],
    out: Path | None,
    workshop: int | None,
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Write the packs of some drafts, all if none is named, for a workshop, else the open one.

    Raises AnbefalError where there is no draft, and where no workshop is open and none is named.
    """
    check_formats(formats)
    assembly = workspace.assembly
    planned = _planned(workspace, workshop)
    loaded = load_texts(workspace, paths)
    found = _find_row(find_sheets(workspace), planned, assembly)
    asked, seating = asked_and_planned(workspace, planned.number)
    looks, infos = load_looks(workspace.root, formats), rules.infos()
    documents = []
    for one, part in zip(loaded, make_parts(workspace, loaded, planned), strict=True):
        group = _group(one, assembly)
        text = document_of(one, workspace, all_saved_on(workspace, [one]), numbers=True)
        if found:
            text = replace(text, images={**found[0].images, **text.images})
        table = Table(
            part,
            text,
            group,
            Running(found[1], found[0].draft.language) if found else None,
            tuple(each for each in asked if each.draft.path == one.draft.path),
            tuple(seating.guests(group)) if seating and group else (),
        )
        document = replace(compose_pack(table, planned, assembly, infos), looks=looks)
        documents.append((document.identifier, document))
    outputs = plan(documents, formats, out or usual_folder(workspace), [workspace.drafts])
    return write_all(outputs, progress)


def _planned(workspace: Workspace, number: int | None) -> Workshop:
    check_workshop(workspace.assembly, number)
    number = open_workshop(workspace) if number is None else number
    planned = workspace.assembly.find_workshop(number) if number is not None else None
    if planned is None:
        raise AnbefalError(
            msg("no workshop is open"),
            msg("name one: --workshop {number}", number=workspace.assembly.workshop[-1].number)
            if workspace.assembly.workshop
            else msg("plan the workshops in anbefal.toml"),
        )
    return planned


def _find_row(
    sheets: Sequence[Loaded], planned: Workshop, assembly: Assembly
) -> tuple[Loaded, Row] | None:
    """Find a workshop's row, in a run sheet of the meeting's day or of none."""
    for sheet in sheets:
        day = read_day(sheet.draft.text_of("date"))
        if day and assembly.meeting and assembly.meeting.date and day != assembly.meeting.date:
            continue
        for one in days_of(sheet.draft):
            for workshop, row in workshop_rows(one, assembly):
                if workshop == planned:
                    return sheet, row
    return None


def _group(one: Loaded, assembly: Assembly) -> Group | None:
    field = one.template.field_of_kind("group")
    return assembly.find_group(one.draft.text_of(field.id)) if field else None
