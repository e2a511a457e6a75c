"""Frozen values: the nouns that every floor above speaks of.

`assembly` and `template` are what `anbefal.toml` and `template.toml` hold; `draft` is what a
reader makes of a file; `finding` is what a rule says of it; `document` is what a writer prints;
`changes` is what differs between two versions.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from anbefal.model.assembly import (
    Agreement,
    AgreementLabel,
    Assembly,
    AssemblyFile,
    Editor,
    Expert,
    Group,
    Input,
    Meeting,
    PartKind,
    Person,
    Register,
    ReplyPlan,
    Report,
    ReportPart,
    Workshop,
)
from anbefal.model.finding import (
    DraftScore,
    Finding,
    Found,
    GateResult,
    LintResult,
    Part,
    Requirement,
    RuleInfo,
    Silenced,
    Step,
    UnitResult,
)
from anbefal.model.roster import Roster, RosterFile, RosterTable
from anbefal.model.tally import Standing, Tally, read_tally, standing_of
from anbefal.model.template import (
    Dispositions,
    FieldSpec,
    Heading,
    ItemLimits,
    LabelSpec,
    SectionSpec,
    TallyLevel,
    Task,
    Template,
    TemplateFile,
    WordLimits,
    WordLists,
)
from anbefal.model.version import Change, DraftTrailer, Version, WorkshopMark, WorkshopState
from anbefal.model.words import Platitude, Spelling, Words

if TYPE_CHECKING:
    from anbefal.model.changes import (
        Block,
        BlockChange,
        BlockKind,
        BlockOp,
        Comparison,
        Direction,
        DraftChange,
        Edit,
        EditOp,
        FieldChange,
        Moment,
        PartOp,
        Place,
        SectionChange,
    )
    from anbefal.model.document import Document, Image, Looks, Revision
    from anbefal.model.draft import Draft, FieldValue, Problem, Section, Title
    from anbefal.model.site import Page, Site

__all__ = [
    "Agreement",
    "AgreementLabel",
    "Assembly",
    "AssemblyFile",
    "Block",
    "BlockChange",
    "BlockKind",
    "BlockOp",
    "Change",
    "Comparison",
    "Direction",
    "Dispositions",
    "Document",
    "Draft",
    "DraftChange",
    "DraftScore",
    "DraftTrailer",
    "Edit",
    "EditOp",
    "Editor",
    "Expert",
    "FieldChange",
    "FieldSpec",
    "FieldValue",
    "Finding",
    "Found",
    "GateResult",
    "Group",
    "Heading",
    "Image",
    "Input",
    "ItemLimits",
    "LabelSpec",
    "LintResult",
    "Looks",
    "Meeting",
    "Moment",
    "Page",
    "Part",
    "PartOp",
    "Person",
    "Place",
    "Platitude",
    "Problem",
    "PartKind",
    "Register",
    "ReplyPlan",
    "Report",
    "ReportPart",
    "Requirement",
    "Revision",
    "Roster",
    "RosterFile",
    "RosterTable",
    "RuleInfo",
    "Section",
    "SectionChange",
    "SectionSpec",
    "Silenced",
    "Site",
    "Spelling",
    "Standing",
    "Step",
    "Tally",
    "TallyLevel",
    "Task",
    "Template",
    "TemplateFile",
    "Title",
    "UnitResult",
    "Version",
    "WordLimits",
    "WordLists",
    "Words",
    "Workshop",
    "WorkshopMark",
    "WorkshopState",
    "read_tally",
    "standing_of",
]

# These hold nodes, and nodes bring the parser, or are many: the history, say, needs none of them.
_LATER = {
    "Block": "changes",
    "BlockChange": "changes",
    "BlockKind": "changes",
    "BlockOp": "changes",
    "Comparison": "changes",
    "Direction": "changes",
    "DraftChange": "changes",
    "Edit": "changes",
    "EditOp": "changes",
    "FieldChange": "changes",
    "Moment": "changes",
    "PartOp": "changes",
    "Place": "changes",
    "SectionChange": "changes",
    "Document": "document",
    "Image": "document",
    "Looks": "document",
    "Revision": "document",
    "Draft": "draft",
    "FieldValue": "draft",
    "Problem": "draft",
    "Section": "draft",
    "Title": "draft",
    "Page": "site",
    "Site": "site",
}


def __getattr__(name: str) -> object:
    """Load what few need when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value
