"""Keep the lines between "---" and "---" in the form "key: value".

They tell which group writes, and who. When they cannot be read, the document belongs to nobody.
A colon, a quotation mark or a bracket inside a value is the usual cause.

Correct the sign, or put the value in quotation marks: `titel: "Økonomi: hvad nu?"`.
"""

from collections.abc import Iterator

from anbefal.i18n import Message, msg
from anbefal.kinds import requirements
from anbefal.model import Assembly, Draft, Found, Problem, Template
from anbefal.model.finding import Level

ID = "AB201"
NAME = "front-matter-unreadable"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell what kept the front matter from being read."""
    for problem in draft.problems:
        if problem.kind.startswith("front-matter-"):
            units = tuple(u.id for u in requirements(template) if u.id.startswith("field."))
            message, hint = _words(problem)
            yield Found(line=problem.line, requirements=units, message=message, hint=hint)


def _words(problem: Problem) -> tuple[Message, Message]:
    values = problem.values
    lines = msg('write one "key: value" a line, as in a fresh draft')
    match problem.kind.removeprefix("front-matter-"):
        case "unclosed":
            return (
                msg('the front matter that begins with "---" never ends'),
                msg('write a line "---" behind the last key'),
            )
        case "too-large":
            return msg("the front matter is larger than {limit} KB", **values), lines
        case "double-key":
            return (
                msg('the key "{key}" stands twice in the front matter', **values),
                msg("keep one of the two"),
            )
        case "alias" | "tag":
            return (
                msg('"&", "*" and "!" have a meaning of their own in the front matter'),
                msg("put the value in quotation marks"),
            )
        case "nested":
            return msg("the front matter is nested too deep"), lines
        case "not-keys":
            return msg("the front matter is not a list of keys"), lines
        case _:
            return (
                msg("the front matter cannot be read at: {text}", text=values.get("text", "")),
                msg('put the value in quotation marks: key: "value"'),
            )
