"""Status: what was read once is looked up, and never shows anything but what reading would give."""

import os
import random
from pathlib import Path

import pytest
from conftest import ASSEMBLY, MakeWorkspace

from anbefal.jobs import progress
from anbefal.jobs.save import save
from anbefal.jobs.status import Status, status
from anbefal.jobs.workshops import close_workshop
from anbefal.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[1]
TORTURE = os.environ.get("ANBEFAL_TORTURE") == "1"
SOUND = (ROOT / "drafts" / "gruppe-2.md").read_text("utf-8")
DRAFTS = [f"drafts/g{number}.md" for number in range(4)]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the cache, and everything of git's, in folders of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ANBEFAL_NO_CACHE", raising=False)


def afresh(workspace: Workspace) -> Workspace:
    return open_workspace((workspace.root,))


def read_anew(workspace: Workspace) -> Status:
    """Give the overview without looking anything up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANBEFAL_NO_CACHE", "1")
        return status(afresh(workspace))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every draft that is read, now or as it stood; all of it in this process."""
    names: list[str] = []
    real = progress.read_draft

    def noting(workspace: Workspace, shown: str, data: bytes) -> object:
        names.append(shown)
        return real(workspace, shown, data)

    monkeypatch.setattr(progress, "read_draft", noting)
    monkeypatch.setattr("anbefal.jobs.processes._cores", lambda: 1)
    return names


def test_a_draft_is_read_again_only_when_it_changed(
    make_workspace: MakeWorkspace, read: list[str]
) -> None:
    workspace = make_workspace(dict.fromkeys(DRAFTS, SOUND))
    first = status(workspace)
    assert read == DRAFTS
    assert status(afresh(workspace)) == first
    assert read == DRAFTS
    save(workspace, by="AB")
    # Saved: nothing is read, and each row says so.
    assert [row.saved for row in status(workspace).drafts] == [True] * 4
    assert read == DRAFTS
    close_workshop(workspace, 1, by="AB", anyway="øvelse")
    read.clear()
    # Another workshop asks for other things, and drafts are compared with how they stood.
    assert [row.before for row in status(workspace).drafts] == [
        row.score for row in status(workspace).drafts
    ]
    assert read == [path for path in DRAFTS for _ in range(2)]
    read.clear()
    (workspace.root / DRAFTS[1]).write_text(SOUND.replace("## Noter", "## Notater"), "utf-8")
    assert [row.saved for row in status(workspace).drafts] == [True, False, True, True]
    assert read == [DRAFTS[1]] * 2


def test_a_draft_with_a_picture_is_read_each_time(
    make_workspace: MakeWorkspace, read: list[str]
) -> None:
    workspace = make_workspace({DRAFTS[0]: SOUND.replace("## Noter", "![ko](ko.gif)\n\n## Noter")})
    absent = status(workspace)
    (workspace.root / "drafts/ko.gif").write_bytes(b"GIF89a\x01\x00\x01\x00\x80\x00\x00")
    assert status(workspace) == read_anew(workspace)
    assert read == [DRAFTS[0]] * 3
    assert absent.drafts[0].saved is False


def test_what_is_odd_about_the_cache_is_passed_by(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    workspace = make_workspace(dict.fromkeys(DRAFTS, SOUND))
    first = status(workspace)
    [kept] = (tmp_path / "cache").rglob("*.status")
    whole = kept.read_bytes()
    for broken in (b"", whole[:-1], whole[:40] + b"x" + whole[41:], b"\0" * 100):
        kept.write_bytes(broken)
        assert status(afresh(workspace)) == first
    kept.unlink()
    assert status(afresh(workspace)) == first


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(40 if TORTURE else 3))
def test_looked_up_or_read_anew_the_overview_is_the_same(
    make_workspace: MakeWorkspace, seed: int
) -> None:
    chance = random.Random(seed)
    workspace = make_workspace(dict.fromkeys(DRAFTS, SOUND))
    template = (ROOT / "templates/anbefaling/template.toml").read_text("utf-8")

    def edit() -> None:
        lines = SOUND.splitlines(keepends=True)
        del lines[chance.randrange(len(lines)) :: chance.randint(2, 30)]
        (workspace.root / chance.choice(DRAFTS)).write_text("".join(lines), "utf-8")

    def swap() -> None:
        one, other = (workspace.root / path for path in chance.sample(DRAFTS, 2))
        one.write_bytes(other.read_bytes())

    def close() -> None:
        close_workshop(afresh(workspace), chance.choice([1, 4]), by="AB", anyway="x")

    def gate() -> None:
        changed = ASSEMBLY.replace("gate = 80", f"gate = {chance.randint(1, 99)}")
        (workspace.root / "anbefal.toml").write_text(changed, "utf-8")

    def own_template() -> None:
        own = workspace.root / "templates/anbefaling/template.toml"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(template.replace("weight = 2", f"weight = {chance.randint(1, 5)}"), "utf-8")
        draft = ROOT / "templates/anbefaling/draft.md"
        (own.parent / "draft.md").write_bytes(draft.read_bytes())

    def break_off() -> None:
        (workspace.root / chance.choice(DRAFTS)).write_bytes(os.urandom(50))

    steps = [
        edit,
        edit,
        swap,
        close,
        gate,
        own_template,
        break_off,
        lambda: save(workspace, by="A"),
    ]
    for _ in range(6):
        step = chance.choice(steps)
        try:
            step()
        except Exception as refused:
            # A workshop that is not open.
            assert "workshop" in str(getattr(refused, "message", refused))
        assert status(afresh(workspace)) == read_anew(workspace)
