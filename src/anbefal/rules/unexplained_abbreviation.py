"""Explain an abbreviation the first time it stands.

Those who were at the table know what "PPR" is. The reader who does not know stops there, or
guesses wrongly.

Write the words, with the short form in brackets: "skolens psykologer (PPR)". Short forms that
everybody in your assembly knows can be listed in anbefal.toml, under `[words]`, as `abbreviations`.
"""

import re
from collections.abc import Iterator
from functools import cache

from anbefal.i18n import msg
from anbefal.kinds.entries import entries_of
from anbefal.language.passages import Prose, prose
from anbefal.language.wordlists import word_list
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB304"
NAME = "unexplained-abbreviation"
LEVEL: Level = "hint"

_SHORT = re.compile(r"(?<![\w./@-])[A-ZÆØÅ]{2,6}(?![\w/@])(?!-\d)")
_IN_BRACKETS = re.compile(r"\w[\"»«“”’*]?\s\(\s?([A-ZÆØÅ]{2,6})\b")
_BEFORE_BRACKETS = re.compile(r"\b([A-ZÆØÅ]{2,6})(?:['’]?[a-zæøå]{1,3})?\s\((?=\w)")
_STANDS_FOR = re.compile(
    r"\b([A-ZÆØÅ]{2,6}) (?:står for|betyder|er en forkortelse|er kort for|stands for|means)\b"
)
_NUMERAL = re.compile(r"[IVXLCDM]+")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find short forms of capital letters that nothing in the draft explains, once each."""
    text = prose(draft)
    known: set[str] | None = None
    for passage in text.passages:
        for match in _SHORT.finditer(passage.text):
            short = match[0]
            if known is None:
                known = _known(draft, template, assembly, text)
            if short in known or _NUMERAL.fullmatch(short) or _is_shouted(passage.text, match):
                continue
            known.add(short)
            line, column = text.place(passage, match.start())
            yield Found(
                line=line,
                column=column,
                section=passage.section,
                message=msg('"{short}" is not explained', short=short),
                hint=msg("write the words, with the short form in brackets, the first time"),
            )


@cache
def _shipped(language: str) -> frozenset[str]:
    return frozenset(word_list(language).abbreviations)


def _known(draft: Draft, template: Template, assembly: Assembly, text: Prose) -> set[str]:
    own = (*assembly.words.abbreviations, *template.words.abbreviations)
    named = (*assembly.words.names, *template.words.names)
    people = [f.id for f in template.field if f.kind == "people"]
    known = {*_shipped(draft.language), *own}
    known.update(word for name in named for word in name.split())
    known.update(initials for id in people for initials in draft.list_of(id))
    known.update(editor.initials for editor in assembly.editor)
    known.update(person.initials for person in assembly.person)
    known.update(_named_in_labels(draft))
    for passage in text.passages:
        for pattern in (_IN_BRACKETS, _BEFORE_BRACKETS, _STANDS_FOR):
            known.update(pattern.findall(passage.text))
    return known


def _named_in_labels(draft: Draft) -> Iterator[str]:
    """Give the initials in the labelled lines that name people."""
    for _, spec, values in entries_of(draft):
        ids = {label.id for label in spec.label if label.people}
        for label in (label for entry in values.entries for label in entry.labels):
            if label.id in ids:
                yield from _SHORT.findall(label.text)


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Tell whether a neighbouring word has capital letters only, as in "DET ER NU"."""
    before = text[max(0, match.start() - 30) : match.start()].split()
    behind = text[match.end() : match.end() + 30].split()
    around = [word.strip('.,:;!?»«"') for word in (*before[-1:], *behind[:1])]
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in around)
