"""Lists of publications on pages: whole ones by year or type, short ones of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from list_filters import OTHERS, Choice, Facet, filters
from research_records.entry import Entry
from research_records.identifiers import doi_url
from research_site.catalogue import Catalogue, catalogue_of
from research_site.pages.nodes import link_to, section
from research_site.pages.steps import Step
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from publications.drawing import Drawer
from publications.formats import ALL_LABELS
from publications.kind import TYPES, Publication

#: Rows that a record's page shows of a longer list; the others unfold.
SHOWN = 8


class publication_list(nodes.General, nodes.Element):  # noqa: N801, as nodes are named
    """Rows; *records* are their docnames.

    *whole* says that rows have filters and Cite, *short* that only some show at first.
    """


def rows(
    entries: Sequence[Entry], docname: str, whole: bool, anchors: bool
) -> publication_list:
    """Return a list; with *anchors* each row is a place that links lead to."""
    found = publication_list(
        records=[entry.docname for entry in entries], docname=docname, whole=whole
    )
    found["classes"] = ["site-cards"]  # a list, so that a folder's page has no other
    if anchors:
        found["ids"] = [entry.id for entry in entries]
    return found


def visit_list(self: HTML5Translator, node: publication_list) -> None:
    """Write the rows."""
    builder, here = self.builder, node["docname"]
    catalogue = catalogue_of(builder.env)
    target = builder.get_target_uri(here).partition("#")[0]
    root = relative_uri(target, "") if target else ""
    root = "" if root in ("", "./", "#") else root

    def uri(docname: str) -> str:
        return builder.get_relative_uri(here, docname)

    web = not getattr(builder, "embedded", False)
    drawer = Drawer(catalogue, uri, root, web)
    found = (catalogue.beside.get(name) for name in node["records"])
    drawn = [drawer.row(e, node["whole"], bool(node["ids"])) for e in found if e]
    short = SHOWN if node.get("short") and len(drawn) > SHOWN + 2 else len(drawn)
    self.body.append(f'<ul class="pubs">\n{"".join(drawn[:short])}</ul>\n')
    if rest := drawn[short:]:
        words = f"<summary>{len(rest)} {word('more publications')}</summary>"
        more = f'<ul class="pubs">\n{"".join(rest)}</ul>'
        self.body.append(f'<details class="pub-more">{words}\n{more}</details>\n')
    raise nodes.SkipNode


class ListsAsNodes(SphinxPostTransform):
    """Give other formats ordinary nodes; before references are resolved (10)."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Replace each list."""
        catalogue = catalogue_of(self.env)
        for node in list(self.document.findall(publication_list)):
            shown = nodes.bullet_list(bullet="-")
            for name in node["records"]:
                if entry := catalogue.beside.get(name):
                    # On paper the whole entry stands in the list of publications alone.
                    draw = _named if node.get("short") else _row
                    item = nodes.list_item("", draw(catalogue, entry, node["docname"]))
                    item["ids"] = [entry.id] if node["ids"] else []
                    shown += item
            node.replace_self(shown)


def _named(catalogue: Catalogue, entry: Entry, docname: str) -> nodes.paragraph:
    page = entry.page
    assert isinstance(page, Publication)
    return nodes.paragraph("", "", link_to(entry, docname), nodes.Text(f" ({page.year})"))


def _row(catalogue: Catalogue, entry: Entry, docname: str) -> nodes.paragraph:
    page = entry.page
    assert isinstance(page, Publication)
    text = nodes.paragraph()
    for number, maker in enumerate(page.makers):
        person = catalogue.record("person", maker.person) if maker.person else None
        text += nodes.Text(", " if number else "")
        name = maker.name.full
        text += (
            nodes.strong("", "", link_to(person, docname, name))
            if person
            else nodes.Text(name)
        )
    text += nodes.Text(", et al. " if page.more else " " if page.authors else " (editors) ")
    text += nodes.Text(f"({page.year}). ")
    text += nodes.Text(entry.title if entry.title.endswith(("?", "!")) else f"{entry.title}.")
    if page.venue:
        text += [nodes.Text(" "), nodes.emphasis("", page.venue), nodes.Text(".")]
    text += nodes.Text(f" {page.label_of_type}.")
    for doi in [*([page.doi] if page.doi else []), *page.preprints]:
        text += [nodes.Text(" "), nodes.reference("", doi_url(doi), refuri=doi_url(doi))]
    return text


