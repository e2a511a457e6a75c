"""Read a plain command line without typer.

Whatever is in the least unusual is left to typer, which reads it or tells what is wrong: so both
always agree, and this may know little.
"""

import re
from collections.abc import Callable, Sequence
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin

from anbefal.cli.params import described

# None of these changes what is read.
_HARMLESS = {"metavar", "help", "show_default", "autocompletion"}
_NUMBERS: dict[Any, str] = {int: "[0-9]{1,9}", float: r"[0-9]{1,9}(\.[0-9]{1,9})?"}


class _Parameter(NamedTuple):
    name: str
    names: tuple[str, ...]
    kind: Any
    many: bool
    required: bool


def read(function: Callable[..., Any], words: Sequence[str]) -> dict[str, Any] | None:
    """Give what a command's function is called with; None where typer must look at the words."""
    parameters = _parameters(function)
    if parameters is None:
        return None
    options = {name: one for one in parameters for name in one.names}
    given: dict[str, Any] = {}
    free: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-") and word:
            free.append(word)
            continue
        name, equals, value = word.partition("=")
        option = options.get(name)
        if option is None or option.name in given or (equals and not name.startswith("--")):
            return None
        if option.kind is bool:
            if equals:
                return None
            given[option.name] = True
            continue
        if not equals:
            value = next(waiting, "")
        if value.startswith("-"):
            return None
        given[option.name] = _value(option.kind, value)
    for argument in (one for one in parameters if not one.names):
        if argument.many:
            values = [_value(argument.kind, word) for word in free]
            if values:
                given[argument.name] = values if None not in values else None
            free = []
        elif free:
            given[argument.name] = _value(argument.kind, free.pop(0))
        elif argument.required:
            return None
    return None if free or None in given.values() else given


def _parameters(function: Callable[..., Any]) -> list[_Parameter] | None:
    """Look at a function's parameters; None where one is of a kind that only typer knows."""
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    found = []
    for position, name in enumerate(names):
        hint = function.__annotations__.get(name)
        param = described(hint)
        if hint is None or param is None or not param.settings.keys() <= _HARMLESS:
            return None
        kinds = [hint.__origin__]
        if isinstance(hint.__origin__, UnionType):
            kinds = [kind for kind in get_args(hint.__origin__) if kind is not NoneType]
        many = get_origin(kinds[0]) is list
        kind = get_args(kinds[0])[0] if many else kinds[0]
        required = position < len(names) - len(defaults)
        sound = kind in (str, int, float) or (kind is bool and param.names and not many)
        plain = all(re.fullmatch("--?[a-z][a-z-]*", one) for one in param.names)
        if len(kinds) > 1 or not sound or not plain or (param.names and (many or required)):
            return None
        found.append(_Parameter(name, param.names, kind, many, required))
    arguments = [one for one in found if not one.names]
    # Typer fills these in an order of its own.
    odd = any(one.many for one in arguments[:-1]) or any(
        one.required and not before.required
        for before, one in zip(arguments, arguments[1:], strict=False)
    )
    return None if odd else found


def _value(kind: Any, word: str) -> object:
    """Read one value; None for what is not plainly one."""
    if kind is str:
        return word or None
    return kind(word) if re.fullmatch(_NUMBERS[kind], word) else None
