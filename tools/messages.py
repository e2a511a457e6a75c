"""Collect every message of anbefal, and keep the Danish catalogue in step with them.

`python tools/messages.py` rewrites the catalogue: new messages come in untranslated, messages that
are gone go out. The tests use `collect` to hold it complete.
"""

import ast
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "anbefal"
CATALOGUE = SOURCE / "locale" / "da" / "LC_MESSAGES" / "anbefal.po"

# What typer itself puts through gettext and our commands can show.
TYPER = ("Arguments", "Options", "Commands", "required", "default: {default}")

MessageId = str | tuple[str, str]


def collect() -> dict[MessageId, str]:
    """Give every message with the file it comes from; plurals are pairs."""
    found: dict[MessageId, str] = {words: "typer" for words in TYPER}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        module = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for id in _ids(node, name):
                    found.setdefault(id, name)
        if "rules" in path.parts and path.name != "__init__.py":
            found[ast.get_docstring(module) or ""] = name
    return found


def _ids(call: ast.Call, name: str) -> list[MessageId]:
    assert isinstance(call.func, ast.Name)
    count = {"msg": 1, "msgs": 2}.get(call.func.id, 0)
    words = [a.value for a in call.args[:count] if isinstance(a, ast.Constant)]
    if count and len(words) != count:
        raise SystemExit(f"{name}:{call.lineno}: a message must be a literal")
    texts = [word for word in words if isinstance(word, str)]
    return [texts[0] if count == 1 else (texts[0], texts[1])] if count else []


def update() -> None:
    """Rewrite the catalogue in the order of the source."""
    with CATALOGUE.open("rb") as file:
        old = read_po(file)
    new = Catalog(
        locale="da",
        project="anbefal",
        version="",
        charset="utf-8",
        header_comment="# anbefal in Danish. Kept in step by tools/messages.py.",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    new.revision_date = new.creation_date = old.creation_date
    for id, place in collect().items():
        known = old.get(id[0] if isinstance(id, tuple) else id)
        string = known.string if known is not None else ("", "") if isinstance(id, tuple) else ""
        new.add(id, string, locations=[(place, 0)])
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=96, omit_header=False, include_lineno=False)


if __name__ == "__main__":
    update()
    sys.exit(0)
