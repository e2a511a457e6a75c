"""Questions: a ledger of questions to experts, each with its answer and where it was used."""

import re

from anbefal import tree
from anbefal.kinds.entries import Label, label_keys, read_labels
from anbefal.kinds.ledger import checked, rows, shorten
from anbefal.model import LabelSpec, Requirement, SectionSpec, Template
from anbefal.values import Struct

_KIND = re.compile(r"^\(([^()]*)\)\s*:?")


class Question(Struct, frozen=True):
    """One question: its id, its words, who is asked, and what came of it."""

    id: str
    text: str
    expert: str
    line: int
    checked: bool | None
    labels: tuple[Label, ...]

    @property
    def name(self) -> str:
        """Give what the question is called: its id, else its first words."""
        return self.id or shorten(self.text)

    @property
    def answer(self) -> str:
        """Give the words of the answer, without its kind; "" where there are none."""
        label = self.find("answer")
        words = _KIND.sub("", label.text).strip() if label else ""
        return words if re.search(r"\w", words) else ""

    @property
    def answer_kind(self) -> str:
        """Give what stands in brackets behind the answer's label; "" where nothing does."""
        label = self.find("answer")
        match = _KIND.match(label.text) if label else None
        return match[1].strip() if match else ""

    def find(self, id: str) -> Label | None:
        """Find a labelled field, "answer" or "used", by its id."""
        return next((label for label in self.labels if label.id == id), None)


class Questions(Struct, frozen=True):
    """The questions of a section."""

    questions: tuple[Question, ...]


def read(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> Questions:
    """Read every item as a question; the expert stands behind the arrow, the answer below."""
    keys = label_keys(spec.label)
    questions = []
    for row in rows(nodes, spec, template):
        labels = tuple(
            label
            for child in row.node.children
            if child.type in ("bullet_list", "ordered_list")
            for item in child.children
            for label in read_labels(item, keys)
        )
        line, box = tree.line(row.node), checked(row.node)
        questions.append(Question(row.id, row.text, row.behind, line, box, labels))
    return Questions(tuple(questions))


def find_label(spec: SectionSpec, id: str) -> LabelSpec | None:
    """Find what the template says of a label, "answer" or "used"."""
    return next((label for label in spec.label if label.id == id), None)


def units(spec: SectionSpec) -> tuple[Requirement, ...]:
    """Ask for nothing: a group may have no question."""
    return ()
