"""Times of day and durations, as people write them: 10.00, 10:00, kl. 10, 13-14, (20 min)."""

import re

from anbefal.values import Struct

# Nobody writes a time among so many letters: what is longer is not searched.
_LONGEST = 400
_DAY = 24 * 60

_TIME = re.compile(
    r"(?P<at>(?:kl\.?|klokken|at)\s*)?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?![.:,]?\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?P<until>(?:frem\s+)?til|indtil|until|till)|fra|from|mellem|between)\s+", re.IGNORECASE
)
_TO = re.compile(r"\s*[-–—]\s*|\s+(?:til|to|og|and)\s+", re.IGNORECASE)
_WORD_START = re.compile(r"(?<![^\s(,])\S")
# Behind a bare "13-14": a letter, a third number, or something else than hours that is counted.
_NO_HOURS = re.compile(
    r"\s*(?:%|kr\b|år|min|uge|dag|time|person|delt|borger|medlem|gruppe|people|member|year|week"
    r"|day|hour|group|participant)|[-–—/.]?\w",
    re.IGNORECASE,
)
_THIRD = re.compile(r"\s?[-–—/]\s?\d")

_MINUTES = r"(?:minutter|minutes?|minut|mins?)\b\.?"
_DURATION = re.compile(
    r"(?<![\w.,])(?:(?:ca\.?|about)\s*)?(?:"
    rf"(?:\d{{1,3}}\s*[-–]\s*)?(?P<minutes>\d{{1,3}})\s*\.?\s*{_MINUTES}"
    r"|(?P<hours>\d{1,2})(?P<part>[.,]5|\s*½)?\s*(?:timer?|hours?)\b"
    rf"(?:\s*(?:og|and|,)?\s*(?P<more>\d{{1,2}})\s*\.?\s*{_MINUTES})?"
    r"|(?P<words>(?:en\s+halv|½)\s+time|half\s+an\s+hour|halvanden\s+time|(?:en|1)\s+time"
    r"|(?:one|an)\s+hour|et\s+kvarter|tre\s+kvarter)\b)",
    re.IGNORECASE,
)
_WORDS = {
    **dict.fromkeys(("en halv time", "½ time", "half an hour"), 30),
    **dict.fromkeys(("en time", "one hour", "an hour"), 60),
    **{"halvanden time": 90, "et kvarter": 15, "tre kvarter": 45},
}


class Span(Struct, frozen=True):
    """When something is, in minutes after midnight, and the words that stand beside it."""

    start: int | None
    end: int | None
    stated: tuple[int, ...]
    """Durations that are written out, such as "(65 min)", in minutes and in their order."""
    rest: str
    """The text without times and durations."""


def read_span(text: str) -> Span:
    """Read the times that a text begins or ends with, and the durations beside them."""
    text = text.strip()
    if len(text) > _LONGEST:
        return Span(None, None, (), text)
    start, end, rest = _take_times(text)
    stated: list[int] = []
    while True:
        rest, minutes = read_duration(rest)
        if minutes is None:
            return Span(start, end, tuple(stated), rest)
        stated.insert(0, minutes)


def read_duration(text: str) -> tuple[str, int | None]:
    """Read the duration that a text ends with, or begins with before a colon or dash.

    Gives the text without it, and the minutes; a duration inside a sentence is left alone.
    """
    if len(text) > _LONGEST:
        return text, None
    for found in reversed(list(_DURATION.finditer(text))):
        before, after = text[: found.start()], text[found.end() :]
        if not after.strip(" \t)].:;,+-–—"):
            return before.rstrip(" \t([:;,+-–—"), _minutes(found)
        if not before.strip(" \t([") and after.lstrip()[:1] in (":", "-", "–", "—", ")", "]"):
            return after.lstrip(" \t:-–—)]"), _minutes(found)
    return text, None


def write_time(minutes: int) -> str:
    """Write a time of day: "9.05"."""
    return f"{minutes // 60}.{minutes % 60:02d}"


def _take_times(text: str) -> tuple[int | None, int | None, str]:
    found = _read_times(text, 0, bare=True)
    if found:
        start, end, at = found
        return start, end, text[at:].lstrip(" \t:;,.·|–—-)")
    for word in _WORD_START.finditer(text):
        found = _read_times(text, word.start(), bare=False)
        if found and not text[found[2] :].strip(" \t).:;–—-"):
            start, end, _ = found
            return start, end, text[: word.start()].rstrip(" \t(:;,·|–—-")
    return None, None, text


def _read_times(text: str, at: int, bare: bool) -> tuple[int | None, int | None, int] | None:
    """Read one time or two at a place; `bare` allows hours alone, such as "13-14"."""
    before = _BEFORE.match(text, at)
    first = _TIME.match(text, before.end() if before else at)
    if first is None:
        return None
    one = _of_day(first)
    if before and before["until"]:
        return (None, one, first.end()) if one is not None and _is_clock(first) else None
    between = _TO.match(text, first.end())
    second = _TIME.match(text, between.end()) if between else None
    other = _of_day(second) if second else None
    if second and one is not None and other is not None and not _THIRD.match(text, second.end()):
        if second["half"] and not first["half"]:
            one = _same_half(first, second, one, other)
        if _is_clock(first) or _is_clock(second):
            return one, other, second.end()
        if bare and one < other and not _NO_HOURS.match(text, second.end()):
            return one, other, second.end()
        return None
    if one is None or not _is_clock(first) or _THIRD.match(text, first.end()):
        return None
    return one, None, first.end()


def _is_clock(time: re.Match[str]) -> bool:
    """Tell whether a number can be nothing but a time."""
    return bool(time["at"] or time["minute"] or time["half"])


def _of_day(time: re.Match[str]) -> int | None:
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if time["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if time["half"] in "pP" else 0)
    minutes = hour * 60 + minute
    return minutes if minute < 60 and minutes <= _DAY else None


def _same_half(first: re.Match[str], second: re.Match[str], one: int, other: int) -> int:
    """Read "1-2 pm" as two times of the afternoon, and "11-1 pm" as over noon."""
    later = one % (_DAY // 2) + (_DAY // 2 if second["half"] in "pP" else 0)
    return later if int(first["hour"]) <= 12 and later < other else one


def _minutes(found: re.Match[str]) -> int:
    if found["words"]:
        return _WORDS.get(" ".join(found["words"].casefold().split()), 60)
    if found["hours"]:
        half = 30 if found["part"] else 0
        return int(found["hours"]) * 60 + half + int(found["more"] or 0)
    return int(found["minutes"])
