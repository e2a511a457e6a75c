"""The one door to git: versions of the workspace's files, closed workshops, and the past.

Nothing outside this package speaks to git. Every call is hardened (`environment`, `git`): no
hook, filter or setting of a repository can make us run a program. A save never touches files,
nor paths that it was not given, and either stands whole in the history or not at all (`saving`).
"""

from anbefal.history.environment import clean_environment
from anbefal.history.git import user_name
from anbefal.history.history import History, create_history, open_history
from anbefal.history.naming import is_now
from anbefal.history.objects import object_id
from anbefal.history.saving import Saved
from anbefal.history.tags import Mark
from anbefal.history.texts import draft_trailer, restored_trailer, workshop_trailer

__all__ = [
    "History",
    "Mark",
    "Saved",
    "clean_environment",
    "create_history",
    "draft_trailer",
    "is_now",
    "object_id",
    "open_history",
    "restored_trailer",
    "user_name",
    "workshop_trailer",
]
