"""Versions in real git repositories: what a save keeps, what it leaves alone, what is read back."""

import datetime
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from anbefal.errors import AnbefalError
from anbefal.history import (
    History,
    Saved,
    clean_environment,
    create_history,
    draft_trailer,
    open_history,
    saving,
    trees,
    user_name,
    workshop_trailer,
)
from anbefal.history import git as git_door
from anbefal.history import index as user_index
from anbefal.history.failures import failed
from anbefal.history.objects import fetch
from anbefal.history.paths import tag_name
from anbefal.history.texts import slug
from anbefal.i18n import translate
from anbefal.model import DraftTrailer
from tools import missing, require_tool

NOON = 1_767_265_200
DRAFT = "drafts/gruppe-2.md"


@pytest.fixture(autouse=True)
def plain_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give git a user without settings of their own."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A Neighbour")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "neighbour@example.invalid")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a workspace with two drafts and no history."""
    return make_workspace(tmp_path / "samling")


def make_workspace(folder: Path) -> Path:
    write(folder, {"anbefal.toml": b"name = 'x'\n", DRAFT: b"# To\n", "drafts/gruppe-1.md": b"#\n"})
    return folder


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def git(folder: Path, *words: str, check: bool = True) -> str:
    """Run git as a neighbour would, on the command line."""
    names = {
        f"GIT_{who}_{key}": value
        for who in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "A Neighbour"), ("EMAIL", "neighbour@example.invalid"))
    }
    done = subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, check=check, env={**os.environ, **names}
    )
    return done.stdout.decode("utf-8", "surrogateescape")


def save(
    history: History, root: Path, *paths: str, at: int = NOON, message: str = "en version"
) -> Saved:
    """Save files as they stand on the disk."""
    files = {path: (root / path).read_bytes() if (root / path).exists() else None for path in paths}
    return history.save(files, "Åse Ø.", message, [], at, 60)


def two_lines(error: pytest.ExceptionInfo[AnbefalError]) -> tuple[str, str]:
    return translate(error.value.message, "en"), translate(error.value.hint, "en")


# --- finding and making -------------------------------------------------------------------------


def test_a_workspace_without_history_has_none_until_one_is_made(root: Path) -> None:
    assert open_history(root) is None
    history = create_history(root)
    assert history.head() is None
    assert history.log() == []
    assert history.closed_workshops() == {}
    assert (root / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert not (root / ".git" / "hooks").exists()
    assert open_history(root) is not None


def test_an_enclosing_repository_is_used_only_if_it_tracks_the_workspace(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    root = make_workspace(tmp_path / "ude" / "samling")
    assert open_history(root) is None

    git(tmp_path, "add", "ude/samling/anbefal.toml")
    git(tmp_path, "commit", "-qm", "the workspace is tracked")
    history = open_history(root)
    assert history is not None
    save(history, root, DRAFT)
    assert "ude/samling/drafts/gruppe-2.md" in git(tmp_path, "ls-tree", "-r", "--name-only", "HEAD")


def test_a_workspace_in_a_stranger_to_it_gets_a_store_of_its_own(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    root = make_workspace(tmp_path / "build" / "samling")
    history = create_history(root)
    save(history, root, DRAFT)
    assert (root / ".git").is_dir()
    assert git(tmp_path, "log", "--all", "--oneline") == ""


def test_a_store_whose_making_was_cut_short_is_made_again(root: Path) -> None:
    (root / ".git" / "objects" / "info").mkdir(parents=True)
    assert open_history(root) is None
    assert save(create_history(root), root, DRAFT).new


def test_a_damaged_store_is_never_made_anew(root: Path) -> None:
    save(create_history(root), root, DRAFT)
    (root / ".git" / "HEAD").unlink()
    for door in (open_history, create_history):
        with pytest.raises(AnbefalError) as error:
            door(root)
        assert "cannot be used" in two_lines(error)[0]
    assert not (root / ".git" / "HEAD").exists()


def test_an_empty_branch_file_after_a_power_cut_is_told_and_nothing_is_overwritten(
    root: Path,
) -> None:
    history = create_history(root)
    save(history, root, DRAFT)
    branch = root / ".git" / "refs" / "heads" / "main"
    branch.write_bytes(b"")
    (root / DRAFT).write_bytes(b"# Nyt\n")
    for act in (history.head, history.log, lambda: save(history, root, DRAFT)):
        with pytest.raises(AnbefalError) as error:
            act()
        assert "cannot be used" in two_lines(error)[0]
    assert branch.read_bytes() == b""


def test_a_bare_repository_is_refused(tmp_path: Path, root: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare")
    with pytest.raises(AnbefalError) as error:
        create_history(tmp_path / "bare")
    assert "not for files" in two_lines(error)[0]
    create_history(root)
    git(root, "config", "core.bare", "true")
    with pytest.raises(AnbefalError):
        open_history(root)


def test_a_linked_work_tree_has_its_own_branch_and_index(root: Path, tmp_path: Path) -> None:
    save(create_history(root), root, "anbefal.toml", DRAFT, "drafts/gruppe-1.md")
    git(root, "worktree", "add", "-q", "-b", "anden", str(tmp_path / "anden"))
    other = tmp_path / "anden"
    (other / DRAFT).write_bytes(b"# Anden\n")
    history = open_history(other)
    assert history is not None
    assert save(history, other, DRAFT).new
    assert git(other, "status", "--porcelain") == ""
    assert git(root, "status", "--porcelain") == ""
    assert len(history.log()) == 2
    assert len(create_history(root).log()) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_a_store_of_another_owner_is_used_in_the_workspace_and_passed_by_above_it(
    tmp_path: Path, root: Path
) -> None:
    save(create_history(root), root, DRAFT)
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345)
    history = open_history(root)
    assert history is not None
    assert save(history, root, "anbefal.toml").new
    inner = make_workspace(tmp_path / "faelles" / "samling")
    git(tmp_path / "faelles", "init", "-q")
    git(tmp_path / "faelles", "add", "samling/anbefal.toml")
    assert open_history(inner) is not None
    os.chown(tmp_path / "faelles" / ".git", 12345, 12345)
    assert open_history(inner) is None


# --- what a save keeps --------------------------------------------------------------------------

ODD_BYTES = {
    "crlf": b"# Titel\r\n\r\nto linjer\r\n",
    "byte-order mark": b"\xef\xbb\xbf# Titel\n",
    "windows-1252": "# Blåbærgrød – »ja«\n".encode("cp1252"),
    "not text": bytes(range(1, 256)),
    "utf-16": "# Titel\n".encode("utf-16"),
    "no last line end": b"# Titel",
    "empty": b"",
    "mixed line ends": b"a\r\nb\nc\rd",
    "ident": b"$Id$\n",
}


@pytest.mark.parametrize("data", ODD_BYTES.values(), ids=ODD_BYTES)
def test_bytes_are_kept_exactly_whatever_attributes_and_settings_say(
    root: Path, data: bytes
) -> None:
    history = create_history(root)
    git(root, "config", "core.autocrlf", "true")
    git(root, "config", "core.safecrlf", "true")
    git(root, "config", "filter.loud.clean", "tr a-z A-Z")
    git(root, "config", "filter.loud.required", "true")
    lines = b"*.md text eol=lf ident filter=loud working-tree-encoding=UTF-16\n"
    write(root, {".gitattributes": lines, ".git/info/attributes": lines, DRAFT: data})
    saved = save(history, root, DRAFT)
    assert saved.version_id
    assert history.read(saved.version_id, DRAFT) == data
    assert history.read_all(saved.version_id) == {DRAFT: data}
    assert (root / DRAFT).read_bytes() == data
    assert not save(history, root, DRAFT).new


def test_a_save_is_one_version_with_author_message_trailers_and_time(root: Path) -> None:
    history = create_history(root)
    drafts = (
        DraftTrailer("drafts/med mellemrum.md", 87.5, 120, 4),
        DraftTrailer(DRAFT, None, 0, 17),
    )
    trailers = [*map(draft_trailer, drafts), workshop_trailer(2)]
    saved = history.save(
        {DRAFT: b"x"}, "Åse Ærø", "Vi fik et <svar>\nDraft: snyd 100 +1 -1", trailers, NOON, -150
    )
    (version,) = history.log()
    assert version.id == saved.version_id
    assert (version.author, version.time, version.workshop) == ("Åse Ærø", NOON, 2)
    assert version.drafts == drafts
    assert version.message == "Vi fik et <svar> Draft: snyd 100 +1 -1"
    assert version.closes is None
    shown = git(root, "log", "--format=%ae|%ce|%cn|%ad", "--date=raw")
    assert shown == f"aase-aeroe@anbefal.invalid|aase-aeroe@anbefal.invalid|Åse Ærø|{NOON} -0230\n"


@pytest.mark.parametrize(
    "author",
    [
        "Bo\n",
        "Bo <bo@x>\ncommitter Eve <e@x> 1 +0000",
        "\x00\x1b[31m",
        "<>",
        "...",
        "",
        "-rf",
        "\ud800",
        "名前",
        "x" * 5000,
    ],
)
def test_no_name_or_message_can_break_out_of_its_line(root: Path, author: str) -> None:
    history = create_history(root)
    saved = history.save({DRAFT: b"x"}, author, author, [("Draft\n: x", author)], NOON, 0)
    assert saved.new
    (version,) = history.log()
    assert version.author
    assert version.author.isprintable()
    assert version.drafts == ()
    assert len(git(root, "log", "--format=%H").split()) == 1
    git(root, "fsck", "--strict")


def test_slugs_are_addresses_of_ascii_letters() -> None:
    assert slug("Åse Ærø-Sørensen") == "aase-aeroe-soerensen"
    assert slug("A\u030ase") == "aase"
    assert slug("AB") == "ab"
    assert slug("名前") == "anonymous"


def test_nothing_to_save_names_the_version_that_holds_it(root: Path) -> None:
    history = create_history(root)
    assert save(history, root) == Saved(None, False)
    assert history.save({"drafts/væk.md": None}, "AB", "m", [], NOON, 0) == Saved(None, False)
    first = save(history, root, DRAFT)
    save(history, root, "drafts/gruppe-1.md", at=NOON + 60)
    assert save(history, root, DRAFT, at=NOON + 120) == Saved(first.version_id, False)
    assert len(history.log()) == 2


def test_a_deletion_is_saved_when_it_is_named_and_the_folder_goes_with_its_last_file(
    root: Path,
) -> None:
    history = create_history(root)
    first = save(history, root, DRAFT, "drafts/gruppe-1.md", "anbefal.toml").version_id
    (root / DRAFT).unlink()
    assert not save(history, root, "drafts/gruppe-1.md").new
    second = save(history, root, DRAFT).version_id
    assert first and second
    assert set(history.files(second)) == {"drafts/gruppe-1.md", "anbefal.toml"}
    assert history.read(first, DRAFT) == b"# To\n"
    (root / "drafts/gruppe-1.md").unlink()
    third = save(history, root, "drafts/gruppe-1.md").version_id
    assert third
    assert set(history.files(third)) == {"anbefal.toml"}
    (root / "anbefal.toml").unlink()
    fourth = save(history, root, "anbefal.toml").version_id
    assert fourth
    assert history.files(fourth) == {}
    assert git(root, "status", "--porcelain") == ""
    git(root, "fsck", "--strict")
    write(root, {DRAFT: b"igen"})
    assert save(history, root, DRAFT).new


def test_a_file_takes_the_place_of_a_folder_and_back(root: Path) -> None:
    history = create_history(root)
    write(root, {"templates/a/b.md": b"1"})
    save(history, root, "templates/a/b.md")
    files: dict[str, bytes | None] = {"templates/a/b.md": None, "templates/a": b"fil"}
    saved = history.save(files, "AB", "m", [], NOON, 0)
    assert saved.version_id
    assert history.read_all(saved.version_id) == {"templates/a": b"fil"}
    back = history.save({"templates/a/b.md": b"2"}, "AB", "m", [], NOON, 0)
    assert back.version_id
    assert history.read_all(back.version_id) == {"templates/a/b.md": b"2"}
    git(root, "fsck", "--strict")


def test_an_existing_mode_is_kept_and_a_new_file_is_plain(root: Path) -> None:
    history = create_history(root)
    (root / DRAFT).chmod(0o755)
    git(root, "add", DRAFT)
    git(root, "commit", "-qm", "an executable draft")
    (root / DRAFT).write_bytes(b"# Ny\n")
    (root / "drafts/gruppe-1.md").chmod(0o755)
    save(history, root, DRAFT, "drafts/gruppe-1.md")
    rows = git(root, "ls-tree", "-r", "HEAD").splitlines()
    assert [row.split()[0] for row in rows] == ["100644", "100755"]


def test_names_of_every_kind_are_kept(root: Path) -> None:
    history = create_history(root)
    names = [
        "drafts/æble grød.md",
        "drafts/-rf.md",
        "drafts/[a].md",
        "drafts/*.md",
        "drafts/:(top)x.md",
        'drafts/"citat".md',
        "drafts/e\u0301.md",
        "drafts/x-gabcdef12",
        "drafts/HEAD",
        "drafts/a~1",
        "drafts/b^{tree}",
        "drafts/c@{0}",
        "drafts/\udce6.md",
    ]
    files = {name: name.encode("utf-8", "surrogateescape") for name in names}
    write(root, files)
    saved = save(history, root, *names)
    assert saved.version_id
    assert history.read_all(saved.version_id, names) == files
    assert history.read_all(saved.version_id) == files
    assert (
        git(root, "status", "--porcelain", "drafts")
        == "?? drafts/gruppe-1.md\n?? drafts/gruppe-2.md\n"
    )
    for name in names:
        assert [version.id for version in history.log(name)] == [saved.version_id]
        assert save(history, root, name) == Saved(saved.version_id, False)


@pytest.mark.parametrize(
    "path",
    [
        "../x.md",
        "/etc/passwd",
        "drafts/../../x",
        ".git/config",
        "drafts/.GIT/hooks/pre-commit",
        "git~1/config",
        ".git /x",
        "a//b",
        "",
        "./x",
        "a\nb",
        "a\x00b",
        "a\\b",
    ],
)
def test_a_path_that_leads_out_of_the_workspace_is_refused(root: Path, path: str) -> None:
    history = create_history(root)
    saved = save(history, root, DRAFT)
    assert saved.version_id
    for act in (
        lambda: history.save({path: b"x"}, "AB", "m", [], NOON, 0),
        lambda: history.read(saved.version_id or "", path),
        lambda: history.log(path),
    ):
        with pytest.raises(AnbefalError) as error:
            act()
        assert "because of its name" in two_lines(error)[0]
    assert len(history.log()) == 1


# --- the user's own index and other files -------------------------------------------------------


def test_after_a_save_git_status_is_clean_and_a_plain_commit_keeps_the_text(root: Path) -> None:
    history = create_history(root)
    for number in range(3):
        (root / DRAFT).write_bytes(b"# Nummer %d\r\n" % number)
        saved = save(history, root, DRAFT, "drafts/gruppe-1.md", "anbefal.toml")
        assert saved.indexed
        assert git(root, "status", "--porcelain") == ""
    git(root, "commit", "--allow-empty", "-qm", "by hand")
    assert git(root, "show", f"HEAD:{DRAFT}") == "# Nummer 2\r\n"


def test_other_files_that_are_staged_stay_staged_and_unsaved(root: Path) -> None:
    history = create_history(root)
    save(history, root, DRAFT, "drafts/gruppe-1.md", "anbefal.toml")
    write(root, {"note.txt": b"mine", "drafts/gruppe-1.md": b"staged"})
    git(root, "add", "note.txt", "drafts/gruppe-1.md")
    write(root, {"drafts/gruppe-1.md": b"staged, then changed", DRAFT: b"# Nyt\n", "loose": b"x"})
    before = git(root, "ls-files", "-s", "note.txt", "drafts/gruppe-1.md")
    saved = save(history, root, DRAFT)
    assert saved.version_id
    assert git(root, "ls-files", "-s", "note.txt", "drafts/gruppe-1.md") == before
    assert git(root, "show", "--name-only", "--format=", "HEAD").split() == [DRAFT]
    assert (root / "drafts/gruppe-1.md").read_bytes() == b"staged, then changed"
    assert git(root, "status", "--porcelain").splitlines() == [
        "MM drafts/gruppe-1.md",
        "A  note.txt",
        "?? loose",
    ]
    git(root, "commit", "-qm", "by hand")
    assert history.read("".join(git(root, "rev-parse", "HEAD").split()), DRAFT) == b"# Nyt\n"


def test_a_deleted_file_leaves_the_index_too(root: Path) -> None:
    history = create_history(root)
    save(history, root, DRAFT, "drafts/gruppe-1.md", "anbefal.toml")
    (root / DRAFT).unlink()
    save(history, root, DRAFT)
    assert git(root, "status", "--porcelain") == ""


def test_a_save_during_a_neighbours_half_done_merge_settles_its_own_file_only(root: Path) -> None:
    history = create_history(root)
    save(history, root, DRAFT, "drafts/gruppe-1.md", "anbefal.toml")
    git(root, "switch", "-qc", "anden")
    write(root, {DRAFT: b"anden\n", "drafts/gruppe-1.md": b"anden\n"})
    git(root, "commit", "-qam", "anden")
    git(root, "switch", "-q", "main")
    write(root, {DRAFT: b"main\n", "drafts/gruppe-1.md": b"main\n"})
    git(root, "commit", "-qam", "main")
    git(root, "merge", "-q", "anden", check=False)
    (root / DRAFT).write_bytes(b"valgt\n")
    assert save(history, root, DRAFT).new
    assert git(root, "ls-files", "-u").count("drafts/gruppe-1.md") == 3
    assert DRAFT not in git(root, "ls-files", "-u")


def test_an_index_held_by_another_program_does_not_stop_a_save_and_is_mended_by_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_index, "WAIT", 0.1)
    history = create_history(root)
    save(history, root, DRAFT, "drafts/gruppe-1.md", "anbefal.toml")
    held = root / ".git" / "index.lock"
    held.write_bytes(b"")
    (root / DRAFT).write_bytes(b"# Ny\n")
    saved = save(history, root, DRAFT)
    assert (saved.new, saved.indexed) == (True, False)
    assert held.exists()
    held.unlink()
    assert git(root, "status", "--porcelain") == f"MM {DRAFT}\n"
    (root / "drafts/gruppe-1.md").write_bytes(b"# Ny\n")
    assert save(history, root, "drafts/gruppe-1.md").indexed
    assert git(root, "status", "--porcelain") == ""
    assert not (root / ".git" / "anbefal.saving").exists()


def test_an_old_lock_of_a_program_that_died_is_removed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_index, "WAIT", 0.1)
    history = create_history(root)
    save(history, root, DRAFT)
    hour_ago = time.time() - 3600
    names = ("index.lock", "HEAD.lock", "refs/heads/main.lock")
    for name in names:
        (root / ".git" / name).write_bytes(b"")
        os.utime(root / ".git" / name, (hour_ago, hour_ago))
    (root / DRAFT).write_bytes(b"# Ny\n")
    saved = save(history, root, DRAFT)
    assert (saved.new, saved.indexed) == (True, True)
    assert not any((root / ".git" / name).exists() for name in names)


def test_a_young_lock_on_the_branch_is_respected_and_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "PATIENCE", 0)
    history = create_history(root)
    save(history, root, DRAFT)
    (root / ".git" / "refs" / "heads" / "main.lock").write_bytes(b"")
    (root / DRAFT).write_bytes(b"# Ny\n")
    with pytest.raises(AnbefalError) as error:
        save(history, root, DRAFT)
    assert "another program" in two_lines(error)[0]
    assert len(history.log()) == 1
    (root / ".git" / "refs" / "heads" / "main.lock").unlink()
    assert save(history, root, DRAFT).new
    assert git(root, "status", "--porcelain", DRAFT) == ""


def test_a_broken_index_does_not_stop_a_save(root: Path) -> None:
    history = create_history(root)
    save(history, root, DRAFT)
    (root / ".git" / "index").write_bytes(b"DIRC torn")
    (root / DRAFT).write_bytes(b"# Ny\n")
    saved = save(history, root, DRAFT)
    assert (saved.new, saved.indexed) == (True, False)


def test_a_trap_in_the_place_of_our_journal_harms_nothing_outside(
    root: Path, tmp_path: Path
) -> None:
    history = create_history(root)
    write(tmp_path, {"udenfor/blob-0": b"keep", "udenfor/paths": b"keep"})
    (root / ".git" / "anbefal.saving").symlink_to(tmp_path / "udenfor")
    assert save(history, root, DRAFT).new
    write(root, {".git/anbefal.saving/paths": b"../x\0.git/config\0\0a//b\0torn"})
    (root / DRAFT).write_bytes(b"# Ny\n")
    assert save(history, root, DRAFT).new
    assert (tmp_path / "udenfor" / "blob-0").read_bytes() == b"keep"
    assert (tmp_path / "udenfor" / "paths").read_bytes() == b"keep"


# --- compare and swap ---------------------------------------------------------------------------


def test_a_neighbours_version_between_reading_and_writing_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = create_history(root)
    save(history, root, DRAFT, "anbefal.toml")
    real = saving.move
    rivals: list[str] = []

    def move_after_a_neighbour(*words: object, **named: object) -> bool:
        if len(rivals) < 3:
            name = f"nabo-{len(rivals)}.md"
            write(root, {name: b"nabo"})
            git(root, "add", name)
            git(root, "commit", "-qm", name)
            rivals.append(name)
        return real(*words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "move", move_after_a_neighbour)
    (root / DRAFT).write_bytes(b"# Min\n")
    saved = save(history, root, DRAFT, message="min")
    assert saved.version_id
    # The neighbour's own commit took the text along, which was in the index already.
    assert history.read(saved.version_id, DRAFT) == b"# Min\n"
    assert set(history.files(history.head() or "")) >= {DRAFT, "anbefal.toml", "nabo-0.md"}
    assert git(root, "status", "--porcelain") == "?? drafts/gruppe-1.md\n"


def test_a_branch_moved_by_another_store_is_read_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = create_history(root)
    first = save(history, root, DRAFT, "anbefal.toml").version_id
    assert first
    git(tmp_path, "clone", "-q", str(root), "klon")
    write(tmp_path / "klon", {"klon.md": b"klon"})
    git(tmp_path / "klon", "add", "klon.md")
    git(tmp_path / "klon", "commit", "-qm", "klon")
    other = git(tmp_path / "klon", "rev-parse", "HEAD").strip()
    real = saving.move
    tries: list[bool] = []

    def move(*words: object, **named: object) -> bool:
        if not tries:
            git(root, "fetch", "-q", str(tmp_path / "klon"), "main")
            git(root, "update-ref", "refs/heads/main", other, first)
        tries.append(real(*words, **named))  # type: ignore[arg-type]
        return tries[-1]

    monkeypatch.setattr(saving, "move", move)
    (root / DRAFT).write_bytes(b"# Min\n")
    saved = save(history, root, DRAFT)
    assert tries == [False, True]
    assert saved.new
    assert [version.id for version in history.log()] == [saved.version_id, other, first]
    assert set(history.files(saved.version_id or "")) == {DRAFT, "anbefal.toml", "klon.md"}


def test_folders_that_are_newer_than_the_version_are_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = create_history(root)
    first = save(history, root, DRAFT).version_id
    second = save(history, root, "drafts/gruppe-1.md", at=NOON + 60).version_id
    real = fetch
    calls: list[list[str]] = []

    def fetch_as_a_neighbour_saves(git: git_door.Git, names: list[str]) -> object:
        calls.append(names)
        return real(git, [f"{first}^{{commit}}", *names[1:]] if len(calls) == 1 else names)

    monkeypatch.setattr(trees, "fetch", fetch_as_a_neighbour_saves)
    assert save(history, root, "drafts/gruppe-1.md") == Saved(second, False)
    assert len(calls) == 2


def test_a_store_with_longer_ids_works_as_well(root: Path) -> None:
    git(root, "init", "-q", "-b", "main", "--object-format=sha256")
    history = create_history(root)
    for text in (b"1", b"2"):
        (root / DRAFT).write_bytes(text)
        saved = save(history, root, DRAFT, "anbefal.toml")
        assert saved.version_id and len(saved.version_id) == 64
        assert history.read(saved.version_id, DRAFT) == text
    (root / DRAFT).unlink()
    assert save(history, root, DRAFT).indexed
    newest = history.close_workshop(1, "tabel", "PL", NOON, 0)
    assert history.resolve("1") == history.resolve(newest[:9]) == newest
    assert git(root, "status", "--porcelain", "-uno") == ""


def test_a_branch_that_never_stands_still_ends_in_two_lines(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = create_history(root)
    monkeypatch.setattr(saving, "move", lambda *words, **named: False)
    monkeypatch.setattr(saving, "ATTEMPTS", 3)
    with pytest.raises(AnbefalError) as error:
        save(history, root, DRAFT)
    assert "another program" in two_lines(error)[0]


def test_nothing_can_be_saved_on_an_old_version_but_all_can_be_read(root: Path) -> None:
    history = create_history(root)
    first = save(history, root, DRAFT).version_id
    git(root, "checkout", "-q", "--detach")
    assert history.head() == first
    assert history.resolve("last") == first
    assert len(history.log()) == 1
    (root / DRAFT).write_bytes(b"# Ny\n")
    with pytest.raises(AnbefalError) as error:
        save(history, root, DRAFT)
    assert two_lines(error)[0] == "nothing can be saved while the workspace shows an old version"


def test_somebody_who_never_lets_go_ends_in_two_lines(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anbefal.history.locks.PATIENCE", 0)
    one, other = create_history(root), create_history(root)
    with one.lock(), pytest.raises(AnbefalError) as error, other.lock():
        pass
    assert "somebody else has been saving" in two_lines(error)[0]
    with one.lock(), one.lock():
        assert save(one, root, DRAFT).new


# --- the past -----------------------------------------------------------------------------------


def test_a_version_tells_when_it_was_saved(root: Path) -> None:
    history = create_history(root)
    first = save(history, root, DRAFT, at=NOON)
    write(root, {DRAFT: b"# Tre\n"})
    second = save(history, root, DRAFT, at=NOON + 90)
    assert [history.moment(str(v.version_id)) for v in (first, second)] == [NOON, NOON + 90]
    with pytest.raises(AnbefalError):
        history.moment("HEAD")


def test_the_log_is_newest_first_by_path_and_limited(root: Path) -> None:
    history = create_history(root)
    ids = []
    for number in range(5):
        path = (DRAFT, "drafts/gruppe-1.md")[number % 2]
        (root / path).write_bytes(b"%d" % number)
        ids.append(save(history, root, path, at=NOON - number, message=f"nr. {number}").version_id)
    assert [version.id for version in history.log()] == ids[::-1]
    assert [version.message for version in history.log(DRAFT)] == ["nr. 4", "nr. 2", "nr. 0"]
    assert [version.id for version in history.log("drafts", 2)] == ids[:2:-1]
    assert history.log(limit=0) == []
    assert history.log("drafts/findes-ikke.md") == []


def test_a_neighbours_message_is_shown_as_it_is(root: Path) -> None:
    history = create_history(root)
    git(root, "add", DRAFT)
    git(root, "commit", "-qm", "Titel\n\nTo afsnit\n\nDraft: er ikke en trailer\nSigned-off-by: X")
    git(root, "commit", "--allow-empty", "-qm", "Draft: a.md 100 +1 -1")
    git(root, "commit", "--allow-empty", "--allow-empty-message", "-qm", "")
    shown = [version.message for version in history.log()]
    assert shown == [
        "",
        "Draft: a.md 100 +1 -1",
        "Titel\n\nTo afsnit\n\nDraft: er ikke en trailer\nSigned-off-by: X",
    ]


def test_a_version_is_named_last_by_a_workshop_or_by_its_id(root: Path) -> None:
    history = create_history(root)
    with pytest.raises(AnbefalError) as error:
        history.resolve("last")
    assert two_lines(error)[0] == "nothing has been saved yet"
    with pytest.raises(AnbefalError) as error:
        history.resolve("1")
    assert two_lines(error)[0] == "nothing has been saved yet"
    first = save(history, root, DRAFT).version_id
    assert first
    history.close_workshop(1, "tabel", "Proces Leder", NOON, 60)
    (root / DRAFT).write_bytes(b"# Ny\n")
    second = save(history, root, DRAFT).version_id
    assert second
    # Branches named as ids must mislead nobody.
    git(root, "branch", first[:4], second)
    git(root, "tag", second[:5], first)
    assert history.resolve("1") == first
    assert history.resolve("last") == second
    assert [history.resolve(first[:count]) for count in (4, 8, 40)] == [first] * 3
    assert history.resolve(second[:5].upper()) == second


@pytest.mark.parametrize(
    "name", ["2", "0", "100", "abcd", "0" * 40, "--help", "main", "HEAD", "last~1", "", "1..2"]
)
def test_an_unknown_version_is_told_with_those_there_are(root: Path, name: str) -> None:
    history = create_history(root)
    save(history, root, DRAFT)
    history.close_workshop(1, "tabel", "Proces Leder", NOON, 60)
    with pytest.raises(AnbefalError) as error:
        history.resolve(name)
    assert two_lines(error) == (
        f'there is no version "{name}"',
        'choose "last", a closed workshop (1), a time such as "yesterday 14:30",'
        ' or an id from "anbefal log"',
    )


@pytest.fixture
def copenhagen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in Denmark, at noon on the Monday after clocks were set back."""
    monkeypatch.setenv("TZ", "Europe/Copenhagen")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(utc("2026-10-26 11:00")))
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def utc(text: str) -> int:
    return int(datetime.datetime.fromisoformat(f"{text}+00:00").timestamp())


