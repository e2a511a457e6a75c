"""Mixing: who sits at which table, so that as many as can be meet anew; seeded.

`problem` counts what a seating costs, `swaps` finds a good one, and `solver`, which is loaded
where it is asked for, finds a better one or proves that there is none.
"""

from anbefal.mixing.problem import (
    Problem,
    Trait,
    count_meetings,
    count_pairs,
    count_uneven,
    counts_of,
    missed,
)
from anbefal.mixing.swaps import search

__all__ = [
    "Problem",
    "Trait",
    "count_meetings",
    "count_pairs",
    "count_uneven",
    "counts_of",
    "missed",
    "search",
]
