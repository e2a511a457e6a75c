"""Speed, by counting work: parses, processes, what is kept and what is let go; never seconds."""

import gc
import json
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from conftest import ASSEMBLY, MakeWorkspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anbefal import rules, tree
from anbefal.i18n import msg, msgs, translate
from anbefal.jobs import batch, cache, judge, processes
from anbefal.jobs.check import check
from anbefal.jobs.drafts import load_draft
from anbefal.jobs.lint import lint
from anbefal.model import LintResult
from anbefal.reporters import json as json_reporter
from anbefal.silence import directives
from anbefal.tree import node as tree_node
from anbefal.tree import parsing
from anbefal.values import Struct, packer, unpacker
from anbefal.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[1]
SOUND = (ROOT / "drafts" / "gruppe-2.md").read_text("utf-8")
POSIX = pytest.mark.skipif(os.name != "posix", reason="no fork here")


def told(result: LintResult) -> str:
    return json_reporter.report_findings(result, "da")


def as_result(one: judge.Judgement) -> LintResult:
    return LintResult(one.findings, 1, (one.draft.path,), (), (), one.silenced)


def many(count: int, seed: int = 1) -> dict[str, str | bytes]:
    """Write so many drafts, most with something wrong."""
    chance = random.Random(seed)
    spoils: list[Callable[[str], str | bytes]] = [
        lambda text: text,
        lambda text: text.replace("## 2. Vores guidende principper", "## Noget andet"),
        lambda text: text.replace('gruppe: "2"', 'gruppe: "nabo"'),
        lambda text: text.replace("En mand", "TODO: [skriv her] en mand\u200b"),
        lambda text: text.replace("skrivere:", "skriver: &a"),
        lambda text: text.encode("cp1252", "replace"),
        lambda text: "",
        lambda text: text.replace("## Noter", "![ko](ko.png)\n\n## Noter"),
    ]
    return {f"drafts/u{n:03}.md": chance.choice(spoils)(SOUND) for n in range(count)}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache in a folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.delenv("ANBEFAL_NO_CACHE", raising=False)
    return folder


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Count what markdown-it is asked for, and keep all work in this process."""
    counts = {"blocks": 0, "words": 0, "drafts": 0, "forks": 0}

    def count(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def counting(*given: object) -> object:
            counts[name] += 1
            return function(*given)

        return counting

    markdown = tree_node.MARKDOWN
    monkeypatch.setattr(markdown.block, "parse", count("blocks", markdown.block.parse))
    monkeypatch.setattr(markdown.inline, "parse", count("words", markdown.inline.parse))
    for module in (judge, batch):
        monkeypatch.setattr(module, "load_draft", count("drafts", load_draft))
    monkeypatch.setattr(processes, "_cores", lambda: 1)
    return counts


def test_a_draft_is_parsed_once(make_workspace: MakeWorkspace, counted: dict[str, int]) -> None:
    lint(make_workspace(many(5)))
    assert counted["blocks"] == 5


def test_words_are_parsed_by_markdown_it_only_where_they_hold_markup(
    make_workspace: MakeWorkspace, counted: dict[str, int]
) -> None:
    lint(make_workspace({"drafts/a.md": SOUND}))
    assert counted["words"] == 0
    marked = SOUND.replace("En mand", "En *mand*")
    lint(make_workspace({"drafts/a.md": marked}))
    assert counted["words"] <= 2


def test_blocks_alone_make_no_words(counted: dict[str, int]) -> None:
    root = tree.parse("# *En*\n\n- `to`\n- [x] tre\n\n> fire\n")
    assert [node.type for node in tree.blocks(root.children)].count("inline") == 4
    assert counted["words"] == 0


def test_a_judged_tree_leaves_nothing_to_the_collector(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"drafts/a.md": SOUND})
    batch._answer(workspace, workspace.root / "drafts/a.md")
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(at, tree.Node) for at in gc.get_objects())
        batch._answer(workspace, workspace.root / "drafts/a.md")
        assert sum(isinstance(at, tree.Node) for at in gc.get_objects()) == before
    finally:
        gc.enable()


def test_an_outline_holds_neither_text_nor_tree(make_workspace: MakeWorkspace) -> None:
    loaded = load_draft(make_workspace(), ROOT / "drafts/gruppe-2.md")
    outline = rules.outline(loaded.draft)
    assert (outline.sections, outline.lead, outline.lines) == ((), (), ())
    assert rules.outline(outline) is outline
    assert outline.fields == loaded.draft.fields


def test_rules_across_drafts_find_the_same_in_outlines_that_travelled_as_bytes(
    samples: Workspace, nordvig: Workspace
) -> None:
    pack, unpack = packer(tree.Node), unpacker(judge.Judgement, tree.Node)
    for workspace in (samples, nordvig):
        files = [*(ROOT / "src/anbefal/rules/samples").rglob("*.md"), *ROOT.glob("drafts/*.md")]
        judged = [judge.judge_loaded(load_draft(workspace, file), workspace) for file in files]
        sent = [batch._unpack(unpack, pack(one)) for one in judged]
        for one, back in zip(judged, sent, strict=True):
            assert told(as_result(back)) == told(as_result(one))
        here = rules.check_workspace([one.draft for one in judged], workspace.assembly)
        there = rules.check_workspace([one.draft for one in sent], workspace.assembly)
        assert there == here


def test_an_outline_still_hears_what_the_draft_silences(make_workspace: MakeWorkspace) -> None:
    text = SOUND.replace("# ", "<!-- anbefal: ignorér AB207 fordi det er aftalt -->\n\n# ", 1)
    workspace = make_workspace({f"drafts/{name}.md": text for name in "abc"})
    drafts = [load_draft(workspace, file).draft for file in workspace.draft_paths(())]
    outlines = [rules.outline(draft) for draft in drafts]
    assert [s.finding.rule for s in lint(workspace).silenced or ()] == ["AB207", "AB207"]
    assert list(directives(outlines[0])) == list(directives(drafts[0]))
    (directive,) = directives(outlines[0])
    assert outlines[0].column(directive.line, "AB207") == drafts[0].column(directive.line, "AB207")


def test_what_a_rule_keeps_comes_back_as_the_type_it_promises() -> None:
    for rule in rules.WORKSPACE_RULES:
        assert "return" in rule.keep.__annotations__, rule.ID


class Holder(Struct, frozen=True):
    """Something with a message inside."""

    message: object


def test_messages_travel_as_bytes_with_all_that_is_in_them() -> None:
    inner = msgs("{count} draft", "{count} drafts", 3)
    message = msg("{a}: {b} {c}", a=inner, b=["x", inner], c=2)
    back = unpacker(Holder, tree.Node)(packer(tree.Node)(Holder(message))).message
    for language in ("en", "da"):
        assert translate(back, language) == translate(message, language)  # type: ignore[arg-type]


# -- processes -------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("count", [0, 1, 2 * processes.FEWEST_EACH - 1])
def test_few_drafts_are_judged_in_this_process(count: int) -> None:
    assert processes.worth(count) == 1


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="no fork here")
def test_many_drafts_are_shared_by_the_cores_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 4)
    each = processes.FEWEST_EACH
    assert [processes.worth(n * each) for n in (2, 3, 100)] == [2, 3, 4]


def letters(items: Sequence[int]) -> list[bytes]:
    return [str(item).encode() * 10_000 for item in items]


@POSIX
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_answers_come_in_order_however_many_share_the_work(count: int) -> None:
    items = list(range(23))
    assert processes.share(letters, items, count) == letters(items)


@POSIX
def test_the_share_of_a_child_that_dies_is_done_here() -> None:
    here = os.getpid()

    def dying(items: Sequence[int]) -> list[bytes]:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return letters(items)

    items = list(range(9))
    assert processes.share(dying, items, 2) == letters(items)


@POSIX
def test_an_error_of_a_child_is_told_as_our_own() -> None:
    here = os.getpid()

    def failing(items: Sequence[int]) -> list[bytes]:
        if 1 in items:
            raise ZeroDivisionError(os.getpid() == here)
        return letters(items)

    with pytest.raises(ZeroDivisionError, match="True"):
        processes.share(failing, [0, 1, 2], 2)


@POSIX
def test_children_are_ended_when_the_work_is_broken_off() -> None:
    here = os.getpid()

    def stopped(items: Sequence[int]) -> list[bytes]:
        if os.getpid() == here:
            raise KeyboardInterrupt
        while True:
            os.sched_yield()

    with pytest.raises(KeyboardInterrupt):
        processes.share(stopped, [0, 1, 2], 2)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@POSIX
def test_processes_and_cache_change_no_byte(
    make_workspace: MakeWorkspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(many(40))
    with monkeypatch.context() as alone:
        alone.setattr(judge, "FEW", 1000)
        expected = told(lint(workspace)), check(workspace)
    for cores in (1, 2, 3):
        monkeypatch.setattr(processes, "_cores", lambda cores=cores: cores)
        for _ in range(2):
            assert told(lint(open_workspace((workspace.root,)))) == expected[0]
    assert [one.units for one in check(workspace).drafts] == [
        one.units for one in expected[1].drafts
    ]


# -- the cache -------------------------------------------------------------------------------


def kept(home: Path) -> list[Path]:
    return sorted(home.rglob("*.lint"))


def test_an_unchanged_draft_is_not_read_again(
    make_workspace: MakeWorkspace, home: Path, counted: dict[str, int]
) -> None:
    # A picture lies beside the draft, and nothing is saved by keeping an empty file's result.
    files = {name: text for name, text in many(40).items() if text and "ko.png" not in str(text)}
    files |= {f"drafts/v{n}.md": SOUND for n in range(30)}
    workspace = make_workspace(files)
    first = told(lint(workspace))
    assert counted["drafts"] == len(files)
    assert told(lint(workspace)) == first
    assert counted["drafts"] == len(files)
    (workspace.root / "drafts/v0.md").write_text(SOUND + "\n# To\n", "utf-8")
    assert told(lint(workspace)) != first
    assert counted["drafts"] == len(files) + 1


def test_the_workspace_stays_clean(make_workspace: MakeWorkspace, home: Path) -> None:
    workspace = make_workspace(many(40))
    before = sorted(p for p in workspace.root.rglob("*") if home not in (p, *p.parents))
    lint(workspace)
    assert sorted(p for p in workspace.root.rglob("*") if home not in (p, *p.parents)) == before
    assert len(kept(home)) == 1


def test_a_picture_that_comes_or_goes_is_seen(make_workspace: MakeWorkspace, home: Path) -> None:
    files = many(40) | {"drafts/p.md": SOUND.replace("## Noter", "![ko](ko.gif)\n\n## Noter")}
    workspace = make_workspace(files)
    absent = told(lint(workspace))
    gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00"
    (workspace.root / "drafts/ko.gif").write_bytes(gif)
    assert told(lint(workspace)) != absent
    (workspace.root / "drafts/ko.gif").unlink()
    assert told(lint(workspace)) == absent


def test_a_changed_assembly_or_template_is_seen(make_workspace: MakeWorkspace, home: Path) -> None:
    template = (ROOT / "templates/anbefaling/template.toml").read_text("utf-8")
    workspace = make_workspace(many(40) | {"templates/anbefaling/template.toml": template})
    first = told(lint(workspace))
    changed = template.replace('heading = "Noter"', 'heading = "Notater"')
    (workspace.root / "templates/anbefaling/template.toml").write_text(changed, "utf-8")
    second = told(lint(open_workspace((workspace.root,))))
    assert second != first
    more = ASSEMBLY + '\n[[group]]\nid = "nabo"\ntheme = "Naboer"\n'
    (workspace.root / "anbefal.toml").write_text(more, "utf-8")
    assert told(lint(open_workspace((workspace.root,)))) != second


def test_the_key_holds_everything_else_that_counts(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace()
    first = cache.digest(workspace)
    assert cache.digest(workspace) == first
    (workspace.root / "ord.txt").write_text("Nordvig\n", "utf-8")
    words = cache.digest(workspace)
    monkeypatch.setattr("anbefal.__version__", "999")
    assert len({first, words, cache.digest(workspace)}) == 3
    assert cache.cache_key("a.md", b"x") != cache.cache_key("b.md", b"x")


def test_the_register_and_a_module_that_is_not_loaded_yet_are_in_the_key(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace()
    first = cache.digest(workspace)
    for module in [name for name in sys.modules if name.split(".")[0] == "yaml"]:
        monkeypatch.delitem(sys.modules, module)
    assert cache.digest(workspace) == first
    (workspace.root / "inputs.toml").write_text('[[input]]\nid = "G1"\ntext = "Ord"\n', "utf-8")
    assert cache.digest(workspace) != first


def test_words_of_ones_own_are_seen(make_workspace: MakeWorkspace, home: Path) -> None:
    workspace = make_workspace(many(40))
    first = told(lint(workspace))
    own = ASSEMBLY + '\n[words]\nattacks = ["mand"]\n'
    (workspace.root / "anbefal.toml").write_text(own, "utf-8")
    assert told(lint(open_workspace((workspace.root,)))) != first


def test_where_spelling_is_checked_nothing_is_kept(
    make_workspace: MakeWorkspace, home: Path
) -> None:
    workspace = make_workspace(many(40))
    on = ASSEMBLY + "\n[spelling]\non = true\n"
    (workspace.root / "anbefal.toml").write_text(on, "utf-8")
    lint(open_workspace((workspace.root,)))
    assert not kept(home)


@pytest.mark.parametrize("spoil", ["cut", "empty", "turned", "folder", "noise"])
def test_a_spoilt_cache_is_no_cache(make_workspace: MakeWorkspace, home: Path, spoil: str) -> None:
    workspace = make_workspace(many(40))
    expected = told(lint(workspace))
    (file,) = kept(home)
    data = file.read_bytes()
    turned = bytearray(data)
    turned[len(data) // 2] ^= 1
    if spoil == "folder":
        file.unlink()
        file.mkdir()
    else:
        contents = {"cut": data[:-9], "empty": b"", "turned": bytes(turned), "noise": b"\xff" * 999}
        file.write_bytes(contents[spoil])
    assert told(lint(workspace)) == expected


def test_an_entry_of_another_shape_is_read_anew(
    make_workspace: MakeWorkspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(many(40))
    expected = told(lint(workspace))
    for junk in (b"\x80", b"junk", packer(tree.Node)({"draft": 1, "findings": []})):
        monkeypatch.setattr(cache.Cache, "get", lambda self, key, junk=junk: junk)
        assert told(lint(workspace)) == expected


def test_the_cache_can_be_turned_off_and_is_not_missed_where_it_cannot_be_written(
    make_workspace: MakeWorkspace, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workspace = make_workspace(many(40))
    monkeypatch.setenv("ANBEFAL_NO_CACHE", "1")
    expected = told(lint(workspace))
    assert not kept(home)
    monkeypatch.delenv("ANBEFAL_NO_CACHE")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert told(lint(workspace)) == expected


def test_few_drafts_leave_no_cache(make_workspace: MakeWorkspace, home: Path) -> None:
    lint(make_workspace(many(batch.CACHE_FROM - 1)))
    assert not kept(home)


def test_the_cache_does_not_grow_without_end(
    make_workspace: MakeWorkspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST_ENTRIES", 50)
    workspace = make_workspace(many(40))
    sizes = []
    for round in range(6):
        for path in workspace.draft_paths(()):
            path.write_text(f"{SOUND}\n\nRunde {round}, {path.name}.\n", "utf-8")
        lint(workspace)
        sizes.append(kept(home)[0].stat().st_size)
    assert max(sizes[1:]) < 1.1 * min(sizes[1:])


def test_the_workspaces_linted_longest_ago_are_forgotten(tmp_path: Path) -> None:
    for number in range(cache.MOST_WORKSPACES + 5):
        file = tmp_path / f"{number}.lint"
        file.write_bytes(b"")
        os.utime(file, (number, number))
    cache._thin_out(tmp_path, ".lint")
    assert len(list(tmp_path.iterdir())) == cache.MOST_WORKSPACES
    assert not (tmp_path / "0.lint").exists()


EDITS = st.lists(st.tuples(st.integers(0, 34), st.sampled_from(["spoil", "mend", "delete"])))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS)
def test_with_and_without_the_cache_a_day_of_edits_gives_the_same(
    make_workspace: MakeWorkspace, home: Path, edits: list[tuple[int, str]]
) -> None:
    workspace = make_workspace({f"drafts/u{n:03}.md": SOUND for n in range(35)})
    for step in range(0, len(edits) + 1, 3):
        for number, what in edits[step : step + 3]:
            path = workspace.root / f"drafts/u{number:03}.md"
            if what == "delete":
                path.unlink(missing_ok=True)
            else:
                path.write_text(SOUND if what == "mend" else SOUND[: 400 + number], "utf-8")
        with_cache = told(lint(workspace))
        os.environ["ANBEFAL_NO_CACHE"] = "1"
        try:
            assert told(lint(workspace)) == with_cache
        finally:
            del os.environ["ANBEFAL_NO_CACHE"]


# -- guards ----------------------------------------------------------------------------------


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail where markdown-it is asked about words at all."""

    def asked(*_: object) -> None:
        raise AssertionError("markdown-it would take seconds over this")

    monkeypatch.setattr(tree_node.MARKDOWN.inline, "parse", asked)
    yield


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("sign", ["[", "![", "**a ", "*a _b ", "<", "~~a ", "[a]("])
def test_a_paragraph_full_of_openers_is_too_deep_before_it_is_parsed(sign: str) -> None:
    with pytest.raises(tree.TooDeep) as caught:
        tree.parse("# En\n\n" + sign * (parsing.MAX_OPENERS + 1))
    assert caught.value.line == 3


def test_a_long_paragraph_of_ordinary_markup_is_not_too_deep() -> None:
    text = "Et **fedt** ord, et *skråt*, `kode`, [et sted](https://nordvig.example) og 2 < 3. "
    root = tree.parse(text * 150)
    assert sum(1 for node in tree.walk([root]) if node.type == "link") == 150


def test_json_is_what_the_tests_compare(make_workspace: MakeWorkspace) -> None:
    result = json.loads(told(lint(make_workspace(many(6)))))
    assert result["summary"]["drafts"] == 6 and result["findings"]