def by_year(
    env: Any, document: nodes.document, entries: list[Entry], anchors: bool
) -> list[nodes.Node]:
    """Return a section for each year, newest first."""
    here = env.current_document.docname
    shown: list[nodes.Node] = []
    for year, found in groupby(entries, key=lambda entry: getattr(entry.page, "year", 0)):
        members = list(found)
        part = section(document, f"{year} ({len(members)})",
                       rows(members, here, True, anchors), name=f"year-{year}")  # fmt: skip
        part["classes"].append("pub-year")
        shown.append(part)
    return shown


def by_type(env: Any, document: nodes.document, entries: list[Entry]) -> list[nodes.Node]:
    """Return a section for each type, in the order of `TYPES`."""
    here = env.current_document.docname
    shown: list[nodes.Node] = []
    for name, (label, *_) in TYPES.items():
        if members := [one for one in entries if getattr(one.page, "type", "") == name]:
            list_of = rows(members, here, False, False)
            shown.append(section(document, f"{label} ({len(members)})", list_of, name=name))
    return shown


def facets(catalogue: Catalogue, entries: list[Entry], types: str) -> list[Facet]:
    """Return what the whole list can be filtered by, and where that is shown on its own.

    Args:
        catalogue: The site.
        entries: All publications.
        types: The page that shows them by type; ``""`` without one.
    """
    pages = [one.page for one in entries if isinstance(one.page, Publication)]
    years = Counter(str(page.year) for page in pages)
    kinds = Counter(page.type for page in pages)
    people = Counter(person for page in pages for person in page.people)
    areas = Counter(area for page in pages for area in page.areas)

    def named(kind: str, counted: Counter[str]) -> list[Choice]:
        known = [e for e in catalogue.listing(kind) if e.id in counted]
        return [
            Choice(e.id, f"{e.title} ({counted[e.id]})", e.docname, "publications")
            for e in known
        ]

    found = [
        Facet("year", "Year", [
            Choice(year, f"{year} ({number})", "", f"year-{year}")
            for year, number in years.items()
        ]),
        Facet("type", "Type", [
            Choice(name, f"{words[0]} ({kinds[name]})", types, name)
            for name, words in TYPES.items() if kinds[name]
        ]),
        Facet("person", "Person", named("person", people)),
        Facet("area", "Area", named("area", areas)),
    ]  # fmt: skip
    return [facet for facet in found if facet.choices]


class PublicationLists(SphinxTransform):
    """Show all publications on their page, and on those of records the ones that name them."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Append the list to the page's top section."""
        here = self.env.current_document.docname
        catalogue = catalogue_of(self.env)
        top = next(self.document.findall(nodes.section), None)
        if top is None:
            return
        page = self.config.site_publications.removesuffix(".bib")
        entries = catalogue.listing("publication")
        types = f"{page}-by-type"
        if here == types:
            top += by_type(self.env, self.document, entries)
            return
        if here == page:
            types = types if types in catalogue.entries else ""
            shown = facets(catalogue, entries, types)
            top += filters(facets=shown, label="Filter publications")
            top += all_files()
            top += by_year(self.env, self.document, entries, anchors=True)
            return
        entry = catalogue.entries.get(here)
        found = catalogue.naming(entry, "publication") if entry else []
        if found:
            shown_here = rows(found, here, False, False)
            shown_here["short"] = True
            top += section(
                self.document, word("Publications"), shown_here, name="Publications"
            )


class all_files(nodes.General, nodes.Element):  # noqa: N801, as nodes are named
    """Links to the files that cite all publications."""


def visit_all_files(self: HTML5Translator, node: all_files) -> None:
    """Write the links."""
    if not getattr(self.builder, "embedded", False):
        builder = self.builder
        target = builder.get_target_uri(builder.current_docname).partition("#")[0]
        root = relative_uri(target, "")
        root = "" if root in ("", "./", "#") else root
        drawer = Drawer(catalogue_of(builder.env), str, root)
        words = f"All as {drawer.files('publications', ALL_LABELS)}"
        self.body.append(f'<p class="pub-files">{words}</p>\n')
    raise nodes.SkipNode


def skip(self: object, node: nodes.Element) -> None:
    """Leave out what leads to files beside web pages."""
    raise nodes.SkipNode


def plain_elsewhere(app: Sphinx) -> None:
    """Let formats other than HTML have ordinary nodes."""
    if app.builder.format != "html":
        app.add_post_transform(ListsAsNodes)


def setup(app: Sphinx) -> None:
    """Register nodes, transforms and the directive."""
    app.add_node(publication_list, html=(visit_list, None))
    others: dict[str, Any] = dict.fromkeys(OTHERS, (skip, None))
    app.add_node(all_files, html=(visit_all_files, None), **others)
    app.add_transform(PublicationLists)
    app.connect("builder-inited", plain_elsewhere)
