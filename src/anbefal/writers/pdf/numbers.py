"""Numbers: what a block is cited by, in the margin beside it, for links to lead to."""

from anbefal.tree import Node
from anbefal.writers.pdf.pen import Pen


def mark(node: Node, pen: Pen) -> str:
    """Write the number of a block that has one, to be put in front of its first words; else ""."""
    label = pen.numbered.get(id(node), "")
    if not label:
        return ""
    return f"[#margin-number({pen.letters.line(str(node.meta['number']))})<{label}>]"


def lead(node: Node, pen: Pen) -> str:
    """Write the number of a block that is no paragraph: an argument, or nothing."""
    number = mark(node, pen)
    return f", number: {number}" if number else ""
