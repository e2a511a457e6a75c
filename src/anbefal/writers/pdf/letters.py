"""Letters: words as typst's string literals, with nothing in them that no font could print."""

import re
import unicodedata
from collections.abc import Iterator

# What no font prints. (U+FEFF, which PDF/UA forbids as well, means the same as U+2060.)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A soft hyphen where no word goes on: typst fails where a link ends in one.
_STRAY_HYPHEN = re.compile("(?<!\\w)\xad+|\xad+(?!\\w)")
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Everything but what each of typst's own fonts has, alone or with the marks that stand on it.
_UNUSUAL = re.compile(
    rf"[^{_MARKS}][{_MARKS}]+|[^\x20-\x7e\xa0-\u017f\u2010-\u2015\u2018-\u201e\u2026\ufffd]"
)
_LONGEST_WORD = 40
_NARROW = 6
"""Fewer letters to a line than this, and not even the parts of a hyphenated word fit."""
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Zs", "Zl", "Zp"))
_GAP = "\u200b"
_SEAM = re.compile(r"(?<=[/?&=_.,:;#|\\+-])(?=\w)")


def can_be_seen(words: str) -> bool:
    """Tell whether words have anything that leaves a mark on paper."""
    return any(unicodedata.category(letter) not in _UNSEEN for letter in words)


class Letters:
    """Write words; remember what may be in no font, and spell out what is known to be in none."""

    def __init__(self, unknown: frozenset[str] = frozenset()) -> None:
        """Take the letters that no font has."""
        self._unknown = unknown
        self._spell = _spelling(unknown)
        self._seen: set[str] = set()
        self.example = ""
        """The first that was spelt out; "" where none was."""

    @property
    def unusual(self) -> frozenset[str]:
        """Give the letters, with their marks, that not every font has."""
        return frozenset(self._seen)

    def line(self, words: str, longest: int = 0) -> str:
        """Write words on one line; those longer than `longest` may be broken anywhere."""
        return self._write(words.replace("\n", " ").replace("\t", " "), longest)

    def plain(self, words: str) -> str:
        """Write words that are not printed, such as a picture's alternative text."""
        return f'"{_UNPRINTABLE.sub(" ", words).translate(_ESCAPED)}"'

    def lines(self, words: str, longest: int = 0) -> str:
        """Write words with their line ends and tabs."""
        pieces = re.split("([\n\t])", words.replace("\r\n", "\n").replace("\r", "\n"))
        return f'"{"".join(self._piece(piece, longest) for piece in pieces)}"'

    def _piece(self, words: str, longest: int) -> str:
        is_sign = words in ("\n", "\t")
        return words.translate(_ESCAPED) if is_sign else self._write(words, longest)[1:-1]

    def _write(self, words: str, longest: int) -> str:
        if not words.isprintable():
            words = _UNPRINTABLE.sub("\ufffd", words.replace("\ufeff", "\u2060"))
            words = _STRAY_HYPHEN.sub("", words)
        if not words.isascii():
            self._seen.update(_UNUSUAL.findall(words))
            if self._spell:
                words = self._spell.sub(self._spelt, words)
        if longest and len(words) > longest:
            words = " ".join(_open_up(word, longest) for word in words.split(" "))
        return f'"{words.translate(_ESCAPED)}"'

    def _spelt(self, found: "re.Match[str]") -> str:
        told = f"[{' '.join(f'U+{ord(letter):04X}' for letter in found[0])}]"
        self.example = self.example or told
        return told


def _spelling(unknown: frozenset[str]) -> "re.Pattern[str] | None":
    if not unknown:
        return None
    # Longest first: a letter with its mark before the letter alone.
    one = "|".join(re.escape(letters) for letters in sorted(unknown, key=lambda at: (-len(at), at)))
    return re.compile(f"(?:{one})+")


def _open_up(word: str, longest: int) -> str:
    """Let a word that is too long for a line be broken: at its signs, else anywhere.

    A word of a language is left alone: it fits a line of text, and in a table it is hyphenated.
    """
    if len(word) <= longest:
        return word
    return _GAP.join(
        piece
        if len(piece) <= (_LONGEST_WORD if piece.isalpha() and longest >= _NARROW else longest)
        else _GAP.join(_bits(piece, max(1, longest // 8)))
        for piece in _SEAM.split(word)
    )


def _bits(word: str, letters: int) -> Iterator[str]:
    """Cut a word into bits of some letters, each with its marks."""
    for found in re.finditer(rf"(?:.[{_MARKS}]*){{1,{letters}}}", word, re.DOTALL):
        yield found[0]
