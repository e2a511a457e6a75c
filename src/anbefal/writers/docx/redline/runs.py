"""Runs: stretches of words as WordprocessingML, with the marks round them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from anbefal.writers.docx.redline.element import Element, parse
from anbefal.writers.docx.redline.marks import Hand, Side
from anbefal.writers.docx.redline.tokens import Link, plain
from anbefal.writers.docx.redline.words import Stretch

_ELEMENTS = {"\n": "w:br", "\t": "w:tab", "\u00ad": "w:softHyphen"}


def write_runs(
    stretches: Sequence[Stretch],
    hand: Hand,
    tell: Callable[[str, str, Element], Sequence[Element]],
) -> list[Element]:
    """Write the words of a paragraph with their marks.

    `tell` is given a link that leads elsewhere now, with both its targets: no mark can say that.
    """
    written: list[Element] = []
    for link, group in _links(stretches):
        inside = [element for part in _sides(group) for element in _marked(*part, hand)]
        if link is None:
            written += inside
            continue
        element = link.element(inside)
        former = _former(link, group)
        written += tell(former, link.target, element) if former else [element]
    return written


def _links(stretches: Sequence[Stretch]) -> Iterator[tuple[Link | None, list[Stretch]]]:
    """Group what stands in one link; where words of it went, it is the link that is left.

    Two links side by side, one gone and one new, would be read as one by some programs.
    """
    linked = lambda stretch: stretch.token.link is not None  # noqa: E731
    for inside, group in groupby(stretches, key=linked):
        part: list[Stretch] = []
        link: Link | None = None
        for stretch in group:
            own = stretch.new.link if stretch.new else None
            if own and link and own != link:
                yield link, part
                part = []
            link = own or link
            part.append(stretch)
        yield (link or part[0].token.link) if inside else None, part


def _former(link: Link, group: Sequence[Stretch]) -> str:
    """Give where words of a link led before, if elsewhere."""
    if all(stretch.new is None for stretch in group):
        return ""
    before = (stretch.old.link for stretch in group if stretch.old)
    return next((was.target for was in before if was and was.target != link.target), "")


def _sides(group: Sequence[Stretch]) -> Iterator[tuple[Side | None, list[Stretch]]]:
    for side, part in groupby(group, key=lambda stretch: stretch.side):
        yield side, list(part)


def _marked(side: Side | None, part: Sequence[Stretch], hand: Hand) -> list[Element]:
    runs = [run for same in _faces(part) for run in _runs(same, side, hand)]
    return [hand.mark(f"w:{side}", runs)] if side else runs


def _faces(part: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Group the letters that look alike, and looked alike before; whole things stand alone."""

    def look(at: tuple[int, Stretch]) -> object:
        number, stretch = at
        old = stretch.old.face if stretch.old else None
        whole = number if stretch.token.whole else -1
        return stretch.token.face, old if stretch.side is None else None, whole

    for _, same in groupby(enumerate(part), key=look):
        yield [stretch for _, stretch in same]


def _runs(same: Sequence[Stretch], side: Side | None, hand: Hand) -> Iterator[Element]:
    first = same[0]
    if first.token.whole:
        kept = first.token.whole if side is None else plain(first.token)
        for element in kept:
            yield _gone(element.copy()) if side == "del" else element
        return
    children = _letters("".join([stretch.token.text for stretch in same]), side)
    properties = _properties(first, hand)
    yield Element("w:r", {}, [*([properties] if properties else []), *children])


def _properties(stretch: Stretch, hand: Hand) -> Element | None:
    """Give the run's properties, with those before where only they changed."""
    token = stretch.token
    now = _face(token.face)
    if not (stretch.old and stretch.new) or stretch.old.face == token.face:
        return now
    made = now.copy() if now else Element("w:rPr")
    made.children.append(hand.mark("w:rPrChange", [_face(stretch.old.face) or Element("w:rPr")]))
    return made


@cache
def _face(written: str) -> Element | None:
    """Read run properties; nobody changes what this gives."""
    return parse(written) if written else None


def _letters(text: str, side: Side | None) -> Iterator[Element]:
    name = "w:delText" if side == "del" else "w:t"
    start = 0
    for at, letter in enumerate(text):
        if letter in _ELEMENTS:
            if start < at:
                yield Element(name, {"xml:space": "preserve"}, [text[start:at]])
            yield Element(_ELEMENTS[letter])
            start = at + 1
    if start < len(text):
        yield Element(name, {"xml:space": "preserve"}, [text[start:]])


def _gone(element: Element) -> Element:
    """Rename what has another name where it is deleted."""
    for text in element.every("w:t"):
        text.name = "w:delText"
    for text in element.every("w:instrText"):
        text.name = "w:delInstrText"
    return element
