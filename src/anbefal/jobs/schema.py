"""Schema: what the two TOML files and the reply hold, as JSON Schema, for other programs."""

import ast
import inspect
from types import ModuleType
from typing import Any

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.model import AssemblyFile, TemplateFile, assembly, reply, template, words
from anbefal.values import Struct
from anbefal.workspace.config import schema_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[str, type[Struct], tuple[ModuleType, ...]]] = {
    "assembly": ("anbefal.toml", AssemblyFile, (assembly, words)),
    "template": ("template.toml", TemplateFile, (assembly, template, words)),
    "reply": ("reply.json", reply.Reply, (reply,)),
}


def schema(name: str) -> dict[str, Any]:
    """Give the schema of a file, by what it describes. Raises AnbefalError for another name."""
    if name not in _FILES:
        raise AnbefalError(
            msg('there is no schema "{name}"', name=name),
            msg("use one of: {names}", names=list(_FILES)),
        )
    title, kind, modules = _FILES[name]
    made = schema_of(kind)
    texts = {key: text for module in modules for key, text in _docstrings(module).items()}
    parts = made.get("$defs", {})
    for part, content in parts.items():
        for key, of in content.get("properties", {}).items():
            text = next((texts[at, key] for at in _line(part, modules) if (at, key) in texts), "")
            if text:
                # Beside a reference the words would be lost on older readers.
                content["properties"][key] = {"description": text, **of}
    return {
        "$schema": DIALECT,
        **parts.pop(kind.__name__),
        "title": title,
        **({"$defs": dict(sorted(parts.items()))} if parts else {}),
    }


def _line(part: str, modules: tuple[ModuleType, ...]) -> list[str]:
    """Give a class's name and the names of those that it takes keys over from."""
    found = next((vars(module)[part] for module in modules if part in vars(module)), None)
    return [at.__name__ for at in found.__mro__] if found else [part]


def _docstrings(module: ModuleType) -> dict[tuple[str, str], str]:
    """Give the words below each key of a module's classes, by class and key."""
    words = {}
    for at in ast.parse(inspect.getsource(module)).body:
        if not isinstance(at, ast.ClassDef):
            continue
        for key, below in zip(at.body, at.body[1:], strict=False):
            if (
                isinstance(key, ast.AnnAssign)
                and isinstance(key.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
            ):
                words[at.name, key.target.id] = inspect.cleandoc(str(below.value.value))
    return words
