"""Footnotes: how they are read. A definition is a block that stays where it was written.

A reference is told by its label alone, never by how many were read before: words are parsed in any
order. Labels are compared as GitHub compares them, without regard to case.
"""

import re
from collections.abc import Container, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

_REFERENCE = re.compile(r"\[\^([^\s\[\]]+)\]")


def add_footnotes(markdown: MarkdownIt) -> None:
    """Let a parser read footnotes: definitions by the plug-in's rule, references by our own."""
    footnote_plugin(markdown, inline=False, move_to_end=False)
    # With the plug-in's own setting, a quote or a table would swallow a definition right below it.
    markdown.block.ruler.at(
        "footnote_def", footnote_def, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.inline.ruler.at("footnote_ref", _reference)


def _reference(state: StateInline, silent: bool) -> bool:
    labels = state.env.get("labels")
    # Signs between the two brackets end the search, so that a flood of "[^" takes no long time.
    found = _REFERENCE.match(state.src, state.pos, state.posMax) if labels else None
    label = labels.get(found[1].casefold()) if labels and found else None
    if found is None or label is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": label}
    state.pos = found.end()
    return True


def name_definitions(stream: Sequence[Token], env: Any) -> None:
    """Make the plug-in's definitions ours, and let the words of the same text know their labels."""
    labels: dict[str, str] = {}
    for token in stream:
        if token.type == "footnote_reference_open":
            token.type, token.tag, token.block = "footnote_open", "div", True
            label = token.meta["label"]
            token.meta = {"label": labels.setdefault(label.casefold(), label)}
        elif token.type == "footnote_reference_close":
            token.type, token.tag, token.block = "footnote_close", "div", True
    if labels:
        env["labels"] = labels


def unlabel(children: Sequence[Token], kept: Container[str] = ()) -> list[Token]:
    """Turn references, but to some labels, into the signs that they were written with."""
    return [
        Token("text", "", 0, content=sign(child.meta["label"]), level=child.level)
        if child.type == "footnote_ref" and child.meta["label"] not in kept
        else child
        for child in children
    ]


def unlabel_pictures(children: Sequence[Token]) -> None:
    """Let no picture's description refer to a note: nobody could follow it."""
    for child in children:
        if child.children:
            child.children = unlabel(child.children)
            unlabel_pictures(child.children)


def sign(label: str) -> str:
    """Give a reference as it is written."""
    return f"[^{label}]"
