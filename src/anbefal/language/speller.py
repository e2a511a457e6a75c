"""The speller: chunspell's one door. Loaded only where spelling is switched on, for it takes time.

Both the library and a dictionary are extras: `pip install anbefal[spelling]`, and for Danish the
system's own package `hunspell-da`.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/opt/homebrew/share/hunspell"),
    Path("/Library/Spelling"),
)
DICTIONARIES = {"da": ("da_DK",), "en": ("en_GB", "en_US")}


class Speller:
    """A dictionary of one language."""

    def __init__(self, dictionary: Any) -> None:
        """Take a loaded hunspell dictionary."""
        self._dictionary = dictionary
        self._known = lru_cache(maxsize=20_000)(self._look_up)

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelt rightly; the parts of "it-afdeling" count as well."""
        if self._known(word):
            return True
        parts = [part for part in word.replace("’", "'").split("-") if part]
        return len(parts) > 1 and all(self._known(part) for part in parts)

    def _look_up(self, word: str) -> bool:
        word = word.replace("’", "'")
        try:
            return bool(self._dictionary.spell(word))
        except UnicodeEncodeError:
            # An old dictionary has letters of one alphabet only; a word of another is no slip.
            return True


@cache
def find_speller(language: str) -> Speller | None:
    """Load the speller of a language; None where the library or a dictionary is missing."""
    try:
        import hunspell
    except ImportError:
        return None
    bundled = Path(hunspell.__file__ or "").parent / "dictionaries"
    for name in DICTIONARIES.get(language, ()):
        for folder in (*FOLDERS, bundled):
            if (folder / f"{name}.aff").is_file() and (folder / f"{name}.dic").is_file():
                loaded = hunspell.Hunspell(name, hunspell_data_dir=str(folder))
                return Speller(loaded)
    return None
