"""What programs lean on: the JSON of each command, exit codes, paths, and what goes where."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from shell import Done, Shell

from anbefal import tree
from anbefal.jobs.schema import schema

ASSEMBLY = Path(__file__).parent / "commands" / "assembly"

# --- schemas: design, part 7 ----------------------------------------------------------------------


def record(**fields: object) -> dict[str, object]:
    """Give the schema of an object with exactly these keys."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def rows(of: object, least: int = 0) -> dict[str, object]:
    return {"type": "array", "items": of, "minItems": least}


TEXT = {"type": "string"}
WORDS = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
PLACE = {"type": "integer", "minimum": 1}
YES_NO = {"type": "boolean"}
PATH = {"type": "string", "pattern": r"^[^/\\:][^\\]*$"}
VERSION = {"type": "string", "pattern": "^[0-9a-f]{40}$"}
SCORE = {"type": "number", "minimum": 0, "maximum": 100, "multipleOf": 0.1}
FORMAT = {"const": 1}


def maybe(schema: dict[str, object]) -> dict[str, object]:
    return {"anyOf": [schema, {"type": "null"}]}


LINT = record(
    version=FORMAT,
    findings=rows(
        record(
            rule={"type": "string", "pattern": "^AB[1-9][0-9]{2}$"},
            name={"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"},
            level={"enum": ["error", "warning", "hint"]},
            path=PATH,
            line=PLACE,
            column=PLACE,
            section=TEXT,
            requirements=rows(WORDS),
            message=WORDS,
            hint=WORDS,
        )
    ),
    summary=record(errors=COUNT, warnings=COUNT, hints=COUNT, drafts=COUNT),
)
UNIT = record(
    id=WORDS,
    section=TEXT,
    title=WORDS,
    due=PLACE,
    weight=COUNT,
    met=YES_NO,
    line=maybe(PLACE),
    hint=maybe(WORDS),
)
CHECK = record(
    version=FORMAT,
    min={"type": "number"},
    workshop=maybe(PLACE),
    passed=YES_NO,
    drafts=rows(
        record(
            path=PATH,
            group=maybe(WORDS),
            title=TEXT,
            score=SCORE,
            passed=YES_NO,
            errors=COUNT,
            requirements=rows(UNIT, 1),
        )
    ),
)
STATUS = record(
    version=FORMAT,
    assembly=WORDS,
    workshop=maybe(PLACE),
    workshops=rows(record(number=PLACE, name=WORDS, closed=YES_NO)),
    drafts=rows(
        record(
            path=PATH,
            group=maybe(WORDS),
            title=TEXT,
            score=SCORE,
            before=maybe(SCORE),
            passed=YES_NO,
            errors=COUNT,
            words=COUNT,
            saved=YES_NO,
            agreement=maybe(
                record(support=COUNT, objecting=COUNT, of=PLACE, label=maybe(WORDS)),
            ),
            questions=record(asked=COUNT, unanswered=COUNT, unused=COUNT),
            sections=rows(record(id=WORDS, heading=WORDS, words=COUNT, done=COUNT, due=COUNT), 1),
            silenced=rows(record(rule=WORDS, line=PLACE, message=WORDS, reason=WORDS)),
        )
    ),
)
LOG = record(
    version=FORMAT,
    versions=rows(
        record(
            id=VERSION,
            time=COUNT,
            author=WORDS,
            message=WORDS,
            workshop=maybe(PLACE),
            closes=maybe(PLACE),
            restored=maybe(VERSION),
            drafts=rows(
                record(
                    path=PATH,
                    score=maybe(SCORE),
                    gained=maybe({"type": "number"}),
                    added=COUNT,
                    removed=COUNT,
                )
            ),
        )
    ),
    marks=rows(
        record(
            workshop=PLACE,
            event={"enum": ["closed", "reopened"]},
            version=VERSION,
            time=COUNT,
            author=WORDS,
            reason=maybe(WORDS),
        )
    ),
)
MARK = record(version=VERSION, time=COUNT, author=WORDS, reason=maybe(WORDS))
WORKSHOPS = record(
    version=FORMAT,
    workshops=rows(
        record(
            number=PLACE,
            name=WORDS,
            closed=maybe(VERSION),
            time=maybe(COUNT),
            reason=maybe(WORDS),
            open=YES_NO,
            closings=rows(MARK),
            reopenings=rows(MARK),
        )
    ),
)
TEMPLATES = record(
    version=FORMAT,
    templates=rows(
        record(
            name=WORDS,
            own=YES_NO,
            title=maybe(WORDS),
            language=maybe({"enum": ["da", "en"]}),
            sections=maybe(COUNT),
            units=maybe(COUNT),
        ),
        1,
    ),
)
TEMPLATE = record(
    version=FORMAT,
    name=WORDS,
    own=YES_NO,
    # As "template.toml" holds it, with every key that it leaves out.
    template={"$id": "urn:template", **schema("template")},
    requirements=rows(record(id=WORDS, section=TEXT, title=WORDS, due=PLACE, weight=COUNT)),
)
SHOW = record(version=FORMAT, path=PATH, id=maybe(VERSION), time=maybe(COUNT), text=maybe(TEXT))
EDIT = {
    "type": "object",
    "properties": {
        "op": {"enum": ["equal", "insert", "delete", "move"]},
        "text": WORDS,
        "from": record(section=TEXT, entry=TEXT),
        "to": record(section=TEXT, entry=TEXT),
    },
    "required": ["op", "text"],
    "additionalProperties": False,
}
CHANGE = {"enum": ["same", "edited", "added", "removed", "moved"]}
MOMENT = record(id=maybe(VERSION), time=maybe(COUNT), workshop=maybe(WORDS))
DIFF = {
    "type": "object",
    "properties": {
        "version": FORMAT,
        "from": WORDS,
        "to": WORDS,
        "versions": {
            "type": "object",
            "properties": {"from": MOMENT, "to": MOMENT},
            "required": ["from", "to"],
        },
        "inserted": COUNT,
        "deleted": COUNT,
        "notes": rows(WORDS),
        "drafts": rows(
            record(
                path=PATH,
                before=maybe(PATH),
                title=TEXT,
                group=maybe(WORDS),
                change=CHANGE,
                inserted=COUNT,
                deleted=COUNT,
                notes=rows(WORDS),
                fields=rows(record(id=TEXT, key=WORDS, before=maybe(TEXT), after=maybe(TEXT))),
                sections=rows(
                    record(
                        id=TEXT,
                        heading=TEXT,
                        before=TEXT,
                        change=CHANGE,
                        inserted=COUNT,
                        deleted=COUNT,
                        edits=rows(EDIT),
                    )
                ),
            )
        ),
    },
    "required": ["version", "from", "to", "drafts"],
    "additionalProperties": False,
}
SCHEMAS = {
    "lint": LINT,
    "lint --workshop 1": LINT,
    "check": CHECK,
    "check --workshop open": CHECK,
    "check --min 12.5": CHECK,
    "status": STATUS,
    "log": LOG,
    "log group-2": LOG,
    "workshop list": WORKSHOPS,
    "template list": TEMPLATES,
    "template show short": TEMPLATE,
    "template show anbefaling": TEMPLATE,
    "show group-1 --at now": SHOW,
}

