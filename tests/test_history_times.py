"""When drafts were last saved: asked for many at once, the same answer as for each alone."""

import os
import random
import subprocess
from pathlib import Path

import pytest

from anbefal.history import log as history_log
from anbefal.history import open_history

NAMES = ("a", "b", "æ ø", "c-1", "d", "e", "f", "g")


def git(folder: Path, *words: str, time: int = 1_779_523_200) -> None:
    variables = {f"GIT_{who}_DATE": f"{time} +0200" for who in ("AUTHOR", "COMMITTER")}
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.invalid", *words],
        cwd=folder,
        env={**os.environ, **variables},
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("below", ["", "samling/"])
def test_many_at_once_as_each_alone(
    seed: int, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(history_log, "_VERSIONS_EACH", 1)
    drafts = tmp_path / below / "drafts"
    drafts.mkdir(parents=True)
    (drafts.parent / "anbefal.toml").write_text("name = 'x'\n")
    git(tmp_path, "init", "-q", "-b", "main")
    for number in range(24):
        for name in chance.sample(NAMES[:-1], 1 if number else 7):
            (drafts / f"{name}.md").write_text(f"{number}\n")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", f"no. {number}\n\nwords", time=1_779_523_200 + 60 * number)
        if seed > 1 and number == 15:
            git(tmp_path, "checkout", "-qb", "side", "HEAD~4")
            (drafts / "f.md").write_text("side\n")
            git(tmp_path, "commit", "-qam", "side", time=1_779_523_200)
            git(tmp_path, "checkout", "-q", "main")
            how = ("-s", "ours") if seed > 2 else ("-X", "theirs")
            git(tmp_path, "merge", "-q", *how, "side")
    history = open_history(drafts.parent)
    assert history is not None
    paths = [f"drafts/{name}.md" for name in NAMES]
    alone = {path: history.log(path, 1) for path in paths}
    expected = {path: versions[0].time for path, versions in alone.items() if versions}
    assert len(expected) == 7
    assert history.times(paths) == expected
    assert history.times(paths[:2]) == {path: expected[path] for path in paths[:2]}
    assert history.times(["../x", "drafts/none.md"]) == {}
