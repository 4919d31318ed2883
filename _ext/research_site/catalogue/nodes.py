"""Standard docutils nodes that show records: every builder understands them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from docutils import nodes
from sphinx import addnodes

from research_site.catalogue.entry import Entry
from research_site.records import Person

#: Records from which on a list has links to its letters.
LONG = 20

__all__ = [
    "cards",
    "group_links",
    "icon",
    "jump_links",
    "link_to",
    "logo_item",
    "section",
    "table",
]


def link_to(
    entry: Entry, docname: str, text: str | None = None
) -> addnodes.pending_xref:
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


def icon(docname: str, kinds: Mapping[str, str]) -> list[str]:
    """Return the class that draws an icon: of the records that a page lists.

    Args:
        docname: The page.
        kinds: Folder -> kind of the records in it (``site_kinds``).
    """
    kind = kinds.get(docname.removesuffix("/index"))
    return [f"site-icon-{kind}"] if kind else []


def cards(
    entries: Iterable[Entry], docname: str, details: Iterable[str]
) -> nodes.bullet_list:
    """Return records as a list of cards: the linked title, then a detail."""
    result = nodes.bullet_list(classes=["site-cards"], bullet="-")
    for entry, detail in zip(entries, details, strict=True):
        name = nodes.strong("", "", link_to(entry, docname))
        item = nodes.list_item("", nodes.paragraph("", "", name))
        if isinstance(entry.page, Person):
            item["initials"] = entry.page.initials
        if detail:
            item += nodes.paragraph("", detail)
        result += item
    return result


def table(
    heads: Sequence[str], rows: Iterable[Sequence[nodes.Node | str]]
) -> nodes.table:
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
    partner: Entry,
    docname: str,
    alt: str | None = None,
    link: nodes.Element | None = None,
) -> nodes.list_item:
    """Return a partner's logo as an item of a grid of logos.

    Args:
        partner: The partner; without a logo the name stands for it.
        docname: The page that shows it.
        alt: What the author says that it shows; else the partner's name.
        link: The author's own link; else one to the partner's page.
    """
    page = partner.page
    shown: list[nodes.Node] = []
    variants = [getattr(page, "logo", None), getattr(page, "logo_dark", None)]
    for uri, classes in zip(variants, ("only-light", "only-dark"), strict=True):
        if uri:
            both = [classes] if all(variants) else []
            words = alt or partner.title
            image = nodes.image(uri=uri, alt=words, classes=both, of_record=True)
            shown.append(image)
    link = link.copy() if link is not None else link_to(partner, docname)
    link.children = []
    link += nodes.inline("", "", *(shown or [nodes.Text(partner.title)]))
    return nodes.list_item("", nodes.paragraph("", "", link))


def section(
    document: nodes.document, title: str, *content: nodes.Node, name: str = ""
) -> nodes.section:
    """Return a section of the page with an id of its own, made of *name*."""
    result = nodes.section("", nodes.title("", title), *content)
    result.document = document
    give_id(document, result, name or title)
    return result


def give_id(document: nodes.document, node: nodes.Element, name: str) -> str:
    """Give a node an id that no other on the page has, and return it."""
    base = found = nodes.make_id(name) or "page"
    number = 1
    while found in document.ids:
        number += 1
        found = f"{base}-{number}"
    node["ids"].append(found)
    document.ids[found] = node
    return found


def group_links(sections: Sequence[nodes.section]) -> list[nodes.Node]:
    """Return links to sections, called as these are; none to fewer than three."""
    if len(sections) < 3:
        return []
    links = nodes.bullet_list(classes=["site-groups"], bullet="-")
    for part in sections:
        link = nodes.reference(
            "", part[0].astext(), refid=part["ids"][0], internal=True
        )
        links += nodes.list_item("", nodes.paragraph("", "", link))
    return [addnodes.only("", links, expr="html")]


def jump_links(
    document: nodes.document, items: Sequence[nodes.Element], marks: list[str]
) -> list[nodes.Node]:
    """Return links to the first item of each mark; none for a short list.

    None either where the order is another one: by weight, or by hand.
    """
    runs = [next(run) for _, run in groupby(range(len(marks)), marks.__getitem__)]
    if len(items) < LONG or len(runs) < 3 or len(runs) > len(set(marks)):
        return []
    links = nodes.bullet_list(classes=["site-jump"], bullet="-")
    for first in runs:
        if not marks[first]:
            continue
        name = give_id(document, items[first], f"from-{marks[first]}")
        link = nodes.reference("", marks[first], refid=name, internal=True)
        links += nodes.list_item("", nodes.paragraph("", "", link))
    return [addnodes.only("", nodes.paragraph("", "Jump to"), links, expr="html")]
