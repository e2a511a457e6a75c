"""Entries: level-3 headings with prose and labelled fields."""

import re
from collections.abc import Iterator, Mapping

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Draft, LabelSpec, Requirement, Section, SectionSpec, Template
from anbefal.values import Struct


class Label(Struct, frozen=True):
    """A labelled field: what stands behind "Mere af:"."""

    id: str
    text: str
    """The words behind the label; "" where it was left blank."""
    line: int


class Entry(Struct, frozen=True):
    """One level-3 heading and what stands under it."""

    name: str
    line: int
    words: int
    """Words of the prose, the labelled fields apart."""
    labels: tuple[Label, ...]
    nodes: tuple[tree.Node, ...]

    def find(self, id: str) -> Label | None:
        """Find a labelled field by its id."""
        return next((label for label in self.labels if label.id == id), None)


class Entries(Struct, frozen=True):
    """The entries of a section, and what stands before the first."""

    entries: tuple[Entry, ...]
    lead: tuple[tree.Node, ...]


def read(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> Entries:
    """Read an entry for each level-3 heading; the heading alone does not make one."""
    lead: list[tree.Node] = []
    groups: list[tuple[tree.Node, list[tree.Node]]] = []
    for node in nodes:
        if node.type == "heading" and node.tag == "h3":
            groups.append((node, []))
        elif groups:
            groups[-1][1].append(node)
        else:
            lead.append(node)
    keys = label_keys(spec.label)
    return Entries(tuple(_entry(head, under, keys) for head, under in groups), tuple(lead))


def _entry(head: tree.Node, under: list[tree.Node], keys: Mapping[str, str]) -> Entry:
    labels: list[Label] = []
    words = 0
    for node in under:
        if node.type in ("bullet_list", "ordered_list"):
            blocks = node.children
        elif node.type == "paragraph":
            blocks = [node]
        else:
            words += tree.count_words([node])
            continue
        for block in blocks:
            found = tuple(read_labels(block, keys))
            labels += found
            words += _words_before(found[0], block) if found else tree.count_words([block])
    name = " ".join(tree.text(head).split())
    return Entry(name, tree.line(head), words, tuple(labels), tuple(under))


def _words_before(first: Label, block: tree.Node) -> int:
    """Count the prose that stands above the first label of the same paragraph."""
    if first.line <= tree.line(block):
        return 0
    return sum(tree.count_text_words(line) for number, line in _lines(block) if number < first.line)


def label_keys(specs: tuple[LabelSpec, ...]) -> dict[str, str]:
    """Give every word that a label answers to, folded, with the label's id."""
    return {tree.fold(key): spec.id for spec in specs for key in (spec.key, *spec.synonyms)}


def read_labels(block: tree.Node, keys: Mapping[str, str]) -> Iterator[Label]:
    """Give the labelled fields of a paragraph or list item, bold or not.

    A text goes on over the following lines until the next label; words in brackets behind a
    label, as in "Svar (vurdering):", belong to the text.
    """
    current: tuple[str, int] | None = None
    text: list[str] = []
    for number, line in _lines(block):
        found = _label(line, keys)
        if found:
            if current:
                yield Label(current[0], " ".join(" ".join(text).split()), current[1])
            current, text = (found[0], number), [found[1]]
        elif current:
            text.append(line)
    if current:
        yield Label(current[0], " ".join(" ".join(text).split()), current[1])


def _lines(block: tree.Node) -> Iterator[tuple[int, str]]:
    """Give each line of text below a block, with its number in the file."""
    for at in tree.blocks(tree.without_footnotes(block.children)):
        if at.type in ("inline", "fence", "code_block"):
            yield from enumerate(tree.text(at).split("\n"), tree.line(at))


_LABEL = re.compile(r"^\s*([^:()]{1,60}?)\s*(\([^)]*\))?\s*:(.*)$")


def _label(line: str, keys: Mapping[str, str]) -> tuple[str, str] | None:
    match = _LABEL.match(line) if ":" in line else None
    if not match:
        return None
    id = keys.get(tree.fold(match[1]))
    return (id, f"{match[2] or ''} {match[3]}".strip()) if id else None


def entries_of(draft: Draft) -> Iterator[tuple[Section, SectionSpec, Entries]]:
    """Give each section of entries; of one that stands twice only the first is read."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        if spec and isinstance(values, Entries) and draft.find_section(spec.id) is section:
            yield section, spec, values


def label_units(spec: SectionSpec, number: int, label: LabelSpec) -> tuple[str, ...]:
    """Give the unit that a label leaves open in the entry of that number, if it is asked for."""
    asked = spec.presence == label.presence == "required" and number <= max(1, spec.items.min)
    return (f"{spec.id}.{number}.{label.id}",) if asked and label.weight else ()


def units(spec: SectionSpec) -> tuple[Requirement, ...]:
    """Ask for each of the least number of entries, and for each required label in them."""
    asked = []
    for number in range(1, max(1, spec.items.min) + 1):
        name = msg('"{heading}": no. {number}', heading=spec.heading, number=number)
        asked.append(Requirement(f"{spec.id}.{number}", spec.id, name, spec.weight, spec.due))
        asked += [
            Requirement(
                f"{spec.id}.{number}.{label.id}",
                spec.id,
                msg(
                    '"{heading}": no. {number}, "{label}"',
                    heading=spec.heading,
                    number=number,
                    label=label.key,
                ),
                label.weight,
                label.due or spec.due,
            )
            for label in spec.label
            if label.presence == "required"
        ]
    return tuple(asked)
