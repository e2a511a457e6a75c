"""Facts: what the front matter says, in words for a reader."""

from collections.abc import Mapping

from anbefal.i18n import msg, translate
from anbefal.model import (
    Assembly,
    Draft,
    FieldSpec,
    Standing,
    TallyLevel,
    Template,
    read_tally,
    standing_of,
)

SCRIBES = "scribes"
LABEL = "agreement"
"""What the scribes call their tally: where the assembly has a rule, its word is computed."""


def draft_facts(
    draft: Draft, template: Template, assembly: Assembly
) -> tuple[tuple[str, str], ...]:
    """Give group, carriers and agreement as label and value, in the draft's language.

    Scribes are left out: they are the document's authors.
    """
    facts = []
    for spec in template.field:
        if spec.id == SCRIBES or (spec.id == LABEL and assembly.agreement.label):
            continue
        value = _value(draft, spec, assembly)
        if value:
            facts.append((_label(spec, draft.language), value))
    return tuple(facts)


def _label(spec: FieldSpec, language: str) -> str:
    words = {
        "group": msg("Group"),
        "carriers": msg("Carried on by"),
        "tally": msg("Agreement"),
    }
    message = words.get(spec.id)
    return translate(message, language) if message else spec.key[:1].upper() + spec.key[1:]


def _value(draft: Draft, spec: FieldSpec, assembly: Assembly) -> str:
    field = draft.fields.get(spec.id)
    if field is None or not field.value:
        return ""
    if spec.kind == "group":
        return group_name(draft, template_field=spec, assembly=assembly)
    if isinstance(field.value, Mapping):
        counted = tally_words(field.value, spec, draft.language)
        label = standing.label if (standing := standing_in(draft, spec, assembly)) else ""
        return f"{counted} – {label}" if label else counted
    if isinstance(field.value, str):
        return field.value
    return ", ".join(item for item in field.value if item)


def group_name(draft: Draft, template_field: FieldSpec, assembly: Assembly) -> str:
    """Give a group as "2 · Theme", or as it was written where the assembly lacks it."""
    written = draft.text_of(template_field.id).strip()
    group = assembly.find_group(written)
    if group is None:
        return written
    return f"{group.id} · {group.theme}" if group.id[0].isdigit() else group.theme


def standing_in(draft: Draft, spec: FieldSpec, assembly: Assembly) -> Standing | None:
    """Give what the hands of a draft come to; None where none were counted."""
    field = draft.fields.get(spec.id)
    tally = read_tally(field.value, spec) if field else None
    return standing_of(tally, spec, assembly.agreement) if tally else None


def objecting_first(spec: FieldSpec) -> list[TallyLevel]:
    """Give the levels of a tally from those who cannot live with it to those who are for it."""
    return sorted(reversed(spec.levels), key=lambda level: not level.objects)


def tally_words(value: Mapping[str, str], spec: FieldSpec, language: str) -> str:
    """Give counted hands in words, always with how many were asked: "5 against, 27 for, of 36".

    Those who cannot live with it stand first.
    """
    parts = [f"{value[at.key]} {at.key}" for at in objecting_first(spec) if at.key in value]
    total = value.get(spec.total, "")
    if total:
        parts.append(translate(msg("of {total} members", total=total), language))
    return ", ".join(parts)