def save_at(history: History, *times: str) -> list[str]:
    """Save a version at each moment, named in UTC."""
    made = []
    for number, at in enumerate(times):
        saved = history.save({DRAFT: b"# %d" % number}, "AB", "m", [], utc(at), 60)
        made.append(saved.version_id or "")
    return made


@pytest.mark.usefixtures("copenhagen")
def test_a_time_names_the_newest_version_saved_by_then(root: Path) -> None:
    history = create_history(root)
    first, second, third, today = save_at(
        history,
        "2026-10-23 08:00:30",
        "2026-10-23 12:30:45",
        "2026-10-24 06:00",
        "2026-10-26 09:00",
    )
    named = {
        "2026-10-23 10:00": first,
        "23/10 14.29": first,
        # As the log shows it: the whole minute counts.
        "23/10 14.30": second,
        "23. oktober": second,
        "fredag 14.30": second,
        "friday": second,
        "i lørdags 7.59": second,
        "i lørdags 8.00": third,
        # Nothing was saved on that day: what stood at its end.
        "i går": third,
        "yesterday 23:59": third,
        "9:59": third,
        "10:00": today,
        "i dag": today,
        "Last": today,
        "seneste": today,
    }
    assert {name: history.resolve(name) for name in named} == named


@pytest.mark.usefixtures("copenhagen")
def test_a_time_to_come_or_before_all_is_told_with_what_there_is(root: Path) -> None:
    history = create_history(root)
    first, _ = save_at(history, "2026-10-23 08:00:30", "2026-10-26 09:00")
    for name in ("14:30", "tomorrow 9:00", "2027-01-01"):
        with pytest.raises(AnbefalError) as error:
            history.resolve(name)
        assert two_lines(error) == (
            f'"{name}" is still to come',
            'the newest version is from 2026-10-26 10:00: write "last" for it',
        )
    early = {"23/10 9.59": "2026-10-23 09:59", "27/10": "2025-10-27 23:59", "1815-06-18": ""}
    for name, meant in early.items():
        with pytest.raises(AnbefalError) as error:
            history.resolve(name)
        what, hint = two_lines(error)
        assert what.startswith(f'"{name}" means {meant}') and "nothing had been saved" in what
        assert hint == f"the first version is {first[:10]}, from 2026-10-23 10:00"


