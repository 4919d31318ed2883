"""What can be asked of the catalogue: records by id, lists, relations.

Every answer is made from front matter alone, so all of it is known before the
first page is read.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, get_args, get_origin

from research_records.addresses import page_names
from research_records.entry import Entry
from research_records.names import is_name, shown_name
from research_records.page import Page
from research_records.values import Reference


def _literals(annotation: object) -> list[str]:
    """Return the values of a Literal, which may be optional."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [value for part in get_args(annotation) for value in _literals(part)]


class Catalogue:
    """All pages of the site, indexed once.

    Args:
        entries: Docname -> page.
        kinds: Name of a kind -> its model.
        root: The home page.
        beside: Records without a page of their own.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        kinds: Mapping[str, type[Page]],
        root: str,
        beside: Mapping[str, Entry],
    ) -> None:
        """Index the entries."""
        self.entries = entries
        self.beside = beside
        everything = {**beside, **entries}
        self.kinds = kinds
        self.root = root
        self._by_name = {unicodedata.normalize("NFC", name): name for name in everything}
        self._by_id: dict[tuple[str, str], Entry] = {}
        self._by_logo: dict[str, Entry] = {}
        self._of_kind: dict[str, list[Entry]] = defaultdict(list)
        self._naming: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
        self._children: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(everything.values(), key=lambda one: one.order):
            self._of_kind[entry.kind].append(entry)
            self._by_id.setdefault((entry.kind, entry.id), entry)
            if logo := entry.page.logos[0]:
                self._by_logo.setdefault(logo, entry)
            for kind, target, path in entry.page.references():
                field = path.partition(".")[0]
                for one in kind.split(" or "):
                    self._naming[one, target].append((field, entry))
            parent = self.parent(entry.docname)
            if parent and not entry.orphan and not entry.shown_on:
                self._children[parent].append(entry)

    # ---- pages ----

    def parent(self, docname: str) -> str | None:
        """Return the index page under which a page hangs."""
        if docname == self.root:
            return None
        if docname in self.beside:
            return self.beside[docname].shown_on
        folder = docname.removesuffix("/index").rpartition("/")[0]
        while folder:
            if f"{folder}/index" in self.entries:
                return f"{folder}/index"
            folder = folder.rpartition("/")[0]
        return self.root if self.root in self.entries else None

    def above(self, docname: str) -> list[str]:
        """Return the index pages above a page, from the home page down."""
        chain: list[str] = []
        step = self.parent(docname)
        while step is not None:
            chain.insert(0, step)
            step = self.parent(step)
        return chain

    def children(self, docname: str) -> list[Entry]:
        """Return the pages that hang under an index page, in order."""
        return self._children.get(docname, [])

    def page_at(self, path: str) -> str | None:
        """Return the page at a site path such as ``/team/`` or ``/about.html``."""
        names = (self._by_name.get(name) for name in page_names(path))
        return next((name for name in names if name), None)

    # ---- records ----

    def record(self, kind: str, target: str) -> Entry | None:
        """Return the record with an id, or None; *kind* may be several: ``a or b``."""
        found = (self._by_id.get((one, target)) for one in kind.split(" or "))
        return next((entry for entry in found if entry), None)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all records of a kind, or of several."""
        return [entry.id for one in kind.split(" or ") for entry in self._of_kind[one]]

    def knows(self, kind: str) -> bool:
        """Tell whether the site has a kind: that of a feature may be left out."""
        return not self.kinds.keys().isdisjoint(kind.split(" or "))

    def naming(
        self, entry: Entry, by: str | None = None, fields: Iterable[str] = ()
    ) -> list[Entry]:
        """Return the records that name a record.

        Args:
            entry: The record that is named.
            by: Kind of the records that name it; any where it is None.
            fields: Only in these fields; all where none is given.
        """
        found = {
            other.docname: other
            for field, other in self._naming.get((entry.kind, entry.id), [])
            if by in (None, other.kind) and (not fields or field in fields)
        }
        return sorted(found.values(), key=lambda one: one.order)

    def with_logo(self, uri: str) -> Entry | None:
        """Return the record whose logo is the image at a site path."""
        return self._by_logo.get(uri)

    def hosts(self) -> list[Entry]:
        """Return the organisations that lead: those with a weight, in order."""
        leading = [name for name, kind in self.kinds.items() if kind.can_lead]
        return [e for name in leading for e in self._of_kind[name] if e.page.weight]

    def name_of(self, reference: Reference) -> tuple[str, Entry | None]:
        """Return how to show a reference, and the record where there is one."""
        kind, target = reference.kind, reference.target
        entry = None if is_name(target) else self.record(kind, target)
        return (entry.title if entry else shown_name(target), entry)

    # ---- lists ----

    def listing(self, kind: str, filters: Mapping[str, str] | None = None) -> list[Entry]:
        """Return the records of a kind that pass all filters, in order.

        Args:
            kind: Kind of record.
            filters: Filter (``group``, ``status``, ``area``, ``year``, ``kind``)
                -> value.
        """
        return [
            entry
            for entry in self._of_kind[kind]
            if not entry.orphan
            and all(
                value in entry.page.filed_under(name, entry.status)
                for name, value in (filters or {}).items()
            )
        ]

    def values(self, kind: str, name: str) -> list[str]:
        """Return the values of a filter that a list of *kind* may ask for.

        They are those that the model allows, then others; what has a heading comes first.
        """
        if name == "area":
            return self.ids("area")
        field = self.kinds[kind].model_fields.get(name)
        allowed = _literals(field.annotation) if field else []
        filed = (e.page.filed_under(name, e.status) for e in self._of_kind[kind])
        found = {value for values in filed for value in values}
        known = [*allowed, *sorted(found - set(allowed))]
        return sorted(known, key=[*self.kinds[kind].headings, *known].index)
