"""Coherence: what one part of a draft says of another, and what two groups both propose."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal import gate, rules
from anbefal.errors import AnbefalError
from anbefal.guess import Names
from anbefal.i18n import translate
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.jobs.lint import findings_of
from anbefal.kinds.alike import ALIKE, alike, shingles
from anbefal.model import Finding
from anbefal.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]

HEAD = (
    '---\ngruppe: "2"\nskabelon: retning\n---\n\n# Skærmen er et tilbud\n\n## Vores principper\n\n'
)
FIRST = "- **Mennesket kan altid nås.** Telefonen bliver taget.\n"
SECOND = "- **Prøv småt, stop i tide.** Forsøg har en slutdato.\n"
INITIATIVES = "\n## Vores initiativer\n"


def initiative(
    principle: str = "Mennesket kan altid nås",
    actor: str = "Borgerservice",
    time: str = "fra 2027",
    name: str = "Omvendt åbningstid",
    prose: str = "Bogbussen kører til Sandholm hver anden tirsdag.",
) -> str:
    labels = f"- **Princip:** {principle}\n- **Hvem:** {actor}\n- **Hvornår:** {time}\n"
    return f"\n### {name}\n\n{prose}\n\n{labels}"


def draft(*initiatives: str, principles: str = FIRST + SECOND) -> str:
    return HEAD + principles + INITIATIVES + "".join(initiatives)


Lint = Callable[[str], list[Finding]]


@pytest.fixture(scope="module")
def lint(samples: Workspace) -> Lint:
    """Lint a text as a draft of the samples' assembly."""

    def findings(text: str) -> list[Finding]:
        loaded = read_draft(samples, "drafts/x.md", text.encode())
        return list(findings_of(loaded, samples.assembly, None))

    return findings


