"""Lists of records: by directive, by default on a section's index, by role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from research_site.catalogue import Entry, ask, get_domain, note_problem
from research_site.catalogue.details import MANY, capital, detail
from research_site.catalogue.nodes import (
    cards,
    group_links,
    icon,
    jump_links,
    link_to,
    section,
    table,
)
from research_site.identifiers import without_accents
from research_site.problems import Problem, Subtype, did_you_mean
from research_site.records import KINDS, NewsItem, Person

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["setup"]

#: Directive -> kind of record that it lists.
DIRECTIVES = {
    "people": "person",
    "projects": "project",
    "theses": "thesis",
    "partners": "partner",
    "areas": "area",
    "news": "news",
}
#: Kind of record -> the field by which a section's index page groups its list.
GROUPED_BY = {
    "person": "group",
    "thesis": "status",
    "partner": "kind",
    "news": "year",
}
FILTERS = ("group", "status", "area", "year", "kind")
ALLOWED = {
    "layout": ("cards", "table"),
    "sort": ("weight", "title", "date"),
    "group-by": ("group", "status", "area", "year", "kind"),
}


def show(
    env: BuildEnvironment,
    document: nodes.document,
    entries: list[Entry],
    layout: str = "cards",
) -> list[nodes.Node]:
    """Return records as cards, or as a table of title and details.

    A long list has links to its letters above it, or to its years.
    """
    docname = env.current_document.docname
    details = [detail(env, entry) for entry in entries]
    shown: nodes.Element
    items: list[nodes.Element]
    if layout == "table":
        rows = [
            (link_to(entry, docname), text)
            for entry, text in zip(entries, details, strict=True)
        ]
        shown = table(("Title", "Details"), rows)
        items = list(next(shown.findall(nodes.tbody)).findall(nodes.row))
    else:
        shown = cards(entries, docname, details)
        items = list(shown.findall(nodes.list_item))
        for item, entry in zip(items, entries, strict=True):
            item["classes"] += icon(entry.docname, env.config.site_kinds)
    marks = [mark(entry) for entry in entries]
    return [*jump_links(document, items, marks), shown]


def mark(entry: Entry) -> str:
    """Return the letter, or of news the year, under which a record is looked up.

    Empty for a record with a weight, which stands before the alphabet.
    """
    if entry.page.weight:
        return ""
    if isinstance(entry.page, NewsItem):
        return (entry.page.date or "")[:4]
    name = entry.page.sort_name if isinstance(entry.page, Person) else entry.title
    return without_accents(name)[:1].upper()


def label(env: BuildEnvironment, field: str, value: str) -> str:
    """Return the heading of the records whose *field* has a value."""
    if field == "group":
        return str(env.config.site_groups.get(value, value))
    if field == "area":
        return str(ask(env, "name_of", "area", value)[0])
    return MANY.get(value, capital(value))


def grouped(
    env: BuildEnvironment,
    document: nodes.document,
    kind: str,
    field: str,
    *filters: Any,
) -> list[nodes.Node]:
    """Return a section a value of *field*, each with its records and their count.

    Above them stand links to them. Records without a value come last.
    """
    entries: list[Entry] = ask(env, "listing", kind, *filters)
    values: dict[str, None] = {}
    if field == "group":
        values = dict.fromkeys(env.config.site_groups)
    elif field == "area":
        values = dict.fromkeys(get_domain(env).catalogue.ids("area"))
    else:
        found = ask(env, "values", kind, field)
        values = dict.fromkeys(reversed(found) if field == "year" else found)
    groups = {
        value: ask(env, "listing", kind, *filters, (field, value)) for value in values
    }
    named = {entry.docname for members in groups.values() for entry in members}
    groups[""] = [entry for entry in entries if entry.docname not in named]
    result: list[nodes.section] = []
    for value, members in groups.items():
        if members:
            title = f"{label(env, field, value) or 'Others'} ({len(members)})"
            name = f"{field}-{value}" if field == "year" else label(env, field, value)
            shown = show(env, document, members)
            result.append(section(document, title, *shown, name=name or "others"))
    if len(result) == 1 and groups[""]:
        return show(env, document, entries)
    return [*group_links(result), *result]


def allowed_values(env: BuildEnvironment, kind: str, name: str) -> Sequence[str]:
    """Return the values that a filter of a list of *kind* may have."""
    if name == "group":
        return [*env.config.site_groups] if kind == "person" else []
    values: list[str] = ask(env, "values", kind, name)
    return values


def expectation(found: str, allowed: Sequence[str]) -> str:
    """Say what was found, what was expected, and the nearest right value."""
    choices = f"one of {', '.join(allowed)}" if allowed else "no such filter here"
    return f"found {found!r}, expected {choices}{did_you_mean(found, allowed)}"


class ListingDirective(SphinxDirective):
    """List records: ``{people}``, ``{projects}``, ``{theses}``, ...

    Options filter (``group``, ``status``, ``area``, ``year``, ``kind``), sort
    (``sort``), cut (``limit``), group (``group-by``) and lay out (``layout``).
    """

    option_spec: ClassVar[Any] = dict.fromkeys(
        (*FILTERS, *ALLOWED, "limit"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Return the list, or say which option is wrong and show the rest."""
        kind = DIRECTIVES[self.name]
        options = dict(self.options)
        choices: dict[str, Sequence[str]]
        choices = {name: ALLOWED[name] for name in ALLOWED if name in options}
        for name in FILTERS:
            if name in options:
                choices[name] = allowed_values(self.env, kind, name)
        for name, allowed in choices.items():
            if options[name] not in allowed:
                self._report(name, options[name], allowed)
                del options[name]
        filters = tuple((name, options[name]) for name in FILTERS if name in options)
        if "group-by" in options:
            return grouped(
                self.env, self.state.document, kind, options["group-by"], *filters
            )
        entries = list(ask(self.env, "listing", kind, *filters))
        if options.get("sort") == "title":
            entries.sort(key=lambda entry: entry.title.casefold())
        elif options.get("sort") == "date":
            entries.sort(key=lambda entry: entry.page.date or "", reverse=True)
        limit = options.get("limit")
        if limit is not None and not limit.isdecimal():
            self._report("limit", limit, ["a whole number"])
        elif limit is not None:
            entries = entries[: int(limit)]
        return (
            show(self.env, self.state.document, entries, options.get("layout", "cards"))
            if entries
            else []
        )

    def _report(self, name: str, value: str, allowed: Sequence[str]) -> None:
        message = f"{self.name}: {name}: {expectation(value, allowed)}"
        note_problem(self.env, Problem(Subtype.LISTING, message, self.lineno))


