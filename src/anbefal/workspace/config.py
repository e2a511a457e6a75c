"""Read a TOML file into a strict value; every fault is told with file, line and what is allowed.

The one door to msgspec's decoding: its own words never reach a user.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from anbefal.errors import AnbefalError
from anbefal.files import MAX_CONFIG_BYTES, decode, read_bytes
from anbefal.guess import nearest
from anbefal.i18n import Message, msg
from anbefal.values import Struct

T = TypeVar("T", bound=msgspec.Struct)

_AT = re.compile(r" - at `([^`]*)`$")
_TOML_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")


class Fault(Struct, frozen=True):
    """One thing wrong in a file: its line, what it is, and what is allowed."""

    line: int
    message: Message
    hint: Message

    def error(self, path: Path) -> AnbefalError:
        """Give the error that refuses the file."""
        return AnbefalError(
            msg("{path}, line {line}: {fault}", path=str(path), line=self.line, fault=self.message),
            self.hint,
        )


def read_config(path: Path, kind: type[T], limit: int = MAX_CONFIG_BYTES) -> T:
    """Read a TOML file as `kind`. Raises AnbefalError for the first fault."""
    value, faults = examine(read_bytes(path, limit), kind, limit)
    if value is None or faults:
        raise faults[0].error(path)
    return value


def examine(
    data: bytes, kind: type[T], limit: int = MAX_CONFIG_BYTES
) -> tuple[T | None, list[Fault]]:
    """Read the bytes of a TOML file as `kind`, and give every fault.

    What is at fault is left out of the value; there is none where nothing can be made of the rest.
    """
    if len(data) > limit:
        told = msg("the file is larger than {limit} KB", limit=limit // 1024)
        return None, [Fault(1, told, _SHORTEN)]
    decoded = decode(data)
    if not decoded.readable or decoded.encoding != "utf-8":
        return None, [Fault(1, msg("the file is not saved as UTF-8"), _AS_UTF_8)]
    raw = _parse(decoded.text)
    if isinstance(raw, Fault):
        return None, [raw]
    try:
        return msgspec.convert(raw, kind), []
    except msgspec.ValidationError:
        # msgspec stops at the first fault: look at each key by itself.
        return _salvage(raw, kind), list(_faults(raw, kind, [], decoded.text))


def _salvage(raw: dict[str, Any], kind: type[T]) -> T | None:
    try:
        return msgspec.convert(_sound(raw, kind), kind)
    except msgspec.ValidationError:
        return None


def _sound(raw: Any, kind: Any) -> Any:
    """Take out unknown keys, and single values that are not allowed."""
    plain = _plain(kind)
    if _is_struct(plain) and isinstance(raw, dict):
        fields = {f.encode_name: f.type for f in msgspec.structs.fields(plain)}
        return {
            name: _sound(value, fields[name])
            for name, value in raw.items()
            if name in fields and (_holds_keys(fields[name]) or _fits(value, fields[name]))
        }
    if _holds_keys(kind) and isinstance(raw, list):
        return [_sound(row, get_args(plain)[0]) for row in raw]
    return raw


def _holds_keys(kind: Any) -> bool:
    """Tell whether a type is a table, or a row of tables."""
    plain = _plain(kind)
    return _is_struct(plain) or (get_origin(plain) is tuple and _is_struct(get_args(plain)[0]))


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _parse(text: str) -> dict[str, Any] | Fault:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _TOML_AT.search(str(error))
        line = int(where[1]) if where else text.rstrip("\n").count("\n") + 1
        return Fault(
            line,
            msg("the line cannot be read"),
            msg('write: key = "value", with quotation marks round text'),
        )
    except ValueError:
        # Python refuses to read a number of more than some thousand digits.
        return Fault(1, msg("the file holds a number that is too long"), _SHORTEN)
    except RecursionError:
        return Fault(1, msg("the file is nested too deep"), _SHORTEN)


def _faults(raw: Any, kind: Any, steps: list[str | int], text: str) -> Iterator[Fault]:
    """Give every fault of a value and of what lies below it."""
    plain = _plain(kind)
    if _is_struct(plain) and isinstance(raw, dict):
        fields = {field.encode_name: field for field in msgspec.structs.fields(plain)}
        strange = {key: nearest(key, fields) for key in raw if key not in fields}
        for key, close in strange.items():
            yield _unknown(key, close, list(fields), find_line(text, [*steps, key]))
        for name, field in fields.items():
            if name in raw:
                yield from _faults(raw[name], field.type, [*steps, name], text)
            elif field.required and name not in strange.values():
                yield Fault(
                    find_line(text, steps),
                    msg('the key "{key}" is missing', key=name),
                    msg('add a line: {key} = "…"', key=name),
                )
    elif _holds_keys(kind) and isinstance(raw, list):
        for number, row in enumerate(raw):
            yield from _faults(row, get_args(plain)[0], [*steps, number], text)
    else:
        try:
            msgspec.convert(raw, kind)
        except msgspec.ValidationError as error:
            yield _ill_valued(str(error), kind, steps, text)


_SHORTEN = msg("take out what was pasted in by mistake")
_DATE = msg("write a date such as 2026-05-23, without quotation marks")
_AS_UTF_8 = msg('choose "UTF-8" where your editor saves the file')


def _unknown(key: str, close: str | None, known: list[str], line: int) -> Fault:
    return Fault(
        line,
        msg('unknown key "{key}"', key=key),
        msg('did you mean "{key}"?', key=close) if close else msg("use one of: {keys}", keys=known),
    )


def _ill_valued(error: str, kind: Any, steps: list[str | int], text: str) -> Fault:
    """Put msgspec's sentence into ours; the shapes are few, and a test holds each of them."""
    at = _AT.search(error)
    inner = [int(number) for number in re.findall(r"\[(\d+)\]", at[1] if at else "")]
    for _ in inner:
        kind = get_args(_plain(kind))[0]
    key = next(step for step in reversed(steps) if isinstance(step, str))
    return Fault(
        find_line(text, [*steps, *inner]),
        msg('the value of "{key}" is not allowed', key=key),
        _allowed(_AT.sub("", error), get_args(_plain(kind))),
    )


def _plain(kind: Any) -> Any:
    """Take the limits and the None off a type."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if type(None) in get_args(kind):
        kind = next(arg for arg in get_args(kind) if arg is not type(None))
        return _plain(kind)
    return kind


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _allowed(words: str, choices: tuple[object, ...]) -> Message:
    """Say what a value may be, from what msgspec expected."""
    if words.startswith("Invalid enum value"):
        return msg("use one of: {names}", names=[str(choice) for choice in choices])
    if words.startswith("Invalid RFC3339 encoded date"):
        return _DATE
    if "matching regex" in words:
        if "[:.]" in words:
            return msg("write a time such as 12:30")
        if "%" in words:
            return msg('write a share such as "75 %", or "2/3"')
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


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Give the JSON Schema of what a TOML file of this kind may hold."""
    return msgspec.json.schema(kind)


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
