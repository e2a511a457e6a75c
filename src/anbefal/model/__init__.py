"""Frozen values: the nouns that every floor above speaks of.

`assembly` and `template` are what `anbefal.toml` and `template.toml` hold; `draft` is what a
reader makes of a file; `finding` is what a rule says of it; `document` is what a writer prints.
"""

from anbefal.model.assembly import Assembly, Editor, Expert, Group, Meeting, Report, Workshop
from anbefal.model.document import Document, Image
from anbefal.model.draft import Draft, FieldValue, Problem, Section, Title
from anbefal.model.finding import (
    DraftScore,
    Finding,
    Found,
    GateResult,
    LintResult,
    Requirement,
    Silenced,
    UnitResult,
)
from anbefal.model.template import (
    Dispositions,
    FieldSpec,
    Heading,
    ItemLimits,
    LabelSpec,
    SectionSpec,
    TallyLevel,
    Template,
    WordLimits,
    WordLists,
)
from anbefal.model.version import Change, DraftTrailer, Version, WorkshopState

__all__ = [
    "Assembly",
    "Change",
    "Dispositions",
    "Document",
    "Draft",
    "DraftScore",
    "DraftTrailer",
    "Editor",
    "Expert",
    "FieldSpec",
    "FieldValue",
    "Finding",
    "Found",
    "GateResult",
    "Group",
    "Heading",
    "Image",
    "ItemLimits",
    "LabelSpec",
    "LintResult",
    "Meeting",
    "Problem",
    "Report",
    "Requirement",
    "Section",
    "SectionSpec",
    "Silenced",
    "TallyLevel",
    "Template",
    "Title",
    "UnitResult",
    "Version",
    "WordLimits",
    "WordLists",
    "Workshop",
    "WorkshopState",
]
