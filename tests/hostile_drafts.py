"""Generate hostile drafts by number, and lint or render some of them in little memory.

    python tests/hostile_drafts.py FOLDER FIRST LAST [FORMAT]

prints a line for each draft: its number, how `anbefal lint`, or `render --to FORMAT`, ended, how
many findings it told or bytes it wrote, its seconds, and the most memory so far in MiB. Ends at
once with 9 where a draft takes longer than 10 seconds (a PDF: 20).
"""

import contextlib
import io
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

LIMIT = 200 * 1024
SECONDS = 10
TWICE = ("pdf",)
"""Written by us, and then laid out page by page by another program, whose time counts as well."""
MEBIBYTES = 512
SOUND = (Path(__file__).parents[1] / "drafts" / "gruppe-2.md").read_text("utf-8")
SIGNS = (
    *("[", "]", "![", "](", "(", ")", "*", "**", "_", "~~", "`", "```", "~~~", "<", ">", "> "),
    *("- ", "1. ", "+ ", "# ", "## ", "### ", "|", "|-", "---", "===", "\\", "&", "&amp;", "<!--"),
    *("-->", "\t", "    ", "  ", "\n", "\n\n", "\r", "\r\n", "- [ ] ", "- [x] ", "->", "→"),
    "**a:** ",
    *("[a]: b\n", "[a]", "{", "}", ":", "http://", "a@b.c", "ord ", "å", "😀", "\u200b", "\u202e"),
    *("\ufeff", "\u2028", "\x85", "\x00", "\x0b", "\x1b[2J", "e\u0301", "\ud7ff", "...", "…", "!"),
)  # fmt: skip
HEADS = (
    "gruppe: &a [*a, *a]",
    "gruppe: !!python/object/apply:os.system [ls]",
    "gruppe: '2",
    'gruppe: "2\nskrivere: [AB',
    "gruppe: {a: {b: {c: d}}}",
    "? a\n: b",
    "gruppe: |\n  lang\n  tekst",
    "gruppe: 2\ngruppe: 3",
    "<<: *a",
    "- 1\n- 2",
    "gruppe: \x07",
    "\tgruppe: 2",
    "%YAML 9.9",
    "gruppe: 2\n---\ngruppe: 3",
    "skabelon: ../../../etc/passwd",
    "skabelon: findes-ikke",
    "tilslutning: {for: 999999999999999999999999999, af: -1}",
    "tilslutning: {for: ٣, af: ²}",
    "dato: 2026-99-99",
)


