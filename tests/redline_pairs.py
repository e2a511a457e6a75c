"""Pairs of versions, made by a seed: real drafts, edited as people edit and as nobody would."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from torture import TEXT, picture

from anbefal.composers.draft import compose_plain
from anbefal.model import Document, Template
from anbefal.readers import markdown
from anbefal.values import replace

ROOT = Path(__file__).parents[1]
DAYS = [ROOT / "tests/samples/day/1", ROOT / "tests/samples/day/2", ROOT / "tests/samples/day/3",
        ROOT / "drafts"]  # fmt: skip
NAMES = sorted(path.name for path in DAYS[0].glob("*.md"))
PICTURES = {"ko.png": picture(900, 40), "hest.png": picture(30, 40)}
WORDS = ("og", "en", "borger", "skriver", "mange", "ord", "om", "havnen,", "skolen.", "hver", "dag")
NEW = (
    "Et helt nyt afsnit om noget andet.",
    "## 7. En ny overskrift\n\nMed et afsnit under.",
    "- punkt et\n- punkt **to**\n  - inderst\n- punkt tre",
    "3. tredje\n4. fjerde\n\n   med et afsnit\n5. femte",
    "| Hvem | Hvad |\n|---|--:|\n| Alle | 3 |\n| Ingen | 4 |",
    "> En borger sagde\n> noget klogt.",
    "```\nkode  her\n\tog her\n```",
    "- [ ] skal gøres\n- [x] er gjort",
    "***",
    "![en ko](ko.png) ved siden af ord",
    "Se [kommunen](https://nordvig.example/a) og [mere](https://nordvig.example/b).",
    "Med en note[^ny].\n\n[^ny]: Noten selv, med *vægt*.",
)


def pair(seed: int) -> tuple[Document, Document]:
    """Give the old and the new version that a seed stands for."""
    dice = random.Random(seed)
    if seed % 10 == 0:
        extremes = [("", read(dice)), (read(dice), ""), (read(dice), read(dice)), ("", "ord")]
        old, new = extremes[seed // 10 % 4]
    elif seed % 10 == 1:
        name = dice.choice(NAMES)
        before, after = sorted(dice.sample(range(4), 2))
        old, new = ((DAYS[n] / name).read_text("utf-8") for n in (before, after))
    else:
        old = TEXT if seed % 10 == 2 else read(dice)
        new = old
        for _ in range(dice.randint(1, 12)):
            new = dice.choice(EDITS)(new, dice)
        if seed % 2:
            old, new = new, old
    return document(old), document(new)


def read(dice: random.Random) -> str:
    """Give one of the real drafts."""
    return (dice.choice(DAYS) / dice.choice(NAMES)).read_text("utf-8")


def document(text: str) -> Document:
    """Compose a text as it is."""
    template = Template(title="", language="da", name="plain")
    draft = markdown.read(text.encode(), "udkast.md", template.name, lambda _: template)
    return replace(compose_plain(draft, PICTURES), authors=("AB", "CD"))


# -- edits -----------------------------------------------------------------------------------

Edit = Callable[[str, random.Random], str]


def on_blocks(edit: Callable[[list[str], random.Random], None]) -> Edit:
    """Make an edit of one that changes a row of blocks."""

    def change(text: str, dice: random.Random) -> str:
        head, mark, body = text.rpartition("\n---\n") if text.startswith("---") else ("", "", text)
        blocks = [block for block in body.strip().split("\n\n") if block] or [""]
        edit(blocks, dice)
        return head + mark + "\n\n".join(blocks) + "\n"

    return change


def on_words(edit: Callable[[list[str], int, random.Random], None]) -> Edit:
    """Make an edit of one that changes the words of a line."""

    def change(blocks: list[str], dice: random.Random) -> None:
        lines = blocks[number := dice.randrange(len(blocks))].split("\n")
        at = dice.randrange(len(lines))
        start = re.match(r"[\s>#|\-*\d.]*(\[.\] )?", lines[at])[0]
        words = lines[at][len(start) :].split(" ")
        edit(words, dice.randrange(len(words)), dice)
        lines[at] = start + " ".join(words)
        blocks[number] = "\n".join(lines)

    return on_blocks(change)


def replace_words(words: list[str], at: int, dice: random.Random) -> None:
    words[at : at + dice.randint(0, 4)] = dice.sample(WORDS, dice.randint(0, 4))


def wrap_word(words: list[str], at: int, dice: random.Random) -> None:
    before, after = dice.choice(
        [("**", "**"), ("*", "*"), ("`", "`"), ("~~", "~~"), ("[", "](https://nordvig.example/c)")]
    )
    end = min(len(words), at + dice.randint(1, 3))
    words[at] = before + words[at]
    words[end - 1] += after


def change_target(text: str, dice: random.Random) -> str:
    return text.replace("https://nordvig.example/", f"https://nordvig.example/{dice.randint(1, 9)}")


def split_paragraph(blocks: list[str], dice: random.Random) -> None:
    number = dice.randrange(len(blocks))
    blocks[number] = blocks[number].replace(". ", ".\n\n", dice.randint(1, 2))


def join_paragraphs(blocks: list[str], dice: random.Random) -> None:
    number = dice.randrange(len(blocks))
    blocks[number : number + 2] = [" ".join(blocks[number : number + 2])]


def move_block(blocks: list[str], dice: random.Random) -> None:
    moved = blocks.pop(dice.randrange(len(blocks)))
    blocks.insert(dice.randint(0, len(blocks)), moved)


def delete_blocks(blocks: list[str], dice: random.Random) -> None:
    at = dice.randrange(len(blocks))
    del blocks[at : at + dice.choice((1, 1, 2, 8))]
    blocks[:] = blocks or [""]


def delete_section(text: str, dice: random.Random) -> str:
    sections = re.split(r"(?m)^(?=## )", text)
    if len(sections) > 2:
        del sections[dice.randrange(1, len(sections))]
    return "".join(sections)


def insert_block(blocks: list[str], dice: random.Random) -> None:
    blocks.insert(dice.randint(0, len(blocks)), dice.choice(NEW))


def edit_lines(blocks: list[str], dice: random.Random) -> None:
    """Change the items of a list, or the rows of a table."""
    number = dice.choice([n for n, block in enumerate(blocks) if "\n" in block] or [0])
    lines = blocks[number].split("\n")
    at = dice.randrange(len(lines))
    change = dice.randrange(4)
    if change == 0:
        lines.insert(at, lines[at].replace("e", "a"))
    elif change == 1 and len(lines) > 2:
        lines.pop(at)
    elif change == 2:
        lines.insert(dice.randrange(len(lines)), lines.pop(at))
    else:
        lines = [f"{line} ny |" if line.startswith("|") else f"  {line}" for line in lines]
    blocks[number] = "\n".join(lines)


def edit_heading(text: str, dice: random.Random) -> str:
    headings = re.findall(r"(?m)^#+ .*$", text)
    if not headings:
        return text
    found = dice.choice(headings)
    others = (f"#{found}", found.replace("## ", "# ", 1), f"{found} og mere", "ikke mere")
    return text.replace(found, dice.choice(others), 1)


def toggle_box(text: str, dice: random.Random) -> str:
    return (
        text.replace("- [ ]", "- [x]", 1) if dice.random() < 0.5 else text.replace("[x]", "[ ]", 1)
    )


def swap_picture(text: str, dice: random.Random) -> str:
    return text.replace("ko.png", "hest.png", 1)


EDITS = (
    *[on_words(replace_words)] * 4,
    on_words(wrap_word),
    change_target,
    on_blocks(split_paragraph),
    on_blocks(join_paragraphs),
    on_blocks(move_block),
    on_blocks(delete_blocks),
    delete_section,
    *[on_blocks(insert_block)] * 2,
    *[on_blocks(edit_lines)] * 2,
    edit_heading,
    toggle_box,
    swap_picture,
)
