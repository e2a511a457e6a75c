"""The same work as ours, as one would write it with GitPython: a peer for `history.py`."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from timing import ANBEFAL

_TRAILER = re.compile(r"^Draft: .+ \+(\d+) -(\d+)$", re.MULTILINE)


def paths(repo: object) -> str:
    """Sum up the words that came and went, one draft's log at a time."""
    files = sorted(path.as_posix() for path in Path("drafts").glob("*.md"))
    seen: dict[str, str] = {}
    for path in files:
        for commit in repo.iter_commits(paths=path):  # type: ignore[attr-defined]
            seen[commit.hexsha] = commit.message
    sums = [(int(a), int(b)) for text in seen.values() for a, b in _TRAILER.findall(text)]
    added, removed = sum(a for a, _ in sums), sum(b for _, b in sums)
    return json.dumps({"versions": len(seen), "added": added, "removed": removed})


def stats(repo: object, most: int) -> str:
    """Sum up the lines that came and went, as the obvious code does it."""
    commits = repo.iter_commits(max_count=most)  # type: ignore[attr-defined]
    return str(sum(commit.stats.total["lines"] for commit in commits))


def save(repo: object, path: str) -> str:
    """Commit one file."""
    repo.index.add([path])  # type: ignore[attr-defined]
    return str(repo.index.commit("besked").hexsha)  # type: ignore[attr-defined]


def blobs(repo: object) -> str:
    """Read every draft at every tag."""
    files = sorted(path.as_posix() for path in Path("drafts").glob("*.md"))
    tags = sorted(repo.tags, key=lambda tag: int(tag.name.rpartition("/")[2]))  # type: ignore[attr-defined]
    return summed((tag.commit.tree / path).data_stream.read() for tag in tags for path in files)


def log() -> str:
    """Sum up the words that came and went, by `anbefal log` of the whole past."""
    words = [*ANBEFAL, "log", "-n", "1000000", "--format", "json"]
    told = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    drafts = [draft for version in told["versions"] for draft in version["drafts"]]
    added, removed = (sum(draft[key] for draft in drafts) for key in ("added", "removed"))
    return json.dumps({"versions": len(told["versions"]), "added": added, "removed": removed})


def ours() -> str:
    """Read every draft at every closed workshop, by anbefal's own door."""
    from anbefal.history import open_history

    history = open_history(Path.cwd())
    assert history
    closed = history.closed_workshops()
    files = sorted(path.as_posix() for path in Path("drafts").glob("*.md"))
    versions = [closed[number].version_id for number in sorted(closed)]
    read = history.read_versions(versions, "drafts")
    return summed(held[path] for held in read for path in files)


def summed(texts: Iterable[bytes]) -> str:
    """Tell how many texts there were, and what they were."""
    hasher, count = hashlib.sha256(), 0
    for text in texts:
        hasher.update(text)
        count += 1
    return f"{count} texts, {hasher.hexdigest()[:16]}"


def main(words: Sequence[str]) -> str:
    """Do one kind of work in the working folder."""
    if words[0] in ("ours", "log"):
        return ours() if words[0] == "ours" else log()
    import git

    with git.Repo(".") as repo:
        match words:
            case ["paths"]:
                return paths(repo)
            case ["stats", most]:
                return stats(repo, int(most))
            case ["save", path]:
                return save(repo, path)
            case ["blobs"]:
                return blobs(repo)
    raise SystemExit(f"there is no {words[0]}")


if __name__ == "__main__":
    print(main(sys.argv[1:]))
