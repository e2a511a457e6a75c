"""A booby-trapped repository: everything that git can be made to run, and nothing of it runs.

Each trap leaves a file behind when it is sprung. That the traps work is proved first, by doing
with plain git what our door does without it.
"""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from anbefal.errors import AnbefalError
from anbefal.history import History, create_history, open_history, user_name

NOON = 1_767_265_200
DRAFT = "drafts/gruppe-2.md"

HOOKS = (
    "applypatch-msg",
    "pre-applypatch",
    "post-applypatch",
    "pre-commit",
    "pre-merge-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "pre-rebase",
    "post-checkout",
    "post-merge",
    "pre-push",
    "pre-receive",
    "update",
    "proc-receive",
    "post-receive",
    "post-update",
    "reference-transaction",
    "push-to-checkout",
    "pre-auto-gc",
    "post-rewrite",
    "sendemail-validate",
    "fsmonitor-watchman",
    "post-index-change",
)

CONFIG = """
[core]
    hooksPath = {hooks}
    fsmonitor = {trap}-fsmonitor
    pager = {trap}-pager
    editor = {trap}-editor
    sshCommand = {trap}-ssh
    gitProxy = {trap}-proxy
    askPass = {trap}-askpass
    alternateRefsCommand = {trap}-alternates
    attributesFile = {top}/evil-attributes
    autocrlf = true
    untrackedCache = true
    logAllRefUpdates = always
[extensions]
    worktreeConfig = true
    partialClone = origin
[remote "origin"]
    url = ext::{trap}-remote
    promisor = true
    uploadpack = {trap}-uploadpack
    vcs = evil
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[protocol "file"]
    allow = always
[diff]
    external = {trap}-diff
[diff "evil"]
    command = {trap}-diff-driver
    textconv = {trap}-textconv
    cachetextconv = true
[filter "evil"]
    clean = {trap}-clean
    smudge = {trap}-smudge
    required = true
[filter "long"]
    process = {trap}-process
[merge "evil"]
    driver = {trap}-merge
[merge]
    tool = evil
[mergetool "evil"]
    cmd = {trap}-mergetool
[gpg]
    program = {trap}-gpg
    format = openpgp
[gpg "ssh"]
    program = {trap}-gpg-ssh
    defaultKeyCommand = {trap}-gpg-key
[commit]
    gpgSign = true
[tag]
    gpgSign = true
[log]
    showSignature = true
    mailmap = true
[mailmap]
    file = {top}/evil-mailmap
[pager]
    log = {trap}-pager-log
    config = {trap}-pager-config
[alias]
    log = !{trap}-alias
    hash-object = !{trap}-alias
    anbefal = !{trap}-alias
[credential]
    helper = !{trap}-credential
[sequence]
    editor = {trap}-sequence
[trailer "draft"]
    cmd = {trap}-trailer
    command = {trap}-trailer
[interactive]
    diffFilter = {trap}-interactive
[hook "evil"]
    command = {trap}-config-hook
    event = reference-transaction
    event = post-index-change
[hook "with = and \\"quotes\\".and.dots"]
    command = {trap}-config-hook-2
    event = reference-transaction
[uploadpack]
    packObjectsHook = {trap}-pack
[web]
    browser = {trap}-web
[include]
    path = {top}/evil-config
"""

ATTRIBUTES = "* filter=evil diff=evil merge=evil ident text eol=crlf\n*.toml filter=long\n"