# Every kind of finding at once: no text, no title, unknown sections, placeholders, odd signs.
BAD = """\
---
group: "9"
colour: red
scribes: []
---

# [Your title] that has a great many more words than the ten that it may have

## Something else

Words\u200b and \u202ewords.

## Our vision

Too short.

## Our vision

- **[Name]** [What it means]
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay an assembly in the midst of its day: versions, a closed workshop, a bad new draft."""
    home = tmp_path_factory.mktemp("day")
    shell = Shell(home / "here", home)
    shutil.copytree(ASSEMBLY, shell.folder)
    assert shell.run("save", "--by", "KM").code == 0
    assert shell.run("workshop", "close", "1", "--by", "KM").code == 0
    shell.write({"drafts/group-2.md": BAD, "drafts/odd.md": b"\x00"})
    assert shell.run("save", "group-2").code == 0
    return shell.folder


@pytest.fixture
def day(shell: Shell, begun: Path) -> Shell:
    """Stand in a copy of that assembly."""
    shutil.copytree(begun, shell.folder, dirs_exist_ok=True)
    shell.clock += 600
    return shell


def read(done: Done) -> Any:
    assert done.err == "", done.err
    return json.loads(done.out)


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("line", SCHEMAS)
def test_json_keeps_its_contract(day: Shell, line: str, language: str) -> None:
    found = read(day.run(*line.split(), "--format", "json", "--lang", language))
    jsonschema.validate(found, SCHEMAS[line], cls=jsonschema.Draft202012Validator)
    assert list(found) == list(SCHEMAS[line]["properties"]), "keys come in the contract's order"  # type: ignore[call-overload]


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("line", ["diff", "diff --from last", "diff --from now --to 1"])
def test_the_json_of_diff_keeps_its_contract(day: Shell, line: str, language: str) -> None:
    found = read(day.run(*line.split(), "--format", "json", "--lang", language))
    jsonschema.validate(found, DIFF, cls=jsonschema.Draft202012Validator)
    assert list(found) == list(DIFF["properties"]), "keys come in the contract's order"
    for draft in found["drafts"]:
        for section in draft["sections"]:
            for name, op in (("inserted", "insert"), ("deleted", "delete")):
                texts = [edit["text"] for edit in section["edits"] if edit["op"] == op]
                assert section[name] == sum(map(tree.count_text_words, texts))
        assert draft["inserted"] >= sum(section["inserted"] for section in draft["sections"])


