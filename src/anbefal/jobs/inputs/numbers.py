"""Numbers: an id for each new comment, behind the letters of its source, never given before."""

from collections import Counter
from collections.abc import Collection, Sequence

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded
from anbefal.kinds.ids import ID, initial, letters_of
from anbefal.kinds.ledger import Ledger
from anbefal.model import Input
from anbefal.readers.comments import Row
from anbefal.repairs.ids import highest_of, ids_of
from anbefal.tree import fold

_HIGHEST = 99_999


class Numbers:
    """The ids that are taken, and the letters of each source."""

    def __init__(
        self, loaded: Sequence[Loaded], register: Sequence[Input], asked: Collection[str]
    ) -> None:
        """Take what has ids already; `asked` are those that a file brings along."""
        self._loaded = loaded
        self._register = register
        self._asked = asked
        self._taken = {one.id for one in register}.union(*(ids_of(one.draft) for one in loaded))
        self._highest = highest_of(self._taken)
        self._letters: dict[str, str] = {}
        self.refused = 0
        """How many ids of the file were another comment's."""

    def give(self, row: Row) -> str:
        """Give a comment its id: its own where that is free, else the source's next."""
        own = row.id if ID.fullmatch(row.id) else ""
        self.refused += own in self._taken if own else 0
        id = own if own and own not in self._taken else self._next(row.source)
        self._taken.add(id)
        return id

    def _next(self, source: str) -> str:
        letters = self._letters.get(fold(source)) or self._find_letters(source)
        self._letters[fold(source)] = letters
        while True:
            self._highest[letters] += 1
            if self._highest[letters] > _HIGHEST:
                raise AnbefalError(
                    msg("there are no numbers left behind the letters {letters}", letters=letters),
                    msg("give the source other letters in the template"),
                )
            id = f"{letters}{self._highest[letters]}"
            # An id that stands further down in the file is that comment's.
            if id not in self._taken and id not in self._asked:
                return id

    def _find_letters(self, source: str) -> str:
        """Give the letters of a source: those in use, else a template's, else its first one."""
        wanted = fold(source)
        used: Counter[str] = Counter()
        named: list[str] = []
        for one in self._loaded:
            for section in one.draft.sections:
                if isinstance(section.values, Ledger):
                    of = (item for item in section.values.items if fold(item.source) == wanted)
                    used.update(letters_of(item.id) for item in of if item.id)
            for spec in one.template.section:
                by_source = spec.letters.items()
                named += [letters.upper() for name, letters in by_source if fold(name) == wanted]
        known = (letters_of(one.id) for one in self._register if fold(one.source) == wanted)
        ways = [*(letters for letters, _ in used.most_common(1)), *named, *known]
        return next((way for way in ways if ID.fullmatch(f"{way}1")), "") or initial(source) or "N"
