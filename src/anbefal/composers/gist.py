"""The gist: what a section says, in the room of a few lines."""

from typing import NamedTuple

from anbefal import tree
from anbefal.i18n import msg, translate
from anbefal.kinds.entries import Entries, Entry
from anbefal.kinds.items import Items
from anbefal.model import Section

_WORDS = 80
"""Words of running text that are printed before it is cut."""
_LINE_WORDS = 22


class Gist(NamedTuple):
    """A section's own words, cut short, and its items."""

    words: str
    items: tuple[tree.Phrase, ...] = ()

    def nodes(self, name: str) -> tuple[tree.Node, ...]:
        """Give the gist as a paragraph that begins with a name, and a list."""
        lead = [*tree.strong(name), *tree.plain(f" {self.words}".rstrip())]
        return (*tree.paragraph(lead), *tree.bullets(self.items))


def section_gist(section: Section, language: str) -> Gist:
    """Give a section's items by name, or the beginning of its text."""
    values = section.values
    if isinstance(values, Items) and values.items:
        items = values.items
        return Gist("", tuple(_named(item.name, _behind(item.name, item.text)) for item in items))
    if isinstance(values, Entries) and values.entries:
        entries = values.entries
        return Gist("", tuple(_named(one.name, _labels(one, section)) for one in entries))
    nodes = tree.without_footnotes(section.nodes)
    text = " ".join(" ".join(tree.text(node).split()) for node in nodes)
    if not text.strip():
        return Gist(translate(msg("nothing yet"), language))
    short = shorten(text, _WORDS)
    if short == text:
        return Gist(text)
    count = msg("({count} words in all)", count=tree.count_words(nodes))
    return Gist(f"{short} {translate(count, language)}")


def shorten(text: str, most: int) -> str:
    """Give the first words of a text, with an ellipsis where it goes on."""
    words = text.split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most]).rstrip('.,:;–-')} …"


def _named(name: str, rest: str) -> tree.Phrase:
    words = shorten(rest, _LINE_WORDS)
    return [*tree.strong(f"{name}:" if words else name), *tree.plain(f" {words}" if words else "")]


def _behind(name: str, text: str) -> str:
    return text[len(name) :].lstrip(" .:") if text.startswith(name) else text


def _labels(entry: Entry, section: Section) -> str:
    """Give the labelled lines of an entry, or the beginning of its prose."""
    keys = {label.id: label.key for label in section.spec.label} if section.spec else {}
    told = [
        f"{keys.get(label.id, label.id)}: {shorten(label.text, 10).rstrip('.')}"
        for label in entry.labels
        if label.text
    ]
    if told:
        return "; ".join(told[:2])
    return " ".join(" ".join(tree.text(node).split()) for node in entry.nodes)
