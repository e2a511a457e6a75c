"""Explain: what a rule asks, why, and how to mend what it finds."""

from pathlib import Path

from anbefal import rules
from anbefal.errors import AnbefalError
from anbefal.guess import nearest
from anbefal.i18n import Message, msg
from anbefal.model import RuleInfo
from anbefal.model.finding import Level
from anbefal.values import Struct

SAMPLES = Path(rules.__file__).parent / "samples"


class RulePage(Struct, frozen=True):
    """A rule's page: its first sentence, and the paragraphs below."""

    id: str
    name: str
    level: Level
    page: Message
    """The whole docstring, which is also the key of its translation."""
    bad: str = ""
    """The shipped example of what the rule finds; empty where no readable one can be shown."""
    good: str = ""


def explain(wanted: str) -> RulePage:
    """Give the page of a rule by id or name. Raises AnbefalError when there is no such rule."""
    pages = explain_all()
    for page in pages:
        if wanted.strip().casefold() in (page.id.casefold(), page.name):
            return page
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
            _sample(rule, "bad"),
            _sample(rule, "good"),
        )
        for rule in rules.infos()
    ]


def _sample(rule: RuleInfo, name: str) -> str:
    """Give a sample's text without the marks that only the tests need."""
    try:
        text = (SAMPLES / rule.id / f"{name}.md").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    lines = [line for line in text.split("\n") if "expect: AB" not in line]
    return "\n".join(lines).strip("\n")