def repeated(chance: random.Random) -> str:
    """One sign, or two in turn, over and over."""
    unit = "".join(chance.choice(SIGNS) for _ in range(chance.randint(1, 3)))
    return unit * (chance.choice((50, 1500, LIMIT)) // len(unit.encode("utf-8", "replace")))


def mixed(chance: random.Random) -> str:
    """Many signs in no order."""
    return "".join(chance.choice(SIGNS) for _ in range(chance.choice((40, 400, 4000))))


def nested(chance: random.Random) -> str:
    """Lists and quotes in one another, by signs on a line or by indents."""
    depth = chance.choice((5, 29, 30, 31, 200, 2000))
    sign = chance.choice(("> ", "- ", "1. ", "+ ", "> - "))
    if chance.random() < 0.5:
        return sign * depth + "dybt"
    return "\n".join("  " * (n % 400) + sign + "dybt" for n in range(depth))


def large(chance: random.Random) -> str:
    """A text near the limit: one line, one list, one table, one head."""
    size = LIMIT - chance.choice((0, 1, 5000, -1, -5000))
    line = chance.choice(
        (
            *("ord ", "x", "- punkt\n", "1. punkt\n", "| a | b |\n", "# Titel\n", "### Navn\n"),
            *("- [ ] G1 ord -> brugt i: her\n", "- **Hvem:** alle\n", "a\n\n", "> citat\n", "\n"),
            *("#\n", "## x\n", "a|\n|-\n", "e\u0301", "e\u0301 [skriv her] ", "## Noter\n- a\n"),
            *("    kode\n", "<!-- note -->\n", "todo ", "[skriv her] ", "[a](b) ", "![a](b.png)\n"),
        )
    )
    table = "| a | b |\n| --- | --- |\n" if line.startswith("|") else ""
    return table + line * (size // len(line))


def broken_head(chance: random.Random) -> str:
    """Front matter that YAML, or anybody, would stumble over."""
    text = chance.choice(HEADS)
    if chance.random() < 0.3:
        text = "\n".join(chance.choice(HEADS) for _ in range(4))
    if chance.random() < 0.2:
        text = f"gruppe: {'[' * chance.choice((10, 1000, 40_000))}"
    end = chance.choice(("---", "...", "----", ""))
    return f"---\n{text}\n{end}\n{SOUND.partition('# ')[2]}"


def controls(chance: random.Random) -> str:
    """A sound draft with a control character, or another odd one, here and there."""
    odd = [chr(n) for n in (*range(32), *range(127, 160), 0xAD, 0x200E, 0xFFFE, 0xE0001)]
    text = SOUND
    for _ in range(chance.choice((1, 30, 600))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(odd) + text[at:]
    return text


def torn(chance: random.Random) -> str:
    """A sound draft cut up, with parts doubled, lost and moved."""
    lines = SOUND.split("\n")
    for _ in range(chance.choice((1, 10, 200))):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[at : at + chance.randint(1, 9)]
            case 1:
                lines[to:to] = lines[at : at + 9]
            case 2:
                lines[at] = chance.choice(SIGNS) + lines[at]
            case _:
                lines[at], lines[to] = lines[to], lines[at]
        lines = lines or [""]
    return "\n".join(lines)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    repeated,
    mixed,
    nested,
    large,
    broken_head,
    controls,
    torn,
)


def hostile(number: int) -> bytes:
    """Give the draft of a number, the same for the same number."""
    chance = random.Random(f"hostile-{number}")
    if number % 20 == 19:
        return chance.randbytes(chance.choice((10, 3000, LIMIT, LIMIT + 1, 1_000_000)))
    body = KINDS[number % len(KINDS)](chance)
    if chance.random() < 0.5 and not body.startswith("---"):
        heading = chance.choice(("## 1. Vores vision (drøm)", "## Noter", "### Navn", "# Titel"))
        body = f"---\ngruppe: '2'\n---\n\n# Titel\n\n{heading}\n\n{body}"
    encoding = chance.choice(("utf-8",) * 8 + ("utf-8-sig", "utf-16", "cp1252"))
    data = body.encode(encoding, "replace")
    if chance.random() < 0.05:
        data = data[: chance.randrange(len(data) + 1)]
    return data.replace(b"\n", b"\r\n") if chance.random() < 0.1 else data


def limit_memory() -> None:
    """Let this process have no more than MEBIBYTES of address space."""
    with contextlib.suppress(ImportError):
        import resource

        size = MEBIBYTES * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def peak() -> int:
    """Give the most memory that this process has had, in MiB."""
    import resource

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(size) // (1024 * 1024 if sys.platform == "darwin" else 1024)


def spent() -> float:
    """Give the seconds that this process has worked, and what it started."""
    if press := sys.modules.get("anbefal.writers.pdf.press"):
        press.close()
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def too_slow(*_: object) -> None:
    """End at once: whatever hangs would not hear anything gentler."""
    os.write(1, b"too slow\n")
    os._exit(9)


def main(folder: Path, first: int, last: int, form: str = "") -> None:
    """Lint or render the drafts of some numbers, one after the other."""
    limit_memory()
    os.chdir(folder)
    # Of the process's own time: a busy machine makes no draft slow.
    signal.signal(signal.SIGPROF, too_slow)
    from anbefal.cli.main import main as anbefal

    out = folder / f"out.{form}"
    most = SECONDS * (1 + (form in TWICE))
    line = ["lint", "drafts/x.md", "--format", "json", "--lang", "en"]
    if form:
        line = ["render", "drafts/x.md", "--to", form, "-o", out.name, "--lang", "en"]
    for number in range(first, last):
        (folder / "drafts" / "x.md").write_bytes(hostile(number))
        out.unlink(missing_ok=True)
        real, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        sys.stderr.flush()
        print(number, end=" ", flush=True, file=real)
        signal.setitimer(signal.ITIMER_PROF, most)
        start = spent()
        code = anbefal(line)
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.flush()
        told = sys.stdout.buffer.getvalue()  # type: ignore[attr-defined]
        sys.stdout = real
        seconds = spent() - start
        if form:
            amount = out.stat().st_size if out.exists() else 0
        else:
            amount = len(json.loads(told)["findings"]) if code < 2 else 0
        if seconds > most:
            too_slow()
        print(code, amount, f"{seconds:.2f}", peak(), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
