"""Words: what is counted of a plain text, in limits, in differences and in overviews alike."""

import re

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"\w+(?:[-'’.,:/]\w+)*")
_SIGNS = ".,:;!?)]»”\"'"
_RUN = re.compile(r"\S+")


def count_text_words(plain: str) -> int:
    """Count the words of plain text; an address is none, "16.10-16.50" and "åben-hed" are one."""
    return len(words(plain))


def words(plain: str) -> list[str]:
    """Give the words of plain text, in order, without addresses."""
    if "@" in plain:
        plain = " ".join(word for word in plain.split() if not _is_mail_address(word))
    if "://" in plain or "www." in plain:
        plain = _ADDRESS.sub(" ", plain)
    return _WORD.findall(plain)


def find_addresses(plain: str) -> list[tuple[int, int]]:
    """Give where the addresses of plain text begin and end: where `words` finds none."""
    found = []
    if "@" in plain or "://" in plain or "www." in plain:
        for run in _RUN.finditer(plain):
            address = None if _is_mail_address(run[0]) else _ADDRESS.search(run[0])
            if address or _is_mail_address(run[0]):
                start = run.start() + (address.start() if address else 0)
                # The signs behind an address are the sentence's.
                found.append((start, run.start() + len(run[0].rstrip(_SIGNS)) or run.end()))
    return found


def _is_mail_address(word: str) -> bool:
    # No regular expression: they take minutes over a long word, such as a picture pasted as text.
    at = word.find("@", 1)
    return at > 0 and word.find(".", at + 2, len(word) - 1) > 0
