"""Languages: what Word, spelling checkers and screen readers call them.

A document's own language stands once, in the styles' defaults, and holds for every run; a run in
another one says so itself. So a draft in English has English hyphens and an English voice inside
a Danish report, and the file is no larger for it where there is one language.
"""

from anbefal.writers.docx.markup import attribute

_LOCALES = {"da": "da-DK", "en": "en-GB"}


def locale(language: str) -> str:
    """Give the name that Word knows a language by."""
    return attribute(_LOCALES.get(language, language or "en-GB"))


def properties(language: str) -> str:
    """Give the properties of runs in a language of their own; "" for the document's."""
    return f"<w:rPr>{mark(language)}</w:rPr>" if language else ""


def mark(language: str) -> str:
    """Give the element that says a run's language."""
    return f'<w:lang w:val="{locale(language)}"/>'
