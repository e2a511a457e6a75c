"""Compare: how many words came, and how many went."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal import tree
from anbefal.compare import count_changes
from anbefal.jobs.drafts import Loaded
from anbefal.model import Change, Draft
from anbefal.readers import markdown
from anbefal.workspace import Workspace


@pytest.fixture
def change(read: Callable[[str], Loaded]) -> Callable[[str, str], Change]:
    """Compare two texts as two states of a draft."""
    return lambda old, new: count_changes(read(old).draft, read(new).draft)


TEXT = "# Titel her\n\n## Vores vision\n\nAlle går en tur.\n\n- et to\n- tre fire\n"


@pytest.mark.parametrize(
    ("new", "added", "removed"),
    [
        (TEXT, 0, 0),
        (TEXT.replace("en tur", "en lang tur"), 1, 0),
        (TEXT.replace("går", "løber"), 1, 1),
        (TEXT.replace("- et to\n", ""), 0, 2),
        (TEXT + "\nNyt afsnit med fem ord.\n", 5, 0),
        (TEXT.replace("Titel", "Overskrift"), 1, 1),
        (TEXT.replace("## Vores", "## Min"), 1, 1),
        (TEXT.replace("Alle", "**Alle**"), 0, 0),
        (TEXT.replace("\n", "\r\n"), 0, 0),
        (TEXT.replace("Alle går", "Alle\ngår"), 0, 0),
        (TEXT + "\n<!-- en kommentar tæller ikke -->\n", 0, 0),
        (TEXT + "\n`kode` https://nordvig.example\n", 0, 0),
    ],
)
def test_words_are_counted_whatever_their_dress(
    new: str, added: int, removed: int, change: Callable[[str, str], Change]
) -> None:
    assert change(TEXT, new) == Change(added, removed)
    assert change(new, TEXT) == Change(removed, added)


def test_a_draft_that_is_not_there_has_no_words(read: Callable[[str], Loaded]) -> None:
    draft = read(TEXT).draft
    assert count_changes(None, draft) == Change(12, 0)
    assert count_changes(draft, None) == Change(0, 12)
    assert count_changes(None, None) == Change(0, 0)


def count(draft: Draft) -> int:
    nodes = [*([draft.title.node] if draft.title else []), *draft.lead]
    for section in draft.sections:
        nodes += [section.head, *section.nodes]
    return tree.count_words(nodes)


PIECES = st.lists(
    st.sampled_from(["# a b", "## c", "- d e", "f g h", "", "> i", "| j |", "```", "k *l* m"]),
    max_size=12,
).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(PIECES, PIECES)
def test_what_came_less_what_went_is_the_difference_in_words(
    samples: Workspace, old: str, new: str
) -> None:
    one, other = (
        markdown.read(text.encode(), "drafts/x.md", "kort", samples.find_template)
        for text in (old, new)
    )
    change = count_changes(one, other)
    assert change.added - change.removed == count(other) - count(one)
    assert 0 <= change.added <= count(other) and 0 <= change.removed <= count(one)


def test_thousands_of_changed_words_are_counted(change: Callable[[str, str], Change]) -> None:
    old = " ".join(f"a{n}" for n in range(8_000))
    new = " ".join(f"{'a' if n % 2 else 'b'}{n}" for n in range(8_000))
    assert change(old, new) == Change(4_000, 4_000)
