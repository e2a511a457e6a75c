"""Placing: new comments are written into a draft's ledger; every other byte stays as it was."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from anbefal import files, tree
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.kinds.comment import write_heading, write_item
from anbefal.kinds.ledger import Ledger, LedgerItem
from anbefal.model import Section, SectionSpec
from anbefal.tree import fold
from anbefal.workspace import Workspace

New = tuple[str, str]
"""A comment's id and its words."""

_KEPT_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def place(workspace: Workspace, one: Loaded, new: Mapping[str, Sequence[New]]) -> bytes:
    """Give a draft's bytes with new comments, by where they were heard.

    Raises AnbefalError where the draft would grow past the limit, or would not read back.
    """
    data = one.data or "\n".join(one.draft.lines).encode()
    if files.decode(data).encoding != "utf-8":
        raise AnbefalError(
            msg("{path} is not saved as UTF-8", path=one.draft.path),
            msg("save it as UTF-8 first: anbefal lint --fix {path}", path=one.draft.path),
        )
    text = data.decode("utf-8")
    lines = [line for line in _KEPT_END.split(text) if line]
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    for at, added in sorted(_plan(one, new, lines).items(), reverse=True):
        if at and not lines[at - 1].endswith(("\n", "\r")):
            lines[at - 1] += end
        lines[at:at] = [f"{line}{end}" for line in added]
    made = "".join(lines).encode("utf-8")
    if len(made) > files.MAX_DRAFT_BYTES:
        raise AnbefalError(
            msg(
                "{path} would grow to {size} KB; the most is {limit}",
                path=one.draft.path,
                size=-(-len(made) // 1024),
                limit=files.MAX_DRAFT_BYTES // 1024,
            ),
            msg("nothing was written; import fewer comments for this group"),
        )
    if not _reads_back(one, read_draft(workspace, one.draft.path, made), new):
        raise AnbefalError(
            msg("{path} cannot take the comments as it stands", path=one.draft.path),
            msg("see what is wrong with it: anbefal lint {path}", path=one.draft.path),
        )
    return made


def _plan(
    one: Loaded, new: Mapping[str, Sequence[New]], lines: Sequence[str]
) -> dict[int, list[str]]:
    """Give the lines to write, by the number of lines that stay before them."""
    section = next((s for s in one.draft.sections if isinstance(s.values, Ledger)), None)
    if section is None:
        spec = next(spec for spec in one.template.section if spec.kind == "ledger")
        at = _before(one, spec, lines)
        written = [f"## {spec.heading}"]
        for source in in_order(new, spec):
            written += ["", write_heading(source), "", *_items(new[source])]
        return {at: [*_gap(lines, at), *written, *_gap_behind(lines, at)]}
    assert section.spec is not None
    planned: dict[int, list[str]] = {}
    for source in in_order(new, section.spec):
        found = _find(section, source)
        if found is None:
            at = _end(one, section, lines)
            block = ["", write_heading(source), "", *_items(new[source])]
            planned[at] = [*planned.get(at, []), *block]
            continue
        head, last = found
        mark = last.markup if last is not None and last.type == "bullet_list" else ""
        at = _filled(lines, tree.last_line(last) if last is not None else head)
        gap = [] if mark else [""]
        added = [*gap, *_items(new[source], mark or "-")]
        behind = [] if mark else _gap_behind(lines, at)
        # A heading that comes new to the section's end stands behind these.
        planned[at] = [*added, *behind, *planned.get(at, [])]
    return planned


def in_order(new: Mapping[str, Sequence[New]], spec: SectionSpec) -> list[str]:
    """Sort sources as the template lists them; others behind, as they came."""
    order = {fold(name): number for number, name in enumerate(spec.sources)}
    return sorted(new, key=lambda source: order.get(fold(source), len(order)))


def _items(new: Sequence[New], mark: str = "-") -> list[str]:
    return [line for id, text in new for line in write_item(id, text, mark)]


def _find(section: Section, source: str) -> tuple[int, tree.Node | None] | None:
    """Give the line of a source's heading and the last block below it; None where it has none."""
    line, last = 0, None
    for node in tree.without_footnotes(section.nodes):
        if node.type == "heading" and node.tag == "h3":
            if line:
                break
            if fold(tree.text(node)) == fold(source):
                line = tree.last_line(node)
        elif line:
            last = node
    return (line, last) if line else None


def _end(one: Loaded, section: Section, lines: Sequence[str]) -> int:
    later = [s.line for s in one.draft.sections if s.line > section.line]
    return _filled(lines, min(later) - 1 if later else len(lines))


def _before(one: Loaded, spec: SectionSpec, lines: Sequence[str]) -> int:
    """Give where a section belongs that is missing: before the first that comes after it."""
    ids = [s.id for s in one.template.section]
    later = ids[ids.index(spec.id) + 1 :]
    after = [s.line for s in one.draft.sections if s.id in later]
    return min(after) - 1 if after else len(lines)


def _filled(lines: Sequence[str], at: int) -> int:
    """Go back over blank lines."""
    while at and not lines[at - 1].strip():
        at -= 1
    return at


def _gap(lines: Sequence[str], at: int) -> list[str]:
    return [""] if at and lines[at - 1].strip() else []


def _gap_behind(lines: Sequence[str], at: int) -> list[str]:
    return [""] if at < len(lines) and lines[at].strip() else []


def _reads_back(one: Loaded, after: Loaded, new: Mapping[str, Sequence[New]]) -> bool:
    """Tell whether a draft says what it said, and the new comments word for word."""
    said = {id: (_words(text), fold(source)) for source, of in new.items() for id, text in of}
    items = [item for s in after.draft.sections for item in _ledger(s)]
    read = {item.id: (_words(item.text), fold(item.source)) for item in items if item.id in said}
    opened = all(item.disposition == "open" for item in items if item.id in said)
    old = [_told(item) for s in one.draft.sections for item in _ledger(s)]
    kept = [_told(item) for item in items if item.id not in said]
    return (
        after.draft.readable
        and read == said
        and opened
        and old == kept
        and _others(one) == _others(after)
    )


def _ledger(section: Section) -> tuple[LedgerItem, ...]:
    return section.values.items if isinstance(section.values, Ledger) else ()


def _told(item: LedgerItem) -> tuple[str, ...]:
    return item.id, item.text, item.source, item.disposition, item.target


def _others(one: Loaded) -> list[tuple[str, list[str]]]:
    """Give what stands outside the ledgers."""
    return [
        (s.heading, [tree.text(node) for node in s.nodes])
        for s in one.draft.sections
        if not isinstance(s.values, Ledger)
    ]


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()