@pytest.mark.usefixtures("copenhagen")
def test_a_time_that_the_clocks_showed_twice_is_asked_about_only_where_it_matters(
    root: Path,
) -> None:
    history = create_history(root)
    before, between, after = save_at(
        history, "2026-10-24 20:00", "2026-10-25 00:40", "2026-10-25 01:40"
    )
    assert history.resolve("i går 1.59") == before
    assert history.resolve("i går 3.00") == after
    for minute, choice in {"02:20": [before, between], "02:50": [between, after]}.items():
        with pytest.raises(AnbefalError) as error:
            history.resolve(f"yesterday {minute}")
        what, hint = two_lines(error)
        assert what.endswith(f"showed 2026-10-25 {minute} twice")
        assert hint.endswith(": " + ", ".join(version[:10] for version in choice))
    # The same version stands at either moment.
    (root / "drafts").mkdir(exist_ok=True)
    other = create_history(make_workspace(root.parent / "andre"))
    [only] = save_at(other, "2026-10-24 20:00")
    assert other.resolve("i går 2.30") == only


@pytest.mark.usefixtures("copenhagen")
def test_a_time_in_a_subfolder_passes_by_what_was_before_the_workspace(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "andet").write_bytes(b"x")
    git(tmp_path, "add", "andet")
    git(tmp_path, "commit", "-qm", "x", "--date", "2020-01-01T00:00:00")
    root = make_workspace(tmp_path / "samling")
    git(tmp_path, "add", "samling/anbefal.toml")
    history = create_history(root)
    [version] = save_at(history, "2026-10-23 08:00")
    assert history.resolve("23/10 10.00") == version
    with pytest.raises(AnbefalError):
        history.resolve("22/10")


