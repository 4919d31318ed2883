"""Names in quotes that are of someone who has a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from research_records.entry import Entry
from research_records.names import is_name, name_and_place, spellings
from research_records.problems import Problem, Subtype


def quoted_though_known(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Problem]]:
    """Yield a problem where a name in quotes is that of a record, with the page.

    A namesake is told apart by an organisation, ``"Name (Organisation)"``, that is not
    the one of the person who has a page.
    """
    known: dict[tuple[str, str], Entry] = {}
    for entry in entries.values():
        for name in (entry.title, *entry.page.aliases):
            for spelling in spellings(name):
                known.setdefault((entry.kind, spelling), entry)
    for docname, entry in sorted(entries.items()):
        for kind, target, path in entry.page.mentions():
            name, place = name_and_place(target)
            some = kind.split(" or ") if is_name(target) else []
            found = (known.get((of, one)) for of in some for one in spellings(name))
            other = next((one for one in found if one), None)
            is_person = kind.startswith("person")
            if other is None or not is_person or (place and not _is_at(other, place, entries)):
                continue
            field = path.partition(".")[0]
            message = (
                f"{field}: {target!r} has a page, {other.docname}.md; write its id, "
                f'{other.id}, or tell a namesake apart by "{name} (Organisation)"'
            )
            line = entry.lines.get(path, entry.lines.get(path.rpartition(".")[0]))
            yield docname, Problem(Subtype.RELATION, message, line)


def _is_at(person: Entry, place: str, entries: Mapping[str, Entry]) -> bool:
    """Tell whether a place is where a person works, by id or title."""
    known = {entry.id: entry.title for entry in entries.values()}
    where = [one.target for one in person.page.references()]
    names = {spelling for one in where for spelling in spellings(known.get(one, one))}
    return bool(spellings(place) & names)
