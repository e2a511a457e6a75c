"""One draft as a document."""

from collections.abc import Mapping

from anbefal import tree
from anbefal.anchors import slug
from anbefal.composers.facts import draft_facts, group_name
from anbefal.composers.numbering import Counter
from anbefal.i18n import msg, translate
from anbefal.model import Assembly, Document, Draft, Image, Section, Template


def compose_draft(
    draft: Draft,
    template: Template,
    assembly: Assembly,
    images: Mapping[str, Image],
    date: str,
    numbers: bool = False,
) -> Document:
    """Compose the whole of a draft, its working notes marked as such.

    `date` is the day of the version that holds the text (ISO 8601), or "" where none does. With
    `numbers`, every block that the report would print has the number that it has there.
    """
    language = draft.language
    status = "" if date else translate(msg("Draft, not saved"), language)
    group = template.field_of_kind("group")
    nodes = (*draft.lead, *(n for s in draft.sections for n in section_nodes(s, language)))
    body, notes = tree.lift_footnotes(_numbered(draft, language) if numbers else nodes)
    return Document(
        title=draft.title.text if draft.title else draft.id,
        subtitle=template.title,
        language=language,
        authors=draft.list_of("scribes"),
        publisher=assembly.name,
        status=status,
        date=date,
        identifier=draft.id,
        keywords=(group_name(draft, group, assembly),) if group else (),
        facts=draft_facts(draft, template, assembly),
        numbers=numbers,
        body=body,
        notes=notes,
        images=images,
    )


def _numbered(draft: Draft, language: str) -> tuple[tree.Node, ...]:
    """Number what stands in published sections; the chapter's own number is the report's."""
    counter = Counter("", slug(draft.id))
    stream = counter.mark(tree.tokens(draft.lead))
    for section in draft.sections:
        own = tree.tokens(section_nodes(section, language))
        published = section.spec is None or section.spec.publish
        stream += counter.mark(own) if published else own
    return tree.build(stream)


def section_nodes(section: Section, language: str) -> tuple[tree.Node, ...]:
    """Give a section with its heading; one that stays out of the report says so below it."""
    note: tuple[tree.Node, ...] = ()
    if section.spec and not section.spec.publish:
        words = msg("Working notes: they are not part of the compiled report.")
        note = tree.paragraph(translate(words, language))
    if section.spec and section.spec.kind == "timetable":
        # Loaded here: few drafts have one.
        from anbefal.composers.programme import programme_nodes

        return programme_nodes(section, note, language)
    return (section.head, *note, *section.nodes)


def compose_plain(draft: Draft, images: Mapping[str, Image]) -> Document:
    """Compose a Markdown file that is nobody's draft: its title and its text, nothing more."""
    nodes = (*draft.lead, *(n for s in draft.sections for n in (s.head, *s.nodes)))
    body, notes = tree.lift_footnotes(nodes)
    return Document(
        title=draft.title.text if draft.title else draft.id,
        language=draft.language,
        identifier=draft.id,
        body=body,
        notes=notes,
        images=images,
    )
