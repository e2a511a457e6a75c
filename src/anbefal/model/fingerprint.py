"""Fingerprints: by which a finding is known again after the text round it has changed."""

import unicodedata
from collections.abc import Sequence

from anbefal.i18n import Message
from anbefal.model.finding import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Give each finding a name of its own: same finding, same name, in any line and language.

    Made of the rule, the file, the section and the words that the finding quotes; numbers (lines,
    words counted) are left out. Those that are alike in all of it are numbered.
    """
    # Loaded here: most formats need none.
    from hashlib import sha256

    seen: dict[str, int] = {}
    names = []
    for finding in findings:
        key = "\0".join((finding.rule, finding.path, finding.section, *_quoted(finding.message)))
        seen[key] = seen.get(key, 0) + 1
        data = f"{key}\0{seen[key]}".encode("utf-8", "backslashreplace")
        names.append(sha256(data).hexdigest()[:32])
    return names


def _quoted(message: Message) -> list[str]:
    words = [message.text]
    for name in sorted(message.values):
        value = message.values[name]
        if isinstance(value, Message):
            words += _quoted(value)
        elif isinstance(value, str):
            words.append(" ".join(unicodedata.normalize("NFC", value).casefold().split()))
    return words
