"""Read a TOML file into a strict value; every fault is told with file, line and what is allowed.

The one door to msgspec's decoding: its own words never reach a user.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from anbefal.errors import AnbefalError
from anbefal.files import MAX_CONFIG_BYTES, decode, read_bytes
from anbefal.guess import nearest
from anbefal.i18n import Message, msg

T = TypeVar("T", bound=msgspec.Struct)

_AT = re.compile(r" - at `([^`]*)`$")
_TOML_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")


def read_config(path: Path, kind: type[T]) -> T:
    """Read a TOML file as `kind`. Raises AnbefalError for the first fault."""
    data = read_bytes(path, MAX_CONFIG_BYTES)
    if len(data) > MAX_CONFIG_BYTES:
        raise _fault(path, 1, msg("the file is larger than {limit} KB", limit=256), _SHORTEN)
    decoded = decode(data)
    if not decoded.readable or decoded.encoding != "utf-8":
        raise _fault(
            path,
            1,
            msg("the file is not saved as UTF-8"),
            msg('choose "UTF-8" where your editor saves the file'),
        )
    try:
        raw = tomllib.loads(decoded.text)
    except tomllib.TOMLDecodeError as error:
        where = _TOML_AT.search(str(error))
        line = int(where[1]) if where else decoded.text.rstrip("\n").count("\n") + 1
        raise _fault(
            path,
            line,
            msg("the line cannot be read"),
            msg('write: key = "value", with quotation marks round text'),
        ) from None
    except ValueError:
        # Python refuses to read a number of more than some thousand digits.
        raise _fault(path, 1, msg("the file holds a number that is too long"), _SHORTEN) from None
    except RecursionError:
        raise _fault(path, 1, msg("the file is nested too deep"), _SHORTEN) from None
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise _explain(path, decoded.text, str(error), kind) from None


_SHORTEN = msg("take out what was pasted in by mistake")
_DATE = msg("write a date such as 2026-05-23, without quotation marks")


def _fault(path: Path, line: int, message: Message, hint: Message) -> AnbefalError:
    return AnbefalError(
        msg("{path}, line {line}: {fault}", path=str(path), line=line, fault=message), hint
    )


def _explain(path: Path, text: str, error: str, kind: type[msgspec.Struct]) -> AnbefalError:
    """Put msgspec's sentence into ours; the shapes are few, and a test holds each of them."""
    at = _AT.search(error)
    where = at[1] if at else "$"
    words = _AT.sub("", error)
    steps = [m[1] if m[1] is not None else int(m[2]) for m in _STEP.finditer(where[1:])]
    named = re.findall(r"`([^`]*)`", words)
    if words.startswith("Object contains unknown field"):
        keys = _keys(kind, steps)
        close = nearest(named[0], keys)
        return _fault(
            path,
            find_line(text, [*steps, named[0]]),
            msg('unknown key "{key}"', key=named[0]),
            msg('did you mean "{key}"?', key=close)
            if close
            else msg("use one of: {keys}", keys=keys),
        )
    line = find_line(text, steps)
    if words.startswith("Object missing required field"):
        return _fault(
            path,
            line,
            msg('the key "{key}" is missing', key=named[0]),
            msg('add a line: {key} = "…"', key=named[0]),
        )
    key = next((step for step in reversed(steps) if isinstance(step, str)), path.name)
    return _fault(
        path,
        line,
        msg('the value of "{key}" is not allowed', key=key),
        _allowed(words, get_args(_type_at(kind, steps))),
    )


def _allowed(words: str, choices: tuple[object, ...]) -> Message:
    """Say what a value may be, from what msgspec expected."""
    if words.startswith("Invalid enum value"):
        return msg("use one of: {names}", names=[str(choice) for choice in choices])
    if words.startswith("Invalid RFC3339 encoded date"):
        return _DATE
    if "matching regex" in words:
        if "[:.]" in words:
            return msg("write a time such as 12:30")
        return msg("use small letters, digits, + and - only, at most 32 of them")
    limits = {
        ">=": msg("at least"),
        ">": msg("more than"),
        "<=": msg("at most"),
    }
    bounds = [
        msg("{limit} {number}", limit=limits.get(sign, limits["<="]), number=number)
        for sign, number in re.findall(r"(>=|<=|>|<) ?([0-9.]+)", words)
    ]
    if bounds and "length" in words:
        return msg("write a text of {bounds} characters", bounds=bounds)
    if bounds:
        return msg("write a number: {bounds}", bounds=bounds)
    kinds = {
        "int": msg("write a whole number, without quotation marks"),
        "float": msg("write a number, without quotation marks"),
        "bool": msg("write true or false, without quotation marks"),
        "array": msg('write a list: ["…", "…"]'),
        "object": msg("write a table of its own: [name], or [[name]] where there are several"),
        "date": _DATE,
    }
    expected = re.match(r"Expected `([a-z]+)", words)
    return kinds.get(expected[1] if expected else "", msg('write text in quotation marks: "…"'))


def _keys(kind: Any, steps: list[str | int]) -> list[str]:
    """Give the keys that the table at the end of a path may have."""
    at = _type_at(kind, steps)
    if not (isinstance(at, type) and issubclass(at, msgspec.Struct)):
        return []
    return [field.encode_name for field in msgspec.structs.fields(at)]


def _type_at(kind: Any, steps: list[str | int]) -> Any:
    """Follow a path through the types, past Annotated and None."""
    for step in steps:
        if isinstance(step, int):
            kind = get_args(kind)[0]
        elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            fields = msgspec.structs.fields(kind)
            kind = next((f.type for f in fields if f.encode_name == step), None)
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        if type(None) in get_args(kind):
            kind = next(arg for arg in get_args(kind) if arg is not type(None))
    return kind


def find_line(text: str, steps: list[str | int]) -> int:
    """Find the line of a key in TOML text, or of the nearest table round it."""
    best = 1
    table: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    wanted = tuple(steps)
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if header:
            name = header[2]
            parts = tuple(part.strip(' "') for part in name.split("."))
            if header[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                for inner in [key for key in counts if key.startswith(name + ".")]:
                    del counts[inner]
            table = _indexed(parts, counts)
            if wanted[: len(table)] == table:
                best = number
        elif "=" in line and not line.lstrip().startswith("#"):
            key = line.split("=", 1)[0].strip().strip('"')
            if wanted[: len(table) + 1] == (*table, key):
                best = number
                if len(wanted) == len(table) + 1:
                    return best
    return best


def _indexed(parts: tuple[str, ...], counts: dict[str, int]) -> tuple[str | int, ...]:
    steps: list[str | int] = []
    for position, part in enumerate(parts):
        steps.append(part)
        name = ".".join(parts[: position + 1])
        if name in counts:
            steps.append(counts[name])
    return tuple(steps)