@pytest.fixture(autouse=True)
def plain_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give git a user without settings of their own."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """Make a workspace with a version, a signed commit, and a trap on every path."""
    root = tmp_path / "samling"
    (root / "drafts").mkdir(parents=True)
    (root / "anbefal.toml").write_bytes(b"name = 'x'\n")
    (root / DRAFT).write_bytes(b"# To\r\n")
    history = create_history(root)
    save(history, root, DRAFT)
    save(history, root, "anbefal.toml")
    history.close_workshop(1, "tabel", "PL", NOON, 0)
    sign_newest(root)
    set_traps(root, tmp_path)
    yield root


def git(
    root: Path, *words: str, stdin: bytes = b"", check: bool = True
) -> subprocess.CompletedProcess[bytes]:
    names = {
        f"GIT_{who}_{key}": "x" for who in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    return subprocess.run(
        ["git", *words],
        cwd=root,
        input=stdin,
        capture_output=True,
        check=check,
        env={**os.environ, **names},
    )


def save(history: History, root: Path, path: str, author: str = "AB") -> str | None:
    return history.save({path: (root / path).read_bytes()}, author, "m", [], NOON, 60).version_id


def sign_newest(root: Path) -> None:
    """Put a version on top that wears a signature, so that showing it would call gpg."""
    head = git(root, "rev-parse", "HEAD").stdout.strip()
    text = git(root, "cat-file", "commit", "HEAD").stdout.decode()
    lines = text.partition("\n\n")[0].splitlines()
    lines = [line for line in lines if not line.startswith("parent")]
    lines.insert(1, f"parent {head.decode()}")
    lines += ["gpgsig -----BEGIN PGP SIGNATURE-----", " ", " iQEz", " -----END PGP SIGNATURE-----"]
    made = git(
        root, "hash-object", "-t", "commit", "-w", "--stdin",
        stdin=("\n".join(lines) + "\n\nunderskrevet\n").encode(),
    )  # fmt: skip
    git(root, "update-ref", "refs/heads/main", made.stdout.decode().strip())


def set_traps(root: Path, tmp_path: Path) -> None:
    """Write programs that leave a file behind, and every setting that may name one."""
    traps = tmp_path / "traps"
    traps.mkdir()
    (tmp_path / "sprung").mkdir()
    hooks = tmp_path / "hooks"
    config = CONFIG.format(hooks=hooks, trap=traps / "trap", top=tmp_path)
    names = {word.split("/")[-1] for word in config.split() if "/trap-" in word}
    for name in names:
        program(traps / name, tmp_path / "sprung" / name)
    for folder in (hooks, root / ".git" / "hooks"):
        folder.mkdir()
        for name in HOOKS:
            program(folder / name, tmp_path / "sprung" / f"{folder.parent.name}-{name}")
    included = f"[core]\n    fsmonitor = {traps}/trap-fsmonitor\n"
    (tmp_path / "evil-config").write_text(included)
    (tmp_path / "evil-attributes").write_text(ATTRIBUTES)
    (tmp_path / "evil-mailmap").write_text("Eve <eve@x> <ab@anbefal.invalid>\n")
    (root / ".mailmap").write_text("Eve <eve@x> <ab@anbefal.invalid>\n")
    (root / ".gitattributes").write_text(ATTRIBUTES)
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "attributes").write_text(ATTRIBUTES)
    (root / ".git" / "config.worktree").write_text(included)
    own = (root / ".git" / "config").read_text()
    version = "[core]\n    repositoryformatversion = 1\n"
    (root / ".git" / "config").write_text(own + version + config)
    program(root / "git", tmp_path / "sprung" / "git-of-the-working-folder")


def program(path: Path, marker: Path) -> None:
    path.write_text(f"#!/bin/sh\n: > '{marker}'\nexit 0\n")
    path.chmod(0o755)


def sprung(root: Path) -> set[str]:
    return set(os.listdir(root.parent / "sprung"))


def test_the_traps_are_sharp(root: Path) -> None:
    (root / DRAFT).write_bytes(b"# Nyt\n")
    git(root, "status", check=False)
    git(root, "-c", "core.fsmonitor=false", "add", DRAFT, check=False)
    git(root, "log", "-p", "-1", check=False)
    git(root, "update-ref", "refs/heads/x", "HEAD", check=False)
    git(root, "commit", "-m", "x", check=False)
    git(root, "cat-file", "-p", "1" * 40, check=False)
    for name in ("fsmonitor", "clean", "gpg", "remote"):
        assert any(name in marker for marker in sprung(root)), name
    assert any("reference-transaction" in marker for marker in sprung(root))


def test_no_trap_is_sprung_by_saving_reading_or_closing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    history = open_history(root)
    assert history is not None
    texts = [b"# Nyt\r\n", b"# Nyere\n"]
    for text in texts:
        (root / DRAFT).write_bytes(text)
        version = save(history, root, DRAFT)
        assert version
        assert history.read(version, DRAFT) == text
        assert save(history, root, DRAFT) == version
    assert history.save({"anbefal.toml": None}, "AB", "væk", [], NOON, 0).new
    newest = history.head()
    assert newest
    history.close_workshop(2, "tabel", "PL", NOON, 0)
    history.reopen_workshop(2, "tabel", "PL", NOON, 0)
    assert set(history.closed_workshops()) == {1}
    assert history.resolve("last") == newest
    assert history.resolve(newest[:6]) == newest
    assert history.resolve("1")
    assert [entry.author for entry in history.log()] == ["AB"] * 6
    assert len(history.log(DRAFT, 2)) == 2
    assert history.files(newest)
    assert history.read_all(newest)
    assert history.read_all(newest, [DRAFT])
    user_name()
    with history.lock():
        pass
    create_history(root)
    assert sprung(root) == set()


def test_an_object_that_is_missing_is_fetched_from_nowhere(root: Path) -> None:
    history = open_history(root)
    assert history is not None
    version = history.head()
    assert version
    blob = history.files(version)[DRAFT]
    (root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    (root / ".git" / "objects" / "pack").mkdir(exist_ok=True)
    (root / ".git" / "objects" / "pack" / "pack-x.promisor").write_bytes(b"")
    with contextlib.suppress(AnbefalError):
        assert history.read(version, DRAFT) is None
    with pytest.raises(AnbefalError):
        history.resolve("1" * 40)
    assert sprung(root) == set()


def test_no_trap_is_sprung_when_a_save_fails_or_finds_locks(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anbefal.history.index.WAIT", 0.05)
    monkeypatch.setattr("anbefal.history.saving.PATIENCE", 0)
    history = open_history(root)
    assert history is not None
    (root / ".git" / "index.lock").write_bytes(b"")
    (root / DRAFT).write_bytes(b"# Nyt\n")
    assert save(history, root, DRAFT)
    (root / ".git" / "refs" / "heads" / "main.lock").write_bytes(b"")
    (root / DRAFT).write_bytes(b"# Nyere\n")
    with pytest.raises(AnbefalError):
        save(history, root, DRAFT)
    assert sprung(root) == set()


def test_a_trapped_repository_round_the_workspace_is_asked_without_harm(root: Path) -> None:
    inner = root / "indre"
    inner.mkdir()
    (inner / "anbefal.toml").write_bytes(b"x")
    assert open_history(inner) is None
    assert sprung(root) == set()


def test_a_config_that_never_ends_is_given_up(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anbefal.history.git.DEADLINE", 1)
    os.mkfifo(root.parent / "pipe")
    with (root / ".git" / "config").open("a") as config:
        config.write(f"[include]\n    path = {root.parent}/pipe\n")
    with pytest.raises(AnbefalError) as error:
        open_history(root)
    assert "did not answer" in error.value.message.text
