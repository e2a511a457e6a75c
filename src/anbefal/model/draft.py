"""A draft: what a reader makes of one file."""

from collections.abc import Mapping

from anbefal.model.template import SectionSpec
from anbefal.tree import Comment, Node, find_column
from anbefal.values import Struct

Scalar = str
Value = str | tuple[str, ...] | Mapping[str, str]


class FieldValue(Struct, frozen=True):
    """A front-matter value as it was written, with its line in the file."""

    key: str
    value: Value
    line: int


class Problem(Struct, frozen=True):
    """Something met while reading, which a safety or front-matter rule turns into a finding."""

    kind: str
    line: int = 1
    column: int = 1
    values: Mapping[str, object] = {}


class Title(Struct, frozen=True):
    """The level-1 heading."""

    text: str
    line: int
    node: Node


class Section(Struct, frozen=True):
    """A level-2 heading and what stands under it, up to the next."""

    id: str
    """Empty where the template knows no such section."""
    heading: str
    line: int
    head: Node
    nodes: tuple[Node, ...]
    spec: SectionSpec | None = None
    values: object = None
    """What the section's kind reads; see `kinds`. None where the section is unknown."""


class Draft(Struct, frozen=True):
    """One Markdown file, read."""

    id: str
    path: str
    """Relative to the workspace, with "/"."""
    template: str
    language: str
    fields: Mapping[str, FieldValue] = {}
    """By field id; see `unknown_fields` for keys that the template lacks."""
    unknown_fields: tuple[FieldValue, ...] = ()
    title: Title | None = None
    lead: tuple[Node, ...] = ()
    """What stands before the first section, the title apart."""
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
    comments: tuple[Comment, ...] = ()
    lines: tuple[str, ...] = ()
    """The file's lines as they stand, for columns."""
    readable: bool = True
    """False: past a limit or no text at all, so that nothing was parsed."""
    front_matter: bool = False
    body_line: int = 1
    """The first line behind the front matter."""
    kept: Mapping[str, object] | None = None
    """Of an outline only: what each rule across drafts keeps of this one, by the rule's id."""

    def kept_by(self, rule: str) -> object:
        """Give what a rule across drafts kept of this one; nothing where it is no outline."""
        return self.kept[rule] if self.kept is not None else ()

    def find_section(self, id: str) -> Section | None:
        """Find the first section with a template id."""
        return next((s for s in self.sections if s.id == id), None)

    def column(self, line: int, words: str) -> int:
        """Give the column where some words start in a line of the file, else 1."""
        if not words or not 1 <= line <= len(self.lines):
            return 1
        return find_column(self.lines[line - 1], words)

    def text_of(self, field_id: str) -> str:
        """Give a field's value where it is plain text, else ""."""
        found = self.fields.get(field_id)
        return found.value if found and isinstance(found.value, str) else ""

    def list_of(self, field_id: str) -> tuple[str, ...]:
        """Give a field's value as a list; plain text is a list of one."""
        found = self.fields.get(field_id)
        if found is None or isinstance(found.value, Mapping):
            return ()
        if isinstance(found.value, str):
            return (found.value,) if found.value.strip() else ()
        return found.value
