"""The redline: whatever was changed, accepting all gives the new text, rejecting all the old."""

import os
import re
import zipfile
from io import BytesIO

import pytest
from docx_reader import Docx, R, W, Words
from docx_validators import Validators
from redline_pairs import document, pair
from redline_reader import resolved

from anbefal.model import Document, Revision
from anbefal.writers.docx import redline
from anbefal.writers.docx import write as write_plain

WHOLE = os.environ.get("ANBEFAL_TORTURE") == "1"
SEED = int(os.environ.get("ANBEFAL_SEED", "1"))
PAIRS = 200
HAND = ("AB, CD", "2026-05-23T09:10:00Z")
Said = list[tuple[str, Words, str, int, bool]]


def sample(count: int) -> list[int]:
    """Give the pairs that are tried: all, or some by the seed of the run."""
    step = PAIRS // count
    return (
        list(range(PAIRS)) if WHOLE else [(SEED + n * step + n % 10) % PAIRS for n in range(count)]
    )


def redlined(old: Document | None, new: Document | None) -> bytes:
    return redline.write([Revision(old, new, *HAND)])


def marked(old: str, new: str) -> Docx:
    """Read the redline of two texts as it stands, changes and all."""
    return Docx(redlined(document(old), document(new)))


def without_targets(said: Said) -> Said:
    """Leave out where links lead: no tracked change can say it."""
    found = []
    for kind, words, number, left, quoted in said:
        joined: list[tuple[str, str]] = []
        for letters, marks in words:
            marks = re.sub(r"(https?:|mailto:|#)\S+", "link", marks)
            if joined and joined[-1][1] == marks:
                letters = joined.pop()[0] + letters
            joined.append((letters, marks))
        found.append((kind, tuple(joined), number, left, quoted))
    return found


def notes_of(read: Docx) -> list[str]:
    """Give the words of the footnotes, in the order of their marks."""
    part = read.parts["word/footnotes.xml"]
    notes = {note.get(f"{W}id"): note for note in part}
    texts = []
    for mark in read.body.iter(f"{W}footnoteReference"):
        texts.append("".join(text.text or "" for text in notes[mark.get(f"{W}id")].iter(f"{W}t")))
    return texts


@pytest.mark.torture
@pytest.mark.parametrize("seed", sample(25))
def test_accepting_gives_the_new_text_and_rejecting_the_old(seed: int) -> None:
    old, new = pair(seed)
    data = redlined(old, new)
    accepted, rejected = resolved(data, "accept"), resolved(data, "reject")
    after, before = Docx(write_plain(new)), Docx(write_plain(old))
    assert notes_of(accepted) == notes_of(after)
    assert notes_of(rejected) == notes_of(before)
    assert accepted.says() == after.says()
    assert without_targets(rejected.says()) == without_targets(before.says())
    assert data == redlined(*pair(seed))


@pytest.mark.torture
def test_the_redlines_are_valid(docx_validators: Validators) -> None:
    files = {f"pair {seed}": redlined(*pair(seed)) for seed in sample(8)}
    assert docx_validators.faults(files) == []


def test_nothing_is_marked_where_nothing_changed() -> None:
    old, _ = pair(2)
    body = Docx(redlined(old, old)).body
    names = {each.tag.removeprefix(W) for each in body.iter()}
    assert not names & {"ins", "del", "pPrChange", "rPrChange", "commentReference"}


def changes(read: Docx) -> list[tuple[str, str]]:
    """Give what came and went, as "ins" or "del" with the words."""
    found = []
    for each in read.body.iter():
        name = each.tag.removeprefix(W)
        if name in ("ins", "del") and len(each):
            texts = (*each.iter(f"{W}t"), *each.iter(f"{W}delText"))
            found.append((name, "".join(text.text or "" for text in texts)))
    return found


def test_words_are_marked_and_not_whole_paragraphs() -> None:
    made = marked("Vi vil have flere træer.", "Vi vil have mange flere grønne træer!")
    assert changes(made) == [("ins", "mange "), ("ins", "grønne "), ("del", "."), ("ins", "!")]


def test_a_sentence_that_was_written_anew_is_no_patchwork() -> None:
    old = "Kommunen skal og bør støtte de unge, der har det svært i skolen."
    new = "Det er biblioteket og en forening, der hjælper enhver i gang med det nye."
    assert len(changes(marked(old, new))) <= 3


def test_a_paragraph_that_was_split_keeps_its_words() -> None:
    old = "Vi vil have flere træer i byen. Vi vil også have bænke at sidde på."
    made = marked(old, old.replace("byen. ", "byen.\n\n"))
    assert changes(made) == [("del", " ")]
    assert len(list(made.body.iter(f"{W}pPrChange"))) == 0


