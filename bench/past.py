"""Write a repository with a long past, the same for the same seed, by `git fast-import`.

Each version changes one paragraph of one draft and says so in the trailers that `anbefal save`
writes; workshops are closed at even distances. It stands packed, as a repository is that somebody
keeps, or loose, as nothing but saves leave it. `past.json` beside it holds the sums that whoever
reads the whole past must find.
"""

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import corpus

BEGIN = 1_779_523_200
SCRIBES = ("AB", "CD", "EF", "GH", "IJ", "KL")
MARK = 4


class Size(NamedTuple):
    """How much: drafts, versions, and closed workshops."""

    drafts: int
    versions: int
    workshops: int = 4

    @classmethod
    def of(cls, words: str) -> "Size":
        """Read "60x20000" or "6x10000x40"."""
        return cls(*(int(word) for word in words.split("x")))

    def __str__(self) -> str:
        """Give the words again."""
        return "x".join(map(str, self))


def ready(place: Path, size: Size, seed: int = corpus.SEED) -> tuple[Path, Path]:
    """Give the packed and the loose repository of a size; they are kept from run to run."""
    packed, loose = place / f"past-{size}-packed", place / f"past-{size}-loose"
    stamp = f"{MARK} {seed} {size}"
    for folder, build in ((packed, _packed), (loose, _loose)):
        done = folder / ".git" / "past-stamp"
        if not done.is_file() or done.read_text() != stamp:
            shutil.rmtree(folder, ignore_errors=True)
            build(packed, folder, size, seed)
            done.write_text(stamp)
    return packed, loose


def git(folder: Path, *words: str, stdin: bytes | None = None) -> bytes:
    """Run git without anybody's settings."""
    variables = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "-c", "core.fsync=none", *words],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=True,
        env={**os.environ, **variables},
    )
    return done.stdout


def stream(folder: Path, size: Size, seed: int) -> Iterator[bytes]:
    """Give what `git fast-import` reads, and write the workspace as it stands in the end."""
    chance = random.Random(seed)
    corpus.write(folder, size.drafts, seed)
    (folder / "manifest.json").unlink()
    plan = "".join(
        f'[[workshop]]\nnumber = {n}\nname = "Værksted {n}"\n'
        for n in range(1, min(size.workshops, 4) + 1)
    )
    config = folder / "anbefal.toml"
    config.write_text(config.read_text("utf-8") + "\n" + plan, "utf-8")
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.glob("drafts/*.md"))
    blocks = {path: (folder / path).read_text("utf-8").split("\n\n") for path in paths}
    writer = corpus.Writer(0, seed)
    first = {"anbefal.toml": config.read_bytes()}
    first.update((path, (folder / path).read_bytes()) for path in paths)
    # The last versions are saved when the last workshop is closed.
    each = max(1, (size.versions - size.versions // 50) // size.workshops)
    sums = {"versions": size.versions, "added": 0, "removed": 0}
    yield from _version(1, 1, first, [(path, 0, 0) for path in paths], chance)
    for number in range(2, size.versions + 1):
        path = chance.choice(paths)
        at = chance.choice([n for n, block in enumerate(blocks[path]) if block[:1].isupper()])
        old = blocks[path][at]
        blocks[path][at] = corpus.wrapped(" ".join(writer.sentence() for _ in range(3)))
        added, removed = len(blocks[path][at].split()), len(old.split())
        sums["added"] += added
        sums["removed"] += removed
        text = "\n\n".join(blocks[path]).encode()
        workshop = min(number // each + 1, size.workshops)
        yield from _version(number, workshop, {path: text}, [(path, added, removed)], chance)
        if number % each == 0 and number // each <= size.workshops:
            yield from _closing(number // each, number, paths)
    for path in paths:
        (folder / path).write_text("\n\n".join(blocks[path]), "utf-8")
    (folder / ".git" / "past.json").write_text(json.dumps(sums))


def _version(
    number: int,
    workshop: int,
    files: dict[str, bytes],
    drafts: Sequence[tuple[str, int, int]],
    chance: random.Random,
) -> Iterator[bytes]:
    who, when = chance.choice(SCRIBES), BEGIN + 40 * number
    name = f"{who} <{who.lower()}@anbefal.invalid> {when} +0200"
    score = chance.randint(300, 1000) / 10
    trailers = [f"Draft: {path} {score} +{added} -{removed}" for path, added, removed in drafts]
    message = "\n".join([Path(drafts[0][0]).stem, "", *trailers, f"Workshop: {workshop}", ""])
    told = f"commit refs/heads/main\nmark :{number}\nauthor {name}\ncommitter {name}\n"
    yield told.encode() + _data(message.encode())
    for path, data in files.items():
        yield f"M 100644 inline {path}\n".encode() + _data(data)
    yield b"\n"


def _closing(workshop: int, number: int, paths: Sequence[str]) -> Iterator[bytes]:
    when = BEGIN + 40 * number + 5
    table = "".join(f" 90.0 {path}\n" for path in paths)
    told = f"tag workshop/{workshop}\nfrom :{number}\n"
    yield f"{told}tagger PL <pl@anbefal.invalid> {when} +0200\n".encode() + _data(table.encode())


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def import_past(folder: Path, size: Size, seed: int = corpus.SEED) -> None:
    """Make a workspace with its past, in one pack, and a clean index."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--template=", "--initial-branch=main")
    done = subprocess.Popen(
        ["git", "fast-import", "--quiet", "--depth=50"], cwd=folder, stdin=subprocess.PIPE
    )
    assert done.stdin
    for piece in stream(folder, size, seed):
        done.stdin.write(piece)
    done.stdin.close()
    if done.wait():
        raise SystemExit("git fast-import failed")
    git(folder, "reset", "--quiet")
    if git(folder, "status", "--porcelain"):
        raise SystemExit("the files are not what the last version holds")


def _packed(packed: Path, folder: Path, size: Size, seed: int) -> None:
    import_past(folder, size, seed)
    git(folder, "gc", "--quiet")


def _loose(packed: Path, folder: Path, size: Size, seed: int) -> None:
    """Unpack every object, and keep the tags in files of their own."""
    shutil.copytree(packed, folder)
    store = folder / ".git"
    for name in ("objects", "packed-refs"):
        path = store / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    (store / "objects").mkdir()
    (store / "refs").mkdir(exist_ok=True)
    for pack in (packed / ".git" / "objects" / "pack").glob("*.pack"):
        git(folder, "unpack-objects", "-q", stdin=pack.read_bytes())
    for row in git(packed, "show-ref").decode().splitlines():
        name, ref = row.split(" ")
        git(folder, "update-ref", ref, name)
