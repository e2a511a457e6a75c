"""Blocks: what both ways of writing a tree have in common."""

from typing import Any

from mdformat import plugins
from mdformat.renderer import DEFAULT_RENDERERS, RenderContext, RenderTreeNode

OPTIONS: dict[str, Any] = {"mdformat": {"number": True, "wrap": "keep", "compact_tables": True}}
TABLES = plugins.PARSER_EXTENSIONS["tables"]
_LISTS = ("bullet_list", "ordered_list")
# What would go on in the next line, and what it would take in there.
_GREEDY = ("blockquote", "table", *_LISTS)
_SWALLOWED = ("blockquote", "table", "paragraph")


class Block(RenderTreeNode):
    """A node that knows its place: mdformat looks through all neighbours, again and again."""

    _places: dict[int, tuple[int, int]] | None = None

    def _place(self) -> tuple[int, int]:
        """Give the place among its neighbours, and in a run of lists of one type."""
        assert self.parent is not None
        if self.parent._places is None:
            places: dict[int, tuple[int, int]] = {}
            before, run = "", 0
            for number, child in enumerate(self.parent.children):
                run = run + 1 if child.type == before and before in _LISTS else 0
                before = child.type
                places[id(child)] = (number, run)
            self.parent._places = places
        return self.parent._places[id(self)]

    @property
    def previous_sibling(self) -> "Block | None":
        """Give the neighbour before, but to a list that may begin with the first mark."""
        number, run = self._place()
        # Marks take turns, so that every second list of a run may think that it is the first.
        if not number or (self.type in _LISTS and run % 2 == 0):
            return None
        return self.siblings[number - 1]

    @property
    def next_sibling(self) -> "Block | None":
        """Give the neighbour behind."""
        number, _ = self._place()
        return self.siblings[number + 1] if number + 1 < len(self.siblings) else None


def hr(node: RenderTreeNode, context: RenderContext) -> str:
    """Write a line across the page."""
    return (node.markup or "-")[0] * 3


def list_item(node: RenderTreeNode, context: RenderContext) -> str:
    """Write an item, as tight as its list."""
    # mdformat looks at the whole list for each of its items.
    tight = context.env["tight"]
    if node.parent not in tight:
        tight[node.parent] = not any(
            block.type == "paragraph" and not block.hidden
            for item in node.siblings
            for block in item.children
        )
    source, before = "", ""
    for child in node.children:
        if part := child.render(context):
            apart = not tight[node.parent] or (before in _GREEDY and child.type in _SWALLOWED)
            source += ("\n\n" if apart else "\n") * bool(source) + part
            before = child.type
    return source


def footnote(node: RenderTreeNode, context: RenderContext) -> str:
    """Write a footnote's definition, its blocks as far in as GitHub and pandoc want them."""
    parts = [child.render(context) for child in node.children]
    body = "\n".join(
        f"    {line}" if line else "" for line in "\n\n".join(filter(None, parts)).split("\n")
    )
    if node.children and node.children[0].type == "paragraph":
        return f"{footnote_sign(node, context)}: {body.lstrip(' ')}"
    return f"{footnote_sign(node, context)}:\n{body}".rstrip()


def footnote_sign(node: RenderTreeNode, context: RenderContext) -> str:
    """Write a reference to a footnote."""
    return f"[^{node.meta['label']}]"


RENDERERS = {
    **DEFAULT_RENDERERS,
    **TABLES.RENDERERS,
    "footnote": footnote,
    "footnote_ref": footnote_sign,
    "hr": hr,
    "list_item": list_item,
}
