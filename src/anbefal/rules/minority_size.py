"""Say how many the minority are.

A view that two of 36 hold is to be heard, and so is one that half of them hold; but the council
must know which of the two it is.

Begin with the number: "Tre medlemmer kan ikke leve med …", the same as in the tally.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds import says_something
from anbefal.model import Assembly, Draft, Found, Template, read_tally
from anbefal.model.finding import Level

ID = "AB413"
NAME = "minority-size"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find minority texts without a number, or with other numbers than the tally's."""
    for field in template.field:
        section = draft.find_section(field.minority) if field.minority else None
        if section is None or not says_something(section.nodes):
            continue
        text = "\n".join(tree.text(node) for node in section.nodes)
        numbers = _numbers(text, draft.language)
        written = draft.fields.get(field.id)
        tally = read_tally(written.value, field) if written else None
        counted = tally.objecting(field) if tally else None
        if not numbers:
            message = msg('"{heading}" does not say how many they are', heading=section.heading)
        elif counted is not None and counted not in numbers:
            message = msg(
                '"{heading}" names another number than the {counted} of "{key}"',
                heading=section.heading,
                counted=counted,
                key=field.key,
            )
        else:
            continue
        yield Found(
            line=section.line,
            column=draft.column(section.line, section.heading),
            section=section.id,
            due=section.spec.due if section.spec else 0,
            message=message,
            hint=msg("begin with how many they are, the same as in the tally"),
        )


def _numbers(text: str, language: str) -> set[int]:
    """Give the numbers that a text names, in figures or in words."""
    words = _words(language)
    text = _OTHER_THINGS.sub(" ", text)
    found = {int(digits) for digits in re.findall(r"(?<![\w.,])[0-9]{1,4}(?![\w]|[.,][0-9])", text)}
    found |= {words[w] for w in re.findall(r"\w+(?:-\w+)?", text.casefold()) if w in words}
    # "En" is an article as well: it counts where a sentence begins with it.
    if re.search(_ONE[language], text):
        found.add(1)
    return found


# Kroner, per cent and years are no members; nor is a paragraph of the law or an hour of the day.
_OTHER_THINGS = re.compile(
    r"(?<![\w.,])[\w.,]++\s*+(?:%|(?:mio|mia|kr|kroner|millioner|procent|pct|"
    r"år|måneder|uger|dage|døgn|timer|minutter|"
    r"million|percent|years|months|weeks|days|hours|minutes)(?!\w))|(?:§|kl\.)\s*[0-9.]+",
    re.IGNORECASE,
)
_ONE = {
    "da": r"(?:^|[.!?:]\s+)(?:En|Et)\s|(?<!\w)(?:[Éé]n|[Éé]t|[Ee]neste)(?!\w)",
    "en": r"(?:^|[.!?:]\s+)A\s|(?<!\w)(?:[Oo]ne|[Ss]ingle)(?!\w)",
}
_UNITS = {
    "da": "to tre fire fem seks syv otte ni",
    "en": "two three four five six seven eight nine",
}
_TEENS = {
    "da": "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
}
_TENS = {
    "da": "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_NONE = {"da": ("ingen", "nul"), "en": ("nobody", "none", "zero")}


@cache
def _words(language: str) -> Mapping[str, int]:
    """Give every number word of a language from 0 to 99, without the one that is an article."""
    units = dict(zip(_UNITS[language].split(), range(2, 10), strict=True))
    words = {**units, **dict.fromkeys(_NONE[language], 0)}
    words |= dict(zip(_TEENS[language].split(), range(10, 20), strict=True))
    ones = {**units, "en" if language == "da" else "one": 1}
    for ten, name in enumerate(_TENS[language].split(), 2):
        words[name] = ten * 10
        for unit, value in ones.items():
            joined = f"{unit}og{name}" if language == "da" else f"{name}-{unit}"
            words[joined] = ten * 10 + value
    return words
