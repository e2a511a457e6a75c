"""`anbefal template`: the kinds of documents."""

from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import say
from anbefal.cli.params import argument
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg, msgs, visible

if TYPE_CHECKING:
    from anbefal.jobs.templates import TemplatePage, TemplateRow

HELP = msg("List, show, check or copy the kinds of documents.")
LIST_HELP = msg("List the templates that can be used here.")
SHOW_HELP = msg("Show what a template asks for, by when, and what counts.")
CHECK_HELP = msg("Find every mistake in a template of your own.")
COPY_HELP = msg("Copy a template into the assembly's folder, to make it your own.")

Name = Annotated[str, argument(metavar=say(msg("NAME")), help=say(msg("The template's name.")))]


def list_(format: LIST_FORMATS = "auto") -> int:
    """List the templates: the workspace's own and those that come with anbefal."""
    from anbefal.jobs.templates import list_templates
    from anbefal.workspace import templates_root

    json = wants_json(format)
    rows = list_templates(templates_root())
    if json:
        from anbefal.reporters.json import dump

        screen.result(dump({"version": 1, "templates": [_row(row) for row in rows]}))
    else:
        screen.result(_table(rows))
    return 0


def _row(row: "TemplateRow") -> dict[str, object]:
    found = row.template
    return {
        "name": row.name,
        "own": row.own,
        "title": found.title if found else None,
        "language": found.language if found else None,
        "sections": len(found.section) if found else None,
        "units": row.units if found else None,
    }


def _table(templates: "list[TemplateRow]") -> str:
    from anbefal.cli.outlines import LANGUAGES
    from anbefal.cli.tables import table

    heads = (msg("Name"), msg("Title"), msg("Language"), msg("From"), msg("Sections"), msg("Units"))
    rows = []
    for row in templates:
        own = say(msg("your own")) if row.own else "anbefal"
        if row.template is None:
            fault = say(msg("has mistakes: anbefal template check {name}", name=row.name))
            rows.append((row.name, fault, "", own, "", ""))
        else:
            spoken = say(LANGUAGES[row.template.language])
            counts = (str(len(row.template.section)), str(row.units))
            rows.append((row.name, row.template.title, spoken, own, *counts))
    return table([say(head) for head in heads], rows, right=(4, 5))


def show(name: Name, format: LIST_FORMATS = "auto") -> int:
    """Show one template as an outline."""
    from anbefal.jobs.templates import show_template
    from anbefal.workspace import templates_root

    json = wants_json(format)
    page = show_template(templates_root(), name)
    if json:
        from anbefal.reporters.json import dump

        screen.result(dump(_as_json(page)))
    else:
        from anbefal.cli.outlines import outline

        screen.result(outline(page))
    return 0


def _as_json(page: "TemplatePage") -> dict[str, object]:
    from anbefal.model import TemplateFile
    from anbefal.values import to_builtins

    keys = to_builtins(page.template)
    return {
        "version": 1,
        "name": page.template.name,
        "own": page.own,
        "template": {key: keys[key] for key in TemplateFile.__struct_fields__},
        "requirements": [
            {
                "id": unit.id,
                "section": unit.section,
                "title": say(unit.title),
                "due": unit.due,
                "weight": unit.weight,
            }
            for unit in page.units
        ],
    }


def check(
    name: Annotated[
        list[str] | None,
        argument(
            metavar=say(msg("[NAME]...")),
            help=say(msg("Names of templates; all of your own if none.")),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Tell every mistake; end with 1 where one of them is an error."""
    from pathlib import Path

    from anbefal.jobs.template_check import check_templates
    from anbefal.workspace import find_workspace, templates_root

    assembly = opened().assembly if find_workspace(Path.cwd()) else None
    done = check_templates(templates_root(), assembly, name or ())
    words = {"error": msg("error"), "warning": msg("warning"), "hint": msg("note")}
    lines = []
    for at in done.mistakes:
        place = f"{visible(at.path)}:{at.line}: {say(words[at.level])}"
        lines += [f"{place} {say(at.message)}", f"    {say(at.hint)}"]
    templates = msgs("{count} template", "{count} templates", done.templates)
    counts = [
        say(count)
        for count in (
            msgs("{count} error", "{count} errors", done.count("error")),
            msgs("{count} warning", "{count} warnings", done.count("warning")),
        )
        if count.count
    ]
    lines.append(
        say(msg("{counts} in {templates}", counts=counts, templates=templates))
        if counts
        else say(msg("{templates}: nothing to remark", templates=templates))
    )
    screen.result("\n".join(lines))
    return 1 if done.count("error") else 0


def copy(
    name: Name,
    new: Annotated[
        str | None,
        argument(
            metavar=say(msg("[NEW]")),
            help=say(msg("What to call your own; the same name if none.")),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Copy a template; nothing that is there is touched."""
    from anbefal.jobs.templates import copy_template

    made = copy_template(opened().root, name, new or name)
    screen.result("\n".join(made))
    screen.talk(
        msg(
            "open {path} and make it your own; then: anbefal template check {name}",
            path=made[0],
            name=new or name,
        )
    )
    return 0
