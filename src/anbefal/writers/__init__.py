"""Writers: a document becomes bytes. One module a format, one line in `WRITERS`.

The table holds names, so that a format's heavy library is loaded only when it is asked for.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from anbefal.model import Document


class Writer(Protocol):
    """What every format module offers."""

    def write(self, document: Document) -> bytes:
        """Print a document: the same document gives the same bytes."""
        ...


WRITERS: Mapping[str, str] = MappingProxyType(
    {
        "html": "anbefal.writers.html",
        "docx": "anbefal.writers.docx",
        "pdf": "anbefal.writers.pdf",
        "md": "anbefal.writers.markdown",
    }
)


def load_writer(name: str) -> Writer:
    """Load the writer of a format that stands in `WRITERS`."""
    return cast(Writer, import_module(WRITERS[name]))
