"""Layout: the blocks set out evenly, their running text left as it was written."""

import re
from collections.abc import Sequence

from mdformat.renderer import DEFAULT_RENDERERS, RenderContext, RenderTreeNode

from anbefal import tree
from anbefal.markup.blocks import OPTIONS, RENDERERS, Block

_BREAK = re.compile(r"(?<=\S) {2,}$")


def set_out(blocks: Sequence[tree.Node]) -> list[str]:
    """Give the source of each of a document's outermost blocks, in order."""
    renderers = {**RENDERERS, "heading": _heading, "inline": _inline, "paragraph": _paragraph}
    context = RenderContext(renderers, {}, OPTIONS, {"indent_width": 0, "tight": {}})
    return [child.render(context) for child in Block(tree.tokens(blocks)).children]


def _heading(node: RenderTreeNode, context: RenderContext) -> str:
    return DEFAULT_RENDERERS["heading"](node, context).rstrip()


def _inline(node: RenderTreeNode, context: RenderContext) -> str:
    if node.children and node.children[0].type == "task_box":
        # The plug-in cut the box off, and left the space behind it.
        box = "[x]" if node.children[0].meta["checked"] else "[ ]"
        return f"{box} {node.content.lstrip(' ')}"
    return str(node.content)


def _paragraph(node: RenderTreeNode, context: RenderContext) -> str:
    lines = node.children[0].render(context).split("\n")
    return "\n".join(
        # Two spaces at a line's end are a line break, but for the last line.
        line.strip(" \t") + ("  " if number < len(lines) and _BREAK.search(line) else "")
        for number, line in enumerate(lines, 1)
    )
