"""The short ways of `anbefal.tree` change nothing: the same tokens as markdown-it's own, always.

`tree` reads plain paragraphs and bold leads without markdown-it's rules, and words only when they
are asked for. Here its trees are held to those of an untouched markdown-it with the task-list
plug-in, over drafts, over CommonMark's own examples and over texts made of tricky pieces.
"""

import json
import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.tasklists import tasklists_plugin

from anbefal import tree
from anbefal.tree.autolinks import add_autolinks
from anbefal.tree.parsing import inline_depth
from tools import npm_package

ROOT = Path(__file__).parents[1]
PLAIN = MarkdownIt("js-default", {"strikethrough_single_tilde": True}).use(tasklists_plugin)
PLAIN.use(add_autolinks)
ROUNDS = 40_000 if os.environ.get("ANBEFAL_TORTURE") == "1" else 2_000

PIECES = (
    *("ord", "Æble", "a b", "3.000", "1.", "2)", "12", "2026", "x", "[x]", "[ ]", "[X]", "[x] ord"),
    *("- ", "* ", "+ ", "-", "*", "**", "***", "_", "__", "~~", "`", "```", "~~~", "> ", ">", "#"),
    *("## ", "###", "=", "==", "---", "***", "|", "| a | b |", "|---|---|", ":--", "- -", "|-"),
    *("\n", "\n", "\n", "\n\n", "\n\n", "\n  ", "\n    ", "\n      ", "  \n", " \n", "\t", "\n\t"),
    *("**fed.** ord", "**Mere af:** tid", "**a**", "**å b**, c", "** a**", "a**b**c", "[a](b)"),
    *("![", "~", "www.", "https://a.b", "a@b.cd", "://", "@", "w"),
    *("![a](b)", "[a]: /b", "[a]", "]", "(", ")", "<http://a.b>", "<b>", "&amp;", "&", "\\", "\\*"),
    *(" ", "  ", "!", ".", ":", "\"", "»", "“", "–", "…", "'", "%", "\u00a0", "\u2003", "\u2028"),
)  # fmt: skip


def whole(text: str) -> tuple[list[Token], SyntaxTreeNode]:
    """Parse all at once, without any of our ways."""
    tokens = PLAIN.parse(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "html_inline":
                child.type, child.meta = "task_box", {"checked": "checked=" in child.content}
                child.content = ""
    return tokens, SyntaxTreeNode(tokens)


def nested(tokens: Sequence[Token]) -> int:
    """Give how deep containers, or the words of one block, are nested."""
    depth = deepest = 0
    for token in tokens:
        if token.type in ("blockquote_open", "list_item_open"):
            depth += 1
        elif token.type in ("blockquote_close", "list_item_close"):
            depth -= 1
        deepest = max(deepest, depth, inline_depth(token.children))
    return deepest


def shape(node: SyntaxTreeNode) -> object:
    """Give a tree's form, without going through its token stream."""
    own = () if node.is_root else (node.map, node.content, dict(node.attrs), node.tag)
    return (node.type, own, [shape(child) for child in node.children])


def hold(text: str) -> None:
    """Compare everything that `tree` says of a text with the untouched parser's answer."""
    tokens, expected = whole(text)
    if nested(tokens) > tree.MAX_NESTING:
        with pytest.raises(tree.TooDeep):
            tree.parse(text)
        return
    first = tree.parse(text)
    told = (tree.text(first), tree.prose(first), tree.unquoted(first))
    marks = [tree.strong_lead(node) for node in first.children]
    pictures = sum(1 for _ in tree.pictures([first]))
    assert first.to_tokens() == tokens
    assert shape(first) == shape(expected)
    # Asked again, now that all words are parsed.
    assert told == (tree.text(first), tree.prose(first), tree.unquoted(first))
    assert marks == [tree.strong_lead(node) for node in first.children]
    assert pictures == sum(1 for node in tree.walk([first]) if node.type == "image")


def pieced(seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 40)))


LINES = (
    *("- ord ord", "- ord", "- **Mere af:** tid", "- [x] G1 ord", "- [ ] ord", "-  to", "-   tre"),
    *("* ord", "+ ord", "1. ord", "2) ord", "-", "- ", "- - a", "- # a", "- > a", "- |-", "-\tord"),
    *("ord", "Ord og ord.", "  ord", " ord", "   ord", "    ord", "      ord", "\tord", "  - ord"),
    *("    - ord", " - ord", "   - ord", "", "", "", "  ", "\t", "# Titel", "## Titel", "#"),
    *(" # a", "  # a"),
    *("---", "===", "- - -", "***", "| a | b |", "|---|---|", "a | b", "-|-", "--|--"),
    *(":-- | --:", "> citat", ">", "> - a", "```", "~~~", "[a]: /b", "[a]", "2026", "2026. ord"),
    *("**fed**", "**fed** ord  ", "ord ", "ord\u2003", "\u00a0ord", "(ord)", "»ord«", "\\", "<b>"),
)  # fmt: skip


def lined(seed: int) -> str:
    chance = random.Random(f"lines-{seed}")
    few = chance.sample(LINES, chance.randint(2, 6))
    return "\n".join(chance.choice(few) for _ in range(chance.randint(1, 12)))


def test_drafts_and_templates_are_parsed_as_by_markdown_it_alone() -> None:
    paths = [*ROOT.glob("drafts/*.md"), *ROOT.glob("templates/*/draft.md"), *ROOT.glob("docs/*.md")]
    for path in [*paths, *(ROOT / "src/anbefal/rules/samples").rglob("*.md")]:
        data = path.read_bytes()
        # Footnotes are no part of the untouched parser; they have tests of their own.
        if b"\x00" not in data and b"[^" not in data:
            hold(data.decode("utf-8", "replace").replace("\r\n", "\n"))


def test_texts_of_tricky_pieces_are_parsed_as_by_markdown_it_alone() -> None:
    for seed in range(ROUNDS):
        for text in (pieced(seed), lined(seed)):
            try:
                hold(text)
            except AssertionError:
                raise AssertionError(f"seed {seed}: {text!r}") from None


@pytest.mark.torture
def test_examples_of_commonmark_are_parsed_as_by_markdown_it_alone(tmp_path: Path) -> None:
    package = npm_package("commonmark-spec@0.31.2", tmp_path)
    names = [*package.rglob("*.json"), *package.rglob("spec.txt")]
    texts = [name.read_text("utf-8") for name in names]
    assert texts
    for text in texts:
        examples = (
            [example["markdown"] for example in json.loads(text)]
            if text.startswith("[")
            else [part.split("\n.\n")[0] for part in text.split("```` example\n")[1:]]
        )
        for example in examples:
            hold(example.replace("→", "\t"))
