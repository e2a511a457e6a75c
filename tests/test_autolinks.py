"""Bare addresses: links where GitHub makes them, words everywhere else, and never slow."""

import pytest

from anbefal import markup, tree
from anbefal.tree import autolinks


def links(text: str) -> list[tuple[str, str]]:
    """Give target and words of each link."""
    found = [at for at in tree.walk(tree.parse(text).children) if at.type == "link"]
    return [(str(at.attrs["href"]), tree.text(at)) for at in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Se www.eksempel.dk.", "www.eksempel.dk"),
        ("Se https://eksempel.dk/a?b=c#d, eller ej", "https://eksempel.dk/a?b=c#d"),
        ("(www.a.dk/x_(y))", "www.a.dk/x_(y)"),
        ("www.a.dk/))", "www.a.dk/"),
        ("www.a.dk/?a=b&lt;", "www.a.dk/?a=b"),
        ("www.a.dk/x;", "www.a.dk/x"),
        ("http://a.dk/<b>", "http://a.dk/"),
        ("https://a.dk/x*y*_z_~w", "https://a.dk/x*y*_z_~w"),
        ("**www.a.dk**", "www.a.dk"),
        ("~www.a.dk", "www.a.dk"),
        ("HTTPS://A.dk", "HTTPS://A.dk"),
        ("https://blåbær.dk/å", "https://blåbær.dk/å"),
        ("| www.a.dk |\n|---|\n", "www.a.dk"),
        ("## www.a.dk", "www.a.dk"),
        ("- [ ] www.a.dk", "www.a.dk"),
    ],
)
def test_an_address_of_a_page_is_a_link(text, words):
    ((target, said),) = links(text)
    assert said == words
    assert target.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Skriv til a.b+c@eksempel.dk.", "a.b+c@eksempel.dk"),
        ("a_b_c@eksempel.dk", "a_b_c@eksempel.dk"),
        ("mailto:a@eksempel.dk", "mailto:a@eksempel.dk"),
        ("*a_b@eksempel.dk*", "a_b@eksempel.dk"),
        ("**x**_a@eksempel.dk", "a@eksempel.dk"),
    ],
)
def test_an_address_of_a_mailbox_is_a_link(text, words):
    assert links(text) == [(f"mailto:{words.removeprefix('mailto:')}", words)]


@pytest.mark.parametrize(
    "text",
    [
        *("`www.a.dk`", "    www.a.dk", "xwww.a.dk", '"www.a.dk"', "www.", "www", "www.a_b.dk"),
        *("https://", "https:// a", "https://a_b.dk", "xhttps://a.dk", "ftp://a.dk", "https:a.dk"),
        *("@", "a@", "@b.dk", "a@b", "a@b.dk-", "a@b.dk_", "å@b.dk", "javascript:a", "://a.dk"),
        *("https\\://a.dk", "www\\.a.dk", "a\\@b.dk"),
    ],
)
def test_whatever_is_no_address_stays_words(text):
    assert links(text) == []


def test_words_of_a_link_are_no_link_of_their_own():
    assert links("[www.a.dk](https://b.dk)") == [("https://b.dk", "www.a.dk")]
    assert links("<https://a.dk>") == [("https://a.dk", "https://a.dk")]


def test_no_word_is_lost_round_an_address():
    for text in ("a_b_@c.dk", "x *a*_b@c.dk_ d", "a__b@c.dk__", "_a_b_c@d.dk", "(a@b.dk) c@d.dk@"):
        letters = "".join(sign for sign in text if sign not in "*_")
        assert tree.text(tree.parse(text)).replace("_", "") == letters


@pytest.mark.parametrize(
    ("text", "words"),
    [("~a~", "a"), ("~~a~~", "a"), ("~a b~ c", "a b")],
)
def test_one_or_two_waves_strike_words_out(text, words):
    (struck,) = [at for at in tree.walk(tree.parse(text).children) if at.type == "s"]
    assert tree.text(struck) == words


@pytest.mark.parametrize("text", ["~~~a~~~ b", "x ~~~a~~~", "~a~~", "~ a ~", "ca. ~10 og ~20"])
def test_other_waves_are_signs(text):
    assert not [at for at in tree.walk(tree.parse(text).children) if at.type == "s"]


@pytest.mark.parametrize(
    "text",
    [
        'Se www.a.dk/x*y, "https://b.dk" og (a_b@c.dk). https\\://d.dk',
        "www\\.a.dk a\\@b.dk [www.a.dk](https://b.dk) <https://c.dk> ~a~ \\~b~",
        "| www.a.dk/x\\|y | a@b.dk |\n|---|---|\n",
    ],
)
def test_markdown_that_is_written_again_reads_the_same(text):
    before = tree.parse(text).children
    again = markup.write(before)
    assert links(again) == links(text)
    assert tree.text(tree.parse(again)) == tree.text(tree.parse(text))
    assert '"https://b.dk"' in again or '"' not in text


@pytest.mark.parametrize(
    "flood",
    ["a_", "a@b.dk ", ":", "http://", "www.a ", "www.", "w", "a.b@", "mailto:", "https://a.dk/)"],
)
def test_a_flood_of_addresses_takes_steps_in_proportion(flood, monkeypatch):
    looked = 0

    def count(pattern):
        class Counted:
            def match(self, source, start, end):
                nonlocal looked
                found = pattern.match(source, start, end)
                looked += 1 + (found.end() - start if found else 0)
                return found

            def search(self, source, *span):
                nonlocal looked
                looked += 1 + (span[1] - span[0] if span else len(source))
                return pattern.search(source, *span)

        return Counted()

    for name in ("_WEB", "_WWW", "_MAIL", "_LOCAL", "_ENTITY"):
        monkeypatch.setattr(autolinks, name, count(getattr(autolinks, name)))

    def work(times: int) -> int:
        nonlocal looked
        looked = 0
        text = flood * times + "x@y.dk"
        assert tree.text(tree.parse(text)) == text.strip()
        return looked

    assert work(800) <= 9 * max(work(100), 100)
