"""Options and arguments as the commands write them down; typer's own are made when it is loaded.

Loading typer takes longer than most commands need for all their work, and `line` reads a plain
command line without it.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Annotated, Any


class Param:
    """An option, which has names, or an argument, which has none; the rest is for help pages."""

    __slots__ = ("names", "settings")

    def __init__(self, names: tuple[str, ...], settings: dict[str, Any]) -> None:
        """Take what typer will be told."""
        self.names = names
        self.settings = settings


def option(*names: str, **settings: Any) -> Param:
    """Describe an option, as `typer.Option` would."""
    return Param(names, settings)


def argument(**settings: Any) -> Param:
    """Describe an argument, as `typer.Argument` would."""
    return Param((), settings)


def for_typer(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a copy of a command's function whose parameters typer understands."""
    import typer

    assert isinstance(function, FunctionType)
    copy = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__
    )
    copy.__annotations__ = dict(function.__annotations__)
    for name, hint in function.__annotations__.items():
        param = described(hint)
        if param:
            make = typer.Option if param.names else typer.Argument
            told = make(*param.names, **param.settings)
            copy.__annotations__[name] = Annotated[hint.__origin__, told]
    return copy


def described(hint: Any) -> Param | None:
    """Give what an annotation says of a parameter."""
    return next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Param)), None)
