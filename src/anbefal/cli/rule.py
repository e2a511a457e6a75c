"""`anbefal rule`: what a rule asks, why, an example of bad and good, and how to silence it."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.cli.params import argument
from anbefal.i18n import msg, visible

HELP = msg("Explain a rule, or list them all.")


def rule(
    id: Annotated[
        str | None,
        argument(
            metavar=say(msg("[RULE]")),
            help=say(msg("A rule's id or name, such as AB101.")),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Explain one rule, or list all with their first sentences."""
    from anbefal.cli.tables import table
    from anbefal.jobs.explain import explain, explain_all

    words = {"error": msg("error"), "warning": msg("warning"), "hint": msg("note")}
    if id is None:
        head = [say(msg("Rule")), say(msg("Name")), say(msg("Level")), say(msg("What it asks"))]
        rows = [
            (page.id, page.name, say(words[page.level]), say(page.page).split("\n\n")[0])
            for page in explain_all()
        ]
        screen.result(table(head, rows))
        return 0
    page = explain(id)
    lines = [f"{page.id} {page.name} ({say(words[page.level])})", "", say(page.page)]
    for title, examples in ((msg("Not like this:"), page.bad), (msg("But like this:"), page.good)):
        for number, example in enumerate(examples):
            lines += ["", say(msg("and in another draft:") if number else title), ""]
            lines += [f"    {visible(line)}".rstrip() for line in example.split("\n")]
    screen.result("\n".join([*lines, "", say(page.silencing)]))
    return 0
