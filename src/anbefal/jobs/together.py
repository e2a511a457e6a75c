"""Together: several files are written, all of them or none."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import write_atomic


@contextlib.contextmanager
def put_back_on_failure(root: Path, standing: Mapping[str, bytes | None]) -> Iterator[None]:
    """Put files back, by path below `root`, if anything is raised; None stands for no file."""
    try:
        yield
    except BaseException:
        for path, data in standing.items():
            with contextlib.suppress(AnbefalError, OSError):
                if data is None:
                    (root / path).unlink(missing_ok=True)
                else:
                    write_atomic(root / path, data)
        raise
