"""Give every footnote a sign in the text, and every sign its footnote.

A sign such as "[^1]" leads the reader to the footnote "[^1]: …". Where one of the two is missing,
both are printed as they were typed; of two footnotes with the same name only the first is found.

Write the one that is missing, correct the name so that both are the same, or delete what is left.
"""

import re
from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB110"
NAME = "loose-footnote"
LEVEL: Level = "warning"

_SIGN = re.compile(r"\[\^([^\s\[\]]+)\]")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find signs without a footnote, footnotes without a sign, and names that are used twice."""
    if not any("[^" in line for line in draft.lines):
        return
    title = [draft.title.node] if draft.title else []
    sections = (node for section in draft.sections for node in (section.head, *section.nodes))
    nodes = [*title, *draft.lead, *sections]
    yield from _signs(nodes, draft)
    yield from _footnotes(nodes, draft)


def _signs(nodes: list[tree.Node], draft: Draft) -> Iterator[Found]:
    for at in tree.lines_of_text(nodes):
        if "[^" not in at.content:
            continue
        told: set[str] = set()
        for node in tree.walk([at]):
            told.update(_SIGN.findall(node.content) if node.type == "text" else ())
        for number in range(tree.line(at), tree.line(at) + at.content.count("\n") + 1):
            for sign in _SIGN.finditer(draft.lines[number - 1] if told else ""):
                # A stroke before it: somebody wants the sign itself.
                written = sign.string[max(0, sign.start() - 1)] != "\\"
                if written and sign[1] in told:
                    told.discard(sign[1])
                    yield Found(
                        line=number,
                        column=draft.column(number, sign[0]),
                        message=msg('no footnote explains the sign "{sign}"', sign=sign[0]),
                        hint=msg('write "{sign}: …" on a line of its own', sign=sign[0]),
                    )


def _footnotes(nodes: list[tree.Node], draft: Draft) -> Iterator[Found]:
    _, used = tree.lift_footnotes(nodes)
    known: set[str] = set()
    for node in tree.blocks(nodes):
        if node.type != "footnote":
            continue
        label, line = str(node.meta["label"]), tree.line(node)
        sign = f"[^{label}]"
        message = hint = None
        if label in known:
            message = msg('there are two footnotes "{sign}"', sign=sign)
            hint = msg("give each a name of its own, in the text as well")
        elif label not in used:
            message = msg('nothing in the text refers to the footnote "{sign}"', sign=sign)
            hint = msg(
                'write "{sign}" where the reader needs it, or delete the footnote', sign=sign
            )
        known.add(label)
        if message and hint:
            yield Found(line=line, column=draft.column(line, "[^"), message=message, hint=hint)
