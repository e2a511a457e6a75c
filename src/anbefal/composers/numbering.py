"""Numbering: what editors cite gets a number, which a writer prints beside it.

Counted are paragraphs, list items, tables and code, each once: what else stands in an item belongs
to it, headings have names, and footnotes numbers of their own. A number is kept as `number` in the
meta of a paragraph, table or code, and its anchor beside it as `anchor`.
"""

from collections.abc import Sequence

from anbefal import tree

_WHOLE = ("table_open", "fence", "code_block")


class Counter:
    """Count the blocks of one chapter, from 1."""

    def __init__(self, prefix: str, anchor: str) -> None:
        """Begin a chapter: its numbers are "2.1", "2.2", …, or "1", "2", … without a prefix."""
        self._prefix = f"{prefix}." if prefix else ""
        self._anchor = anchor
        self._last = 0

    def mark(self, stream: Sequence[tree.StreamToken]) -> list[tree.StreamToken]:
        """Give the stream with a number on every block that is counted; nothing else is copied."""
        marked = []
        items = inside = 0
        begins = False
        for token in stream:
            if token.type == "list_item_open":
                items, begins = items + 1, True
            elif token.type == "list_item_close":
                items, begins = items - 1, False
            elif token.type in ("table_close", "footnote_close"):
                inside -= 1
            counted = not inside and (begins or not items) and token.type == "paragraph_open"
            counted = counted or (not inside and not items and token.type in _WHOLE)
            if token.type in ("table_open", "footnote_open"):
                inside += 1
            if counted:
                begins = False
                token = self._numbered(token)
            marked.append(token)
        return marked

    def _numbered(self, token: tree.StreamToken) -> tree.StreamToken:
        self._last += 1
        number = f"{self._prefix}{self._last}"
        return token.copy(
            meta={**token.meta, "number": number, "anchor": f"{self._anchor}.{self._last}"}
        )
