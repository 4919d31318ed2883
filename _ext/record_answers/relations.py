"""Who works on what, where and for whose money: derived from what records name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from research_records.entry import Entry
from research_site.catalogue import Catalogue

#: Kind of a work -> the fields in which it names its people; all where none is given.
WORKS: dict[str, tuple[str, ...]] = {"project": (), "thesis": (), "publication": ()}


def area_of(catalogue: Catalogue, person: Entry) -> list[str]:
    """Return the ids of the areas of what a person wrote, supervises or takes part in."""
    works = [work for kind in WORKS for work in catalogue.naming(person, kind)]
    found = {area for work in works for area in work.page.filed_under("area", work.status)}
    return [area for area in catalogue.ids("area") if area in found]


def people_of(catalogue: Catalogue, area: Entry) -> dict[str, Counter[str]]:
    """Return the people of an area: id -> kind of work -> how many."""
    found: dict[str, Counter[str]] = {}
    for person in catalogue.listing("person"):
        counted = Counter(
            kind
            for kind in WORKS
            for work in catalogue.naming(person, kind)
            if area.id in work.page.filed_under("area", work.status)
        )
        if counted:
            found[person.id] = counted
    return found


def organisations_of(entry: Entry) -> list[str]:
    """Return the ids of the organisations where a person works or a thesis is supervised."""
    supervisors: Iterable[str] = getattr(entry.page, "supervisors", ())
    return list(getattr(entry.page, "organisations", supervisors))