@pytest.mark.parametrize("line", SCHEMAS)
def test_json_of_an_assembly_that_has_only_begun(shell: Shell, line: str) -> None:
    shutil.copytree(ASSEMBLY, shell.folder, dirs_exist_ok=True)
    found = read(shell.run(*line.split(), "--format", "json"))
    jsonschema.validate(found, SCHEMAS[line])


def test_the_score_can_be_counted_from_lint(day: Shell) -> None:
    """`lint` and `check` never disagree: what no finding names is met."""
    lint = read(day.run("lint", "--format", "json"))
    check = read(day.run("check", "--format", "json"))
    assert len(check["drafts"]) == 3
    for draft in check["drafts"]:
        findings = [f for f in lint["findings"] if f["path"] == draft["path"]]
        left = {unit for finding in findings for unit in finding["requirements"]}
        units = draft["requirements"]
        assert left <= {unit["id"] for unit in units}
        for unit in units:
            assert unit["met"] == (unit["id"] not in left)
            assert (unit["line"] is None) == (unit["hint"] is None) == unit["met"]
        done = sum(unit["weight"] for unit in units if unit["met"])
        assert draft["score"] == done * 1000 // sum(unit["weight"] for unit in units) / 10
        assert draft["errors"] == sum(1 for f in findings if f["level"] == "error")
        assert draft["passed"] == (draft["score"] >= 90 and not draft["errors"])
    assert check["passed"] == all(draft["passed"] for draft in check["drafts"])
    levels = [finding["level"] for finding in lint["findings"]]
    assert {"error", "warning"} <= set(levels)
    counted = {
        name: levels.count(name.removesuffix("s")) for name in ("errors", "warnings", "hints")
    }
    assert lint["summary"] == {**counted, "drafts": 3}


def test_the_text_of_lint_names_the_same_findings_as_its_json(day: Shell) -> None:
    found = read(day.run("lint", "--format", "json"))["findings"]
    told = [line for line in day.run("lint").out.split("\n") if not line.startswith("    ")]
    for finding, line in zip(found, told, strict=False):
        place = f"{finding['path']}:{finding['line']}:{finding['column']}: "
        assert line.startswith(place) and f" {finding['rule']} {finding['message']}" in line


def test_a_template_asks_for_the_units_that_check_counts(day: Shell) -> None:
    shown = read(day.run("template", "show", "short", "--format", "json"))
    assert set(shown["template"]["section"][0]) >= {"id", "heading", "kind", "letters", "guidance"}
    counted = read(day.run("check", "group-1", "--format", "json"))["drafts"][0]["requirements"]
    asked = [{key: unit[key] for key in shown["requirements"][0]} for unit in counted]
    assert shown["requirements"] == asked


def test_a_template_with_a_mistake_is_listed_without_what_it_asks(day: Shell) -> None:
    day.write({"templates/odd/template.toml": "title = 1\n"})
    listed = read(day.run("template", "list", "--format", "json"))
    jsonschema.validate(listed, TEMPLATES)
    odd = next(row for row in listed["templates"] if row["name"] == "odd")
    assert odd["own"] and odd["title"] is odd["units"] is None


# --- exit codes -----------------------------------------------------------------------------------

CODES: list[tuple[int, str]] = [
    (0, "--version"),
    (0, "--help"),
    (0, ""),
    (0, "workshop --help"),
    (0, "lint group-1"),
    (0, "lint group-1 --strict"),
    (0, "lint --exit-zero"),
    (0, "check --exit-zero"),
    (0, "check group-1"),
    (0, "status"),
    (0, "log"),
    (0, "show group-1"),
    (0, "diff"),
    (0, "diff group-1 --from 1 --to last"),
    (0, "save"),
    (0, "rule"),
    (0, "rule AB101"),
    (0, "workshop list"),
    (0, "workshop reopen 1 --because why"),
    (0, "restore group-2 --at 1"),
    (0, "restore group-2 --at now"),
    (0, "render group-2"),
    (0, "compile --at 1 --anyway why"),
    (1, "lint"),
    (1, "lint group-2"),
    (1, "check"),
    (1, "check group-1 group-2 --min 0"),
    (1, "workshop close 2"),
    (1, "compile --at last"),
    (2, "lint nothing"),
    (2, "lint --workshop 9"),
    (2, "check --min 101"),
    (2, "compile"),
    (2, "render"),
    (2, "show nothing"),
    (2, "diff nothing"),
    (2, "diff --from 7"),
    (2, "new 1"),
    (2, "init ."),
    (2, "rule AB999"),
    (2, "workshop"),
    (2, "workshop close"),
    (2, "workshop close 2 --anyway"),
    (2, "workshop reopen 1"),
    (2, "workshop reopen 2 --because why"),
    (2, "restore group-2"),
    (2, "restore group-2 --at 3"),
    (2, "restore anbefal.toml --at 1"),
    (2, "nothing"),
    (2, "--nothing"),
]


