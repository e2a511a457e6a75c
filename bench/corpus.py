"""Write a workspace of generated Danish drafts, the same for the same seed, with planted defects.

`manifest.json` beside the drafts tells which rule must find how much in which draft, so that a
run that was fast because it did nothing shows.
"""

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

SEED = 2026
DEFECTS_IN_100 = 27

PLACES = (
    "Sandholm",
    "Østerlykke",
    "Nordvig",
    "Havnebyen",
    "Lyngby-Å",
    "Engdal",
    "Strandhuse",
    "Mosevang",
)
WHO = (
    "hjemmeplejen",
    "biblioteket",
    "borgerservice",
    "plejehjemmet",
    "ungdomsskolen",
    "sundhedshuset",
    "ældrerådet",
    "idrætsforeningen",
    "teknisk afdeling",
    "jobcenteret",
)
WHAT = (
    "et fast besøg",
    "en åben rådgivning",
    "en fælles bus",
    "et telefonnummer",
    "en madklub",
    "et værksted",
    "en prøveperiode",
    "en kort vejledning",
    "et nabohjælpskort",
    "en lånekasse",
)
WHOM = (
    "borgere over 80",
    "nye forældre",
    "unge uden job",
    "familier på landet",
    "frivillige",
    "pårørende",
    "skoleelever",
    "dem, der bor alene",
)
WHEN = (
    "hver torsdag",
    "to gange om året",
    "fra marts 2027",
    "inden for seks måneder",
    "den første mandag i måneden",
    "fra næste budget",
    "i to år",
)
FRAMES = (
    "{Who} tilbyder {what} til {whom} i {place} {when}.",
    "Når {whom} ringer til {who}, får de svar inden {n} minutter og navnet på den, de talte med.",
    "I {place} mødes {n} borgere med {who} {when} og aftaler, hvem der gør hvad.",
    "Det koster {n}.000 kr. om året at give {whom} {what}, og de findes i driften af bygninger.",
    "{Who} tæller {when}, hvor mange {whom} der bruger {what}, og lægger tallet frem for byrådet.",
    "Hvis færre end {n} deltager, lukker {who} tilbuddet og bruger timerne på {what} i {place}.",
    "{Whom} har selv sagt, at {what} betyder mere for dem end endnu en folder fra kommunen.",
    "Vi vælger {what} frem for en ny pulje, fordi {who} kan begynde {when} uden at ansætte flere.",
    "En nabo i {place} henter {whom} {when}, og {who} betaler benzinen op til {n} kr. om måneden.",
    "{Who} får {n} timer om ugen til det, og de tages fra møder, som ingen savner.",
)
NAMES = (
    "Den korte vej",
    "Åbne døre",
    "Et navn og et nummer",
    "Fælles nøgle",
    "Byt en time",
    "Naboringen",
    "Sidste bus hjem",
    "Plads ved bordet",
    "Ring før frokost",
    "Kaffe på hjul",
)


