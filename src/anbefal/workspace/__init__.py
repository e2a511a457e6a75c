"""The workspace: its root, `anbefal.toml`, `templates/` and the paths of `drafts/`.

Paths and configuration only: what stands in a draft is the readers' business.
"""

from anbefal.workspace.find import (
    CONFIG,
    REGISTER,
    Workspace,
    draft_bytes,
    find_workspace,
    leads_out,
    open_workspace,
    refuse_link,
    relative,
    templates_root,
)
from anbefal.workspace.rosters import MEMBERS, ROSTERS, write_roster
from anbefal.workspace.templates import shipped_templates, template_names

__all__ = [
    "CONFIG",
    "MEMBERS",
    "REGISTER",
    "ROSTERS",
    "Workspace",
    "draft_bytes",
    "find_workspace",
    "leads_out",
    "open_workspace",
    "refuse_link",
    "relative",
    "shipped_templates",
    "template_names",
    "templates_root",
    "write_roster",
]
