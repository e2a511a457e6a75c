"""Markup: mdformat's one door. Blocks of a tree become Markdown source again, evenly set out.

mdformat decides the form of lists, headings, quotes, tables and code. Running text stays as it was
written: no sign is escaped, no line is broken anew.
"""

import re
from collections.abc import Sequence
from typing import Any

from mdformat import plugins
from mdformat.renderer import DEFAULT_RENDERERS, RenderContext, RenderTreeNode

from anbefal import tree

_LISTS = ("bullet_list", "ordered_list")
_MOST_BLOCKS = 200
_BREAK = re.compile(r"(?<=\S) {2,}$")


def set_out(blocks: Sequence[tree.Node]) -> list[str | None]:
    """Give the source of each of a document's outermost blocks, in order.

    None stands for a block that is set out by nobody's hand: it would take mdformat very long.
    """
    context = _context()
    sources: list[str | None] = []
    for run in _runs(blocks):
        # Lists next to each other take turns in their marks, so that they stay apart.
        if len(run) > _MOST_BLOCKS or any(map(_is_crowded, run)):
            sources += [None] * len(run)
        else:
            root = RenderTreeNode(tree.tokens(run))
            sources += [child.render(context) for child in root.children]
    return sources


def _runs(blocks: Sequence[tree.Node]) -> list[list[tree.Node]]:
    """Put lists of one type that follow one another together; all else stands alone."""
    runs: list[list[tree.Node]] = []
    for block in blocks:
        if runs and block.type in _LISTS and runs[-1][0].type == block.type:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _is_crowded(block: tree.Node) -> bool:
    """Tell whether a quote or item holds so many blocks that looking for neighbours takes long."""
    return any(
        len(node.children) > _MOST_BLOCKS
        for node in tree.walk([block])
        if node.type in ("list_item", "blockquote")
    )


def _context() -> RenderContext:
    renderers = {
        **DEFAULT_RENDERERS,
        **plugins.PARSER_EXTENSIONS["tables"].RENDERERS,
        "heading": _heading,
        "hr": _hr,
        "inline": _inline,
        "list_item": _list_item,
        "paragraph": _paragraph,
    }
    options: dict[str, Any] = {"mdformat": {"number": True, "wrap": "keep", "compact_tables": True}}
    return RenderContext(renderers, {}, options, {"indent_width": 0, "tight": {}})


def _heading(node: RenderTreeNode, context: RenderContext) -> str:
    return DEFAULT_RENDERERS["heading"](node, context).rstrip()


def _hr(node: RenderTreeNode, context: RenderContext) -> str:
    return node.markup[0] * 3


def _inline(node: RenderTreeNode, context: RenderContext) -> str:
    if node.children and node.children[0].type == "task_box":
        # The plug-in cut the box off, and left the space behind it.
        box = "[x]" if node.children[0].meta["checked"] else "[ ]"
        return f"{box} {node.content.lstrip(' ')}"
    return str(node.content)


def _list_item(node: RenderTreeNode, context: RenderContext) -> str:
    # mdformat looks at the whole list for each of its items.
    tight = context.env["tight"]
    if node.parent not in tight:
        tight[node.parent] = not any(
            block.type == "paragraph" and not block.hidden
            for item in node.siblings
            for block in item.children
        )
    parts = (child.render(context) for child in node.children)
    return ("\n" if tight[node.parent] else "\n\n").join(part for part in parts if part)


def _paragraph(node: RenderTreeNode, context: RenderContext) -> str:
    lines = node.children[0].render(context).split("\n")
    return "\n".join(
        # Two spaces at a line's end are a line break, but for the last line.
        line.strip(" \t") + ("  " if number < len(lines) and _BREAK.search(line) else "")
        for number, line in enumerate(lines, 1)
    )
