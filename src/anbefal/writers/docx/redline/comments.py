"""Comments: what no tracked change can say, beside the words that it is about."""

from collections.abc import Sequence

from anbefal.writers.docx.markup import DECLARATION, NAMESPACES, clean
from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.marks import Hand

STYLES = (
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)
# The program's own words, not the scribe's.
_AUTHOR, _INITIALS = "anbefal", "a"


class Comments:
    """The comments of a document, in the order in which they are made."""

    def __init__(self) -> None:
        """Start without any."""
        self._made: list[Element] = []

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._made)

    def about(self, elements: Sequence[Element], lines: Sequence[str], hand: Hand) -> list[Element]:
        """Give some of a paragraph's elements with a comment on them, a line a paragraph."""
        number = str(len(self._made))
        attributes = {"w:id": number, "w:author": _AUTHOR, "w:initials": _INITIALS}
        if hand.date:
            attributes["w:date"] = hand.date
        told = [_paragraph(line, first=n == 0) for n, line in enumerate(lines)]
        self._made.append(Element("w:comment", attributes, told))
        return [
            Element("w:commentRangeStart", {"w:id": number}),
            *elements,
            Element("w:commentRangeEnd", {"w:id": number}),
            _run("CommentReference", Element("w:commentReference", {"w:id": number})),
        ]

    def part(self) -> str:
        """Write the part that holds them."""
        inside = "".join(made.xml() for made in self._made)
        return f"{DECLARATION}<w:comments {NAMESPACES}>{inside}</w:comments>"


def _paragraph(line: str, first: bool) -> Element:
    style = Element("w:pPr", {}, [Element("w:pStyle", {"w:val": "CommentText"})])
    words = Element("w:t", {"xml:space": "preserve"}, [clean(line).replace("\n", " ")])
    sign = [_run("CommentReference", Element("w:annotationRef"))] if first else []
    return Element("w:p", {}, [style, *sign, Element("w:r", {}, [words])])


def _run(style: str, content: Element) -> Element:
    look = Element("w:rPr", {}, [Element("w:rStyle", {"w:val": style})])
    return Element("w:r", {}, [look, content])
