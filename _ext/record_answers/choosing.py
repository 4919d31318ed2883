"""Filters above lists of records, with a page that shows each choice without a script.

The setting ``site_filters`` names the pages and their facets: ``{"research/theses/index":
"year area degree"}``. A choice leads to the page of the area or organisation that it
names, to the group on the page itself, to a page such as ``research/theses-by-year``, or
to ``site_filters_page``, a page with a title to which all other lists are added.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from list_filters import Choice, Facet, filters, row_attributes
from research_records.entry import Entry
from research_records.problems import Problem, Subtype, did_you_mean
from research_records.values import capital
from research_site.catalogue import Catalogue, catalogue_of, report_here
from research_site.pages.nodes import cards, give_id, section
from research_site.pages.steps import Step
from research_site.words import word
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from record_answers.relations import area_of, organisations_of

#: Records from which on a list has filters.
MANY = 8
#: Facet -> label.
LABELS = {
    "area": "Area",
    "degree": "Degree",
    "funder": "Funder",
    "group": "Group",
    "kind": "Kind",
    "organisation": "Organisation",
    "period": "Year",
    "programme": "Programme",
    "status": "Status",
    "year": "Year",
}
#: Facet -> kind of the records that its values name.
RECORDS = {"area": "area", "funder": "partner", "organisation": "partner"}


class Group(NamedTuple):
    """The records of a list that have one value: its label, and where it is shown."""

    value: str
    label: str
    members: list[Entry]
    docname: str = ""
    place: str = ""


def values(catalogue: Catalogue, entry: Entry, name: str) -> list[str]:
    """Return what a record has of a facet."""
    if name == "organisation":
        return organisations_of(entry)
    if name == "funder":
        funding = getattr(entry.page, "funding", [])
        return list(dict.fromkeys(grant.funder for grant in funding))
    if name == "area" and entry.kind == "person":
        return area_of(catalogue, entry)
    return entry.page.filed_under(name, entry.status)


def token(value: str) -> str:
    """Return a value as rows have it, without spaces."""
    return "-".join(value.split())


class Lists:
    """The lists that have filters, as conf.py names them."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with the settings."""
        self._config = env.config
        self._catalogue = catalogue_of(env)

    def names(self, docname: str) -> list[str]:
        """Return the facets of a page."""
        return str(self._config.site_filters.get(docname, "")).split()

    def kind(self, docname: str) -> str | None:
        """Return the kind of the records that a page lists."""
        kind = self._config.site_kinds.get(docname.removesuffix("/index"))
        return kind if kind in self._catalogue.kinds else None

    def entries(self, docname: str) -> list[Entry]:
        """Return the records that a page lists; none of a short list."""
        kind = self.kind(docname)
        found = self._catalogue.listing(kind) if kind else []
        return found if len(found) >= MANY else []

    def groups(self, docname: str, name: str) -> list[Group]:
        """Return the values of a facet; none where all records have the same."""
        members: dict[str, list[Entry]] = {}
        for entry in self.entries(docname):
            for value in values(self._catalogue, entry, name):
                members.setdefault(value, []).append(entry)
        kind = self.kind(docname) or ""
        found = [Group(one, self._label(kind, name, one), members[one]) for one in members]
        placed = [self._placed(docname, kind, name, one) for one in found]
        return self._sorted(name, placed) if len(placed) > 1 else []

    def elsewhere(self) -> Iterator[tuple[str, str]]:
        """Yield page and facet of the lists that no other page shows."""
        for docname in self._config.site_filters:
            for name in self.names(docname):
                if self._shown_by(docname, self.kind(docname) or "", name) is None:
                    yield docname, name

    def _shown_by(self, docname: str, kind: str, name: str) -> str | None:
        """Return the page that groups a list by a facet; ``""`` for records' own pages."""
        if name in RECORDS:
            return ""
        if kind and self._catalogue.kinds[kind].group_by == name:
            return docname
        page = f"{docname.removesuffix('/index')}-by-{name}"
        return page if page in self._catalogue.entries else None

    def _label(self, kind: str, name: str, value: str) -> str:
        if name in RECORDS:
            entry = self._catalogue.record(RECORDS[name], value)
            return entry.title if entry else value
        if name == "group":
            return str(self._config.site_groups.get(value, value))
        return word(self._catalogue.kinds[kind].headings.get(value, capital(value)))

    def _placed(self, docname: str, kind: str, name: str, group: Group) -> Group:
        """Return a group with the page and the place that show it without a script."""
        plural = self._catalogue.kinds[kind].plural
        if name in RECORDS:
            entry = self._catalogue.record(RECORDS[name], group.value)
            return group._replace(docname=entry.docname if entry else "", place=plural)
        page = self._shown_by(docname, kind, name)
        if page is None:
            place = nodes.make_id(f"{plural}-{name}-{group.value}")
            return group._replace(docname=str(self._config.site_filters_page), place=place)
        number = f"{name}-{group.value}" if group.value.isdigit() else group.label.lower()
        shown_on = page if page != docname else ""
        return group._replace(docname=shown_on, place=nodes.make_id(number))

    def _sorted(self, name: str, groups: list[Group]) -> list[Group]:
        if name in ("year", "period"):
            return sorted(groups, key=lambda one: one.value, reverse=True)
        if name in ("group", *RECORDS):
            kind = RECORDS.get(name)
            order = self._catalogue.ids(kind) if kind else [*self._config.site_groups]
            return sorted(groups, key=lambda one: (one.value not in order,
                          order.index(one.value) if one.value in order else 0))  # fmt: skip
        return sorted(groups, key=lambda one: one.label.casefold())


