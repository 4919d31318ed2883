"""Ways through long lists: links to groups, and to letters or years."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.pages.nodes import give_id
from research_site.pages.steps import Step
from research_site.registry import add_theme_files
from research_site.words import word

#: Records from which on a list has links to its letters.
LONG = 20
#: Groups from which on there are links to them.
MANY = 3


class WaysThroughLists(SphinxTransform):
    """Put links above the groups of a page, and above each long list."""

    default_priority = Step.WAYS

    def apply(self) -> None:
        """Look for lists and groups that `pages.lists` has marked."""
        for shown in list(self.document.findall(nodes.Element)):
            items = [item for item in shown.children if _mark(item) is not None]
            if items and (links := self._jump_links(items)):
                place = shown if isinstance(shown, nodes.bullet_list) else _table(shown)
                place.parent[place.parent.index(place) : place.parent.index(place)] = links
        groups = [s for s in self.document.findall(nodes.section) if "group" in s]
        parents = {id(group.parent): group.parent for group in groups}
        for parent in parents.values():
            own = [group for group in groups if group.parent is parent]
            if len(own) >= MANY:
                parent.insert(parent.index(own[0]), _group_links(own))

    def _jump_links(self, items: list[nodes.Node]) -> list[nodes.Node]:
        """Return links to the first item of each mark; none for a short list.

        None either where the order is another one: by weight, or by hand.
        """
        marks = [_mark(item) or "" for item in items]
        runs = [next(run) for _, run in groupby(range(len(marks)), marks.__getitem__)]
        if len(items) < LONG or len(runs) < MANY or len(runs) > len(set(marks)):
            return []
        links = nodes.bullet_list(classes=["site-jump"], bullet="-")
        for first in runs:
            if marks[first]:
                item = items[first]
                assert isinstance(item, nodes.Element)
                name = give_id(self.document, item, f"from-{marks[first]}")
                links += _link(marks[first], name)
        words = nodes.paragraph("", word("Jump to"), classes=["site-jump-title"])
        return [addnodes.only("", words, links, expr="html")]


def _mark(node: nodes.Node) -> str | None:
    mark: str | None = node.get("mark") if isinstance(node, nodes.Element) else None
    return mark


def _table(body: nodes.Element) -> nodes.Element:
    return next(
        node
        for node in (body, body.parent, body.parent.parent)
        if isinstance(node, nodes.table)
    )


def _group_links(sections: list[nodes.section]) -> nodes.Node:
    links = nodes.bullet_list(classes=["site-groups"], bullet="-")
    links += [_link(part[0].astext(), part["ids"][0]) for part in sections]
    return addnodes.only("", links, expr="html")


def _link(text: str, place: str) -> nodes.list_item:
    link = nodes.reference("", text, refid=place, internal=True)
    return nodes.list_item("", nodes.paragraph("", "", link))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.setup_extension("research_site")
    app.add_transform(WaysThroughLists)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/long-lists.css")
    return METADATA
