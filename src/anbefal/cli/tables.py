"""Tables: the one door to rich."""

import io
import sys
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from anbefal.i18n import visible

# Wide enough for a row of any overview where there is no terminal to measure.
_WIDTH = 140


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Draw rows under a head; the columns in `right` hold numbers and are set to the right."""
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, words in enumerate(head):
        drawn.add_column(Text(visible(words)), justify="right" if number in right else "left")
    for row in rows:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    out = io.StringIO()
    terminal = sys.stdout.isatty()
    # Measured by hand: rich would take the width of its StringIO, which has none.
    width = Console().width if terminal else _WIDTH
    Console(file=out, width=width, force_terminal=terminal, highlight=False).print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
