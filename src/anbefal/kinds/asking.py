"""Asking: the questions of a draft, with the experts whom each is put to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from anbefal.guess import Names
from anbefal.kinds.questions import Question, Questions, find_label
from anbefal.model import Assembly, Draft, Expert, Group, Section, Template


class Asked(NamedTuple):
    """A question with its draft, its group, and the experts whom the assembly knows."""

    draft: Draft
    group: Group | None
    section: Section
    question: Question
    experts: tuple[Expert, ...]

    @property
    def open(self) -> bool:
        """Tell whether nobody has written an answer."""
        return not self.question.answer

    @property
    def used(self) -> bool:
        """Tell whether somebody says where the answer was used, or why it was not."""
        label = self.question.find("used")
        return bool(label and re.search(r"\w", label.text))

    @property
    def unused(self) -> bool:
        """Tell whether there is an answer that nobody says the use of."""
        label = find_label(self.section.spec, "used") if self.section.spec else None
        return label is not None and not self.open and not self.used

    @property
    def unfounded(self) -> bool:
        """Tell whether the text leans on an answer that is not there."""
        return self.open and self.used

    @property
    def kinds(self) -> tuple[str, ...]:
        """Give what an answer may be, in the template's words, such as "fakta"."""
        label = find_label(self.section.spec, "answer") if self.section.spec else None
        return label.kinds if label else ()


class Experts:
    """The experts of an assembly, to be found by role or by short name."""

    def __init__(self, assembly: Assembly) -> None:
        """Learn what each is called."""
        every = assembly.expert
        names = [*((one.role, one) for one in every), *((one.id, one) for one in every)]
        self._by_name = {name: one for name, one in reversed(names)}
        self._names = Names(name for name, _ in names)

    def named(self, words: str) -> tuple[tuple[Expert, ...], tuple[str, ...]]:
        """Give the experts whom some words name, each once, and the words that name nobody."""
        found, rest = self._names.split(words)
        experts = {one.id: one for one in (self._by_name[name] for name in found)}
        return tuple(experts.values()), rest


def questions_of(
    draft: Draft, template: Template, assembly: Assembly, experts: Experts
) -> Iterator[Asked]:
    """Give every question of a draft that is put to the experts of the assembly."""
    field = template.field_of_kind("group")
    group = assembly.find_group(draft.text_of(field.id)) if field else None
    for section in draft.sections:
        if section.spec and section.spec.experts and isinstance(section.values, Questions):
            for question in section.values.questions:
                yield Asked(draft, group, section, question, experts.named(question.expert)[0])
