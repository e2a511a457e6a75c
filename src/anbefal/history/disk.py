"""Making what was written outlive a power cut, where git leaves that to the system."""

import contextlib
import os
from pathlib import Path


def sync(*paths: Path) -> None:
    """Sync files and folders, as far as the system lets us."""
    if os.name == "nt":
        return
    for path in paths:
        with contextlib.suppress(OSError):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
