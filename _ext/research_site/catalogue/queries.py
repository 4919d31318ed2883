"""What can be asked of the catalogue: records by id, lists, relations.

Every answer is made from front matter alone, so all of it is known before the
first page is read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal, get_args, get_origin

from research_site.catalogue.entry import Entry
from research_site.identifiers import is_name, name_alone, without_accents
from research_site.records import KINDS, NewsItem, Partner, Person, Project, Thesis

__all__ = ["Catalogue"]


def order(entry: Entry) -> tuple[object, ...]:
    """Sort by weight (none is last, as in Hugo), then by title.

    People sort by family name, news by date with the newest first.
    """
    weight = entry.page.weight or float("inf")
    if isinstance(entry.page, Person):
        name = without_accents(entry.page.sort_name).casefold()
        return (weight, entry.kind, name, entry.docname)
    if isinstance(entry.page, NewsItem):
        return (weight, entry.kind, _inverted(entry.page.date or ""), entry.docname)
    kind = entry.kind if entry.kind in ("person", "news") else "page"
    title = without_accents(entry.title).casefold()
    return (weight, kind, title, entry.docname)


def _inverted(date: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in f"{date:~<10}")


def _literals(annotation: object) -> list[str]:
    """Return the values of a Literal, which may be optional."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [value for part in get_args(annotation) for value in _literals(part)]


