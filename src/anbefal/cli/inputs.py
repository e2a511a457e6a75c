"""`anbefal inputs`: comments from the wall into the drafts, and what became of them."""

import sys
from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.comments import (
    imported_json,
    imported_table,
    receipts_csv,
    receipts_json,
    receipts_text,
    status_json,
    status_table,
    where,
)
from anbefal.cli.formats import LIST_FORMATS, unknown_format, wants_json
from anbefal.cli.language import say
from anbefal.cli.options import as_path
from anbefal.cli.params import argument, option
from anbefal.cli.workspaces import opened
from anbefal.errors import AnbefalError
from anbefal.i18n import Message, msg, msgs

if TYPE_CHECKING:
    from pathlib import Path

    from anbefal.jobs.inputs.importing import Imported
    from anbefal.jobs.inputs.twins import Twin

HELP = msg("Bring in comments, and follow what becomes of them.")
STATUS_HELP = msg("Show what became of the comments of each group and source.")
RECEIPTS_HELP = msg("Tell for every comment what became of it, where and why.")
IMPORT_HELP = msg(
    "Bring comments into the drafts of their groups, word for word, each with a number."
)

_MOST_TWINS = 20
_NONE_YET = msg("there are no comments yet: anbefal inputs import FILE")
_RECEIPTS = ("text", "json", "csv")
_BINARY = ("docx", "pdf")
RECEIPT_FORMATS = (*_RECEIPTS, "html", "docx", "pdf", "md")
_SUFFIXES = {".txt": "text", **{f".{name}": name for name in RECEIPT_FORMATS[1:]}}


