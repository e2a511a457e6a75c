"""Sentences, phrases and passages: where a sentence ends, what a pattern matches, what is read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal.jobs.drafts import Loaded
from anbefal.language.passages import prose
from anbefal.language.phrases import Phrases, Tokens
from anbefal.language.sentences import split
from anbefal.language.wordlists import platitudes, sentence_ends, word_list

FOLDER = Path(__file__).parent / "language"
LANGUAGES = ("da", "en")


def cases(language: str) -> list[str]:
    lines = (FOLDER / f"splits-{language}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def sentences(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text, sentence_ends(language))]


# -- sentences -------------------------------------------------------------------------------


@pytest.mark.parametrize("marked", cases("da"))
def test_a_danish_sentence_ends_where_a_reader_ends_it(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert sentences(marked.replace("|", ""), "da") == expected


@pytest.mark.parametrize("marked", cases("en"))
def test_an_english_sentence_ends_where_a_reader_ends_it(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert sentences(marked.replace("|", ""), "en") == expected


def test_there_are_traps_enough() -> None:
    assert len(cases("da")) + len(cases("en")) >= 60


@settings(max_examples=300)
@given(st.text(alphabet=" .!?…aA1»«()\n§,kr", max_size=200), st.sampled_from(LANGUAGES))
def test_no_letter_is_lost_between_sentences(text: str, language: str) -> None:
    spans = list(split(text, sentence_ends(language)))
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    kept = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in kept for at, char in enumerate(text) if char.isalnum())


# -- phrases ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        ("fokus på", "Vi har Fokus på det", "Fokus på"),
        ("styrke/r/s", "det styrker os", "styrker"),
        ("styrke/r/s", "styrkelsen", ""),
        ("fokus*", "vi fokuserer nu", "fokuserer"),
        ("*skole", "en friskole her", "friskole"),
        ("god|bedre ramme*", "bedre rammer", "bedre rammer"),
        ("skabe … rammer", "skabe gode, trygge rammer", "skabe gode, trygge rammer"),
        ("skabe … rammer", "skabe en to tre fire rammer", ""),
        ("skabe … rammer", "skabe ro. Og rammer", ""),
        ("x kommune", "i x-kommune", "x-kommune"),
        ("x kommune", "x. Kommune", ""),
        ("Venstre/s", "til venstre", ""),
        ("Venstre/s", "hos Venstres folk", "Venstres"),
        ("ab*", "abc", ""),
    ],
)
def test_a_pattern_matches_what_it_says(pattern: str, text: str, matched: str) -> None:
    tokens = Tokens(text)
    found = [
        text[tokens.starts[h.first] : tokens.ends[h.last]] for h in Phrases([pattern]).find(tokens)
    ]
    assert found == ([matched] if matched else [])


def test_the_longest_of_several_patterns_is_told() -> None:
    hits = list(Phrases(["fokus", "fokus på trivsel"]).find(Tokens("fokus på trivsel")))
    assert [(hit.pattern, hit.first, hit.last) for hit in hits] == [(1, 0, 2)]


def test_what_may_match_is_never_passed_over() -> None:
    phrases = Phrases(["*skole", "bro*", "gå … ned"])
    for text in ("friskole", "broerne", "gå langsomt ned"):
        assert phrases.may_match(frozenset(text.split()))
        assert phrases.found_in(Tokens(text))
    assert not phrases.may_match(frozenset(["hus", "sko"]))


@settings(max_examples=200)
@given(
    st.lists(st.text(alphabet="ab/*|… Å.", max_size=12), max_size=5),
    st.text(alphabet="ab Å.", max_size=60),
)
def test_any_pattern_can_be_written_and_looked_for(patterns: list[str], text: str) -> None:
    tokens = Tokens(text)
    for hit in Phrases(patterns).find(tokens):
        assert 0 <= hit.first <= hit.last < len(tokens.words)


# -- the shipped lists -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_platitude_has_a_reason_and_a_question(language: str) -> None:
    known = platitudes(language)
    assert len(known) >= 80
    for one in known:
        assert one.find or one.also
        assert one.why.endswith((".", "?")), one
        assert one.ask.endswith(("?", ".")), one
        assert one.source != "own", one


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_of_the_lists_is_empty_or_stands_twice(language: str) -> None:
    words = word_list(language)
    patterns = [p for one in platitudes(language) for p in (*one.find, *one.also)]
    assert len(patterns) == len(set(patterns))
    for pattern in (*patterns, *words.undecided, *words.horizon, *words.parties, *words.insults):
        assert Phrases([pattern]).may_match(frozenset()) is False
        assert Tokens(pattern).words, pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_first_names(language: str) -> None:
    assert len(set(word_list(language).first_names)) >= 200


# -- passages --------------------------------------------------------------------------------

DRAFT = """\
---
gruppe: "3"
skrivere: [LR]
---

# En gåtur

Ord før afsnittene, se www.nordvig.example/fokus og skriv@nordvig.example.

<!-- en kommentar -->

## Vores vision

Et *fremhævet* ord, `kode` og [en henvisning](https://nordvig.example/trivsel)
på to linjer.

> Citat af en anden.

```
kode i en blok
```

## Vores principper

- **Ud før ind.** Timer lægges udenfor.

| Sted | Pris |
| --- | --- |
| Hallen | 40 kr. |

## Emne uden for skabelonen

![et billede](rute.png) Fri tekst.
"""


def test_what_a_reader_reads_is_read_and_nothing_else(read: Callable[[str], Loaded]) -> None:
    text = " ".join(" ".join(p.text.split()) for p in prose(read(DRAFT).draft).passages)
    for word in (
        "gåtur",
        "afsnittene",
        "fremhævet",
        "henvisning",
        "linjer",
        "Hallen",
        "Emne",
        "Fri",
    ):
        assert word in text
    for word in ("nordvig.example", "kommentar", "kode", "Citat", "billede", "trivsel", "fokus"):
        assert word not in text


def test_every_word_of_a_passage_is_found_again_in_the_file(read: Callable[[str], Loaded]) -> None:
    draft = read(DRAFT).draft
    text = prose(draft)
    for passage in text.passages:
        tokens = passage.tokens
        for start, end in zip(tokens.starts, tokens.ends, strict=True):
            line, column = text.place(passage, start)
            word = passage.text[start:end]
            assert draft.lines[line - 1][column - 1 :].startswith(word), (word, line, column)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab *_`[](<>&;é\u0301\n.»«-#|\\", max_size=120))
def test_places_lie_within_the_file_whatever_stands_there(
    read: Callable[[str], Loaded], body: str
) -> None:
    draft = read("## Vores vision\n\n" + body).draft
    text = prose(draft)
    for passage in text.passages:
        for start in passage.tokens.starts:
            line, column = text.place(passage, start)
            assert 1 <= line <= len(draft.lines)
            assert 1 <= column <= len(draft.lines[line - 1]) + 1
