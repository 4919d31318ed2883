"""Lists as nodes: cards or a table, by groups, with ways to their letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from research_site.catalogue import Entry, ask, get_domain
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
from research_site.problems import did_you_mean
from research_site.records import NewsItem, Person

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

__all__ = [
    "ALLOWED",
    "DIRECTIVES",
    "FILTERS",
    "GROUPED_BY",
    "allowed_values",
    "expectation",
    "grouped",
    "show",
]

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
    layout: str = "cards",
    arrange: Callable[[list[Entry]], list[Entry]] = list,
) -> list[nodes.Node]:
    """Return a section a value of *field*, each with its records and their count.

    Above them stand links to them. Records without a value come last. *arrange*
    sorts and cuts the records of a section.
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
            shown = show(env, document, arrange(members), layout)
            result.append(section(document, title, *shown, name=name or "others"))
    if len(result) == 1 and groups[""]:
        return show(env, document, arrange(entries), layout)
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
