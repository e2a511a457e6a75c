"""What git is told on every call, so that nobody but us decides what it does.

A repository is data that somebody else wrote: its config, hooks and attributes may name programs.
The words below switch off all that the verbs we use could run, and stand on the command line,
which wins over every file. `tests/test_traps.py` proves it with booby-trapped ones.
"""

import os
from pathlib import Path

OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    *(
        word
        for setting in (
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.sshCommand=false",
            "core.gitProxy=false",
            "core.askPass=false",
            "core.editor=false",
            "core.pager=cat",
            "core.alternateRefsCommand=",
            "core.attributesFile=/dev/null",
            "core.excludesFile=/dev/null",
            "credential.helper=",
            "diff.external=",
            "gpg.program=false",
            "commit.gpgSign=false",
            "tag.gpgSign=false",
            # A partial clone fetches what it lacks, and a transport is a program to run.
            "protocol.allow=never",
            "protocol.ext.allow=never",
            "protocol.file.allow=never",
            "gc.auto=0",
            "maintenance.auto=false",
            "log.showSignature=false",
            "log.mailmap=false",
            "log.follow=false",
            "i18n.commitEncoding=UTF-8",
            "i18n.logOutputEncoding=UTF-8",
            # An acknowledged version outlives a power cut: objects, refs and index are synced.
            "core.fsync=all",
            "core.fsyncMethod=fsync",
            "core.filesRefLockTimeout=1000",
            "core.packedRefsTimeout=1000",
        )
        for word in ("-c", setting)
    ),
)

VARIABLES = {
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    # Wins over every protocol setting of a config: no transport has this name.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    "GIT_AUTHOR_NAME": "anbefal",
    "GIT_AUTHOR_EMAIL": "anbefal@anbefal.invalid",
    "GIT_COMMITTER_NAME": "anbefal",
    "GIT_COMMITTER_EMAIL": "anbefal@anbefal.invalid",
}


def clean_environment() -> None:
    """Delete every inherited `GIT_…` variable from this process: inside a hook, say, they point
    at another repository, another index, other settings.
    """
    for name in list(os.environ):
        if name.upper().startswith("GIT_"):
            os.environ.pop(name, None)


def find_program() -> str | None:
    """Find git's full path, in absolute folders only: never a "git" of the working folder."""
    names = ("git.exe",) if os.name == "nt" else ("git",)
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        for name in names:
            path = Path(folder, name)
            if path.is_absolute() and path.is_file() and os.access(path, os.X_OK):
                return str(path)
    return None