class Writer:
    """One draft in the making: its parts in order, and what was planted."""

    def __init__(self, number: int, seed: int) -> None:
        """Write a sound draft; `plant` spoils it."""
        self.chance = random.Random(f"{seed}-{number}")
        self.group = f"g{number:04}"
        self.head = [f'gruppe: "{self.group}"', "skrivere: [AB, CD]", "videre: [AB, EF]"]
        if self.chance.random() < 0.6:
            self.head.append(
                "tilslutning: {for: 27, kan leve med: 5, kan ikke leve med: 4, af: 36}"
            )
        name = self.pick(NAMES).lower()
        self.title = f"# {self.pick(PLACES)} får {self.pick(WHAT)} og {name}"
        self.parts = [
            ("## 1. Vores vision (drøm)", self.prose(110, 170)),
            ("## 2. Vores guidende principper", self.principles()),
            ("## 3. Vores prioriteringer og balancer", self.priorities()),
            ("## 4. Vores velfærdsinitiativer", self.initiatives()),
            ("## Noter", self.notes()),
        ]
        self.planted: dict[str, int] = {}

    def pick(self, words: tuple[str, ...] | list[str]) -> str:
        """Pick one."""
        return self.chance.choice(words)

    def sentence(self) -> str:
        """Make one sentence."""
        words = {"who": self.pick(WHO), "what": self.pick(WHAT), "whom": self.pick(WHOM)}
        capital = {name.capitalize(): value[0].upper() + value[1:] for name, value in words.items()}
        return self.pick(FRAMES).format(
            **words,
            **capital,
            place=self.pick(PLACES),
            when=self.pick(WHEN),
            n=self.chance.randint(5, 95),
        )

    def prose(self, least: int, most: int) -> str:
        """Make paragraphs of so many words, wrapped as a person's editor does."""
        paragraphs, words, wanted = [], 0, self.chance.randint(least, most)
        while words < wanted:
            text = " ".join(self.sentence() for _ in range(self.chance.randint(2, 4)))
            words += len(text.split())
            paragraphs.append(wrapped(text))
        return "\n\n".join(paragraphs)

    def principles(self) -> str:
        """Make a list of named principles."""
        self.names = self.chance.sample(NAMES, self.chance.randint(3, 5))
        return "\n".join(wrapped(f"- **{name}.** {self.sentence()}", "  ") for name in self.names)

    def priorities(self) -> str:
        """Make dilemmas with three labelled lines each."""
        return "\n\n".join(
            f"### {self.pick(WHAT).capitalize()} eller {self.pick(WHAT)}, {number}\n\n"
            + "\n".join(
                wrapped(f"- **{label}:** {self.sentence()}", "  ")
                for label in ("Mere af", "Mindre af", "Konsekvens")
            )
            for number in range(1, self.chance.randint(3, 4))
        )

    def initiatives(self) -> str:
        """Make initiatives with prose and labelled lines."""
        return "\n\n".join(
            f"### {self.pick(NAMES)} i {self.pick(PLACES)}, {number}\n\n{self.prose(40, 70)}\n\n"
            f"- **Princip:** {self.pick(self.names)}\n"
            f"- **Hvem:** {self.pick(WHO).capitalize()} og {self.pick(WHO)}\n"
            f"- **Hvornår:** {self.pick(WHEN)}"
            for number in range(1, self.chance.randint(3, 5))
        )

    def notes(self) -> str:
        """Make a ledger of comments."""
        items = [
            f"- [x] G{number} {self.sentence().rstrip('.')} -> brugt i: Vores guidende principper"
            for number in range(1, self.chance.randint(3, 7))
        ]
        return "### Galleritur\n\n" + "\n".join(items)

    def text(self) -> str:
        """Give the whole file."""
        blocks = [self.title, *(f"{heading}\n\n{body}".rstrip() for heading, body in self.parts)]
        front = "\n".join(["---", *self.head, "---"])
        return "\n\n".join([front, *(block for block in blocks if block)]) + "\n"


def wrapped(text: str, indent: str = "") -> str:
    """Break lines at 96 characters, never where the next line would begin with a sign."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 95 and word[:1].isalpha():
            lines.append(line)
            line = indent + word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def no_part(draft: Writer) -> str:
    """Leave a required part out."""
    del draft.parts[draft.chance.randrange(4)]
    return "AB101"


def part_twice(draft: Writer) -> str:
    """Write a part's heading twice."""
    heading = draft.parts[1][0]
    draft.parts.insert(2, (heading, draft.prose(20, 30)))
    return "AB102"


def part_astray(draft: Writer) -> str:
    """Put the last part first."""
    draft.parts.insert(0, draft.parts.pop(3))
    return "AB103"


def empty_part(draft: Writer) -> str:
    """Leave a part empty."""
    at = draft.chance.randrange(4)
    draft.parts[at] = (draft.parts[at][0], "")
    return "AB105"


def no_title(draft: Writer) -> str:
    """Leave the title out."""
    draft.title = ""
    return "AB106"


def second_title(draft: Writer) -> str:
    """Write a second title."""
    heading, body = draft.parts[0]
    draft.parts[0] = (heading, f"{body}\n\n# En titel til")
    return "AB107"


def no_key(draft: Writer) -> str:
    """Leave a required key out."""
    del draft.head[draft.chance.randrange(1, 3)]
    return "AB203"


def mark(draft: Writer) -> str:
    """Leave a mark that something is still to be written."""
    heading, body = draft.parts[0]
    draft.parts[0] = (heading, f"{body}\n\nTODO: {draft.sentence()}")
    return "AB406"


DEFECTS: tuple[Callable[[Writer], str], ...] = (
    no_part,
    part_twice,
    part_astray,
    empty_part,
    no_title,
    second_title,
    no_key,
    mark,
)

ASSEMBLY = """\
name = "Borgersamling Nordvig"
language = "da"
default_template = "anbefaling"
members = 36
"""


def write(folder: Path, count: int, seed: int = SEED) -> None:
    """Write a workspace of `count` drafts."""
    drafts = folder / "drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, dict[str, int]] = {}
    groups = []
    for number in range(1, count + 1):
        draft = Writer(number, seed)
        if draft.chance.randrange(100) < DEFECTS_IN_100:
            rule = draft.chance.choice(DEFECTS)(draft)
            manifest[f"drafts/gruppe-{draft.group}.md"] = {rule: 1}
        (drafts / f"gruppe-{draft.group}.md").write_text(draft.text(), "utf-8")
        groups.append(f'[[group]]\nid = "{draft.group}"\ntheme = "Velfærd"\n')
    (folder / "anbefal.toml").write_text("\n".join([ASSEMBLY, *groups]), "utf-8")
    told = json.dumps(manifest, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(told + "\n", "utf-8")


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    write(asked.folder, asked.count, asked.seed)


if __name__ == "__main__":
    main()
