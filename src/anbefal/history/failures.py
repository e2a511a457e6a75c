"""What git's refusals mean, put into two lines for people who have never heard of git."""

import errno
import re
from datetime import datetime
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import unusable
from anbefal.i18n import Message, msg

_LOCK = re.compile(r"Unable to create '(.+\.lock)': File exists")
_SYSTEM = {
    "No space left on device": errno.ENOSPC,
    "Disk quota exceeded": errno.ENOSPC,
    "Read-only file system": errno.EROFS,
    "Permission denied": errno.EACCES,
    "insufficient permission": errno.EACCES,
    "Operation not permitted": errno.EPERM,
}


NEWEST_UNKNOWN = msg("it does not say which version is the newest")
PART_DAMAGED = msg("a part of it is missing or damaged")
# What git says of a history that it cannot use; whatever else it says is quoted.
_REASONS: tuple[tuple[str, Message], ...] = (
    ("Expected git repo version|unknown repository extension", msg("it needs a newer git")),
    ("not a git repository|broken ref|bad ref|resolve reference|symbolic ref", NEWEST_UNKNOWN),
    (
        "object|[Bb]ad tree|not a tree|inflate|corrupt|sha1 mismatch|pack|Could not read|broken",
        PART_DAMAGED,
    ),
    ("[Oo]ut of memory|allocate memory|malloc|mmap", msg("this computer has too little memory")),
    ("Too many open files", msg("too many files are open on this computer")),
)
_CONFIG = re.compile(r"bad (?:numeric |boolean )?config (?:line (\d+)|value|variable)")


def lock_in_the_way(error: str) -> Path | None:
    """Give the lock file that made git give up, by git's own words."""
    found = _LOCK.search(error)
    return Path(found[1]) if found else None


def failed(folder: Path, error: str) -> AnbefalError:
    """Say in two lines why git could not do a job in `folder`."""
    for words, number in _SYSTEM.items():
        if words in error:
            return unusable(folder, OSError(number, words))
    if lock_in_the_way(error):
        return busy()
    return damaged(folder, error)


def damaged(folder: Path, error: str | Message) -> AnbefalError:
    """Say that the history cannot be read, and why; git's own line is the last resort."""
    return AnbefalError(
        msg(
            'the workspace\'s history in "{folder}" cannot be used: {reason}',
            folder=str(folder),
            reason=_reason(error) if isinstance(error, str) else error,
        ),
        msg('leave the folder as it is, and ask somebody who knows git to run "git fsck" there'),
    )


def _reason(error: str) -> Message | str:
    if setting := _CONFIG.search(error):
        return (
            msg("line {line} of its settings cannot be read", line=setting[1])
            if setting[1]
            else msg("its settings cannot be read")
        )
    for words, reason in _REASONS:
        if re.search(words, error):
            return reason
    lines = [line for line in error.splitlines() if line.strip()]
    told = next((line for line in lines if line.startswith(("fatal: ", "error: "))), None)
    return (told or (lines[0] if lines else "?")).removeprefix("fatal: ")[:300]


def busy() -> AnbefalError:
    """Say that another program holds or moves the history all the time."""
    return AnbefalError(
        msg("another program keeps changing the workspace's history"),
        msg("close other programs that work in this folder, wait a moment, and try again"),
    )


def waiting(seconds: int) -> AnbefalError:
    """Say that somebody else held the workspace too long."""
    return AnbefalError(
        msg(
            "somebody else has been saving in this workspace for {seconds} seconds", seconds=seconds
        ),
        msg("wait a moment, and try again"),
    )


def shows_old_version() -> AnbefalError:
    """Say that a detached HEAD has no newest version to build on."""
    return AnbefalError(
        msg("nothing can be saved while the workspace shows an old version"),
        msg("whoever opened the old version with another program must return to the newest one"),
    )