def test_bold_that_came_is_a_change_of_looks() -> None:
    made = marked("et ord her", "et **ord** her")
    assert changes(made) == []
    (change,) = made.body.iter(f"{W}rPrChange")
    assert change.get(f"{W}author") == "AB, CD"


def test_a_link_that_leads_elsewhere_is_told_in_a_comment() -> None:
    made = marked("Se [her](https://x.example/a).", "Se [her](https://x.example/b).")
    assert changes(made) == []
    told = "".join(made.parts["word/comments.xml"].itertext())
    assert "https://x.example/a" in told
    (link,) = made.body.iter(f"{W}hyperlink")
    assert made.targets[link.get(f"{R}id")] == "https://x.example/b"


def test_a_toggled_box_is_a_glyph_in_each_change() -> None:
    made = marked("- [ ] gør det", "- [x] gør det")
    assert changes(made) == [("del", "\u2610"), ("ins", "\u2611")]
    assert not list(made.body.iter(f"{W}sdt"))


def test_a_deleted_item_belongs_to_the_list_as_it_is_now() -> None:
    made = marked("1. en\n2. to\n3. tre\n", "1. en\n2. tre\n")
    assert len({each.get(f"{W}val") for each in made.body.iter(f"{W}numId")}) == 1


def test_a_row_that_came_is_marked_as_a_row() -> None:
    table = "| a | b |\n|---|---|\n| en | to |\n"
    made = marked(table, f"{table}| tre | fire |\n")
    rows = list(made.body.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}ins") is not None for row in rows] == [False, False, True]


def test_every_change_names_who_and_when_and_has_a_number_of_its_own() -> None:
    read = Docx(redlined(*pair(3)))
    names = [f"{W}{name}" for name in ("ins", "del", "pPrChange", "rPrChange", "bookmarkStart")]
    found = [each for each in read.body.iter() if each.tag in names]
    assert found
    numbers = [each.get(f"{W}id") for each in found]
    assert len(set(numbers)) == len(numbers)
    for each in found:
        if each.tag != f"{W}bookmarkStart":
            assert (each.get(f"{W}author"), each.get(f"{W}date")) == HAND


def test_text_that_is_not_saved_has_no_time() -> None:
    data = redline.write([Revision(document("a"), document("b"), "AB")])
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert b"w:date" not in package.read("word/document.xml")


@pytest.mark.parametrize("choice", ["accept", "reject"])
def test_a_text_that_came_or_went_is_marked_whole(choice: str) -> None:
    text = document("# T\n\nord\n\n- a\n\n| a | b |\n|---|---|\n| c | d |\n")
    came, went = redlined(None, text), redlined(text, None)
    full, empty = (came, went) if choice == "accept" else (went, came)
    assert resolved(full, choice).says() == Docx(write_plain(text)).says()
    assert resolved(empty, choice).text().strip() == ""


def test_texts_in_one_file_keep_their_own_links_lists_and_places() -> None:
    one = document("# En\n\n1. [a](https://x.example/a)\n2. b\n\n![ko](ko.png)")
    two = document("# To\n\n3. [a](https://x.example/b)\n4. b\n\n![hest](hest.png)")
    front = document("# Forside\n\n- punkt")
    data = redline.write([Revision(one, one, "AB"), Revision(two, None, "CD")], front)
    plain = [leaf for text in (front, one, two) for leaf in Docx(write_plain(text)).says()]
    assert resolved(data, "reject").says() == plain
    rest = len(plain) - len(Docx(write_plain(two)).says())
    assert resolved(data, "accept").says() == plain[:rest]


def test_words_of_a_footnote_are_marked_in_it_and_its_mark_stays() -> None:
    old = "Et ord[^a] her.\n\n[^a]: Noten siger tre ting."
    made = marked(old, old.replace("tre", "fire"))
    assert changes(made) == []
    texts = [each.tag.removeprefix(W) for each in made.parts["word/footnotes.xml"].iter()
             if each.tag in (f"{W}ins", f"{W}del")]  # fmt: skip
    assert texts == ["del", "ins"]


def test_notes_that_went_and_came_are_numbered_by_their_marks() -> None:
    old = "En[^a] og to[^b].\n\n[^a]: første\n\n[^b]: anden"
    made = marked(old, "En og to[^b], tre[^c].\n\n[^b]: anden\n\n[^c]: tredje")
    ids = [each.get(f"{W}id") for each in made.body.iter(f"{W}footnoteReference")]
    assert ids == ["1", "2", "3"]
    assert [note.strip() for note in notes_of(made)] == ["første", "anden", "tredje"]
