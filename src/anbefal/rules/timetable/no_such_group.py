"""Name a group that the assembly has.

At a table that nobody sits at, no recommendation is written, and those who were meant sit
somewhere else.

Correct the number, or add the group to `anbefal.toml`.
"""

import re
from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB616"
NAME = "no-such-group"
LEVEL: Level = "warning"

_ID = r"[0-9]{1,2}(?:\+[0-9]{1,2})*"
_MENTION = re.compile(
    rf"(?<!\w)(?P<old>(?:tidligere|gamle|former|old)\s+)?(?:grupper?(?:ne|n)?|groups?)\s*:?\s*"
    rf"(?P<ids>{_ID}(?:\s*(?:[,&/–+-]|og|and|til|to)\s*{_ID})*)(?![\w%])"
    r"(?!\s*(?:personer|medlemmer|deltagere|mand|borgere|people|members|persons|min|timer))",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_ID})\s*[–-]\s*({_ID})")
_MOST = 50


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find numbers of groups, wherever they are spoken of, that are no group's."""
    for line, words, section, ids in mentions(draft, assembly):
        for id in ids:
            if assembly.find_group(id) is None:
                yield Found(
                    line=line,
                    column=draft.column(line, words),
                    section=section,
                    message=msg('the assembly has no group "{group}"', group=id),
                    hint=msg("use one of: {groups}", groups=[group.id for group in assembly.group]),
                )


def mentions(draft: Draft, assembly: Assembly) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Give line, words, section and ids of each place where groups are named by number."""
    if not assembly.group:
        return
    for section in draft.sections:
        for at in tree.lines_of_text(section.nodes):
            for number, text in enumerate(tree.text(at).split("\n"), tree.line(at)):
                for found in _MENTION.finditer(text):
                    if not found["old"]:
                        ids = tuple(_ids(found["ids"], assembly))
                        yield number, found[0].strip(), section.id, ids


def _ids(words: str, assembly: Assembly) -> Iterator[str]:
    """Give the ids of "2, 4 og 1+6", and of "1-5" all five."""
    at = 0
    for found in _RANGE.finditer(words):
        yield from _single(words[at : found.start()], assembly)
        first, last = found[1], found[2]
        if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < _MOST:
            yield from (str(id) for id in range(int(first), int(last) + 1))
        else:
            yield from _single(found[0], assembly)
        at = found.end()
    yield from _single(words[at:], assembly)


def _single(words: str, assembly: Assembly) -> Iterator[str]:
    for id in re.findall(_ID, words):
        if "+" in id and assembly.find_group(id) is None:
            yield from id.split("+")
        else:
            yield id
