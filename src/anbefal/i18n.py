"""Messages: one English text with named fields each, translated when it is shown.

Everything a person reads is a `Message`. Nothing below the command line knows which language
the reader has chosen: messages travel as values and are put into words at the edge.
"""

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("en", "da")
LOCALE = Path(__file__).parent / "locale"

_NO_VALUES: Mapping[str, object] = MappingProxyType({})


class Message:
    """Hold one English text with `{named}` fields, and the values of the fields."""

    __slots__ = ("count", "plural", "text", "values")

    def __init__(
        self,
        text: str,
        values: Mapping[str, object] = _NO_VALUES,
        plural: str = "",
        count: int = 0,
    ) -> None:
        """Keep the text as it is: it is the key of the translation."""
        self.text = text
        self.values = values
        self.plural = plural
        self.count = count

    def __eq__(self, other: object) -> bool:
        """Compare text and values, so that two equal findings are equal."""
        if not isinstance(other, Message):
            return NotImplemented
        return (self.text, dict(self.values), self.count) == (
            other.text,
            dict(other.values),
            other.count,
        )

    def __hash__(self) -> int:
        """Hash the text alone: values may be of any type."""
        return hash((self.text, self.count))

    def __repr__(self) -> str:
        """Show the English words, for whoever debugs."""
        return f"Message({translate(self, 'en')!r})"


def msg(text: str, /, **values: object) -> Message:
    """Make a message. The first argument must be a literal: it is collected for translation."""
    return Message(text, values)


def msgs(singular: str, plural: str, count: int, /, **values: object) -> Message:
    """Make a message that depends on a number, which the text may show as `{count}`."""
    return Message(singular, {"count": count, **values}, plural, count)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    # No fallback: a catalogue that was left out of the installation must not pass unseen.
    return gettext.translation("anbefal", localedir=str(LOCALE), languages=[language])


def translate(message: Message, language: str) -> str:
    """Put a message into words in `language` ("en" or "da")."""
    catalogue = _catalogue(language)
    if message.plural:
        text = catalogue.ngettext(message.text, message.plural, message.count)
    else:
        text = catalogue.gettext(message.text)
    if not message.values:
        return text
    return text.format_map(
        {name: _shown(value, language) for name, value in message.values.items()}
    )


def _shown(value: object, language: str) -> object:
    if isinstance(value, Message):
        return translate(value, language)
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, (tuple, list)):
        return ", ".join(str(_shown(item, language)) for item in value)
    return value


def visible(text: str) -> str:
    """Replace what would steer a terminal or turn text round by its code point in words."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in "\u00a0\u00ad" else f"<U+{ord(char):04X}>"
        for char in text
    )