class Filters(SphinxTransform):
    """Mark the rows of a list, and put its filters above it."""

    default_priority = Step.LISTS + 2

    def apply(self) -> None:
        """Add them; on the page of the other lists, add these."""
        here = self.env.current_document.docname
        top = next(self.document.findall(nodes.section), None)
        lists = Lists(self.env)
        if here == self.config.root_doc:
            self._check(lists)
        if top is None:
            return
        if here == self.config.site_filters_page:
            self._lists(lists, top, here)
        names = [name for name in lists.names(here) if name in LABELS]
        found = {name: groups for name in names if (groups := lists.groups(here, name))}
        if found and (first := self._mark(lists, top, here, found)) is not None:
            top.insert(
                first, filters(facets=self._facets(found), label=word("Filter the list"))
            )

    def _mark(
        self, lists: Lists, top: nodes.section, here: str, found: dict[str, list[Group]]
    ) -> int | None:
        """Give each row its values; return where the first list begins."""
        catalogue = catalogue_of(self.env)
        kind, first = lists.kind(here), None
        for item in top.findall(nodes.list_item):
            link = next(item.findall(addnodes.pending_xref), None)
            entry = catalogue.entries.get(link["reftarget"]) if link is not None else None
            if "site-cards" not in item.parent["classes"] or not entry or entry.kind != kind:
                continue
            has = {name: map(token, values(catalogue, entry, name)) for name in found}
            item["row"] = row_attributes(has)
            if first is None:
                above: nodes.Element = item
                while above.parent is not top:
                    above = above.parent
                first = top.index(above)
        for part in top.findall(nodes.section):
            # The filters lead to the groups; a second list of links would say the same.
            if "group" in part and catalogue.kinds[kind or ""].group_by in found:
                del part["group"]
        return first

    def _facets(self, found: dict[str, list[Group]]) -> list[Facet]:
        return [
            Facet(name, word(LABELS[name]), [
                Choice(token(g.value), f"{g.label} ({len(g.members)})", g.docname, g.place)
                for g in groups
            ])
            for name, groups in found.items()
        ]  # fmt: skip

    def _lists(self, lists: Lists, top: nodes.section, here: str) -> None:
        """Add a section for each list and facet that no other page shows."""
        catalogue = catalogue_of(self.env)
        for docname, name in lists.elsewhere():
            entry = catalogue.entries.get(docname)
            groups = lists.groups(docname, name)
            if entry is None or not groups:
                continue
            title = f"{entry.title}: {word(LABELS.get(name, name)).lower()}"
            part = section(self.document, title)
            for one in groups:
                shown = cards(catalogue, here, one.members)
                words = f"{one.label} ({len(one.members)})"
                inner = nodes.section("", nodes.title("", words), shown)
                inner.document = self.document
                give_id(self.document, inner, one.place)
                part += inner
            top += part

    def _check(self, lists: Lists) -> None:
        """Report what the settings name and the site has not, once."""
        catalogue, page = catalogue_of(self.env), str(self.config.site_filters_page)
        for docname in self.config.site_filters:
            if docname not in catalogue.entries:
                hint = did_you_mean(docname, [*catalogue.entries])
                self._tell(f"site_filters: found {docname!r}, expected a page{hint}")
            for name in lists.names(docname):
                if name not in LABELS:
                    choices = f"one of {', '.join(LABELS)}{did_you_mean(name, [*LABELS])}"
                    self._tell(f"site_filters: found {name!r}, expected {choices}")
        if page and page not in catalogue.entries:
            hint = did_you_mean(page, [*catalogue.entries])
            self._tell(f"site_filters_page: found {page!r}, expected a page{hint}")
        needs = [f"{docname} by {name}" for docname, name in lists.elsewhere()
                 if name in LABELS and lists.groups(docname, name)]  # fmt: skip
        if needs and not page:
            self._tell(f"site_filters_page: missing; it shows {', '.join(needs)}")

    def _tell(self, message: str) -> None:
        report_here(self.env, Problem(Subtype.CONFIG, message))


def setup(app: Sphinx) -> None:
    """Register the settings and the transform."""
    app.add_config_value("site_filters", {}, "env", types=dict)
    app.add_config_value("site_filters_page", "", "env", types=str)
    app.add_transform(Filters)
