"""Template check: every mistake in a template's folder, with file, line and what is allowed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from anbefal import gate, rules
from anbefal.errors import AnbefalError
from anbefal.files import MAX_CONFIG_BYTES, MAX_DRAFT_BYTES, decode, read_bytes
from anbefal.i18n import Message, msg
from anbefal.jobs.looks import find_looks
from anbefal.jobs.template_slips import find_slips
from anbefal.jobs.templates import is_own
from anbefal.kinds import read_values
from anbefal.model import Assembly, Group, Template
from anbefal.model.finding import Level
from anbefal.readers import markdown
from anbefal.values import Struct
from anbefal.workspace import relative, template_names
from anbefal.workspace.config import find_line
from anbefal.workspace.looks import STYLE
from anbefal.workspace.style_sheet import find_colours
from anbefal.workspace.templates import examine_template, find_folder, fresh_path, is_name

# What these find in a fresh draft is the template's own mistake: the rest is not yet written.
_FORM = ("AB101", "AB102", "AB103", "AB104", "AB107", "AB108", "AB201", "AB202", "AB7")


class Mistake(Struct, frozen=True):
    """One mistake, and what to do about it."""

    path: str
    line: int
    level: Level
    message: Message
    hint: Message


class TemplateCheck(Struct, frozen=True):
    """All mistakes in some templates."""

    mistakes: tuple[Mistake, ...]
    templates: int

    def count(self, level: Level) -> int:
        """Count the mistakes of a level."""
        return sum(1 for mistake in self.mistakes if mistake.level == level)


def check_templates(
    root: Path, assembly: Assembly | None, names: Sequence[str] = ()
) -> TemplateCheck:
    """Check the templates of some names; for none the workspace's own, or else the shipped ones.

    Raises AnbefalError for a name that no template has.
    """
    folders = [_folder(root, name) for name in names] or _own(root)
    folders = folders or [_folder(root, name) for name in template_names(root)]
    mistakes = [mistake for folder in folders for mistake in _mistakes(root, folder, assembly)]
    return TemplateCheck((*mistakes, *_ill_looks(root)), len(folders))


def _ill_looks(root: Path) -> Iterator[Mistake]:
    """Give the mistakes in the workspace's own looks, which every kind of document has."""
    for path, data, faults in find_looks(root):
        for fault in faults:
            yield Mistake(path, fault.line, "error", fault.message, fault.hint)
        line = find_colours(decode(data).text) if path == STYLE and not faults else 0
        if line:
            yield Mistake(
                path,
                line,
                "hint",
                msg("whether these colours can be read is yours to see to"),
                msg(
                    "ours have a contrast of 7:1 in light and in dark; 4.5:1 is the least "
                    "that the law asks for"
                ),
            )


def _folder(root: Path, name: str) -> Path:
    folder = find_folder(root, name)
    if folder is None:
        raise AnbefalError(
            msg('there is no template "{template}"', template=name),
            msg("use one of: {names}", names=template_names(root)),
        )
    return folder


def _own(root: Path) -> list[Path]:
    """Give every folder of the workspace that holds a template, whatever it is called."""
    folders = sorted(path.parent for path in (root / "templates").glob("*/template.toml"))
    return [folder for folder in folders if is_own(folder)]


def _mistakes(root: Path, folder: Path, assembly: Assembly | None) -> Iterator[Mistake]:
    path = folder / "template.toml"
    shown = relative(root, path)
    if not is_name(folder.name):
        yield Mistake(
            shown,
            1,
            "error",
            msg('a template cannot be called "{name}"', name=folder.name),
            msg("use small letters, digits, + and - only, at most 32 of them"),
        )
    template, faults = examine_template(folder)
    found = [Mistake(shown, fault.line, "error", fault.message, fault.hint) for fault in faults]
    if template is not None:
        text = decode(read_bytes(path, MAX_CONFIG_BYTES)).text
        found += [
            Mistake(shown, find_line(text, list(slip.steps)), slip.level, slip.message, slip.hint)
            for slip in find_slips(template, assembly)
        ]
    yield from sorted(found, key=lambda mistake: mistake.line)
    if template is not None:
        yield from _fresh(root, folder, template, assembly)


def _fresh(
    root: Path, folder: Path, template: Template, assembly: Assembly | None
) -> Iterator[Mistake]:
    """Give the mistakes of the fresh draft: unknown parts, missing parts, parts that count."""
    shown = relative(root, folder / "draft.md")
    if not (folder / "draft.md").is_file():
        yield Mistake(
            shown,
            1,
            "error",
            msg("the template has no fresh draft"),
            msg("lay a draft.md beside template.toml, with every heading and a word of guidance"),
        )
        return
    usual = assembly or Assembly("x", template.language, template.name)
    if not usual.group:
        usual = Assembly("x", template.language, template.name, group=(Group("1", "x"),))
    # Not as "new" reads it, which would refuse what is to be told here.
    data = read_bytes(fresh_path(folder), MAX_DRAFT_BYTES)
    data = data.replace(b"{group}", usual.group[0].id.encode("utf-8"))
    draft = markdown.read(data, shown, template.name, lambda name: template)
    draft = read_values(draft, template)
    findings = rules.check_draft(draft, template, usual)
    for finding in findings:
        if finding.rule.startswith(_FORM):
            yield Mistake(shown, finding.line, "error", finding.message, finding.hint)
    scored = gate.score(draft, template, findings, 0)
    if scored.done:
        yield Mistake(
            shown,
            1,
            "error",
            msg("nothing is written yet, but {score} % counts as done", score=scored.score),
            msg(
                "put [square brackets] round what is to be replaced: {parts}",
                parts=[unit.requirement.title for unit in scored.units if unit.met],
            ),
        )
