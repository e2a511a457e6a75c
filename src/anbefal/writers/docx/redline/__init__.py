"""The redline: two versions of a text in one DOCX file, with real tracked changes.

Both are written as any document is, and then woven into one: accepting all changes gives the new
text, rejecting them the old one. What no tracked change can say is told in comments.
"""

from collections.abc import Sequence

from anbefal.model import Document, Revision
from anbefal.writers.docx import write as write_document
from anbefal.writers.docx.redline.binding import Binding


def write(revisions: Sequence[Revision], front: Document | None = None) -> bytes:
    """Write one text or more, each with its changes; `front` stands before them as it is."""
    texts = [front, *(text for revision in revisions[:1] for text in (revision.new, revision.old))]
    shown = next(text for text in texts if text)
    binding = Binding(write_document(shown), front is not None)
    for revision in revisions:
        binding.add(revision)
    return binding.close()
