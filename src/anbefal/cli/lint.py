"""`anbefal lint`: what is wrong, where, and what to write next."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.formats import REPORT_FORMATS, report_findings, report_format
from anbefal.cli.language import say
from anbefal.cli.options import ExitZero, Paths, Workshop, as_paths
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened, workshop_number
from anbefal.i18n import Message, msg, msgs

if TYPE_CHECKING:
    from anbefal.jobs.fix import Fixed
    from anbefal.workspace import Workspace

HELP = msg("Find what is missing, unclear or out of place in drafts.")


def lint(
    paths: Paths = None,
    workshop: Workshop = None,
    strict: Annotated[
        bool, option("--strict", help=say(msg("Let warnings end with 1, too.")))
    ] = False,
    fix: Annotated[
        bool,
        option("--fix", help=say(msg("Mend the form first: never a word of the text."))),
    ] = False,
    diff: Annotated[
        bool,
        option("--diff", help=say(msg("Only show what --fix would do; end with 1 if any."))),
    ] = False,
    show_silenced: Annotated[
        bool,
        option("--show-silenced", help=say(msg("Show also what drafts ask to let stand."))),
    ] = False,
    format: REPORT_FORMATS = "auto",
    exit_zero: ExitZero = False,
) -> int:
    """Lint drafts; end with 1 where a finding is an error."""
    from anbefal.jobs.lint import lint as job
    from anbefal.values import replace

    named = as_paths(paths)
    workspace = opened(named)
    told_as = report_format(format)
    number = workshop_number(workspace, workshop)
    if diff:
        return 1 if _differ(workspace, named) and not exit_zero else 0
    failed = fix and _fix(workspace, named)
    found = job(workspace, named, number)
    if not show_silenced:
        # Loaded here: a help page needs no values.
        from anbefal.values import replace

        found = replace(found, silenced=None)
    for note in found.notes:
        screen.talk(note)
    report_findings(found, told_as)
    if failed:
        return 2
    bad = found.count("error") + (found.count("warning") if strict else 0)
    return 1 if bad and not exit_zero else 0


def _differ(workspace: "Workspace", named: tuple[Path, ...]) -> bool:
    """Show what would be mended; tell whether anything would."""
    from anbefal.jobs.fix import difference
    from anbefal.jobs.fix import fix as job

    fixed = job(workspace, named, write=False)
    for one in fixed:
        shown = difference(one)
        if shown:
            screen.result(shown)
    _tell(fixed, msg("nothing was written; mend it with: anbefal lint --fix"))
    return any(one.changed for one in fixed)


def _fix(workspace: "Workspace", named: tuple[Path, ...]) -> bool:
    """Mend, and tell whether a draft could not be written."""
    from anbefal.jobs.fix import fix as job

    fixed = job(workspace, named)
    _tell(fixed)
    return any(one.failed for one in fixed)


def _tell(fixed: "list[Fixed]", more: Message | None = None) -> None:
    for one in fixed:
        for done in one.done:
            place = f"{one.path}:{done.line}"
            screen.talk(msg("{place}: {what}", place=place, what=done.message))
        if one.left and one.changed:
            screen.talk(msg("{path}: not all was mended: {why}", path=one.path, why=one.left))
        elif one.left:
            screen.talk(msg("{path}: left as it is: {why}", path=one.path, why=one.left))
    changed = [one for one in fixed if one.changed]
    if not changed:
        screen.talk(msg("there is nothing to mend in the form"))
        return
    screen.talk(
        msg(
            "{repairs} in {drafts}",
            repairs=msgs("{count} repair", "{count} repairs", sum(len(o.done) for o in changed)),
            drafts=msgs("{count} draft", "{count} drafts", len(changed)),
        )
    )
    if more:
        screen.talk(more)
