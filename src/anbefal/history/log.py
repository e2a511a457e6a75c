"""The past: versions as they were saved, newest first, by one process."""

from anbefal.history.failures import failed
from anbefal.history.git import Git
from anbefal.history.objects import head
from anbefal.history.paths import checked, tag_name
from anbefal.history.tags import workshop_of
from anbefal.history.texts import read_message
from anbefal.model import Version

_FIELDS = ("%H", "%at", "%an", "%D", "%B")


def read_log(git: Git, path: str | None, limit: int | None) -> list[Version]:
    """List the versions of one path, or of the whole workspace; none before the first save."""
    prefix = git.place.prefix
    words = ["log", "-z", f"--format=tformat:{'%x00'.join(_FIELDS)}", "--no-color", "--no-notes"]
    words += ["--no-mailmap", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-patch"]
    words += ["--decorate=full", f"--decorate-refs={tag_name(prefix, 'workshop/')}*"]
    if limit is not None:
        words.append(f"--max-count={max(limit, 0)}")
    words += ["--end-of-options", "HEAD", "--"]
    below = prefix.rstrip("/") if path is None else prefix + checked(path)
    answer = git.run(*words, *([below] if below else []))
    if answer.status:
        if head(git) is None:
            return []
        raise failed(git.place.top, answer.error)
    values = answer.out.decode("utf-8", "replace").split("\0")
    width = len(_FIELDS)
    return [
        _version(prefix, *values[at : at + width])
        for at in range(0, len(values) - width + 1, width)
    ]


def _version(prefix: str, name: str, time: str, author: str, tags: str, text: str) -> Version:
    message, workshop, drafts = read_message(text)
    refs = (tag.removeprefix("tag: ") for tag in tags.split(", "))
    closes = [number for ref in refs if (number := workshop_of(prefix, ref)) is not None]
    return Version(
        id=name,
        time=int(time or 0),
        author=author,
        message=message,
        workshop=workshop,
        closes=max(closes, default=None),
        drafts=drafts,
    )