def test_only_ids_are_read_never_expressions(root: Path) -> None:
    history = create_history(root)
    save(history, root, DRAFT)
    for name in ("HEAD", "--batch-all-objects", "main", "HEAD~1", ""):
        with pytest.raises(AnbefalError):
            history.read(name, DRAFT)
        with pytest.raises(AnbefalError):
            history.files(name)


def test_many_files_are_read_by_one_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = create_history(root)
    names = [f"drafts/{number}.md" for number in range(300)]
    write(root, {name: name.encode() * 50 for name in names})
    saved = save(history, root, *names)
    assert saved.version_id
    verbs = count_processes(monkeypatch)
    assert len(history.read_all(saved.version_id, names)) == 300
    assert verbs == ["cat-file"]
    # No version can hold a file of such a name, and none that is asked for hides the others.
    assert len(history.read_all(saved.version_id, [names[0], "drafts/a\\b.md", "../x"])) == 1
    verbs[:] = verbs[:1]
    # Whether the others are not there, or lost, is asked once more.
    assert len(history.read_all(saved.version_id, [*names, "drafts/nej.md", "drafts"])) == 300
    assert verbs == ["cat-file", "cat-file", "ls-tree"]
    verbs.clear()
    assert set(history.read_all(saved.version_id, prefix="drafts/29")) == {
        "drafts/29.md",
        *(f"drafts/29{digit}.md" for digit in range(10)),
    }
    assert verbs == ["ls-tree", "cat-file"]


