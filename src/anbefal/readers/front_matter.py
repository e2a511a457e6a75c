"""Front matter: split off by ourselves; plain lines read here, all others as YAML."""

import re
from typing import NamedTuple

from anbefal.model import FieldValue, Problem
from anbefal.model.draft import Value

MAX_BYTES = 32 * 1024

_KEY_LINE = re.compile(r"^[^\s#:][^:]*:(?:\s|$)|^-\s|^\s+\S")

# Heads as people write them. Every text that one of these patterns takes means the same in YAML;
# a test holds both readings together. What none of them takes is YAML's.
_WORDS = r"\w+(?:[ -]\w+)*"
_LINE = re.compile(
    rf"({_WORDS}): +(?:\"([^\"\\\t]*)\"|({_WORDS})|\[([\w ,-]+)\]|\{{([\w :,-]+)\}}) *"
)
_ITEM = re.compile(rf" *({_WORDS}) *")
_PAIR = re.compile(rf" *({_WORDS}): +({_WORDS}) *")
_PLAIN_MOST = 500


class FrontMatter(NamedTuple):
    """The keys in order, where the body begins, and what was wrong."""

    values: tuple[FieldValue, ...]
    body_line: int
    problems: tuple[Problem, ...]
    present: bool


def read(lines: list[str]) -> FrontMatter:
    """Read the block between two lines of `---` at the top of a file, if there is one."""
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter((), 1, (), False)
    end = next((n for n, text in enumerate(lines) if n and text.rstrip() in ("---", "...")), None)
    if end is None:
        # Never closed: the head ends where lines stop looking like "key: value".
        end = next((n for n, t in enumerate(lines) if n and not _KEY_LINE.match(t)), len(lines))
        return FrontMatter((), end + 1, (Problem("front-matter-unclosed", 1),), True)
    # YAML takes these two for line ends, no editor does: line numbers would drift.
    source = re.sub("[\u2028\u2029]", " ", "\n".join(lines[1:end])) + "\n"
    if len(source.encode("utf-8", "replace")) > MAX_BYTES:
        too_large = Problem("front-matter-too-large", 1, 1, {"limit": MAX_BYTES // 1024})
        return FrontMatter((), end + 2, (too_large,), True)
    plain = read_plain(lines[1:end])
    if plain is not None:
        return FrontMatter(plain, end + 2, (), True)
    # Loaded here: most heads are plain, and PyYAML is a sixth of what linting one draft loads.
    from anbefal.readers.yaml_head import read_yaml

    values, problem = read_yaml(source, lines[:end])
    return FrontMatter(values, end + 2, (problem,) if problem else (), True)


def read_plain(lines: list[str]) -> tuple[FieldValue, ...] | None:
    """Read lines that are plain beyond doubt, such as "skrivere: [AB, CD]"; else give None."""
    values: dict[str, FieldValue] = {}
    for number, line in enumerate(lines, 2):
        if len(line) > _PLAIN_MOST or not line.isprintable() or "null" in line:
            return None
        match = _LINE.fullmatch(line)
        if match is None or match[1] in values:
            return None
        value = _plain_value(match)
        if value is None:
            return None
        values[match[1]] = FieldValue(match[1], value, number)
    return tuple(values.values())


def _plain_value(match: re.Match[str]) -> Value | None:
    _, quoted, plain, items, pairs = match.groups()
    if quoted is not None:
        return quoted
    if plain is not None:
        return plain
    if items is not None:
        found = [_ITEM.fullmatch(item) for item in items.split(",")]
        return tuple(item[1] for item in found if item) if all(found) else None
    both = [_PAIR.fullmatch(pair) for pair in pairs.split(",")]
    named = {pair[1]: pair[2] for pair in both if pair}
    return named if len(named) == len(both) else None
