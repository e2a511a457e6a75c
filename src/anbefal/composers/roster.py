"""A roster for the wall: find your table by your initials, and who sits at each."""

from anbefal import tree
from anbefal.i18n import Message, msg, msgs, translate
from anbefal.model import Assembly, Document, Roster, RosterTable


def compose_roster(roster: Roster, number: int, assembly: Assembly, date: str) -> Document:
    """Compose the tables of workshop `number`, in the assembly's language."""
    language = assembly.language

    def say(message: Message) -> str:
        return translate(message, language)

    planned = assembly.find_workshop(number)
    title = msg("Groups in workshop {number}", number=number)
    if planned:
        title = msg("Groups in workshop {number}: {name}", number=number, name=planned.name)
    before = assembly.roster(number - 1)
    found = sorted(
        (name.casefold(), name, table)
        for table in roster.table
        for name in table.members
        if roster.is_there(name)
    )
    index: list[list[tree.Phrase | tree.Nodes]] = [
        [tree.strong(name), _name(table, assembly)] for _, name, table in found
    ]
    body = [
        *tree.heading(2, say(msg("Find your table"))),
        *tree.table([say(msg("Initials")), say(msg("Group"))], index),
    ]
    for table in roster.table:
        there = [name for name in table.members if roster.is_there(name)]
        head = [say(msg("Initials")), say(msg("Comes from")), say(msg("Carries the text on"))]
        rows: list[list[tree.Phrase | tree.Nodes]] = [
            [
                tree.strong(name),
                _from(name, before, assembly),
                say(msg("yes")) if name in table.carriers else "",
            ]
            for name in there
        ]
        body += tree.heading(2, _name(table, assembly))
        body += tree.paragraph(say(msgs("{count} member", "{count} members", len(there))))
        body += tree.table(head, rows)
    name = say(msg("groups"))
    return Document(
        title=say(title),
        subtitle=planned.setting if planned else "",
        language=language,
        publisher=assembly.name,
        status="" if date else say(msg("Not saved")),
        date=date,
        identifier=f"{name}-{number}",
        body=tuple(body),
    )


def _name(table: RosterTable, assembly: Assembly) -> str:
    group = assembly.find_group(table.group)
    if group is None:
        return table.group
    return f"{group.id} · {group.theme}" if group.id[0].isdigit() else group.theme


def _from(name: str, before: Roster | None, assembly: Assembly) -> str:
    """Give the group that somebody was in before."""
    sat = next((table for table in before.table if name in table.members), None) if before else None
    group = assembly.find_group(sat.group) if sat else None
    return group.id if group else ""
