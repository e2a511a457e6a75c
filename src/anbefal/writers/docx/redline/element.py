"""Elements: our own WordprocessingML as a small tree that keeps its prefixes.

What is read here was written by this folder's parent a moment ago: it has no document type, no
comments, and one spelling for everything, so that equal things are equal as text.
"""

from collections.abc import Iterator, Sequence
from typing import Union
from xml.parsers import expat

from anbefal.writers.docx.markup import escape


class Element:
    """A tag with its attributes and what stands in it."""

    __slots__ = ("attributes", "children", "name")

    def __init__(
        self,
        name: str,
        attributes: dict[str, str] | None = None,
        children: Sequence[Union["Element", str]] = (),
    ) -> None:
        """Take everything; the children become a list of the element's own."""
        self.name = name
        self.attributes = attributes or {}
        self.children: list[Element | str] = list(children)

    @property
    def elements(self) -> list["Element"]:
        """Give the children that are no text."""
        return [child for child in self.children if isinstance(child, Element)]

    def get(self, name: str) -> str:
        """Give an attribute, "" for none."""
        return self.attributes.get(name, "")

    def find(self, *path: str) -> Union["Element", None]:
        """Give the first element at the end of a path of names."""
        at: Element | None = self
        for name in path:
            at = next((child for child in at.elements if child.name == name), None) if at else None
        return at

    def every(self, *names: str) -> Iterator["Element"]:
        """Give all elements of some names at any depth, this one too, in the text's order."""
        if self.name in names:
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.every(*names)

    def text(self) -> str:
        """Give all text inside."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def copy(self) -> "Element":
        """Give a copy that shares nothing."""
        inside = [child if isinstance(child, str) else child.copy() for child in self.children]
        return Element(self.name, dict(self.attributes), inside)

    def xml(self) -> str:
        """Write it."""
        written: list[str] = []
        self._write(written)
        return "".join(written)

    def _write(self, written: list[str]) -> None:
        attributes = "".join(
            f' {name}="{escape(value).replace(chr(34), "&quot;")}"'
            for name, value in self.attributes.items()
        )
        if not self.children:
            written.append(f"<{self.name}{attributes}/>")
            return
        written.append(f"<{self.name}{attributes}>")
        for child in self.children:
            if isinstance(child, str):
                written.append(escape(child))
            else:
                child._write(written)
        written.append(f"</{self.name}>")


def parse(data: bytes | str) -> Element:
    """Read a part of a package that the writer made."""
    top = Element("")
    open_ = [top]
    reader = expat.ParserCreate()
    reader.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        open_[-1].children.append(element)
        open_.append(element)

    def end(name: str) -> None:
        open_.pop()

    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.CharacterDataHandler = lambda text: open_[-1].children.append(text)
    reader.Parse(data, True)
    return top.elements[0]
