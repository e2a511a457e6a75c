"""Markup: mdformat's one door. A tree becomes Markdown source again, evenly set out.

mdformat decides the form of lists, headings, quotes, tables and code. `set_out` leaves running text
as it was written: no sign is escaped, no line is broken anew. `write` makes the source of any tree,
also of one that was never written down, so that it reads back as the same.
"""

from anbefal.markup.layout import set_out
from anbefal.markup.writing import write

__all__ = ["set_out", "write"]
