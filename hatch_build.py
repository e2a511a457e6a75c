"""Compile catalogues and word lists while anbefal is built or installed: none is ever left out."""

import json
import tomllib
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path(__file__).parent / "src" / "anbefal"
LOCALE = SOURCE / "locale"
WORDS = SOURCE / "language" / "words"


class CompileHook(BuildHookInterface):
    """Turn what people write into what the program reads fast."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files of the wheel are gathered."""
        compile_catalogues()
        compile_words()


def compile_catalogues() -> None:
    """Write the .mo file that gettext reads beside each .po file."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def compile_words() -> None:
    """Write each word list as JSON beside its source."""
    for source in WORDS.glob("*.toml"):
        words = tomllib.loads(source.read_text("utf-8"))
        source.with_suffix(".json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    compile_catalogues()
    compile_words()
