"""Levels: headings without gaps, whatever a scribe wrote."""


class Levels:
    """Give each heading its level as they come."""

    def __init__(self) -> None:
        """Start above all headings."""
        self._above: list[int] = []

    def place(self, meant: int) -> int:
        """Give the level of a heading: one more than the number of headings that it stands under.

        `meant` is the level that was written; gaps close.
        """
        while self._above and self._above[-1] >= meant:
            self._above.pop()
        self._above.append(meant)
        return len(self._above)
