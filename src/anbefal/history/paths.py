"""Names that may be handed to git: paths, ids and the names of tags, by allow-lists."""

import re

from anbefal.history.failures import refused_name

ID = re.compile(r"[0-9a-f]{4,64}")
_BAD = re.compile(r"[\x00-\x1f\x7f\\]")
# Windows and macOS see more than one spelling of ".git", which git refuses as well.
_STORE = re.compile(r"(\.git|git~[0-9]+)[ .]*(:.*)?", re.IGNORECASE)


def is_safe(path: str) -> bool:
    """Tell whether a path stays below its top on every system, and git can hold it."""
    return not _BAD.search(path) and not any(
        part in ("", ".", "..") or _STORE.fullmatch(part) for part in path.split("/")
    )


def checked(path: str) -> str:
    """Give a path back that is safe in every version, or raise AnbefalError."""
    if not is_safe(path):
        raise refused_name(path)
    return path


def encoded(path: str) -> bytes:
    """Give a path's bytes; names that are not UTF-8 travel unharmed."""
    return path.encode("utf-8", "surrogateescape")


def tag_name(prefix: str, name: str) -> str:
    """Give a tag's full name, for a workspace in `prefix`; odd signs of folders as %XX."""
    folder = "/".join(_ref_part(part) for part in prefix.split("/") if part)
    return f"refs/tags/{folder}/{name}" if folder else f"refs/tags/{name}"


def _ref_part(part: str) -> str:
    safe = re.sub(r"[^\w+.-]", lambda found: _percent(found[0]), part)
    safe = re.sub(r"^[.-]|\.(?=\.)|\.$|\.(?=lock$)", lambda found: _percent(found[0]), safe)
    return safe


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in encoded(char))