class RecordRole(SphinxRole):
    """``{person}`` and its like: a link to a record by id."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or the text alone where no record has the id."""
        kind, target = self.name, self.text.strip()
        entry = ask(self.env, "record", kind, target)
        if entry is None:
            ids = get_domain(self.env).catalogue.ids(kind)
            message = f"no {kind} {target!r}{did_you_mean(target, ids)}"
            problem = Problem(Subtype(f"unknown_{kind}"), message, self.lineno)
            note_problem(self.env, problem)
            return [nodes.inline("", target)], []
        return [link_to(entry, self.env.current_document.docname)], []


class CountRole(SphinxRole):
    """``{count}``: how many, such as ``people`` or ``theses status=completed``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as text."""
        what, *filters = self.text.split()
        pairs = tuple(tuple(item.partition("=")[::2]) for item in filters)
        kinds = {**DIRECTIVES, "organisations": "person"}
        if what not in kinds or any(name not in FILTERS for name, _ in pairs):
            message = (
                f"count: found {self.text!r}, expected one of {', '.join(kinds)}, "
                f"then filters such as status=completed{did_you_mean(what, kinds)}"
            )
            note_problem(self.env, Problem(Subtype.LISTING, message, self.lineno))
            return [nodes.inline("", self.text)], []
        for name, value in pairs:
            allowed = allowed_values(self.env, kinds[what], name)
            if value not in allowed:
                message = f"count: {name}: {expectation(value, allowed)}"
                note_problem(self.env, Problem(Subtype.LISTING, message, self.lineno))
        entries = ask(self.env, "listing", kinds[what], *pairs)
        catalogue = get_domain(self.env).catalogue
        number = (
            catalogue.organisations(entries)
            if what == "organisations"
            else len(entries)
        )
        return [nodes.Text(str(number))], []


class DefaultListing(SphinxTransform):
    """Give a section's index page its list where it has no directive."""

    default_priority = 60

    def apply(self) -> None:
        """Append the list at the end of the page."""
        docname = self.env.current_document.docname
        folder = docname.removesuffix("/index")
        kind = self.config.site_kinds.get(folder)
        if folder == docname or self.document.next_node(_has_cards):
            return
        top = next(self.document.findall(nodes.section), None)
        if top is None:
            return
        children = list(ask(self.env, "children", docname))
        if kind in GROUPED_BY:
            top += grouped(self.env, self.document, kind, GROUPED_BY[kind])
            children = [entry for entry in children if entry.kind != kind]
        if children:
            top += show(self.env, self.document, children)


def _has_cards(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool(
        {"site-cards", "site-table"} & set(node.get("classes", []))
    )


def setup(app: Sphinx) -> None:
    """Register directives, roles and the default list."""
    for name in DIRECTIVES:
        app.add_directive(name, ListingDirective)
    for kind in KINDS:
        app.add_role(kind, RecordRole())
    app.add_role("count", CountRole())
    app.add_transform(DefaultListing)
