"""Relations: what a part of the package leads to outside itself: addresses and pictures."""

from collections.abc import Sequence
from posixpath import splitext

from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.package import Package

_IMAGE, _HYPERLINK = "/image", "/hyperlink"
_REFERENCES = ("r:id", "r:embed")


class Relations:
    """The relations of one part, to which those of the same part of others are added."""

    def __init__(self, part: str, base: Package) -> None:
        """Start with what the part has in the package that the document is made in."""
        self._part = part
        self._base = base
        self._own = base.relations(part)
        self._ids = {_identity(one, base): one.get("Id") for one in self._own.elements}

    def take_up(self, package: Package, blocks: Sequence[Element]) -> None:
        """Add what a package's part leads to; what leads there, in `blocks`, gets its new id."""
        known: dict[str, str] = {}
        for one in package.relations(self._part).elements:
            if one.get("Type").endswith((_IMAGE, _HYPERLINK)):
                identity = _identity(one, package)
                if identity not in self._ids:
                    self._add(one.copy(), identity)
                known[one.get("Id")] = self._ids[identity]
        for block in blocks:
            for element in block.every("w:hyperlink", "a:blip"):
                for name in _REFERENCES:
                    if name in element.attributes:
                        value = element.attributes[name]
                        element.attributes[name] = known.get(value, value)

    def address(self, id: str) -> str:
        """Give the outside address that an id stands for, "" for none."""
        for one in self._own.elements:
            if one.get("Id") == id and one.get("Type").endswith(_HYPERLINK):
                return one.get("Target")
        return ""

    def _add(self, one: Element, identity: object) -> None:
        one.attributes["Id"] = self._ids[identity] = f"more{len(self._ids) + 1}"
        if isinstance(identity, bytes):
            one.attributes["Target"] = self._base.add_picture(
                identity, splitext(one.get("Target"))[1]
            )
        self._own.children.append(one)


def _identity(one: Element, package: Package) -> object:
    """Tell one relation from another: a picture by its bytes, whatever it is called."""
    if one.get("Type").endswith(_IMAGE):
        return package.parts[f"word/{one.get('Target')}"]
    return one.get("Type"), one.get("Target")