def without_files(folder: Path) -> AnbefalError:
    """Say that a workspace cannot live in a bare repository."""
    return AnbefalError(
        msg('"{folder}" is made for a history alone, not for files', folder=str(folder)),
        msg("put the workspace in another folder"),
    )


def refused_name(path: str) -> AnbefalError:
    """Say that git cannot hold a file of this name on every system."""
    return AnbefalError(
        msg('"{path}" cannot be part of a version because of its name', path=path),
        msg("give the file a name of letters, digits and hyphens, and try again"),
    )


def not_installed() -> AnbefalError:
    """Say that git is missing."""
    return AnbefalError(
        msg("git is not installed"),
        msg("install it from https://git-scm.com/downloads, and try again"),
    )


def not_working(reason: str) -> AnbefalError:
    """Say that git is there and does not start."""
    return AnbefalError(
        msg("git does not work: {reason}", reason=reason[:300]),
        msg("install it again from https://git-scm.com/downloads, and try again"),
    )


def too_old(found: str, needed: str) -> AnbefalError:
    """Say that git is older than what can be told to sync all that it writes."""
    return AnbefalError(
        msg("git {found} is too old", found=found),
        msg("install git {needed} or newer from https://git-scm.com/downloads", needed=needed),
    )


def too_slow(seconds: int) -> AnbefalError:
    """Say that git hung, and was stopped."""
    return AnbefalError(
        msg("git did not answer within {seconds} seconds", seconds=seconds),
        msg("check that the disk answers, and try again"),
    )


def nothing_saved() -> AnbefalError:
    """Say that there is no version at all."""
    return AnbefalError(
        msg("nothing has been saved yet"),
        msg('save a version first with "anbefal save"'),
    )


def unknown_version(name: str, workshops: list[int]) -> AnbefalError:
    """Say which versions there are to choose among."""
    if workshops:
        hint = msg(
            'choose "last", a closed workshop ({workshops}), a time such as "yesterday 14:30",'
            ' or an id from "anbefal log"',
            workshops=[str(number) for number in workshops],
        )
    else:
        hint = msg(
            'choose "last", a time such as "yesterday 14:30", or an id from "anbefal log";'
            " no workshop is closed yet"
        )
    return AnbefalError(msg('there is no version "{name}"', name=name), hint)


def still_to_come(name: str, newest: str) -> AnbefalError:
    """Say that a moment is in the future."""
    return AnbefalError(
        msg('"{name}" is still to come', name=name),
        msg('the newest version is from {time}: write "last" for it', time=newest),
    )


def before_the_first(name: str, minute: datetime, version: str, first: str) -> AnbefalError:
    """Say that nothing was saved yet at a moment, and what was saved first."""
    return AnbefalError(
        msg(
            '"{name}" means {time}, and nothing had been saved by then',
            name=name,
            time=f"{minute:%Y-%m-%d %H:%M}",
        ),
        msg("the first version is {version}, from {time}", version=version, time=first),
    )


def shown_twice(minute: datetime, versions: list[str]) -> AnbefalError:
    """Say that clocks were set back over a minute, between two versions."""
    return AnbefalError(
        msg(
            "the clocks were set back that night, and showed {time} twice",
            time=f"{minute:%Y-%m-%d %H:%M}",
        ),
        msg("choose one of these versions by its id: {versions}", versions=versions),
    )


def many_versions(name: str) -> AnbefalError:
    """Say that the beginning of an id is too short."""
    return AnbefalError(
        msg('more than one version begins with "{name}"', name=name),
        msg('write more of its id: "anbefal log" shows it'),
    )


def closed_already(number: int) -> AnbefalError:
    """Say that a workshop has been closed."""
    return AnbefalError(
        msg("workshop {number} is closed already", number=number),
        msg("see which are closed: anbefal workshop list"),
    )


def not_closed(number: int) -> AnbefalError:
    """Say that a workshop has not been closed."""
    return AnbefalError(
        msg("workshop {number} is not closed", number=number),
        msg('see the workshops with "anbefal workshop list"'),
    )
