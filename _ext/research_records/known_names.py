"""Names in quotes that are of someone who has a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from research_records.entry import Entry
from research_records.names import is_name, name_and_place, spellings, title_in
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
        if entry.kind == "person" and (title := title_in(entry.title)):
            message = f"title: found {title!r} in {entry.title!r}, expected the name alone; "
            message += "an academic title has a field of its own, honorific"
            yield docname, Problem(Subtype.FIELD, message, entry.lines.get("title"))
        for kind, target, path in entry.page.mentions():
            if not is_name(target) or not kind.startswith("person"):
                continue
            name, place = name_and_place(target)
            field = path.partition(".")[0]
            if title := title_in(name):
                message = f"{field}: found {title!r} in {target!r}, expected the name alone"
                yield docname, Problem(Subtype.FIELD, message, _line(entry, path))
            kinds = kind.split(" or ")
            found = (known.get((either, one)) for either in kinds for one in spellings(name))
            other = next((one for one in found if one), None)
            if other is None or (place and not _is_at(other, place, entries)):
                continue
            message = (
                f"{field}: {target!r} has a page, {other.docname}.md; write its id, "
                f'{other.id}, or tell a namesake apart by "{name} (Organisation)"'
            )
            yield docname, Problem(Subtype.RELATION, message, _line(entry, path))


def _line(entry: Entry, path: str) -> int | None:
    """Return the line of a name, or of the field that has but one."""
    return entry.lines.get(path) or entry.lines.get(path.rpartition(".")[0])


def _is_at(person: Entry, place: str, entries: Mapping[str, Entry]) -> bool:
    """Tell whether a place is where a person works, by id or title."""
    known = {entry.id: entry.title for entry in entries.values()}
    where = [one.target for one in person.page.references()]
    names = {spelling for one in where for spelling in spellings(known.get(one, one))}
    return bool(spellings(place) & names)