def test_a_save_takes_seven_processes_and_a_log_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = create_history(root)
    save(history, root, DRAFT)
    (root / DRAFT).write_bytes(b"# Ny\n")
    verbs = count_processes(monkeypatch)
    save(history, root, DRAFT, "drafts/gruppe-1.md", "anbefal.toml")
    assert verbs == [
        "symbolic-ref",
        "cat-file",
        "hash-object",
        "hash-object",
        "commit-tree",
        "update-index",
        "update-ref",
    ]
    verbs.clear()
    history.log()
    history.log(DRAFT, 3)
    assert verbs == ["log", "log"]


def count_processes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    verbs: list[str] = []
    real = git_door.Git.run

    def run(self: git_door.Git, *words: str, **named: object) -> git_door.Answer:
        verbs.append(words[0])
        return real(self, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(git_door.Git, "run", run)
    return verbs


# --- workshops ----------------------------------------------------------------------------------


def test_closing_a_workshop_is_an_annotated_tag_and_nobody_closes_it_twice(root: Path) -> None:
    history = create_history(root)
    with pytest.raises(AnbefalError) as error:
        history.close_workshop(1, "tabel", "Proces Leder", NOON, 60)
    assert two_lines(error)[0] == "nothing has been saved yet"
    first = save(history, root, DRAFT).version_id
    assert first
    table = "| gruppe | score |\n| 2      | 87.5  |"
    assert history.close_workshop(1, table, "Proces <Leder>", NOON + 5, 60) == first
    assert history.closed_workshops() == {1: (first, NOON + 5, table, "Proces Leder")}
    assert history.log()[0].closes == 1
    assert git(root, "cat-file", "-t", "workshop/1") == "tag\n"
    assert "tagger Proces Leder <proces-leder@anbefal.invalid> 1767265205 +0100" in git(
        root, "cat-file", "-p", "workshop/1"
    )
    with pytest.raises(AnbefalError) as error:
        history.close_workshop(1, table, "Proces Leder", NOON, 60)
    assert two_lines(error)[0] == "workshop 1 is closed already"


def test_a_workshop_is_opened_again_and_closed_again_and_nothing_is_deleted(root: Path) -> None:
    history = create_history(root)
    first = save(history, root, DRAFT).version_id
    assert first
    with pytest.raises(AnbefalError) as error:
        history.reopen_workshop(2, "for tidligt", "PL", NOON, 0)
    assert two_lines(error)[0] == "workshop 2 is not closed"
    history.close_workshop(2, "tabel", "PL", NOON, 0)
    history.reopen_workshop(2, "for tidligt", "PL", NOON + 1, 0)
    assert history.closed_workshops() == {}
    assert history.resolve("2") == first
    (root / DRAFT).write_bytes(b"# Ny\n")
    second = save(history, root, DRAFT).version_id
    assert second
    history.close_workshop(2, "ny tabel", "PL", NOON + 2, 0)
    assert history.closed_workshops() == {2: (second, NOON + 2, "ny tabel", "PL")}
    assert history.resolve("2") == second
    assert [version.closes for version in history.log()] == [2, 2]
    tags = ["workshop/2", "workshop/2.2", "workshop/2.reopened-1"]
    assert git(root, "tag", "--list").split() == tags
    assert history.workshops()[2].reopenings == ((first, NOON + 1, "for tidligt", "PL"),)


def test_two_who_close_the_same_workshop_at_once_make_one_closing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = create_history(root)
    save(history, root, DRAFT)
    monkeypatch.setattr("anbefal.history.tags.read_marks", lambda git: {})
    history.close_workshop(3, "den ene", "A", NOON, 0)
    with pytest.raises(AnbefalError) as error:
        history.close_workshop(3, "den anden", "B", NOON, 0)
    assert two_lines(error)[0] == "workshop 3 is closed already"
    monkeypatch.undo()
    assert history.closed_workshops()[3].message == "den ene"


def test_tags_that_are_none_of_ours_are_passed_by(root: Path) -> None:
    history = create_history(root)
    first = save(history, root, DRAFT).version_id
    assert first
    for name in ("workshop/0", "workshop/x", "workshop/1/2", "v1", "workshop/100"):
        git(root, "tag", name)
    git(root, "tag", "-a", "-m", "et træ", "workshop/7", "HEAD^{tree}")
    assert history.closed_workshops() == {}
    git(root, "tag", "workshop/4")
    assert history.closed_workshops() == {4: (first, NOON, "", "")}


def test_a_workspace_in_a_subfolder_has_its_own_paths_log_and_tags(tmp_path: Path) -> None:
    one = make_workspace(tmp_path / "én samling~.lock")
    other = make_workspace(tmp_path / "anden")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", *(f"{root.name}/anbefal.toml" for root in (one, other)))
    git(tmp_path, "commit", "-qm", "to samlinger")
    histories = [open_history(one), open_history(other)]
    saved = []
    for root, history in zip((one, other), histories, strict=True):
        assert history is not None
        (root / DRAFT).write_bytes(root.name.encode())
        saved.append(save(history, root, DRAFT).version_id)
        history.close_workshop(1, root.name, "PL", NOON, 0)
        assert not save(history, root, DRAFT).new
    for root, history, version in zip((one, other), histories, saved, strict=True):
        assert history is not None and version is not None
        assert len(history.log()) == 2
        assert [entry.id for entry in history.log(DRAFT)] == [version]
        assert history.log()[0].closes == 1
        assert history.closed_workshops() == {1: (version, NOON, root.name, "PL")}
        assert history.resolve("1") == version
        assert history.read_all(version) == {
            DRAFT: root.name.encode(),
            "anbefal.toml": b"name = 'x'\n",
        }
    assert git(tmp_path, "tag", "--list").split() == [
        "anden/workshop/1",
        "én%20samling%7E%2Elock/workshop/1",
    ]
    git(tmp_path, "fsck", "--strict")
    assert DRAFT.rpartition("/")[2] not in git(tmp_path, "status", "--porcelain", "-uno")


@pytest.mark.parametrize(
    "folder", ["a b", "a..b", ".a", "a.", "a.lock", "a~b^c:d?e*f[g\\h", "a@{1}", "-a", "æøå", "%"]
)
def test_every_folder_gives_a_tag_name_that_git_takes(tmp_path: Path, folder: str) -> None:
    name = tag_name(f"{folder}/{folder}/", "workshop/1")
    git(tmp_path, "check-ref-format", name)
    assert tag_name("", "workshop/1") == "refs/tags/workshop/1"


# --- the environment ----------------------------------------------------------------------------


def test_inherited_variables_lead_nowhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_workspace(tmp_path / "anden")
    save(create_history(other), other, DRAFT)
    before = git(other, "rev-parse", "HEAD")
    for name, value in {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(tmp_path / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(other / ".git" / "objects"),
        "GIT_COMMON_DIR": str(other / ".git"),
        "GIT_NAMESPACE": "andet",
        "GIT_QUARANTINE_PATH": str(tmp_path),
        "GIT_EXEC_PATH": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.bare",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_GLOB_PATHSPECS": "1",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_PYTHON_GIT_EXECUTABLE": "/bin/false",
        "GIT_AUTHOR_DATE": "2001-01-01",
    }.items():
        monkeypatch.setenv(name, value)
    history = create_history(root)
    saved = save(history, root, DRAFT)
    assert saved.new
    assert [version.time for version in history.log()] == [NOON]
    assert (root / ".git" / "index").exists()
    assert not (tmp_path / "index").exists()
    assert not (tmp_path / "objects").exists()
    assert not (tmp_path / "trace").exists()
    assert git(other, "rev-parse", "HEAD") == before


def test_the_environment_is_cleaned_of_everything_of_gits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/x")
    monkeypatch.setenv("GIT_PYTHON_TRACE", "full")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    clean_environment()
    assert [name for name in os.environ if name.startswith("GIT_")] == []
    assert os.environ["GITHUB_ACTIONS"] == "true"


def test_the_users_own_name_is_read_from_their_settings_never_from_a_repositorys(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_history(root)
    git(root, "config", "user.name", "Fremmed")
    monkeypatch.chdir(root)
    monkeypatch.setattr("os.environ", {**os.environ, "GIT_CONFIG_NOSYSTEM": "1"})
    (tmp_path / "home" / ".gitconfig").write_text("[user]\n\tname = Åse Ærø\n", encoding="utf-8")
    assert user_name() == "Åse Ærø"


def test_git_that_is_missing_broken_or_old_is_told_in_two_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(tmp_path / "samling")
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    git_door.program.cache_clear()
    try:
        with pytest.raises(AnbefalError) as error:
            create_history(root)
        assert two_lines(error)[0] == "git is not installed"
        fake = programs / "git"
        fake.write_text("#!/bin/sh\necho git version 2.25.1\n")
        fake.chmod(0o755)
        with pytest.raises(AnbefalError) as error:
            create_history(root)
        assert two_lines(error)[0] == "git 2.25.1 is too old"
        fake.write_text("#!/bin/sh\necho Bad CPU type\n")
        with pytest.raises(AnbefalError) as error:
            create_history(root)
        assert two_lines(error)[0] == "git does not work: Bad CPU type"
    finally:
        git_door.program.cache_clear()


def test_no_git_of_the_working_folder_is_ever_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(tmp_path / "samling")
    (root / "git").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    (root / "git").chmod(0o755)
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    git_door.program.cache_clear()
    save(create_history(root), root, DRAFT)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("fatal: sha1 file '...' write error: No space left on device", "the disk is full"),
        ("error: unable to create temporary file: Read-only file system", "read-only"),
        ("error: insufficient permission for adding an object", "permission denied"),
        ("fatal: Unable to create '/x/index.lock': Permission denied", "permission denied"),
        ("fatal: Unable to create '/x/main.lock': File exists.", "another program"),
        ("warning: x\nfatal: bad object HEAD", "missing or damaged"),
        ("warning: x\nfatal: nobody has seen this before", ": nobody has seen this before"),
        ("", "cannot be used"),
    ],
)
def test_what_git_refuses_is_put_into_two_lines(told: str, words: str) -> None:
    error = failed(Path("samling"), told)
    assert words in translate(error.message, "en")
    assert translate(error.hint, "en")


def test_a_store_with_a_missing_object_is_told_and_not_a_crash(root: Path) -> None:
    history = create_history(root)
    saved = save(history, root, DRAFT, "anbefal.toml")
    assert saved.version_id
    top = git(root, "rev-parse", "HEAD^{tree}").strip()
    (root / ".git" / "objects" / top[:2] / top[2:]).unlink()
    (root / DRAFT).write_bytes(b"# Ny\n")
    for act in (
        lambda: save(history, root, DRAFT),
        lambda: history.files(saved.version_id or ""),
    ):
        with pytest.raises(AnbefalError) as error:
            act()
        assert "cannot be used" in two_lines(error)[0]


# A call that another process's call interrupts in the listing is "unfinished".
CALL = re.compile(r'(fsync|link|rename)\((?:\d+<(.+)>|"(.+)", "(.+)")(?:\) += 0| <unfinished)')


LINES = """
from pathlib import Path; from anbefal.cli.main import main
def run(line):
    assert main(line.split()) == 0, line
run("save --by AB")
run("workshop close 1 --by AB")
Path("drafts/group-2.md").write_bytes(b"# Ny")
run("restore group-2 --at 1 --by AB")
run("workshop reopen 1 --by AB --because x")
"""


def test_all_that_a_command_writes_is_synced_before_it_is_told(tmp_path: Path) -> None:
    root = tmp_path / "samling"
    shutil.copytree(Path(__file__).parent / "commands" / "assembly", root)
    trace = tmp_path / "trace"
    words = [require_tool("strace"), "-f", "-y", "-e", "trace=fsync,link,rename,unlink"]
    done = subprocess.run(
        [*words, "-o", str(trace), sys.executable, "-c", LINES],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(Path(git_door.__file__).parents[2])},
        capture_output=True,
    )
    if done.returncode and b"ptrace" in done.stderr.lower():
        missing("strace may not trace here")
    assert done.returncode == 0, done.stderr
    synced: set[str] = set()
    unsynced: set[str] = set()
    moved: list[str] = []
    for line in trace.read_text().splitlines():
        call = CALL.search(line)
        if call is None:
            continue
        source, target = (str(root / path) for path in (call[3] or "", call[4] or ""))
        if call[1] == "fsync":
            synced.add(call[2])
        elif target.startswith(str(root)) and "/anbefal.saving/" not in target:
            if source not in synced:
                unsynced.add(target)
            moved.append(target.removeprefix(f"{root}/"))
    # What git moves before it is synced is only what "init" makes, and we sync that.
    assert unsynced <= {f"{root}/.git/HEAD", f"{root}/.git/config"} & synced
    tags = {f".git/refs/tags/workshop/{name}" for name in ("1", "1.reopened-1")}
    assert {".git/index", ".git/refs/heads/main", "drafts/group-2.md", *tags} <= set(moved)
    # Texts and folders of three versions, the versions themselves, and two marks.
    assert len([path for path in moved if path.startswith(".git/objects/")]) >= 12
    folders = {".git/refs/heads", ".git/refs/tags/workshop", "drafts"}
    assert {f"{root}/{folder}" for folder in folders} <= synced


def test_reading_versions_loads_no_library_but_msgspec(root: Path) -> None:
    create_history(root)
    code = (
        "import sys, pathlib, anbefal.history as h; h.user_name();"
        "h.open_history(pathlib.Path(sys.argv[1])).log();"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    source = Path(git_door.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        check=True,
    )
    loaded = set(done.stdout.decode().split())
    heavy = {"git", "filelock", "hashlib", "markdown_it", "typer", "yaml", "jinja2", "docx", "lxml"}
    assert "msgspec" in loaded and not loaded & heavy
