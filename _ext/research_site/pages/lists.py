"""Lists as nodes: cards or a table, by groups, with ways to their letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from docutils import nodes
from research_records.entry import Entry
from research_records.names import without_accents
from research_records.problems import did_you_mean
from research_records.values import Reference, capital
from sphinx.environment import BuildEnvironment

from research_site.catalogue import catalogue_of
from research_site.pages.nodes import cards, icon, line, link_to, section, table
from research_site.words import word

FILTERS = ("group", "status", "area", "year", "kind", "period")
#: Option of a list -> its values.
CHOICES = {
    "layout": ("cards", "table"),
    "sort": ("weight", "title", "date"),
    "group-by": FILTERS,
}


def show(
    env: BuildEnvironment,
    document: nodes.document,
    entries: list[Entry],
    layout: str = "cards",
) -> list[nodes.Node]:
    """Return records as cards, or as a table of title and details."""
    docname = env.current_document.docname
    catalogue = catalogue_of(env)
    shown: nodes.Element
    items: list[nodes.Element]
    if layout == "table":
        rows = [(link_to(entry, docname), line(catalogue, entry)) for entry in entries]
        shown = table(("Title", "Details"), rows)
        items = list(next(shown.findall(nodes.tbody)).findall(nodes.row))
    else:
        shown = cards(catalogue, docname, entries)
        items = list(shown.findall(nodes.list_item))
        for item, entry in zip(items, entries, strict=True):
            item["classes"] += icon(entry.docname, env.config.site_kinds)
    for item, entry in zip(items, entries, strict=True):
        item["mark"] = _mark(entry)
    return [shown]


def _mark(entry: Entry) -> str:
    """Return the letter, or the year, under which a record is looked up.

    Empty for a record with a weight, which stands before the alphabet.
    """
    if entry.page.weight:
        return ""
    if entry.page.newest_first:
        return (entry.page.when or "")[:4]
    return without_accents(entry.page.sort_name(entry.title))[:1].upper()


def _label(env: BuildEnvironment, kind: str, name: str, value: str) -> str:
    """Return the heading of the records that a filter finds by a value."""
    if name == "group":
        return str(env.config.site_groups.get(value, value))
    catalogue = catalogue_of(env)
    if name == "area":
        return catalogue.name_of(Reference("area", value))[0]
    return word(catalogue.kinds[kind].headings.get(value, capital(value)))


def grouped(
    env: BuildEnvironment,
    document: nodes.document,
    kind: str,
    name: str,
    filters: Mapping[str, str] | None = None,
    layout: str = "cards",
    arrange: Callable[[list[Entry]], list[Entry]] = list,
) -> list[nodes.Node]:
    """Return a section for each value of a filter, with its records and their count.

    Records without a value come last.

    Args:
        env: The environment.
        document: The page.
        kind: Kind of the records.
        name: The filter by which they are grouped.
        filters: Filter -> value that all of them have.
        layout: ``cards`` or ``table``.
        arrange: Sorts and cuts the records of a section.
    """
    catalogue = catalogue_of(env)
    entries = catalogue.listing(kind, filters)
    values = list(allowed_values(env, kind, name))
    if name in ("year", "period"):
        values.reverse()
    groups = {
        value: catalogue.listing(kind, {**(filters or {}), name: value}) for value in values
    }
    named = {entry.docname for members in groups.values() for entry in members}
    groups[""] = [entry for entry in entries if entry.docname not in named]
    result: list[nodes.section] = []
    for value, members in groups.items():
        if members:
            heading = _label(env, kind, name, value) or "Others"
            anchor = f"{name}-{value}" if value.isdigit() else heading.lower()
            shown = show(env, document, arrange(members), layout)
            part = section(document, f"{heading} ({count(members)})", *shown, name=anchor)
            part["group"] = value
            part["classes"] = [f"site-{members[0].page.shown_as}-group"]
            result.append(part)
    if len(result) == 1 and groups[""]:
        return show(env, document, arrange(entries), layout)
    return list(result)


def count(entries: Iterable[Entry]) -> int:
    """Return how many records there are already."""
    return sum(entry.page.is_counted(entry.status) for entry in entries)


def allowed_values(env: BuildEnvironment, kind: str, name: str) -> Sequence[str]:
    """Return the values that a filter of a list of *kind* may have."""
    catalogue = catalogue_of(env)
    if name == "group":
        has_groups = "group" in catalogue.kinds[kind].model_fields
        return [*env.config.site_groups] if has_groups else []
    return catalogue.values(kind, name)


def expectation(found: str, allowed: Sequence[str]) -> str:
    """Say what was found, what was expected, and the nearest right value."""
    choices = f"one of {', '.join(allowed)}" if allowed else "no such filter here"
    return f"found {found!r}, expected {choices}{did_you_mean(found, allowed)}"
