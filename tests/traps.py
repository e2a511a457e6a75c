"""Booby-trapped repositories: each makes git run a program, by one of the ways there are.

A trap is settings and files to lay into a repository, and the plain commands that spring it. The
program leaves a file named after the trap in the folder `sprung`.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit"),
    *("prepare-commit-msg", "commit-msg", "post-commit", "pre-rebase", "post-checkout"),
    *("post-merge", "pre-push", "pre-receive", "update", "proc-receive", "post-receive"),
    *("post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc", "post-rewrite"),
    *("sendemail-validate", "fsmonitor-watchman", "post-index-change"),
)
COMMIT = "git commit -q --allow-empty -m x"
DIRTY = "echo x >> drafts/group-2.md"
TERMINAL = f"{sys.executable} -c 'import pty, sys; pty.spawn(sys.argv[1:])' "


class Trap(NamedTuple):
    """What to lay; {trap} stands for the program, {root} the repository, {side} a folder beside."""

    springs: str
    """A line of shell that springs it, in the repository; "" where this git is too old for it."""
    config: str = ""
    files: Mapping[str, str] = {}
    """Text files by path in the repository; "{side}/…" lies beside it. "!" at the end: runnable."""
    before: Sequence[str] = ()
    """Lines of shell that make the repository ready."""
    variables: Mapping[str, str] = {}


EVIL_FILES = {".gitattributes": "* filter=evil diff=evil merge=evil ident text eol=crlf\n"}
FSMONITOR = "[core]\n fsmonitor = {trap}\n"

TRAPS: dict[str, Trap] = {
    "hooks": Trap(COMMIT, files={f".git/hooks/{name}!": "" for name in HOOKS}),
    "hooks elsewhere": Trap(
        COMMIT,
        "[core]\n hooksPath = {side}/hooks\n",
        {f"{{side}}/hooks/{name}!": "" for name in HOOKS},
    ),
    "a hook by name": Trap(
        "",
        '[hook "evil"]\n command = {trap}\n event = reference-transaction\n event = pre-commit\n'
        '[hook "a = and \\"b\\".c"]\n command = {trap}\n event = post-index-change\n',
    ),
    "file system monitor": Trap("git status", FSMONITOR),
    "external diff": Trap(f"{DIRTY}; git diff", "[diff]\n external = {trap}\n"),
    "diff driver": Trap(f"{DIRTY}; git diff", '[diff "evil"]\n command = {trap}\n', EVIL_FILES),
    "text conversion": Trap(
        f"{DIRTY}; git diff",
        '[diff "evil"]\n textconv = {trap}\n cachetextconv = true\n',
        EVIL_FILES,
    ),
    "clean filter": Trap(
        f"{DIRTY}; git add drafts",
        '[filter "evil"]\n clean = {trap}\n required = true\n',
        EVIL_FILES,
    ),
    "smudge filter": Trap(
        "rm drafts/*.md; git checkout -- drafts",
        '[filter "evil"]\n smudge = {trap}\n required = true\n',
        EVIL_FILES,
    ),
    "process filter": Trap(
        f"{DIRTY}; git add drafts", '[filter "evil"]\n process = {trap}\n', EVIL_FILES
    ),
    "attributes of the store": Trap(
        f"{DIRTY}; git add drafts",
        '[filter "evil"]\n clean = {trap}\n',
        {".git/info/attributes": "* filter=evil\n"},
    ),
    "attributes elsewhere": Trap(
        f"{DIRTY}; git add drafts",
        '[core]\n attributesFile = {side}/attributes\n[filter "evil"]\n clean = {trap}\n',
        {"{side}/attributes": "* filter=evil\n"},
    ),
    "merge driver": Trap(
        f"{DIRTY}; git commit -qam a; git checkout -qb x HEAD~1; echo y >> drafts/group-2.md;"
        " git commit -qam b; git merge main",
        '[merge "evil"]\n driver = {trap}\n[merge]\n default = evil\n',
        EVIL_FILES,
    ),
    "signing": Trap(
        COMMIT, "[gpg]\n program = {trap}\n[commit]\n gpgSign = true\n[tag]\n gpgSign = true\n"
    ),
    "signing by ssh": Trap(
        COMMIT,
        "[gpg]\n format = ssh\n[commit]\n gpgSign = true\n[tag]\n gpgSign = true\n"
        '[gpg "ssh"]\n program = {trap}\n defaultKeyCommand = {trap}\n',
    ),
    "checking a signature": Trap(
        "git log -1",
        "[gpg]\n program = {trap}\n[log]\n showSignature = true\n",
        before=(
            "git cat-file commit HEAD | sed '/^committer/a gpgsig -----BEGIN PGP SIGNATURE-----\\n"
            " \\n iQEz\\n -----END PGP SIGNATURE-----' | git hash-object -t commit -w --stdin"
            " > ../signed; git update-ref refs/heads/main $(cat ../signed)",
        ),
    ),
    "ssh": Trap("git fetch", '[core]\n sshCommand = {trap}\n[remote "origin"]\n url = ssh://x/y\n'),
    "proxy": Trap("git fetch", '[core]\n gitProxy = {trap}\n[remote "origin"]\n url = git://x/y\n'),
    "remote that is a program": Trap(
        "git fetch",
        '[remote "origin"]\n url = ext::{trap}\n[protocol "ext"]\n allow = always\n',
    ),
    "a promise of missing objects": Trap(
        "git cat-file -p HEAD~1:drafts/group-2.md",
        "[core]\n repositoryFormatVersion = 1\n[extensions]\n partialClone = origin\n"
        '[remote "origin"]\n url = ext::{trap}\n promisor = true\n'
        '[protocol]\n allow = always\n[protocol "ext"]\n allow = always\n',
        {".git/objects/pack/pack-x.promisor": ""},
        before=(
            f"{DIRTY}; git commit -qam x",
            "name=$(git rev-parse HEAD~1:drafts/group-2.md);"
            " rm -f .git/objects/$(echo $name | cut -c1-2)/$(echo $name | cut -c3-)",
        ),
    ),
    "remote's own program": Trap(
        "git fetch",
        '[remote "origin"]\n url = {root}\n uploadpack = {trap}\n receivepack = {trap}\n',
    ),
    "credential helper": Trap(
        "printf 'protocol=https\\nhost=x\\n\\n' | git credential fill",
        "[credential]\n helper = !{trap}\n",
    ),
    "asking for a password": Trap(
        "printf 'protocol=https\\nhost=x\\n\\n' | git credential fill",
        "[core]\n askPass = {trap}\n",
    ),
    "pager": Trap(TERMINAL + "git log", "[core]\n pager = {trap}\n[pager]\n log = {trap}\n"),
    "editor": Trap("git commit -q --allow-empty", "[core]\n editor = {trap}\n"),
    "sequence editor": Trap(
        "git commit -qam x; git rebase -i --root", "[sequence]\n editor = {trap}\n"
    ),
    "alias": Trap(
        "git anbefal",
        "[alias]\n anbefal = !{trap}\n log = !{trap}\n cat-file = !{trap}\n update-ref = !{trap}\n",
    ),
    "trailer": Trap(
        "echo x | git interpret-trailers --trailer Draft=x",
        '[trailer "Draft"]\n key = Draft\n command = {trap}\n',
    ),
    "included settings": Trap(
        "git status", "[include]\n path = {side}/config\n", {"{side}/config": FSMONITOR}
    ),
    "settings included here": Trap(
        "git status",
        '[includeIf "gitdir:**"]\n path = {side}/config\n',
        {"{side}/config": FSMONITOR},
    ),
    "settings of the work tree": Trap(
        "git status",
        "[core]\n repositoryFormatVersion = 1\n[extensions]\n worktreeConfig = true\n",
        {".git/config.worktree": FSMONITOR},
    ),
    "a repository within": Trap(
        "git status",
        files={"drafts/sub/x": ""},
        before=(
            "git init -q drafts/sub; cd drafts/sub; git add .; git commit -qm x;"
            " git config core.fsmonitor {trap}; cd ../..; git add drafts/sub; git commit -qm sub",
        ),
    ),
    "a store that is borrowed from": Trap(
        "git clone -q --bare . ../clone; git fetch -q ../clone",
        "[core]\n alternateRefsCommand = {trap}\n",
        before=(
            "git init -q --bare ../other;"
            " echo $(cd ../other; pwd)/objects > .git/objects/info/alternates",
        ),
    ),
    "a git in the folder": Trap("git status", files={"git!": ""}, variables={"PATH": ".:{path}"}),
    "variables of somebody else": Trap(
        f"{DIRTY}; git diff",
        variables={
            **{"GIT_EXTERNAL_DIFF": "{trap}", "GIT_PAGER": "{trap}", "GIT_EDITOR": "{trap}"},
            **{"GIT_SSH_COMMAND": "{trap}", "GIT_ASKPASS": "{trap}", "GIT_PROXY_COMMAND": "{trap}"},
            **{"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor"},
            **{"GIT_CONFIG_VALUE_0": "{trap}"},
        },
    ),
}


class Trapped:
    """A repository with one trap laid."""

    def __init__(self, root: Path, trap: Trap, environment: Mapping[str, str]) -> None:
        self.root = root
        self.side = root.parent / "side"
        self.side.mkdir()
        self.trap = trap
        self.sprung = self.side / "sprung"
        names = {"trap": str(self.side / "trap"), "root": str(root), "side": str(self.side)}
        self._program(self.side / "trap")
        author = {"NAME": "x", "EMAIL": "x@example.invalid"}
        self._plain = {
            **environment,
            **{f"GIT_AUTHOR_{key}": value for key, value in author.items()},
            **{f"GIT_COMMITTER_{key}": value for key, value in author.items()},
        }
        for path, text in trap.files.items():
            file = root / _filled(path.removesuffix("!"), names)
            file.parent.mkdir(parents=True, exist_ok=True)
            if path.endswith("!"):
                self._program(file)
            else:
                file.write_text(_filled(text, names))
        for line in trap.before:
            self._shell(_filled(line, names))
        with (root / ".git" / "config").open("a") as config:
            config.write(_filled(trap.config, names))
        names["path"] = environment["PATH"]
        self.variables = {key: _filled(value, names) for key, value in trap.variables.items()}
        self.sprung.unlink(missing_ok=True)

    def _program(self, path: Path) -> None:
        path.write_text(f"#!/bin/sh\n: > '{self.sprung}'\nexit 0\n")
        path.chmod(0o755)

    def _shell(self, line: str) -> None:
        subprocess.run(
            ["sh", "-c", line],
            cwd=self.root,
            env=self._plain,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )

    def spring(self) -> bool:
        """Do with plain git what springs the trap, and tell whether it did."""
        self._plain |= self.variables
        self._shell(self.trap.springs)
        return self.sprung.exists()


def _filled(text: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text
