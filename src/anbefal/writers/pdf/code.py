"""Code: how pieces of typst code are put together."""

from collections.abc import Iterable


def join(pieces: Iterable[str]) -> str:
    """Make one value of pieces of content; empty content of none."""
    kept = [piece for piece in pieces if piece]
    if not kept:
        return "[]"
    return kept[0] if len(kept) == 1 else "{" + "\n".join(kept) + "}"


def points(length: float) -> str:
    """Write a length."""
    return f"{length:.2f}pt"