def import_(
    paths: Annotated[
        list[str],
        argument(
            metavar=say(msg("FILE...")),
            help=say(
                msg("Tables (csv, tsv, xlsx), lists (txt) or notes (md) that hold the comments.")
            ),
        ),
    ],
    source: Annotated[
        str,
        option(
            "--source",
            metavar=say(msg("NAME")),
            help=say(msg("Where the comments were heard, if the file does not say so.")),
            show_default=False,
        ),
    ] = "",
    group: Annotated[
        str,
        option(
            "--group",
            metavar=say(msg("GROUP")),
            help=say(msg("The group of comments for which the file names none.")),
            show_default=False,
        ),
    ] = "",
    column: Annotated[
        list[str] | None,
        option(
            "--column",
            metavar=say(msg("WHAT=NAME")),
            help=say(
                msg("What the file calls a column: text, group, source or id, as in text=Ideas.")
            ),
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, option("--dry-run", help=say(msg("Tell what would be done, and write nothing.")))
    ] = False,
    format: LIST_FORMATS = "auto",
) -> int:
    """Import all comments of all files, or none."""
    from anbefal.jobs.inputs.importing import import_inputs

    json = wants_json(format)
    named = [as_path(path) for path in paths]
    done = import_inputs(opened(), named, source, group, _columns(column or []), dry_run)
    if json:
        screen.result(imported_json(done, dry_run))
        return 0
    if done.added:
        screen.result(imported_table(done))
    for message in _told(done, dry_run):
        screen.talk(message)
    return 0


def status(format: LIST_FORMATS = "auto") -> int:
    """Show the counts; always ends with 0."""
    from anbefal.jobs.inputs.receipts import find_inputs

    json = wants_json(format)
    found = find_inputs(opened())
    if json:
        screen.result(status_json(found))
        return 0
    if not found.comments:
        screen.talk(_NONE_YET)
        return 0
    screen.result(status_table(found))
    if found.unfinished:
        names = [say(where(group)) for group in found.unfinished]
        screen.talk(msg("still open: {groups}", groups=names))
    else:
        screen.talk(msg("every comment has an answer"))
    if found.lost:
        screen.talk(msg("in no draft any more: {ids}", ids=list(found.lost[:_MOST_TWINS])))
    return 0


def receipts(
    format: Annotated[
        str,
        option(
            "--format",
            metavar=say(msg("FORMAT")),
            help=say(msg("How to tell it: {formats}.", formats=["auto", *RECEIPT_FORMATS])),
            show_default=False,
        ),
    ] = "auto",
    output: Annotated[
        str | None,
        option(
            "-o",
            "--output",
            metavar=say(msg("FILE")),
            help=say(msg("A file to write to; its name can tell the format.")),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Print the receipts, or write them to a file; always ends with 0."""
    from anbefal.jobs.inputs.receipts import find_inputs, put_receipts, write_receipts

    path = as_path(output) if output else None
    name = _receipt_format(format, path)
    workspace = opened()
    if name in _RECEIPTS:
        found = find_inputs(workspace)
        if name == "text" and path is None and not found.comments:
            screen.talk(_NONE_YET)
            return 0
        print_as = {"text": receipts_text, "json": receipts_json, "csv": receipts_csv}[name]
        made = print_as(found, workspace.assembly.language).encode("utf-8")
    else:
        made = write_receipts(workspace, name)
    if path is None:
        screen.data(made)
        return 0
    put_receipts(workspace, path, made)
    screen.paths([path])
    return 0


def _receipt_format(name: str, path: "Path | None") -> str:
    """Give the format that is meant; auto is what the file's name says, and else text."""
    if name == "auto":
        return _SUFFIXES.get(path.suffix.casefold(), "text") if path else "text"
    if name not in RECEIPT_FORMATS:
        raise unknown_format(name, ["auto", *RECEIPT_FORMATS])
    if path is None and name in _BINARY and sys.stdout.isatty():
        raise AnbefalError(
            msg("no terminal can show {format}", format=name),
            msg("name a file: -o {file}", file=f"receipts.{name}"),
        )
    return name


def _columns(words: list[str]) -> dict[str, str]:
    columns = {}
    for word in words:
        kind, equals, name = word.partition("=")
        if not equals or not name.strip():
            raise AnbefalError(
                msg('"{value}" is no value for {name}', value=word, name="--column"),
                msg("write what it holds, and the name of the column: --column text=Ideas"),
            )
        columns[kind.strip()] = name.strip()
    return columns


def _told(done: "Imported", dry_run: bool) -> list[Message]:
    told: list[Message] = []
    if not done.added:
        told.append(msg("no comment is new"))
    if done.known:
        told.append(
            msgs(
                "{count} comment stands there already, from the same source and for the same group",
                "{count} comments stand there already, from the same source and for the same group",
                done.known,
            )
        )
    if done.wordless:
        told.append(
            msgs("{count} row holds no comment", "{count} rows hold no comment", done.wordless)
        )
    if done.renumbered:
        told.append(
            msgs(
                "{count} number of the file was another comment's already; a new one was given",
                "{count} numbers of the file were other comments' already; new ones were given",
                done.renumbered,
            )
        )
    for name, count in done.strangers.items():
        told.append(
            msgs(
                '{count} comment is for "{name}", which is no group: see the facilitator\'s list',
                '{count} comments are for "{name}", which is no group: see the facilitator\'s list',
                count,
                name=name,
            )
        )
    for group, count in done.displaced.items():
        told.append(
            msgs(
                "{count} comment for group {group} stands on the facilitator's list:"
                " no draft of the group has a place for comments",
                "{count} comments for group {group} stand on the facilitator's list:"
                " no draft of the group has a place for comments",
                count,
                group=group,
            )
        )
    told += map(_twin, done.twins[:_MOST_TWINS])
    rest = len(done.twins) - _MOST_TWINS
    if rest > 0:
        told.append(
            msgs(
                "{count} more says the same as another or looks like it: --format json",
                "{count} more say the same as another or look like it: --format json",
                rest,
            )
        )
    if dry_run:
        told.append(msg("nothing was written: this was a rehearsal"))
    elif done.paths:
        told.append(msg("keep it as a version: anbefal save"))
    return told


def _twin(twin: "Twin") -> Message:
    told = {"id": twin.id, "other": twin.other, "where": where(twin.other_group)}
    if twin.same:
        return msg("{id} says the same as {other} ({where})", **told)
    return msg("{id} looks like {other} ({where})", **told)