@pytest.mark.parametrize(("code", "line"), CODES, ids=[line or "(nothing)" for _, line in CODES])
def test_exit_codes(day: Shell, code: int, line: str) -> None:
    """0 fine, 1 the documents fall short, 2 it could not be done; the language changes nothing."""
    for language in ("en", "da"):
        if line.startswith("workshop reopen 1 --because"):
            day.run("workshop", "close", "1", "--anyway", "twice")
        done = day.run(*line.split(), "--lang", language)
        assert done.code == code, done.err
        if code == 2:
            assert done.out == "" and done.err.count("\n") == 2
            assert done.err.startswith(("anbefal: error: ", "anbefal: fejl: "))
        if code == 0 and not line.startswith(("save", "restore", "workshop reopen")):
            assert done.out and not done.err


@pytest.mark.parametrize(
    "line", ["lint", "lint group-1", "check", "check group-1", "lint --strict"]
)
def test_the_exit_code_does_not_lean_on_the_format(day: Shell, line: str) -> None:
    codes = {day.run(*line.split(), "--format", f).code for f in ("auto", "text", "json")}
    assert len(codes) == 1
    zero = {day.run(*line.split(), "--exit-zero", "--format", f).code for f in ("text", "json")}
    assert zero == {0}


def test_strict_lets_warnings_count(day: Shell) -> None:
    day.write(
        {"drafts/group-1.md": (day.folder / "drafts/group-1.md").read_text().replace("[AB]", "[]")}
    )
    assert day.run("lint", "group-1").code == 0
    assert day.run("lint", "group-1", "--strict").code == 1


# --- paths, and what goes where -------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", "drafts", "templates/short"])
@pytest.mark.parametrize("line", ["lint", "check", "status", "log"])
def test_paths_are_the_workspaces_own_wherever_one_stands(
    day: Shell, line: str, folder: str
) -> None:
    before = read(day.run(line, "--format", "json"))
    day.folder = day.folder / folder
    assert read(day.run(line, "--format", "json")) == before
    paths = re.findall(r'"path": "([^"]+)"', json.dumps(before))
    assert paths and all(path.startswith("drafts/") for path in paths)


def test_paths_named_in_any_way_are_shown_in_one(day: Shell) -> None:
    absolute = str(day.folder / "drafts" / "group-2.md")
    shown = set()
    for name in ("group-2", "drafts/group-2.md", "./drafts/../drafts/group-2.md", absolute):
        found = read(day.run("lint", name, "--format", "json"))
        shown |= {finding["path"] for finding in found["findings"]}
    assert shown == {"drafts/group-2.md"}


def test_results_go_out_and_talk_goes_beside(day: Shell) -> None:
    saved = day.run("save", "--by", "KM")
    assert re.fullmatch(r"[0-9a-f]{10}\n", saved.out) and "KM" in saved.err
    (day.folder / "drafts/group-1.md").unlink()
    made = day.run("new", "1")
    assert made.out == "drafts/group-1.md\n" and "anbefal check" in made.err
    short = day.run("workshop", "close", "2", "--by", "KM")
    assert "drafts/group-2.md" in short.out and short.err.startswith("anbefal: error: ")
    written = day.run("render", "group-1", "group-2", "--to", "html", "-o", "out")
    assert written.out == "out/group-1.html\nout/group-2.html\n" and written.err == ""


def test_show_as_json_names_the_version(day: Shell) -> None:
    newest = read(day.run("log", "-n", "1", "--format", "json"))["versions"][0]
    for at, version in {"last": newest["id"], "now": None}.items():
        found = read(day.run("show", "group-1", "--at", at, "--format", "json"))
        jsonschema.validate(found, SHOW)
        assert found["id"] == version and found["text"].startswith("---\n")
        assert found["time"] == (newest["time"] if version else None)
    assert read(day.run("show", "odd", "--at", "now", "--format", "json"))["text"] is None


def test_show_gives_the_bytes_alone(day: Shell) -> None:
    data = "\ufeff# Å\r\n\r\nord".encode()
    day.write({"drafts/group-1.md": data})
    assert day.run("save", "group-1").code == 0
    assert day.run("show", "group-1") == Done(0, data, "")


def test_as_a_program_it_says_and_ends_the_same(day: Shell) -> None:
    for line in ("lint", "check --format json", "status --lang da", "nothing", "show group-1"):
        inside, outside = day.run(*line.split()), day.program(*line.split())
        assert (inside.code, inside.out, inside.err) == (outside.code, outside.out, outside.err)
