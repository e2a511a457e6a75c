"""The compiled report: nothing of the groups' words is lost, every count is the ledgers' own."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import REPOSITORY, MakeWorkspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anbefal import tree
from anbefal.composers.report import Part, compose_report, missing_texts, unplaced
from anbefal.composers.report.book import Book
from anbefal.composers.report.ledgers import comments, questions
from anbefal.composers.report.parts import OVERVIEWS
from anbefal.composers.report.priorities import find_conflicts, shared_subject
from anbefal.composers.report.priorities import read as read_priorities
from anbefal.i18n import Message
from anbefal.jobs.compile import compiled
from anbefal.jobs.drafts import load_drafts, read_draft
from anbefal.jobs.render import document_of
from anbefal.jobs.save import save
from anbefal.kinds.ledger import Ledger
from anbefal.model import Document, PartKind, Report, ReportPart
from anbefal.values import replace
from anbefal.workspace import Workspace, open_workspace


def unseen(doing: Message) -> Callable[[int, int], None]:
    return lambda number, count: None


@pytest.fixture(scope="module")
def parts(nordvig: Workspace) -> list[Part]:
    return [Part(one.draft, one.template) for one in load_drafts(nordvig)]


def compose(nordvig: Workspace, parts: Sequence[Part], numbers: bool = False) -> Document:
    return compose_report(parts, nordvig.assembly, {}, "2026-05-23", numbers=numbers)


def headings(document: Document) -> list[tuple[str, str, str]]:
    return [
        (node.tag, tree.text(node), str(node.attrs.get("id", "")))
        for node in tree.blocks(document.body)
        if node.type == "heading"
    ]


def chapters(document: Document) -> list[str]:
    return [words for tag, words, _ in headings(document) if tag == "h2"]


def anchors(document: Document) -> list[str]:
    stream = tree.tokens(document.body)
    return [str(t.attrs["id"]) for t in stream if "id" in t.attrs] + [
        str(t.meta["anchor"]) for t in stream if "anchor" in t.meta
    ]


def numbers_of(document: Document) -> list[tuple[str, str]]:
    metas = [token.meta for token in tree.tokens(document.body) if "number" in token.meta]
    return [(meta["anchor"], meta["number"]) for meta in metas]


def links(document: Document) -> list[str]:
    notes = [node for blocks in document.notes.values() for node in blocks]
    found = [node for node in tree.walk([*document.body, *notes]) if node.type == "link"]
    return [str(node.attrs["href"]) for node in found]


def words_of(nodes: Sequence[tree.Node]) -> Counter[str]:
    return Counter(word for node in nodes for word in re.findall(r"\w+", tree.text(node)))


# -- the sample report -----------------------------------------------------------------------


def test_the_parts_stand_in_their_usual_order(nordvig: Workspace, parts: list[Part]) -> None:
    book = Book(parts, nordvig.assembly)
    told = [re.sub("Bilag [A-Z]: ", "", words) for words in chapters(compose(nordvig, parts))]

    def made(*kinds: PartKind) -> list[str]:
        return [book.say(OVERVIEWS[kind][1]) for kind in kinds]

    assert [re.sub(r"^(Anbefaling \d|Fælles vision): .*", r"\1", words) for words in told] == [
        "Forord fra medlemmerne",
        *made("mandate", "process"),
        "Fælles vision",
        *made("principles"),
        *(book.label(chapter) for chapter in book.of("recommendation")),
        *made("priorities", "agreement", "minorities", "comments", "questions"),
        "Ord og forkortelser",
    ]


def test_every_link_within_the_report_leads_somewhere(
    nordvig: Workspace, parts: list[Part]
) -> None:
    document = compose(nordvig, parts, numbers=True)
    known = anchors(document)
    assert len(known) == len(set(known))
    inside = [href[1:] for href in links(document) if href.startswith("#")]
    assert len(inside) > 80
    assert set(inside) <= set(known)


def test_anchors_stay_when_the_groups_change_places(nordvig: Workspace, parts: list[Part]) -> None:
    turned = replace(nordvig.assembly, group=nordvig.assembly.group[::-1])
    one, other = compose(nordvig, parts), compose_report(parts, turned, {}, "")
    assert chapters(one) != chapters(other)
    assert sorted(anchors(one)) == sorted(anchors(other))


def test_the_counts_are_the_ledgers_own(nordvig: Workspace, parts: list[Part]) -> None:
    book = Book(parts, nordvig.assembly)
    items = [
        item
        for part in parts
        for section in part.draft.sections
        if isinstance(section.values, Ledger)
        for item in section.values.items
    ]
    heard = list(comments(book))
    assert Counter(one.id for one in heard) == Counter(item.id for item in items)
    tables = [node for node in tree.blocks(compose(nordvig, parts).body) if node.type == "table"]
    rows = [
        [tree.text(cell) for cell in row.children]
        for table in tables
        for row in table.children[-1].children
    ]
    shown = {row[0]: row[1] for row in rows if len(row) == 3}
    for item in items:
        assert shown[item.id] == item.text
    fates = Counter(item.disposition for item in items)
    totals = next(row for row in reversed(rows) if len(row) == 6 and row[1] == str(len(items)))
    assert totals[2:] == [str(fates[kind]) for kind in ("used", "merged", "declined", "open")]
    asked = list(questions(book))
    assert {one.question.text for one in asked} <= {
        re.sub(r"^\w+ | \([^()]*\)$", "", row[0]) for row in rows if len(row) == 3
    }


def test_a_comment_that_no_ledger_holds_is_told_as_open(
    nordvig: Workspace, parts: list[Part]
) -> None:
    without = [part for part in parts if part.draft.id != "gruppe-2"]
    lost = [one for one in comments(Book(without, nordvig.assembly)) if one.chapter is None]
    ids = {item.id for item in nordvig.assembly.register if item.group == "2"}
    assert {one.id for one in lost} >= ids > set()
    assert {one.disposition for one in lost} == {"open"}


def test_the_two_conflicts_that_the_assembly_names_itself_are_the_ones_found(
    nordvig: Workspace, parts: list[Part]
) -> None:
    found = find_conflicts(read_priorities(Book(parts, nordvig.assembly)), "da")
    assert [(c.word, c.more.chapter.draft.id, c.less.chapter.draft.id) for c in found] == [
        ("opsparing", "gruppe-1+6", "gruppe-4"),
        ("rengøring", "gruppe-4", "gruppe-1+6"),
    ]


def test_entries_that_refer_to_one_another_are_told_at_both_ends(
    nordvig: Workspace, parts: list[Part]
) -> None:
    lines = [
        tree.text(node)
        for node in compose(nordvig, parts).body
        if node.type == "paragraph" and tree.text(node).startswith("Se også")
    ]
    assert len(lines) == 4
    assert sum("Tirsdagsbordet" in line for line in lines) == 1
    assert sum("Omvendt åbningstid" in line for line in lines) == 1


def test_a_block_has_the_same_number_in_the_draft_and_in_the_report(
    nordvig: Workspace, parts: list[Part]
) -> None:
    told = dict(numbers_of(compose(nordvig, parts, numbers=True)))
    one = next(one for one in load_drafts(nordvig) if one.draft.id == "gruppe-2")
    own = numbers_of(document_of(one, nordvig, "", numbers=True))
    assert [number for _, number in own] == [str(n) for n in range(1, len(own) + 1)]
    assert {anchor: f"2.{number}" for anchor, number in own} == {
        anchor: number for anchor, number in told.items() if anchor.startswith("gruppe-2.")
    }


@pytest.mark.parametrize(
    ("language", "more", "less", "word"),
    [
        ("da", "busser om aftenen, også til Sandholm", "aftenbusser uden passagerer", ""),
        ("da", "svømning for alle børn", "svømningen om søndagen", "svømning"),
        ("da", "frivillige på plejehjemmet", "frivillige, der tager vagter", "frivillige"),
        ("da", "leverandører at vælge imellem", "nye systemer, når leverandøren giver rabat", ""),
        ("da", "kommunens egne biler", "kommunale veje", ""),
        ("da", "tid til borgerne", "møder med borgerne", ""),
        ("da", "skolemad hver dag", "kontrakter i stedet for skolemad", ""),
        ("da", "genoptræning i nabokommunen", "ventetid på genoptræning", "genoptræning"),
        ("en", "playgrounds in every street", "new playgrounds", "playgrounds"),
        ("en", "services for residents", "services nobody uses", ""),
        ("en", "libraries that are open", "opening hours of the library", ""),
    ],
)
def test_a_conflict_is_told_only_where_both_name_the_same_thing(
    language: str, more: str, less: str, word: str
) -> None:
    assert shared_subject(more, less, language) == word


# -- what [report] decides -------------------------------------------------------------------


def test_listed_parts_decide_order_and_headings_and_appendices_come_last(
    nordvig: Workspace, parts: list[Part]
) -> None:
    listed = (
        ReportPart("comments"),
        ReportPart("recommendations", heading="Forslag"),
        ReportPart("text", "forord", "Læs dette først"),
    )
    assembly = replace(nordvig.assembly, report=Report("Titel", "", listed))
    told = chapters(compose_report(parts, assembly, {}, ""))
    assert [words.split(":")[0] for words in told] == [
        *(f"Forslag {number}" for number in range(1, 6)),
        "Læs dette først",
        "Bilag A",
    ]
    assert set(unplaced(parts, assembly)) == {"drafts/vision.md", "drafts/ordliste.md"}
    missing = replace(assembly, report=Report("Titel", "", (ReportPart("text", "gruppe-2"),)))
    assert missing_texts(parts, missing) == ("gruppe-2",)


def test_a_version_is_compiled_with_the_plan_the_templates_and_the_pictures_of_its_day(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
    )
    template = (REPOSITORY / "templates/redaktionelt/template.toml").read_text("utf-8")
    draft = "---\nskabelon: redaktionelt\n---\n\n# Forord\n\n![Et træ](tree.png)\n"
    files = {
        "drafts/forord.md": draft,
        "drafts/tree.png": picture,
        "templates/redaktionelt/template.toml": template,
        "templates/redaktionelt/draft.md": draft,
    }
    workspace = make_workspace(files)
    save(workspace, by="KM")
    (tmp_path / "drafts/tree.png").unlink()
    (tmp_path / "templates/redaktionelt/template.toml").write_text(
        template.replace('report = "text"', 'report = "none"'), "utf-8"
    )
    config = tmp_path / "anbefal.toml"
    config.write_text(config.read_text("utf-8").replace("Nordvig", "Sydvig"), "utf-8")
    then = compiled(open_workspace((tmp_path,)), unseen, at="last").document
    assert then is not None
    assert (then.title, list(then.images)) == ("Borgersamling Nordvig", ["tree.png"])
    assert chapters(then) == ["Forord", *chapters(then)[1:]]


# -- for all drafts --------------------------------------------------------------------------

_WORD = st.sampled_from(
    ("hus", "æble", "Sandholm", "12", "tårn", "**fed**", "*skrå*", "`kode`", "~~væk~~", "note[^a]")
    + ("[her](#principper)", "[der](gruppe-1.md#noget)", "[ud](https://example.org)", "<b>", "->")
)
_LINE = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)
_BLOCK = st.one_of(
    _LINE,
    st.lists(_LINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {i}" for i in items)),
    _LINE.map(lambda line: f"### {line}"),
    _LINE.map(lambda line: f"> {line}"),
    _LINE.map(lambda line: f"| a | b |\n| --- | --- |\n| {line} | x |"),
    st.just("[^a]: noten står her"),
)
_HEADINGS = ("Vores vision (drøm)", "Vores guidende principper", "Mindretal", "Noter", "Ukendt")
_DRAFT = st.tuples(
    _LINE,
    st.lists(_BLOCK, max_size=2),
    st.lists(st.tuples(st.sampled_from(_HEADINGS), st.lists(_BLOCK, max_size=4)), max_size=4),
    st.sampled_from(("anbefaling", "vision", "redaktionelt", "ordliste")),
)


def written(draft: tuple[str, list[str], list[tuple[str, list[str]]], str], number: int) -> str:
    title, lead, sections, template = draft
    blocks = [f'---\nskabelon: {template}\ngruppe: "{number}"\n---', f"# {title}", *lead]
    for heading, below in sections:
        blocks += [f"## {heading}", *below]
    return "\n\n".join(blocks) + "\n"


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(_DRAFT, min_size=1, max_size=4), st.booleans())
def test_every_word_of_what_is_published_is_in_the_report(
    nordvig: Workspace,
    drafts: list[tuple[str, list[str], list[tuple[str, list[str]]], str]],
    numbers: bool,
) -> None:
    loaded = [
        read_draft(nordvig, f"drafts/gruppe-{n}.md", written(draft, n).encode())
        for n, draft in enumerate(drafts, 1)
    ]
    document = compose(nordvig, [Part(one.draft, one.template) for one in loaded], numbers)
    notes = [node for blocks in document.notes.values() for node in blocks]
    printed = words_of([*document.body, *notes])
    owed: Counter[str] = Counter()
    for one in loaded:
        owed += words_of(tree.without_footnotes(one.draft.lead))
        for section in one.draft.sections:
            if section.spec is None or section.spec.publish:
                owed += words_of(tree.without_footnotes((section.head, *section.nodes)))
    assert owed - printed == Counter()
    known = anchors(document)
    assert len(known) == len(set(known))
    assert {h[1:] for h in links(document) if h.startswith("#")} <= set(known)
