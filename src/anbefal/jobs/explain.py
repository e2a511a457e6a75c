"""Explain: what a rule asks, why, and how to mend or silence what it finds."""

from pathlib import Path

from anbefal import rules
from anbefal.errors import AnbefalError
from anbefal.guess import nearest
from anbefal.i18n import Message, msg
from anbefal.jobs.drafts import read_draft
from anbefal.model import RuleInfo
from anbefal.model.finding import Level
from anbefal.values import Struct, replace
from anbefal.workspace import open_workspace

SAMPLES = Path(rules.__file__).parent / "samples"


class RulePage(Struct, frozen=True):
    """A rule's page: its first sentence, and the paragraphs below."""

    id: str
    name: str
    level: Level
    page: Message
    """The whole docstring, which is also the key of its translation."""
    bad: tuple[str, ...] = ()
    """The shipped example of what the rule finds, a text a draft; empty where none can be shown."""
    good: tuple[str, ...] = ()
    silencing: Message = Message("")
    """How its findings are silenced, or that they cannot be."""


def explain(wanted: str) -> RulePage:
    """Give the page of a rule by id or name. Raises AnbefalError when there is no such rule."""
    pages = explain_all()
    for page in pages:
        if wanted.strip().casefold() in (page.id.casefold(), page.name):
            return replace(page, silencing=_silencing(page))
    # An id is never guessed: AB999 is like many, and means none of them.
    close = nearest(wanted, [page.name for page in pages])
    raise AnbefalError(
        msg('there is no rule "{rule}"', rule=wanted),
        msg('did you mean "{rule}"?', rule=close) if close else msg("list them all: anbefal rule"),
    )


def explain_all() -> list[RulePage]:
    """Give the page of every rule, by id."""
    return [
        RulePage(
            rule.id,
            rule.name,
            rule.level,
            rule.page,
            _samples(rule, "bad"),
            _samples(rule, "good"),
        )
        for rule in rules.infos()
    ]


def directive(id: str) -> Message:
    """Give the comment that silences a rule, with its reason still to be written."""
    return msg("<!-- anbefal: ignore {rule} because … -->", rule=id)


def _silencing(page: RulePage) -> Message:
    if page.level == "error":
        return msg("This cannot be silenced: it is an error, and errors must be mended.")
    silence_rules = [rule.ID for rule in rules.SILENCE_RULES]
    if page.id in silence_rules:
        return msg("This cannot be silenced: mend the comment, or delete it.")
    if _names_requirement(page):
        return msg(
            "This cannot be silenced where it leaves something open that the template asks for."
        )
    return msg(
        "To let it stand, say why on a line right above it. Above a heading it goes for all that\n"
        "stands under it, above the title for the whole file:\n\n    {directive}",
        directive=directive(page.id),
    )


def _names_requirement(page: RulePage) -> bool:
    """Tell whether a finding of the rule leaves a unit open in the rule's own example."""
    workspace = open_workspace((SAMPLES,))
    one = read_draft(workspace, f"{page.id}/bad.md", "".join(page.bad[:1]).encode())
    found = rules.check_draft(one.draft, one.template, workspace.assembly)
    return any(finding.requirements for finding in found if finding.rule == page.id)


def _samples(rule: RuleInfo, name: str) -> tuple[str, ...]:
    """Give the text of each draft of a sample, without the marks that only the tests need."""
    # "bad.md", then "bad-2.md": what a rule across drafts finds takes two of them to be seen.
    paths = sorted((SAMPLES / rule.id).glob(f"{name}*.md"), key=lambda path: path.stem)
    texts = []
    for path in paths:
        try:
            lines = path.read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            continue
        texts.append("\n".join(line for line in lines if "expect: AB" not in line).strip("\n"))
    return tuple(texts)