class Catalogue:
    """All pages of the site, indexed once.

    Args:
        entries: Docname -> page.
        today: The day on which people have left and projects have ended.
    """

    def __init__(self, entries: dict[str, Entry], today: datetime.date) -> None:
        """Index the entries."""
        self.entries = entries
        self.today = today
        self._by_id: dict[tuple[str, str], Entry] = {}
        self._by_logo: dict[str, Entry] = {}
        self._of_kind: dict[str, list[Entry]] = defaultdict(list)
        self._naming: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
        self._children: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(entries.values(), key=order):
            self._of_kind[entry.kind].append(entry)
            self._by_id.setdefault((entry.kind, entry.id), entry)
            if isinstance(entry.page, Partner) and entry.page.logo:
                self._by_logo.setdefault(entry.page.logo, entry)
            for kind, target, path in entry.page.references():
                field = path.partition(".")[0]
                self._naming[kind, target].append((field, entry))
            parent = self.parent(entry.docname)
            if parent and not entry.orphan:
                self._children[parent].append(entry)

    def parent(self, docname: str) -> str | None:
        """Return the index page under which a page hangs."""
        folder = docname.removesuffix("index").rstrip("/")
        if folder != docname.rstrip("/"):
            folder = folder.rpartition("/")[0] if folder else ""
            if docname == "index":
                return None
        else:
            folder = docname.rpartition("/")[0]
        while folder:
            if f"{folder}/index" in self.entries:
                return f"{folder}/index"
            folder = folder.rpartition("/")[0]
        return "index" if "index" in self.entries else None

    def children(self, docname: str) -> list[Entry]:
        """Return the pages that hang under an index page, in order."""
        return self._children.get(docname, [])

    def page_at(self, path: str) -> str | None:
        """Return the page at a site path such as ``/team/`` or ``/about.html``."""
        stem = path.strip("/").removesuffix(".html").removesuffix(".md")
        for docname in (f"{stem}/index".lstrip("/"), stem):
            if docname in self.entries:
                return docname
        return None

    def record(self, kind: str, target: str) -> Entry | None:
        """Return the record with an id, or None."""
        return self._by_id.get((kind, target))

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all records of a kind."""
        return [entry.id for entry in self._of_kind[kind]]

    def naming(self, kind: str, target: str, by: str, *fields: str) -> list[Entry]:
        """Return the records of the kind *by* that name a record.

        Args:
            kind: Kind of the record that is named.
            target: Its id.
            by: Kind of the records that name it.
            fields: Only in these fields; all where none is given.
        """
        found = {
            entry.docname: entry
            for field, entry in self._naming.get((kind, target), [])
            if entry.kind == by and (not fields or field in fields)
        }
        return sorted(found.values(), key=order)

    def with_logo(self, uri: str) -> Entry | None:
        """Return the partner whose logo is the image at a site path."""
        return self._by_logo.get(uri)

    def leading(self, kind: str) -> list[Entry]:
        """Return the records of a kind that have a weight, in order."""
        return [entry for entry in self._of_kind[kind] if entry.page.weight]

    def called(self, kind: str, name: str) -> Entry | None:
        """Return the record of a kind with a title or acronym, or None."""
        key = name.casefold()
        for entry in self._of_kind[kind]:
            acronym = getattr(entry.page, "acronym", None) or ""
            if key in (entry.title.casefold(), acronym.casefold()):
                return entry
        return None

    def is_named(self, entry: Entry) -> bool:
        """Tell whether any record names this one."""
        return (entry.kind, entry.id) in self._naming

    def listing(self, kind: str, *filters: tuple[str, str]) -> list[Entry]:
        """Return the records of a kind that pass all filters, in order.

        Args:
            kind: Kind of record.
            filters: Pairs of filter (``group``, ``status``, ``area``, ``year``)
                and value.
        """
        tests: dict[str, Callable[[Entry, str], bool]] = {
            "group": lambda entry, value: self.group(entry) == value,
            "status": lambda entry, value: self.status(entry) == value,
            "area": lambda entry, value: value in getattr(entry.page, "areas", ()),
            "year": lambda entry, value: self.year(entry) == value,
            "kind": lambda entry, value: getattr(entry.page, "kind", None) == value,
        }
        return [
            entry
            for entry in self._of_kind[kind]
            if not entry.orphan
            and all(tests[name](entry, value) for name, value in filters)
        ]

    def values(self, kind: str, name: str) -> list[str]:
        """Return the values of a filter that a list of *kind* may ask for.

        They are those that the model allows, else those that records have.
        """
        if name == "area":
            return self.ids("area")
        field = KINDS[kind].model_fields.get(name)
        allowed = _literals(field.annotation) if field else []
        if allowed:
            return allowed
        found = {
            self.year(entry) if name == "year" else getattr(entry.page, name, None)
            for entry in self._of_kind[kind]
        }
        return sorted(value for value in found if value)

    def group(self, entry: Entry) -> str | None:
        """Return a person's group; whoever has left is an alumnus."""
        if not isinstance(entry.page, Person):
            return None
        return "alumni" if entry.page.is_alumnus(self.today) else entry.page.group

    def status(self, entry: Entry) -> str | None:
        """Return a record's status, derived from its dates where not given."""
        if isinstance(entry.page, Person):
            return "alumni" if entry.page.is_alumnus(self.today) else "current"
        if isinstance(entry.page, Project):
            return entry.page.status_on(self.today)
        return getattr(entry.page, "status", None)

    @staticmethod
    def year(entry: Entry) -> str | None:
        """Return the year to list a record under."""
        page = entry.page
        if isinstance(page, Thesis):
            return str(page.year) if page.year else None
        date = getattr(page, "start", None) or page.date
        return date[:4] if date else None

    def organisations(self, people: Iterable[Entry]) -> int:
        """Return how many different organisations people are affiliated with."""
        return len(
            {
                affiliation
                for entry in people
                if (affiliation := getattr(entry.page, "affiliation", None))
            }
        )

    def person_name(self, reference: str) -> str:
        """Return a person's name, without the organisation that may follow it."""
        entry = self.record("person", reference)
        return entry.title if entry else name_alone(reference)

    def name_of(self, kind: str, target: str) -> tuple[str, Entry | None]:
        """Return how to show a reference, and the record where there is one."""
        entry = None if is_name(target) else self.record(kind, target)
        return (entry.title if entry else target, entry)
