"""Markdown: the bytes of a draft become a `Draft`, and everything odd on the way a problem."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from anbefal import tree
from anbefal.files import MAX_DRAFT_BYTES, decode
from anbefal.model import Draft, FieldValue, Problem, Section, SectionSpec, Template, Title
from anbefal.readers import front_matter
from anbefal.values import replace

# The only keys that the reader knows by itself: all others are the template's.
TEMPLATE_KEYS = ("skabelon", "template")

_NUMBER = re.compile(r"^\(?\d{1,3}(?:\.\d{1,2})*(?:\s*[.):]+\s*|\s+)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class _Opened(NamedTuple):
    """A draft whose front matter is read, and the lines of its text; none where it has none."""

    draft: Draft
    template: Template
    lines: Sequence[str]


def read(
    data: bytes,
    path: str,
    default_template: str,
    find_template: Callable[[str], Template | None],
) -> Draft:
    """Read a draft. Nothing is raised for what stands in it: problems travel with the value.

    `find_template` gives a template by name; `default_template` must be known to it.
    """
    draft, template, lines = _open(data, path, default_template, find_template)
    if not draft.readable:
        return draft
    # Blank lines stand in for the head, so that every line number is the file's own.
    body = "\n" * (draft.body_line - 1) + "\n".join(lines[draft.body_line - 1 :])
    try:
        body, comments = tree.lift_comments(body)
        root = tree.parse(body)
    except tree.TooDeep as deep:
        too_deep = Problem("too-deep", deep.line, 1, {"limit": tree.MAX_NESTING})
        return unreadable(path, template, *draft.problems, too_deep)
    title, lead, sections = _divide(root, template)
    return replace(draft, title=title, lead=lead, sections=sections, comments=comments)


def read_head(
    data: bytes,
    path: str,
    default_template: str,
    find_template: Callable[[str], Template | None],
) -> Draft:
    """Read the front matter alone: where only a draft's group is asked for."""
    return _open(data, path, default_template, find_template).draft


def _open(
    data: bytes,
    path: str,
    default_template: str,
    find_template: Callable[[str], Template | None],
) -> _Opened:
    name = default_template
    template = find_template(name)
    assert template is not None, "the workspace guarantees the default template"
    if len(data) > MAX_DRAFT_BYTES:
        limit = {"limit": MAX_DRAFT_BYTES // 1024}
        return _Opened(unreadable(path, template, Problem("too-large", 1, 1, limit)), template, ())
    decoded = decode(data)
    if not decoded.readable:
        return _Opened(unreadable(path, template, Problem("not-text")), template, ())
    lines = _LINE_END.split(decoded.text)
    problems = []
    if decoded.encoding != "utf-8":
        problems.append(Problem("encoding", 1, 1, {"encoding": decoded.encoding}))
    text = _CONTROL.sub(" ", unicodedata.normalize("NFC", "\n".join(lines))).split("\n")
    head = front_matter.read(text)
    problems += head.problems
    name, problem = _template_name(head.values, default_template, find_template)
    if problem:
        problems.append(problem)
    template = find_template(name) or template
    fields, unknown = _fields(head.values, template)
    draft = Draft(
        id=PurePosixPath(path).stem,
        path=path,
        template=template.name,
        language=template.language,
        fields=fields,
        unknown_fields=unknown,
        problems=tuple(problems),
        lines=tuple(lines if lines[-1] else lines[:-1]),
        readable=True,
        front_matter=head.present,
        body_line=head.body_line,
    )
    return _Opened(draft, template, text)


def unreadable(path: str, template: Template, *problems: Problem) -> Draft:
    """Give a draft of which nothing could be read, with the problems that tell why."""
    return Draft(
        id=PurePosixPath(path).stem,
        path=path,
        template=template.name,
        language=template.language,
        problems=problems,
        readable=False,
    )


def _template_name(
    values: tuple[FieldValue, ...],
    default: str,
    find_template: Callable[[str], Template | None],
) -> tuple[str, Problem | None]:
    for value in values:
        if tree.fold(value.key) in TEMPLATE_KEYS:
            name = value.value.strip() if isinstance(value.value, str) else ""
            if name and find_template(name):
                return name, None
            return default, Problem("unknown-template", value.line, 1, {"template": name})
    return default, None


def _fields(
    values: tuple[FieldValue, ...], template: Template
) -> tuple[Mapping[str, FieldValue], tuple[FieldValue, ...]]:
    ids = {tree.fold(spec.key): spec.id for spec in template.field}
    known: dict[str, FieldValue] = {}
    unknown = []
    for value in values:
        key = tree.fold(value.key)
        if key in TEMPLATE_KEYS:
            continue
        if key in ids and ids[key] not in known:
            known[ids[key]] = value
        else:
            unknown.append(value)
    return known, tuple(unknown)


def _divide(
    root: tree.Node, template: Template
) -> tuple[Title | None, tuple[tree.Node, ...], tuple[Section, ...]]:
    names = heading_names(template)
    title: Title | None = None
    lead: list[tree.Node] = []
    sections: list[Section] = []
    head: tree.Node | None = None
    under: list[tree.Node] = []

    def close() -> None:
        if head is not None:
            sections.append(_section(head, tuple(under), names))

    for node in root.children:
        if node.type == "heading" and node.tag == "h2":
            close()
            head, under = node, []
        elif node.type == "heading" and node.tag == "h1" and title is None and head is None:
            title = Title(" ".join(tree.text(node).split()), tree.line(node), node)
        elif head is None:
            lead.append(node)
        else:
            under.append(node)
    close()
    return title, tuple(lead), tuple(sections)


def _section(
    head: tree.Node, under: tuple[tree.Node, ...], names: Mapping[str, SectionSpec]
) -> Section:
    words = " ".join(tree.text(head).split())
    spec = names.get(heading_key(words))
    return Section(
        id=spec.id if spec else "",
        heading=words,
        line=tree.line(head),
        head=head,
        nodes=under,
        spec=spec,
    )


def heading_names(template: Template) -> dict[str, SectionSpec]:
    """Give every heading that a section answers to, folded; a section's own heading wins."""
    names: dict[str, SectionSpec] = {}
    for spec in template.section:
        for synonym in spec.synonyms:
            names.setdefault(heading_key(synonym), spec)
    for spec in template.section:
        names[heading_key(spec.heading)] = spec
    return names


def heading_key(words: str) -> str:
    """Fold a heading to what is compared: no number, case, Unicode form or closing sign."""
    return _NUMBER.sub("", tree.fold(words)).rstrip(" .:!")
