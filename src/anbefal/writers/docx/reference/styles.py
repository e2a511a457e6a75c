"""Styles of two hands: the reference's, and ours where it has none of that name.

Word's own styles are known by their names, which are English in every file, whatever language
Word speaks; their ids are not. Ours keep our ids, so that the body is written the same.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from anbefal.writers.docx.page import TEXT_WIDTH, Page
from anbefal.writers.docx.styles import ACCENT, MONO

_STYLE, _ID, _TYPE, _VAL = qn("w:style"), qn("w:styleId"), qn("w:type"), qn("w:val")
_REFERRING = tuple(
    qn(f"w:{name}")
    for name in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "numStyleLink")
)
_LISTS = frozenset(("ListBullet", "ListNumber", "ListContinue"))
_HEADS = ("Title", "Subtitle", "Heading", "TOCHeading", "Status")
_BEFORE_WIDOWS = frozenset(
    qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr")
)
_BEHIND_LANGUAGE = frozenset(qn(f"w:{name}") for name in ("eastAsianLayout", "specVanish", "oMath"))


def name_ours(theirs: Any, ours: Any) -> Callable[[Any], None]:
    """Give the function that puts our style ids into a part where its own mean the same."""
    ids = _rename_all(theirs, ours)

    def rename(root: Any) -> None:
        for at in root.iter(*_REFERRING):
            at.set(_VAL, ids.get(str(at.get(_VAL)), str(at.get(_VAL))))

    return rename


def _rename_all(theirs: Any, ours: Any) -> dict[str, str]:
    """Give the new id of each of the reference's styles that gets one."""
    own = {_key(at): str(at.get(_ID)) for at in ours.iterchildren(_STYLE)}
    types = {str(at.get(_ID)): str(at.get(_TYPE)) for at in ours.iterchildren(_STYLE)}
    styles = [(str(at.get(_ID)), _key(at)) for at in theirs.iterchildren(_STYLE)]
    ids: dict[str, str] = {}
    for id, key in styles:
        if key in own and own[key] not in ids.values():
            ids[id] = own[key]
    for id, key in styles:
        if id not in ids and types.get(id) == key[0] and id not in ids.values():
            ids[id] = id
    taken = {*types, *(id for id, _ in styles)}
    for id, _ in styles:
        if id not in ids and id in types:
            fresh = next(f"{id}Own{n}" for n in range(1, 10_000) if f"{id}Own{n}" not in taken)
            taken.add(fresh)
            ids[id] = fresh
    return ids


def _key(style: Any) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    words = "" if name is None else str(name.get(_VAL))
    return str(style.get(_TYPE, "paragraph")), words.partition(",")[0].strip().casefold()


def merge(theirs: Any, ours: Any, page: Page, rename: Callable[[Any], None]) -> Any:
    """Give the reference's styles as ours are called, and those of ours that it lacks."""
    made = deepcopy(theirs)
    _set_language(made, ours)
    known = {str(at.get(_ID)): at for at in ours.iterchildren(_STYLE)}
    ids = _rename_all(theirs, ours)
    rename(made)
    seen: set[str] = set()
    for style in list(made.iterchildren(_STYLE)):
        id = ids.get(str(style.get(_ID)), str(style.get(_ID)))
        if id in seen:
            made.remove(style)
            continue
        seen.add(id)
        style.set(_ID, id)
        _set_numbering(style, known.get(id))
    usual = {str(at.get(_TYPE)) for at in made.iterchildren(_STYLE) if _is_usual(at)}
    fonts, colour = _voice(made)
    for id, style in known.items():
        if id not in seen:
            added = deepcopy(style)
            if _is_usual(added) and str(added.get(_TYPE)) in usual:
                del added.attrib[qn("w:default")]
            _fit(added, id, fonts, colour, page)
            made.append(added)
    return made


def _is_usual(style: Any) -> bool:
    return str(style.get(qn("w:default"), "0")) in ("1", "true", "on")


def _set_language(made: Any, ours: Any) -> None:
    """Let the document's own language hold everywhere, and no line stand alone on a page."""
    for at in list(made.iter(qn("w:lang"))):
        at.getparent().remove(at)
    defaults = _first(made, "w:docDefaults", 0)
    run = _first(_first(defaults, "w:rPrDefault", 0), "w:rPr", 0)
    language = deepcopy(next(ours.iter(qn("w:lang"))))
    behind = [at for at in run if at.tag in _BEHIND_LANGUAGE]
    run.insert(run.index(behind[0]) if behind else len(run), language)
    paragraph = _first(_first(defaults, "w:pPrDefault", len(defaults)), "w:pPr", 0)
    for at in paragraph.findall(qn("w:widowControl")):
        paragraph.remove(at)
    place = sum(1 for at in paragraph if at.tag in _BEFORE_WIDOWS)
    paragraph.insert(place, OxmlElement("w:widowControl"))


def _first(parent: Any, name: str, place: int) -> Any:
    found = parent.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        parent.insert(place, found)
    return found


def _set_numbering(style: Any, own: Any) -> None:
    """Keep our numbering: the reference's counts lists that are in its own text."""
    properties = style.find(qn("w:pPr"))
    if properties is None:
        return
    for at in properties.findall(qn("w:numPr")):
        properties.remove(at)
    id = str(style.get(_ID))
    if id not in _LISTS:
        return
    for at in properties.findall(qn("w:ind")):
        properties.remove(at)
    number = own.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if number is not None:
        before = (*_BEFORE_WIDOWS, qn("w:widowControl"))
        place = sum(1 for at in properties if at.tag in before)
        properties.insert(place, deepcopy(number))


def _voice(styles: Any) -> tuple[Any, str]:
    """Give the fonts and the colour of the reference's headings; None and "" for none."""
    fonts, colour = None, ""
    for style in _line(styles, "Heading1"):
        run = style.find(qn("w:rPr"))
        if run is None:
            continue
        if fonts is None:
            fonts = run.find(qn("w:rFonts"))
        found = run.find(qn("w:color"))
        if not colour and found is not None:
            colour = str(found.get(_VAL))
    return fonts, colour


def _line(styles: Any, id: str) -> Iterator[Any]:
    """Give a style, and those it is based on."""
    by_id = {str(at.get(_ID)): at for at in styles.iterchildren(_STYLE)}
    while id in by_id:
        style = by_id.pop(id)
        yield style
        base = style.find(qn("w:basedOn"))
        id = "" if base is None else str(base.get(_VAL))


def _fit(style: Any, id: str, fonts: Any, colour: str, page: Page) -> None:
    """Dress one of our styles in the reference's fonts, colour and width."""
    for at in list(style.iter(qn("w:rFonts"))):
        if at.get(qn("w:ascii")) == MONO:
            continue
        if id.startswith(_HEADS) and fonts is not None:
            at.getparent().replace(at, deepcopy(fonts))
        else:
            at.getparent().remove(at)
    if id == "Normal":
        for at in list(style.iter(qn("w:color"))):
            at.getparent().remove(at)
    for at in style.iter():
        for key, value in at.attrib.items():
            if value == ACCENT:
                at.set(key, "000000" if colour in ("", "auto") else colour)
            elif value == "E6EEF0":
                at.set(key, "EFEFEF")
            elif value == str(TEXT_WIDTH) and key == qn("w:pos"):
                at.set(key, str(page.text_width))
