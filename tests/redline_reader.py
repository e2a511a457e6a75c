"""What is left of a DOCX file when all its tracked changes are accepted, or all rejected.

By the rules of Office Open XML and nothing else: a row, run or paragraph end that came or went
goes with its mark, a paragraph without its end runs on into the next one, and properties that
changed are put back. Nothing of `anbefal` is in it.
"""

import io
import zipfile
from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from docx_reader import Docx, W

Choice = Literal["accept", "reject"]
PARTS = ("word/document.xml", "word/footnotes.xml")


def resolve(data: bytes, choice: Choice) -> bytes:
    """Give the file without changes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as copy:
        roots = {name: ElementTree.fromstring(package.read(name)) for name in PARTS}
        for root in roots.values():
            _resolve(root, *(("ins", "del") if choice == "accept" else ("del", "ins")))
        _renumber(*roots.values())
        for name in package.namelist():
            part = ElementTree.tostring(roots[name]) if name in roots else package.read(name)
            copy.writestr(name, part)
    return made.getvalue()


def _renumber(body: Element, notes: Element) -> None:
    """Count the notes that are left, as every program does."""
    held = {note.get(f"{W}id"): note for note in notes if note.get(f"{W}type") is None}
    kept = [note for note in notes if note.get(f"{W}type") is not None]
    for number, mark in enumerate(body.iter(f"{W}footnoteReference"), 1):
        note = held[mark.get(f"{W}id")]
        note.set(f"{W}id", str(number))
        mark.set(f"{W}id", str(number))
        kept.append(note)
    notes[:] = kept


def resolved(data: bytes, choice: Choice) -> Docx:
    """Read the file without changes."""
    return Docx(resolve(data, choice))


def _resolve(parent: Element, kept: str, gone: str) -> None:
    _drop_rows(parent, gone)
    _unwrap(parent, kept, gone)
    for run in parent.iter(f"{W}r"):
        for text in run.iter(f"{W}delText"):
            text.tag = f"{W}t"
        _take_back(run, "rPr", kept)
    for holder in list(parent.iter()):
        if any(child.tag == f"{W}p" for child in holder):
            _join(holder, gone)
    for paragraph in parent.iter(f"{W}p"):
        _take_back(paragraph, "pPr", kept)
        for mark in paragraph.findall(f"{W}pPr/{W}rPr"):
            for each in list(mark):
                if each.tag in (f"{W}ins", f"{W}del"):
                    mark.remove(each)
    for link in [(at, each) for at in parent.iter() for each in at.findall(f"{W}hyperlink")]:
        if not len(link[1]):
            link[0].remove(link[1])


def _drop_rows(parent: Element, gone: str) -> None:
    for holder in list(parent.iter()):
        for table in holder.findall(f"{W}tbl"):
            for row in table.findall(f"{W}tr"):
                if row.find(f"{W}trPr/{W}{gone}") is not None:
                    table.remove(row)
            if table.find(f"{W}tr") is None:
                holder.remove(table)
    for properties in parent.iter(f"{W}trPr"):
        for mark in [*properties.findall(f"{W}ins"), *properties.findall(f"{W}del")]:
            properties.remove(mark)


def _unwrap(parent: Element, kept: str, gone: str) -> None:
    inside = []
    for child in parent:
        _unwrap(child, kept, gone)
        if parent.tag != f"{W}rPr" and child.tag == f"{W}{kept}":
            inside += list(child)
        elif parent.tag == f"{W}rPr" or child.tag != f"{W}{gone}":
            inside.append(child)
    parent[:] = inside


def _take_back(element: Element, name: str, kept: str) -> None:
    properties = element.find(f"{W}{name}")
    change = None if properties is None else properties.find(f"{W}{name}Change")
    if change is None:
        return
    properties.remove(change)
    if kept == "del":
        former = change.find(f"{W}{name}")
        mark = properties.find(f"{W}rPr")
        properties[:] = list(former) + ([] if mark is None else [mark])


def _join(holder: Element, gone: str) -> None:
    """Let each paragraph whose end is gone run on into the next; the next one's looks stay."""
    blocks = list(holder)
    for number, block in enumerate(blocks):
        if block.tag != f"{W}p" or block.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            continue
        words = [child for child in block if child.tag != f"{W}pPr"]
        behind = blocks[number + 1] if number + 1 < len(blocks) else None
        if behind is None or behind.tag != f"{W}p":
            is_last = behind is None or behind.tag == f"{W}sectPr"
            assert not is_last, "the last end cannot go"
            assert not any(each.iter(f"{W}t") for each in words if each.tag == f"{W}r")
        else:
            at = 1 if behind.find(f"{W}pPr") is not None else 0
            behind[at:at] = words
        holder.remove(block)
