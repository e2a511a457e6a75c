"""Fix: mend the form of drafts, and never a word of them."""

import re
from collections.abc import Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.i18n import Message, msg, visible
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft
from anbefal.readers import markdown
from anbefal.repairs import REPAIRS, Done, Given, encoding
from anbefal.repairs.ids import ids_of
from anbefal.repairs.keeping import same_page
from anbefal.values import Struct, replace
from anbefal.workspace import Workspace

_LINE_END = re.compile(r"\r\n?|\n")

# A repair may make room for another. After so many rounds a draft is given up as it was.
_ROUNDS = 5
_TOO_LARGE = msg("it would grow past {limit} KB", limit=files.MAX_DRAFT_BYTES // 1024)
_UNSETTLED = msg("its form could not be settled")


class Fixed(Struct, frozen=True):
    """One draft: its text before and after, and what was done."""

    path: str
    before: bytes
    after: bytes
    done: tuple[Done, ...] = ()
    left: Message | None = None
    """Why nothing, or not all, was done that might have been."""
    failed: bool = False
    """The draft could be mended, but not written."""

    @property
    def changed(self) -> bool:
        """Tell whether the file is, or would be, another."""
        return self.before != self.after


def fix(workspace: Workspace, paths: Sequence[Path] = (), write: bool = True) -> list[Fixed]:
    """Mend the drafts that some paths name; only tell what would be done unless `write`.

    A draft that cannot be read or written is left as it is, and told of; the others go on.
    """
    named = load_drafts(workspace, paths)
    # Comments are numbered across all drafts, whichever of them are named.
    every = load_drafts(workspace) if paths and workspace.draft_ids() else named
    taken = {id for one in (*every, *named) for id in ids_of(one.draft)}
    numbers: dict[str, Mapping[str, str]] = {}
    fixed = []
    for one in named:
        name = one.template.name
        if name not in numbers:
            numbers[name] = _numbers(workspace, name)
        result = mend(workspace, one, numbers[name], frozenset(taken))
        if result.changed:
            taken |= ids_of(read_draft(workspace, result.path, result.after).draft)
        fixed.append(_written(workspace, result) if write and result.changed else result)
    return fixed


def mend(
    workspace: Workspace,
    one: Loaded,
    numbers: Mapping[str, str],
    taken: frozenset[str] = frozenset(),
) -> Fixed:
    """Mend one draft in memory, until there is nothing left to mend.

    `numbers` stand before the headings of a fresh draft; `taken` are the ids of all comments.
    """
    path, data = one.draft.path, one.data
    if not one.draft.readable:
        return Fixed(path, data, data, left=msg("it cannot be read"))
    start = encoding.repair(data)
    lines, done = start.lines, list(start.done)
    now = one if _joined(lines) == data else _read(workspace, path, lines)
    if _too_large(lines):
        return Fixed(path, data, data, left=_TOO_LARGE)
    if not same_page(one.draft, now.draft):
        return Fixed(path, data, data, left=_UNSETTLED)
    given = Given(now.template, numbers, workspace.assembly.register, taken)
    origins: tuple[int, ...] = tuple(range(1, len(lines) + 1))
    for _ in range(_ROUNDS):
        before = lines
        now, lines, origins, grown = _round(workspace, now, lines, origins, given, done)
        if lines == before:
            told = tuple(sorted(done, key=lambda d: d.line))
            return Fixed(path, data, _joined(lines), told, _TOO_LARGE if grown else None)
    return Fixed(path, data, data, left=_UNSETTLED)


def _round(
    workspace: Workspace,
    now: Loaded,
    lines: tuple[str, ...],
    origins: tuple[int, ...],
    given: Given,
    told: list[Done],
) -> tuple[Loaded, tuple[str, ...], tuple[int, ...], bool]:
    """Try every repair once; what would not keep the draft's words is thrown away.

    `origins` are the numbers that the lines have in the file; what is done is added to `told`. The
    last value tells whether a repair was thrown away because the file would grow past its limit.
    """
    grown = False
    for repair in REPAIRS:
        if repair.NEEDS_TEMPLATE and not _knows_its_template(now):
            continue
        mended = repair.repair(now.draft, lines, replace(given, template=now.template))
        if mended.lines == lines:
            continue
        if _too_large(mended.lines):
            grown = True
            continue
        after = _read(workspace, now.draft.path, mended.lines)
        if not repair.keeps(now.draft, after.draft):
            continue
        told += [replace(done, line=_origin(origins, done.line)) for done in mended.done]
        now, lines = after, mended.lines
        if mended.origins:
            origins = tuple(_origin(origins, line) for line in mended.origins)
    return now, lines, origins, grown


def _too_large(lines: tuple[str, ...]) -> bool:
    return len(_joined(lines)) > files.MAX_DRAFT_BYTES


def _origin(origins: tuple[int, ...], line: int) -> int:
    return origins[min(line, len(origins)) - 1] if line and origins else line


def _read(workspace: Workspace, path: str, lines: tuple[str, ...]) -> Loaded:
    return read_draft(workspace, path, _joined(lines))


def _joined(lines: tuple[str, ...]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _knows_its_template(one: Loaded) -> bool:
    return not any(
        problem.kind == "unknown-template" or problem.kind.startswith("front-matter")
        for problem in one.draft.problems
    )


def _numbers(workspace: Workspace, name: str) -> Mapping[str, str]:
    """Give what stands before each heading of a fresh draft: a number, or nothing."""
    template = workspace.template(name)
    try:
        path = workspace.template_folder(name) / "draft.md"
        data = files.read_bytes(path, files.MAX_DRAFT_BYTES)
    except AnbefalError:
        return {}
    fresh = markdown.read(data, path.name, name, lambda _: template)
    return {s.id: _number(s.heading) for s in reversed(fresh.sections) if s.id}


def _number(heading: str) -> str:
    match = re.match(r"\d[\d.]*[.)]? +(?=\S)", heading)
    return match[0] if match else ""


def _written(workspace: Workspace, fixed: Fixed) -> Fixed:
    path = workspace.root / fixed.path
    try:
        if files.read_bytes(path, files.MAX_DRAFT_BYTES) != fixed.before:
            return _left(fixed, msg("somebody wrote in it meanwhile"))
        files.write_atomic(path, fixed.after)
    except AnbefalError as error:
        return _left(fixed, error.message)
    return fixed


def _left(fixed: Fixed, why: Message) -> Fixed:
    return Fixed(fixed.path, fixed.before, fixed.before, left=why, failed=True)


def difference(fixed: Fixed) -> str:
    """Give what would be done as a unified diff; empty where only the bytes would be others."""
    before, after = (_LINE_END.split(files.decode(d).text) for d in (fixed.before, fixed.after))
    before, after = ([*rows[:-1], *filter(None, rows[-1:])] for rows in (before, after))
    lines = unified_diff(before, after, fixed.path, fixed.path, lineterm="")
    return "\n".join(visible(line) for line in lines)
