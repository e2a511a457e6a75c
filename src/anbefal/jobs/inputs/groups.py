"""Groups: whom a comment is for, and the draft whose ledger takes it."""

import re
from collections.abc import Sequence

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.jobs.new import name_template, read_fresh
from anbefal.model import Assembly, Group
from anbefal.readers.comments import Row
from anbefal.tree import fold
from anbefal.workspace import Workspace

LISTS = {"da": "procesleder", "en": "facilitator"}
"""The template of the facilitator's list, by the assembly's language."""

_CALLED = re.compile(r"(?:gruppe|group|bord|table)\s+(?:nr\.?\s*)?", re.IGNORECASE)
# "2: Digitalisering" names one group, and "2, 3" none.
_BEHIND = re.compile(r"\s*[:(–—]|\s+-\s|,\s*(?=[^\W\d])")


def find_group(assembly: Assembly, words: str) -> Group | None:
    """Find the group that some words name: by id, as "Gruppe 2: Digitalisering", or by theme."""
    bare = _CALLED.sub("", words, count=1) if _CALLED.match(words) else words
    for name in (words, bare, _BEHIND.split(bare, maxsplit=1)[0]):
        found = assembly.find_group(name)
        if found:
            return found
    themes = {fold(group.theme): group for group in reversed(assembly.group)}
    return themes.get(fold(bare))


def group_of(row: Row, assembly: Assembly, usual: Group | None) -> Group | None:
    """Give the group of a row: the one it names, else what it stands below, else the usual one."""
    if row.group:
        return find_group(assembly, row.group)
    for words in row.above:
        found = find_group(assembly, words)
        if found:
            return found
    return usual


class Ledgers:
    """The drafts that comments can be written into, by group."""

    def __init__(self, workspace: Workspace, loaded: Sequence[Loaded]) -> None:
        """Sort the drafts: of several for one group, those of the usual template come first."""
        self._workspace = workspace
        usual = workspace.assembly.default_template
        self._loaded = sorted(loaded, key=lambda one: one.template.name != usual)

    def find(self, group: Group | None) -> Loaded:
        """Find the draft that takes a group's comments; the facilitator's list for none.

        Raises AnbefalError for a group without any draft.
        """
        theirs = [one for one in self._loaded if group and self.group_of(one) == group]
        for one in theirs:
            if one.draft.readable and has_ledger(one):
                return one
        if group and not theirs:
            raise AnbefalError(
                msg("group {group} has no draft", group=group.id),
                msg("make it first: anbefal new {group}", group=group.id),
            )
        return self._list()

    def group_of(self, one: Loaded) -> Group | None:
        """Give the group of a draft."""
        spec = one.template.field_of_kind("group")
        return self._workspace.assembly.find_group(one.draft.text_of(spec.id)) if spec else None

    def _list(self) -> Loaded:
        for one in self._loaded:
            if one.template.name in LISTS.values() and one.draft.readable and has_ledger(one):
                return one
        workspace = self._workspace
        name = LISTS[workspace.assembly.language]
        path = workspace.drafts / f"{name}.md"
        if path.exists() or path.is_symlink():
            raise AnbefalError(
                msg('"{path}" is no list of comments', path=f"drafts/{name}.md"),
                msg("give it another name: its place is the facilitator's list's"),
            )
        text = name_template(read_fresh(workspace.template_folder(name)), workspace.template(name))
        made = read_draft(workspace, f"drafts/{name}.md", text.encode())
        self._loaded.append(made)
        return made


def has_ledger(one: Loaded) -> bool:
    """Tell whether a draft has a place for comments."""
    return any(spec.kind == "ledger" for spec in one.template.section)
