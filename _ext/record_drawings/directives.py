"""``{network}`` and ``{timeline}``: the drawing, then the same as a list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from research_records.dates import show_date
from research_records.entry import Entry
from research_site.catalogue import Catalogue, catalogue_of
from research_site.pages.nodes import link_to
from research_site.registry import add_theme_files
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from record_drawings import network, timeline
from record_drawings.nodes import drawing

NETWORK = (
    "Organisations on the left, people on the right, and the projects that bring them "
    "together. The same follows as a list."
)
TIMELINE = "Projects over the years. The same follows as a list."


class _Drawing(SphinxDirective):
    """A picture of the projects of the site."""

    @property
    def catalogue(self) -> Catalogue:
        """The records."""
        return catalogue_of(self.env)

    def item(self, entry: Entry, says: Iterable[nodes.Node]) -> nodes.list_item:
        """Return a line of the list: the project, and what is said of it."""
        name = nodes.strong("", "", link_to(entry, self.env.current_document.docname))
        return nodes.list_item("", nodes.paragraph("", "", name, *says))

    def shown(self, picture: str, alt: str, items: list[nodes.list_item]) -> list[nodes.Node]:
        """Return the picture and the list, or nothing where there are no projects."""
        if not items:
            return []
        listed = nodes.bullet_list("", *items, bullet="-")
        return [drawing(svg=picture, alt=word(alt)), listed]


class Network(_Drawing):
    """Who works with whom."""

    def run(self) -> list[nodes.Node]:
        """Return the picture and the list."""
        projects, items = [], []
        for entry in self.catalogue.listing("project"):
            organisations = self._named(entry, "partner")
            people = self._named(entry, "person")
            if organisations or people:
                marks = [[*map(self._mark, found)] for found in (organisations, people)]
                projects.append(network.Project(self._mark(entry), *marks))
                items.append(self.item(entry, self._says([*organisations, *people])))
        return self.shown(network.draw(projects), NETWORK, items)

    def _named(self, entry: Entry, kind: str) -> list[Entry]:
        """Return the records of a kind that a project names, each once; nobody who left."""
        found: dict[str, Entry] = {}
        for reference in entry.page.references():
            if reference.kind == kind:
                _, other = self.catalogue.name_of(reference)
                if other is not None and not other.orphan and other.status != "alumni":
                    found.setdefault(other.docname, other)
        return list(found.values())

    def _mark(self, entry: Entry) -> network.Mark:
        short = getattr(entry.page, "acronym", None) or entry.title
        return network.Mark(entry.docname, short if entry.kind == "project" else entry.title)

    def _says(self, entries: list[Entry]) -> Iterable[nodes.Node]:
        for number, entry in enumerate(entries):
            yield nodes.Text(", " if number else ": ")
            yield link_to(entry, self.env.current_document.docname)


class Timeline(_Drawing):
    """Projects over the years."""

    def run(self) -> list[nodes.Node]:
        """Return the picture and the list, by first day."""
        dated = [
            (start, getattr(entry.page, "end", None), entry)
            for entry in self.catalogue.listing("project")
            if (start := getattr(entry.page, "start", None))
        ]
        dated.sort(key=lambda one: (one[0], one[2].docname))
        spans, items = [], []
        for start, end, entry in dated:
            spans.append(timeline.Span(entry.docname, entry.title, start, end))
            items.append(self.item(entry, [nodes.Text(_years(start, end))]))
        return self.shown(timeline.draw(spans) if spans else "", TIMELINE, items)


def _years(start: str, end: str | None) -> str:
    if not end:
        return f": {word('since')} {show_date(start)}"
    return f": {show_date(start)} {word('to')} {show_date(end)}"


def setup(app: Sphinx) -> None:
    """Register the directives and their looks."""
    app.add_directive("network", Network)
    app.add_directive("timeline", Timeline)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/drawings.css")
