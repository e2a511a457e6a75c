"""Writing: the source of any tree, its words escaped so that they read back as words."""

import re
from collections.abc import Sequence

from mdformat import plugins
from mdformat.renderer import DEFAULT_RENDERERS, RenderContext, RenderTreeNode

from anbefal import tree
from anbefal.markup.blocks import OPTIONS, RENDERERS, TABLES, Block

# With an even number of strokes before it, all of them for themselves.
_FOOTNOTE = re.compile(r"(?<!\\)((?:\\\\)*)\[\^")
# Where a stroke makes an address no link.
_ADDRESS = re.compile(
    r"(?<![^\s*_~(])(?:https?(?=://)|www(?=\.\w))|(?<=[\w.+-])(?=@[\w-]+\.)", re.IGNORECASE
)
_BOX = re.compile(r"^\[([ xX])\]")


def write(nodes: Sequence[tree.Node]) -> str:
    """Give the source of a tree, every sign of its words escaped that would be read as Markdown."""
    return Block(tree.tokens(nodes)).render(_context()).strip("\n")


def _context() -> RenderContext:
    renderers = {
        **RENDERERS,
        "fence": _fence,
        "code_block": _fence,
        "s": plugins.PARSER_EXTENSIONS["gfm"].RENDERERS["s"],
        "heading": _heading,
        "hardbreak": _hard_break,
        "hr": _hr,
        "ins": _inserted,
        "del": _deleted,
        "note": _note,
        "link": _link,
        "foreign": _inside,
        "view": _view,
        "task_box": _task_box,
        "td": _cell,
        "text": _text,
        "th": _cell,
        "html_block": _text,
        "html_inline": _text,
    }
    environment = {"indent_width": 0, "tight": {}, "used_refs": set[str]()}
    escapes = {"paragraph": [TABLES.POSTPROCESSORS["paragraph"], _escape_boxes]}
    return RenderContext(renderers, escapes, OPTIONS, environment)


def _heading(node: RenderTreeNode, context: RenderContext) -> str:
    words = "".join(child.render(context) for child in node.children).replace("\n", " ")
    bare = words.rstrip("#")
    # Signs at the end would be taken for the heading's own.
    closed = bare + "\\#" * (len(words) - len(bare))
    return f"{'#' * int(node.tag[1])} {closed.strip()}".rstrip()


def _fence(node: RenderTreeNode, context: RenderContext) -> str:
    # A fence that was never closed ends with the file, without a line's end.
    assert node.token is not None
    if node.content and not node.content.endswith("\n"):
        node.token = node.token.copy(content=f"{node.content}\n")
    return DEFAULT_RENDERERS["fence"](node, context)


def _hard_break(node: RenderTreeNode, context: RenderContext) -> str:
    # A heading, or a table's cell, has one line.
    inline = node.parent
    while inline is not None and inline.type != "inline":
        inline = inline.parent
    block = inline.parent if inline is not None else None
    return "\\\n" if block is not None and block.type == "paragraph" else " "


def _hr(node: RenderTreeNode, context: RenderContext) -> str:
    # The one sign that marks no list as well.
    return "___"


def _task_box(node: RenderTreeNode, context: RenderContext) -> str:
    return "[x]" if node.meta["checked"] else "[ ]"


def _inserted(node: RenderTreeNode, context: RenderContext) -> str:
    # Two stars may be the text's own; these are read by GitHub, GitLab and screen readers alike.
    return f"<ins>{_inside(node, context)}</ins>"


def _deleted(node: RenderTreeNode, context: RenderContext) -> str:
    return f"<del>{_inside(node, context)}</del>"


def _note(node: RenderTreeNode, context: RenderContext) -> str:
    return f"*({_inside(node, context)})*"


def _inside(node: RenderTreeNode, context: RenderContext) -> str:
    return "".join(child.render(context) for child in node.children).replace("\n", " ")


def _view(node: RenderTreeNode, context: RenderContext) -> str:
    """Write the view in one text alone: a page of words has no second column."""
    if node.meta["name"] != "inline":
        return ""
    return "\n\n".join(part for child in node.children if (part := child.render(context)))


def _text(node: RenderTreeNode, context: RenderContext) -> str:
    # One wave is enough for others to strike words through.
    words = DEFAULT_RENDERERS["text"](node, context).replace("~", "\\~")
    words = _FOOTNOTE.sub(r"\1\[^", words)
    return words if _is_linked(node) else _ADDRESS.sub(r"\g<0>\\", words)


def _is_linked(node: RenderTreeNode) -> bool:
    above = node.parent
    while above is not None and above.type != "link":
        above = above.parent
    return above is not None


def _link(node: RenderTreeNode, context: RenderContext) -> str:
    # An address that leads where it says has no other signs round it.
    bare = node.markup == tree.BARE_LINK
    return node.children[0].content if bare else DEFAULT_RENDERERS["link"](node, context)


def _escape_boxes(text: str, node: RenderTreeNode, context: RenderContext) -> str:
    first = node.children[0].children[:1]
    return text if first and first[0].type == "task_box" else _BOX.sub(r"\\[\1\\]", text)


def _cell(node: RenderTreeNode, context: RenderContext) -> str:
    # Blocks, such as the times of a plan, stand behind each other: a cell has one line.
    parts = [child.render(context) for child in node.children]
    words = " · ".join(part for part in parts if part.replace("&#160;", "").strip()) or parts[0]
    return words.replace("\n", " ").replace("|", "\\|")