def found(findings: Sequence[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


# -- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("Kernen først", ("Kernen først",), ()),
        ("»kernen først«.", ("Kernen først",), ()),
        ("Del før du bygger", ("Del, før du bygger",), ()),
        ("Del, før du bygger, Kernen først", ("Del, før du bygger", "Kernen først"), ()),
        ("Kernen først; Kernen", ("Kernen først", "Kernen"), ()),
        ("Kernen først og Velfærd", ("Kernen først",), ("Velfærd",)),
        ("Kernen først (især om natten)", ("Kernen først",), ()),
        ("Kernens først", (), ("Kernens først",)),
        ("Velfærd / tryghed", (), ("Velfærd", "tryghed")),
        ("", (), ()),
        ("–", (), ()),
        ("Kernen", ("Kernen",), ()),
    ],
)
def test_names_are_found_however_they_are_written(
    text: str, named: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    names = Names(["Del, før du bygger", "Kernen", "Kernen først", "…", ""])
    assert names.split(text) == (named, rest)
    assert names.mentioned(f"Her gælder {text} altid") == set(named)


def test_no_names_are_found_among_none() -> None:
    assert Names([]).split("Velfærd og tryghed") == ((), ("Velfærd", "tryghed"))


# -- principles ------------------------------------------------------------------------------


def test_a_principle_that_an_initiative_names_is_used(lint: Lint) -> None:
    assert lint(draft(initiative("Mennesket kan altid nås; prøv småt, stop i tide"))) == []


def test_a_principle_that_the_prose_of_an_initiative_names_is_used(lint: Lint) -> None:
    named = initiative(prose="Her gælder »Prøv småt, stop i tide«: to måneder, så ser vi.")
    assert lint(draft(named)) == []


def test_a_principle_that_nothing_names_is_told_at_its_own_line(lint: Lint) -> None:
    (finding,) = lint(draft(initiative()))
    assert (finding.rule, finding.line, finding.requirements) == ("AB408", 11, ())
    assert finding.message.values["name"] == "Prøv småt, stop i tide"


def test_a_blank_line_is_told_before_the_principles_that_it_may_have_named(lint: Lint) -> None:
    assert found(lint(draft(initiative(""), initiative()))) == ["AB405"]


def test_an_unknown_principle_is_told_before_those_that_nothing_names(lint: Lint) -> None:
    (finding,) = lint(draft(initiative("Prøv småt og stop til tiden")))
    assert (finding.rule, finding.requirements) == ("AB409", ("initiatives.1.principle",))
    assert finding.hint.values["key"] == "Prøv småt, stop i tide"


@pytest.mark.parametrize("principle", ["1 og 2", "Princip 1, princip 2", "nr. 1 + nr. 2"])
def test_principles_may_be_named_by_their_number(principle: str, lint: Lint) -> None:
    assert lint(draft(initiative(principle))) == []


@pytest.mark.parametrize("principle", ["3", "0", "Velfærd", "Mennesket kan altid nås, Velfærd"])
def test_what_is_no_principle_is_told(principle: str, lint: Lint) -> None:
    assert found(lint(draft(initiative(principle)))) == ["AB409"]


def test_a_placeholder_for_a_principle_is_told_once(lint: Lint) -> None:
    assert found(lint(draft(initiative("[hvilket?]")))) == ["AB406"]


def test_an_unknown_principle_beyond_the_initiatives_asked_for_leaves_no_unit_open(
    lint: Lint,
) -> None:
    both = "Mennesket kan altid nås, Prøv småt, stop i tide"
    (finding,) = lint(draft(initiative(both), initiative("Velfærd", name="Åben dør")))
    assert (finding.rule, finding.requirements) == ("AB409", ())


def test_principles_are_asked_for_when_the_initiatives_line_is_due(nordvig: Workspace) -> None:
    text = (nordvig.drafts / "gruppe-3.md").read_text("utf-8")
    text = text.replace("- **Princip:** Mål eller luk", "- **Princip:** De tungeste først")
    loaded = read_draft(nordvig, "drafts/x.md", text.encode())
    assert found(findings_of(loaded, nordvig.assembly, 3)) == []
    assert found(findings_of(loaded, nordvig.assembly, 4)) == ["AB408"]


def test_without_principles_nothing_is_said_of_their_names(lint: Lint) -> None:
    assert not {"AB408", "AB409"}.intersection(found(lint(draft(initiative(), principles=""))))


# -- gains and losses ------------------------------------------------------------------------

VALG = '---\ngruppe: "2"\nskabelon: valg\n---\n\n# Skærmen er et tilbud\n\n## Vores valg\n\n'


def choice(more: str, less: str) -> str:
    return f"{VALG}### Skærm\n\n- **Mere af:** {more}\n- **Mindre af:** {less}\n"


@pytest.mark.parametrize(
    "less", ["intet", "Ingenting.", "ingen", "-", "–", "?", "intet, ingenting", "Opkald om aftenen"]
)
def test_a_choice_that_gives_nothing_up_is_only_a_gain(less: str, lint: Lint) -> None:
    (finding,) = lint(choice("opkald om aftenen", less))
    assert (finding.rule, finding.line) == ("AB410", 13)
    assert finding.requirements == ("choices.1.less",)


@pytest.mark.parametrize(
    "less", ["ingen skærmbesøg om aftenen", "intet nyt system i 2027", "møder"]
)
def test_a_loss_that_begins_with_no_is_a_loss(less: str, lint: Lint) -> None:
    assert lint(choice("opkald", less)) == []


@pytest.mark.parametrize(("less", "rule"), [("", "AB405"), ("…", "AB406"), ("[hvad?]", "AB406")])
def test_a_loss_that_is_not_written_is_told_once(less: str, rule: str, lint: Lint) -> None:
    assert found(lint(choice("opkald", less))) == [rule]


# -- who and when ----------------------------------------------------------------------------


@pytest.mark.parametrize("actor", ["Alle", "vi", "Vi og alle", "de relevante parter.", "-", "?"])
def test_a_vague_actor_leaves_its_line_open(actor: str, lint: Lint) -> None:
    (finding,) = lint(draft(initiative("1, 2", actor=actor)))
    assert (finding.rule, finding.requirements) == ("AB411", ("initiatives.1.actor",))


@pytest.mark.parametrize("time", ["snart", "Snarest muligt", "på sigt", "løbende"])
def test_a_vague_time_is_told(time: str, lint: Lint) -> None:
    assert found(lint(draft(initiative("1, 2", time=time)))) == ["AB411"]


@pytest.mark.parametrize("actor", ["Alle skoler", "vi i Borgerservice", "Manden med leen", "IT"])
def test_an_actor_with_a_name_is_no_vague_one(actor: str, lint: Lint) -> None:
    assert lint(draft(initiative("1, 2", actor=actor, time="løbende fra 2027"))) == []


@pytest.mark.parametrize(("actor", "rule"), [("", "AB405"), ("…", "AB406"), ("[hvem?]", "AB406")])
def test_an_actor_that_is_not_written_is_told_once(actor: str, rule: str, lint: Lint) -> None:
    assert found(lint(draft(initiative("1, 2", actor=actor)))) == [rule]


# -- the same in two groups ------------------------------------------------------------------

SAME = [
    (
        "Nøglekoden. Fritidsafdelingen sætter kodelåse på ni kommunale lokaler, så foreninger kan "
        "bestille dem på telefonen.",
        "Kodelåse på lokalerne. De kommunale lokaler får kodelåse, så foreninger og borgere selv "
        "kan bestille og låse sig ind.",
    ),
    (
        "Besøg ved 75. En terapeut kommer på hjemmebesøg, når en borger fylder 75, og ser på "
        "trappe, badeværelse og gelænder.",
        "Forebyggende hjemmebesøg. Borgere, der fylder 75, får hjemmebesøg af en fysioterapeut, "
        "som gennemgår trappe og badeværelse for at undgå fald.",
    ),
    (
        "Digital hjælp på biblioteket. To medarbejdere sidder på biblioteket hver torsdag og "
        "hjælper borgere med MitID, Digital Post og fuldmagter.",
        "MitID-café. Hver torsdag holder biblioteket åbent med hjælp til MitID og Digital Post "
        "for borgere, der har svært ved skærmen.",
    ),
    (
        "Cykelsti til skolen. Kommunen bygger en sikker cykelsti fra Sandholm til Skovskolen, så "
        "børn kan cykle til skole uden at køre på landevejen.",
        "Sikker skolevej. Børn i Sandholm får en cykelsti hele vejen til Skovskolen i stedet for "
        "at cykle på landevejen.",
    ),
    (
        "Årligt regnskab for velfærden. Økonomiudvalget lægger hvert år i april et åbent regnskab "
        "frem, som viser, hvad leverandørerne tjener.",
        "Åbne regnskaber. Alle private leverandører lægger regnskab frem hver april, så borgerne "
        "kan se, hvad de tjener på velfærden.",
    ),
    (
        "Trivselsvejleder på hver skole. Hver skole får en trivselsvejleder, som kontakter "
        "familien, når en elev har meget fravær.",
        "Ni dage. Når en elev har haft ni fraværsdage, kommer skolens trivselsvejleder hjem til "
        "familien inden ti dage.",
    ),
    (
        "Afløserlisten. Frivilligkoordinatoren fører en liste over afløsere, så en frivillig kan "
        "holde fri uden dårlig samvittighed.",
        "Afløsere for frivillige. En koordinator holder en liste over afløsere, der træder til, "
        "når en frivillig er syg eller holder fri.",
    ),
    (
        "Madordning fra havnen. Kantinerne på havnen laver aftensmad til ældre på hverdage, og "
        "hjemmeplejens biler henter maden kl. 15.",
        "Havnens kantiner laver aftensmad. Tre kantiner på havnen laver tilsammen 120 portioner "
        "aftensmad, som hjemmeplejen kører ud til de ældre.",
    ),
]
MISSED = [
    (
        "Borgerbudget i bydelene. Hver bydel får 200.000 kroner om året, som beboerne selv "
        "fordeler ved en afstemning i forsamlingshuset.",
        "Beboerne fordeler pengene. Byrådet sætter 200.000 kroner af til hver bydel, og beboerne "
        "stemmer om, hvordan de skal bruges.",
    ),
    (
        "Velfærdskontoen. Hver december overfører byrådet 9 mio. kr. til en særskilt konto, der "
        "går til tage og vinduer på plejehjem og skoler.",
        "En konto til vedligehold. Byrådet sparer hvert år op på en særskilt konto, som kun må "
        "bruges til tage, vinduer og varmeanlæg.",
    ),
]
DIFFERENT = [
    (
        "Fast kontaktperson. Alle borgere over 80 får en fast kontaktperson i hjemmeplejen, som "
        "de kan ringe direkte til.",
        "Fast ansigt på skærmen. Skærmbesøg begynder aldrig med en pakke i posten. En medarbejder "
        "sætter tabletten op hjemme hos borgeren.",
    ),
    (
        "Fællesspisning om tirsdagen. Frivillige dækker op til fællesspisning i Møllehuset hver "
        "tirsdag, og kommunen stiller køkkenet til rådighed.",
        "Åbent værksted om tirsdagen. Frivillige reparerer cykler i det gamle posthus hver "
        "tirsdag, og kommunen stiller lokalet til rådighed.",
    ),
    (
        "Besøg ved 75. En terapeut kommer på hjemmebesøg, når en borger fylder 75, og ser på "
        "trappe og badeværelse.",
        "Læseven. En frivillig kommer på besøg hos et barn en gang om ugen og læser højt i en "
        "halv time.",
    ),
    (
        "Digital hjælp på biblioteket. To medarbejdere sidder på biblioteket hver torsdag og "
        "hjælper borgere med MitID.",
        "Lektiecafé på biblioteket. To pensionerede lærere sidder på biblioteket hver torsdag og "
        "hjælper elever med lektier.",
    ),
    (
        "Cykelsti til skolen. Kommunen bygger en sikker cykelsti fra Sandholm til Skovskolen, så "
        "børn kan cykle til skole.",
        "Gåbus til skolen. Forældre i Sandholm følger på skift børnene til Skovskolen til fods, "
        "så færre bliver kørt i bil.",
    ),
    (
        "Nattevagt med naboen. Nordvig deler en sygeplejerske om natten med nabokommunen, og "
        "begge betaler efter antal udkald.",
        "Sneplov med naboen. Nordvig deler en sneplov om vinteren med nabokommunen, og begge "
        "betaler efter antal kilometer.",
    ),
    (
        "Trivselsvejleder på hver skole. Hver skole får en trivselsvejleder, som kontakter "
        "familien, når en elev har meget fravær.",
        "Praktik for alle i 8. klasse. Hver elev i 8. klasse kommer i praktik en uge hos en lokal "
        "virksomhed, som skolen har aftale med.",
    ),
    (
        "Vælgeguide. Borgeren får besøg af en medarbejder og ser leverandørernes tal på ét ark, "
        "før valget bliver truffet.",
        "Beredskabet lørdag morgen. Går en privat leverandør konkurs, overtager kommunens "
        "hjemmepleje borgeren næste morgen.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_texts_that_people_call_the_same_are_alike(one: str, other: str) -> None:
    assert alike(shingles(one), shingles(other)) >= ALIKE


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_texts_of_one_mould_are_not_alike(one: str, other: str) -> None:
    assert alike(shingles(one), shingles(other)) < ALIKE


@pytest.mark.parametrize(("one", "other"), MISSED)
def test_the_same_in_other_words_is_not_seen(one: str, other: str) -> None:
    # The price of no false alarm; whoever makes the measure better moves these pairs to SAME.
    assert alike(shingles(one), shingles(other)) < ALIKE


def test_the_likeness_of_two_texts_is_mutual_and_whole_with_itself() -> None:
    for one, other in SAME + DIFFERENT:
        assert alike(shingles(one), shingles(other)) == alike(shingles(other), shingles(one))
        assert alike(shingles(one), shingles(one)) == pytest.approx(1)


def proposals(samples: Workspace, texts: Sequence[str]) -> list[Finding]:
    """Lint drafts of one initiative each: a name, a full stop, and the prose."""
    drafts = []
    for number, text in enumerate(texts):
        name, _, prose = text.partition(". ")
        content = draft(initiative("1, 2", name=name, prose=prose))
        drafts.append(read_draft(samples, f"drafts/{number}.md", content.encode()).draft)
    return [f for f in rules.check_workspace(drafts, samples.assembly) if f.rule == "AB414"]


def test_each_entry_is_told_of_the_one_it_is_most_like(samples: Workspace) -> None:
    texts = [text for pair in SAME for text in pair] + [text for pair in DIFFERENT for text in pair]
    told = proposals(samples, [*SAME[0], *SAME[1]])
    assert [(f.path, f.message.values["path"]) for f in told] == [
        ("drafts/1.md", "drafts/0.md"),
        ("drafts/3.md", "drafts/2.md"),
    ]
    assert all(not finding.requirements for finding in proposals(samples, texts))


def test_what_is_still_to_be_written_is_like_nothing(samples: Workspace) -> None:
    fresh = "[Initiativets navn]. [Hvad sker der helt konkret, og hvor sker det?]"
    assert proposals(samples, [fresh, fresh]) == []
    assert len(proposals(samples, [SAME[0][0], f"{SAME[0][1]} [Mere om det]"])) == 1


def test_one_draft_may_say_the_same_twice(samples: Workspace) -> None:
    name, _, prose = SAME[0][0].partition(". ")
    content = draft(*[initiative("1, 2", name=name, prose=prose)] * 2)
    one = read_draft(samples, "drafts/x.md", content.encode()).draft
    assert rules.check_workspace([one], samples.assembly) == ()


def test_the_labelled_lines_of_two_entries_do_not_make_them_alike(samples: Workspace) -> None:
    assert proposals(samples, ["Gåbus. Til fods.", "Læseven. Højtlæsning for et barn."]) == []


def test_the_initiatives_of_the_sample_assembly_are_each_groups_own(nordvig: Workspace) -> None:
    drafts = [
        read_draft(nordvig, f"drafts/{path.name}", path.read_bytes()).draft
        for path in sorted(nordvig.drafts.glob("*.md"))
    ]
    assert rules.check_workspace(drafts, nordvig.assembly) == ()


# -- templates -------------------------------------------------------------------------------

TEMPLATE = """\
title = "Prøve"
language = "da"

[[field]]
id = "tally"
key = "tilslutning"
kind = "tally"
levels = [{ id = "against", key = "imod", objects = true }]
minority = "dissent"

[[section]]
id = "principles"
heading = "Principper"
kind = "list"

[[section]]
id = "dissent"
heading = "Mindretal"
kind = "prose"

[[section]]
id = "initiatives"
heading = "Initiativer"
kind = "entries"

[[section.label]]
id = "more"
key = "Mere af"

[[section.label]]
id = "less"
key = "Mindre af"
opposes = "more"

[[section.label]]
id = "principle"
key = "Princip"
links = "principles"
"""


@pytest.mark.parametrize(
    ("change", "line", "fault", "hint"),
    [
        (
            ('links = "principles"', 'links = "principels"'),
            38,
            'the template has no section "principels" with that use',
            'did you mean "principles"?',
        ),
        (
            ('links = "principles"', 'links = "dissent"'),
            38,
            'the template has no section "dissent" with that use',
            "use one of: principles, initiatives",
        ),
        (
            ('opposes = "more"', 'opposes = "mor"'),
            33,
            '"initiatives" has no other label "mor"',
            'did you mean "more"?',
        ),
        (
            ('opposes = "more"', 'opposes = "less"'),
            33,
            '"initiatives" has no other label "less"',
            "use one of: more, principle",
        ),
        (
            ('minority = "dissent"', 'minority = "minority"'),
            9,
            'the template has no section "minority" with that use',
            "use one of: principles, dissent, initiatives",
        ),
        (
            (", objects = true", ""),
            8,
            'no level of "tilslutning" is marked as the one that objects',
            "write objects = true beside the level of those who cannot live with it",
        ),
    ],
)
def test_a_reference_to_nothing_is_told_with_its_line(
    change: tuple[str, str],
    line: int,
    fault: str,
    hint: str,
    make_workspace: Callable[..., Workspace],
) -> None:
    text = TEMPLATE.replace(*change)
    assert text != TEMPLATE
    workspace = make_workspace({"templates/x/template.toml": text})
    with pytest.raises(AnbefalError) as caught:
        workspace.template("x")
    assert translate(caught.value.message, "en").endswith(f"template.toml, line {line}: {fault}")
    assert translate(caught.value.hint, "en") == hint


def test_a_template_with_its_references_in_order_is_read(
    make_workspace: Callable[..., Workspace],
) -> None:
    assert make_workspace({"templates/x/template.toml": TEMPLATE}).template("x").name == "x"


# -- whatever stands in a draft --------------------------------------------------------------

PIECES = [
    line
    for name in ("gruppe-2", "gruppe-4")
    for line in (REPOSITORY / "drafts" / f"{name}.md").read_text("utf-8").split("\n")
] + [
    "tilslutning: {for: 99999999999999999999, kan ikke leve med: 9, af: 1}",
    "tilslutning: {}",
    "videre: [AB, AB, [CD]]",
    "## Mindretal",
    "### ",
    "- **Princip:** og, og; 0",
    "- **Mindre af:** -",
    "- [x] G1 -> samlet med G1",
    "- [ ] -> -> →",
    "- [x] S1 ? -> ",
    "  - **Svar ():**",
    "  - **Brugt i:** 999999999999999999999999",
    "\u202e\x00",
]


@settings(max_examples=150, deadline=None)
@given(
    picked=st.lists(st.sampled_from(PIECES), max_size=60),
    whole=st.booleans(),
    workshop=st.sampled_from([None, 1, 3, 4]),
)
def test_no_rule_ever_fails_on_a_draft(
    nordvig: Workspace, picked: list[str], whole: bool, workshop: int | None
) -> None:
    lines = PIECES[:60] + picked if whole else picked
    loaded: Loaded = read_draft(nordvig, "drafts/x.md", "\n".join(lines).encode())
    findings = findings_of(loaded, nordvig.assembly, workshop)
    units = {unit.id for unit in gate.due_units(loaded.template, workshop)}
    assert {id for finding in findings for id in finding.requirements} <= units
    # One mistake is told once: no rule says the same of a place again.
    places = [(f.rule, f.line, f.column, f.message) for f in findings if f.rule[2] in "45"]
    assert len(places) == len(set(places))
    other = read_draft(nordvig, "drafts/y.md", "\n".join(reversed(lines)).encode())
    across = rules.check_workspace([loaded.draft, other.draft], nordvig.assembly)
    assert not any(finding.requirements for finding in across)


@pytest.mark.parametrize(
    "text",
    [
        draft(*[initiative("a, b; c og d")] * 2000),
        draft(initiative("1"), principles="".join(f"- **a b {n}.** x\n" for n in range(9000))),
        draft(initiative("1", prose="Mennesket kan " * 10000)),
        draft(initiative("1", prose="1" * 150_000)),
        draft(initiative("(" * 50_000)),
        draft(initiative("- " * 50_000)),
    ],
    ids=["many links", "many principles", "many names", "a long word", "brackets", "signs"],
)
def test_a_hostile_draft_is_judged_like_any_other(text: str, lint: Lint) -> None:
    assert isinstance(lint(text), list)
