"""Standard docutils nodes that show records: every builder understands them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docutils import nodes
from research_records.entry import Entry
from research_records.values import Link, Reference, Value
from sphinx import addnodes

from research_site.catalogue import Catalogue


def link_to(entry: Entry, docname: str, text: str | None = None) -> addnodes.pending_xref:
    """Return a link from the page *docname* to a record, shown by its title."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text or entry.title),
        refdomain="site",
        reftype="page",
        reftarget=entry.docname,
        refexplicit=True,
        refdoc=docname,
        refwarn=True,
    )


def value(catalogue: Catalogue, docname: str, one: Value) -> nodes.Node:
    """Return how a value is shown on the page *docname*."""
    if isinstance(one, Link):
        return nodes.reference("", one.text, refuri=one.url)
    if isinstance(one, Reference):
        text, entry = catalogue.name_of(one)
        return nodes.Text(text) if entry is None else link_to(entry, docname)
    return nodes.Text(one)


def line(catalogue: Catalogue, entry: Entry) -> str:
    """Return what a list says of a record below its title: role, year, ..."""
    parts = [
        catalogue.name_of(part)[0] if isinstance(part, Reference) else part
        for part in entry.page.line(entry.status)
    ]
    return " · ".join(str(part) for part in parts if part)


def icon(docname: str, kinds: Mapping[str, str]) -> list[str]:
    """Return the class that draws an icon: of the records that a page lists.

    Args:
        docname: The page.
        kinds: Folder -> kind of the records in it (``site_kinds``).
    """
    kind = kinds.get(docname.removesuffix("/index"))
    return [f"site-icon-{kind}"] if kind else []


def cards(catalogue: Catalogue, docname: str, entries: Iterable[Entry]) -> nodes.bullet_list:
    """Return records as cards or rows: the linked title, then its line."""
    entries = list(entries)
    is_read = all(entry.page.shown_as == "rows" for entry in entries)
    classes = ["site-cards", *(["site-rows"] if is_read else [])]
    result = nodes.bullet_list(classes=classes, bullet="-")
    for entry in entries:
        name = nodes.strong("", "", _with_family_name(link_to(entry, docname), entry))
        item = nodes.list_item("", nodes.paragraph("", "", name))
        if entry.page.initials:
            item["initials"] = entry.page.initials
        if detail := line(catalogue, entry):
            item += nodes.paragraph("", detail)
        result += item
    return result


def _with_family_name(link: nodes.Element, entry: Entry) -> nodes.Element:
    """Set the family name, by which lists of people go, apart from the rest."""
    family: str = getattr(entry.page, "family_name", None) or ""
    given = entry.title.removesuffix(family)
    if family and given.strip() and given != entry.title:
        rest = nodes.inline("", given, classes=["site-given"])
        link.children = []
        link += nodes.inline("", "", rest, nodes.Text(family))
    return link


def plain_items(texts: Iterable[str]) -> nodes.bullet_list:
    """Return a list of texts."""
    result = nodes.bullet_list(bullet="-", classes=["site-names"])
    result += [nodes.list_item("", nodes.paragraph("", text)) for text in texts]
    return result


def table(heads: Sequence[str], rows: Iterable[Sequence[nodes.Node | str]]) -> nodes.table:
    """Return a table with one header row."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=1) for _ in heads]

    def row(cells: Sequence[nodes.Node | str]) -> nodes.row:
        result = nodes.row()
        for cell in cells:
            content = nodes.Text(cell) if isinstance(cell, str) else cell
            result += nodes.entry("", nodes.paragraph("", "", content))
        return result

    group += nodes.thead("", row(heads))
    body = nodes.tbody()
    body += [row(cells) for cells in rows]
    group += body
    return nodes.table("", group, classes=["site-table"])


def logo_item(
    entry: Entry, docname: str, alt: str | None = None, link: nodes.Element | None = None
) -> nodes.list_item:
    """Return a record's logo as an item of a grid of logos.

    Args:
        entry: The record; without a logo the name stands for it.
        docname: The page that shows it.
        alt: What the author says that it shows; else the record's name.
        link: The author's own link; else one to the record's page.
    """
    shown: list[nodes.Node] = []
    variants = entry.page.logos
    for uri, classes in zip(variants, ("only-light", "only-dark"), strict=True):
        if uri:
            both = [classes] if all(variants) else []
            words = alt or entry.title
            image = nodes.image(uri=uri, alt=words, classes=both, of_record=True)
            shown.append(image)
    link = link.copy() if link is not None else link_to(entry, docname)
    link.children = []
    link += nodes.inline("", "", *(shown or [nodes.Text(entry.title)]))
    return nodes.list_item("", nodes.paragraph("", "", link))


def section(
    document: nodes.document, title: str, *content: nodes.Node, name: str = ""
) -> nodes.section:
    """Return a section of the page with an id of its own, made of *name*.

    ``sphinx.ext.autosectionlabel`` makes labels of raw sources: this one is of one page.
    """
    source = f"{document.settings.env.current_document.docname}: {title}"
    result = nodes.section("", nodes.title(source, title), *content)
    result.document = document
    give_id(document, result, name or title)
    return result


def give_id(document: nodes.document, node: nodes.Element, name: str) -> str:
    """Give a node an id that no other on the page has, and return it."""
    base = found = nodes.make_id(name) or "-".join(name.casefold().split()) or "page"
    number = 1
    while found in document.ids:
        number += 1
        found = f"{base}-{number}"
    node["ids"].append(found)
    document.ids[found] = node
    return found
