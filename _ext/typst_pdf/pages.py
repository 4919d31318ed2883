"""Which pages a document has: those that the toctrees of its pages name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

__all__ = ["Entry", "below", "drop_generated", "entries", "in_order", "own_toctrees"]

#: Pages that Sphinx makes and that are of use on the web alone.
_GENERATED = {"genindex", "modindex", "search"}


class Entry(NamedTuple):
    """One line of a toctree."""

    #: The title that it gives, or None where it is the page's own.
    title: str | None
    #: A page, or an address on the web.
    target: str


def entries(toctree: nodes.Element) -> Iterator[Entry]:
    """Yield what a toctree names, without the pages that Sphinx makes."""
    for title, target in toctree["entries"]:
        if target != "self" and not _is_generated(target):
            yield Entry(title, target)


def _is_generated(page: str) -> bool:
    return page in _GENERATED or page.endswith("-modindex")


def below(doctree: nodes.Element) -> Iterator[str]:
    """Yield the pages that the toctrees in a page name."""
    for toctree in doctree.findall(addnodes.toctree):
        yield from (entry.target for entry in entries(toctree))


def own_toctrees(section: nodes.Element) -> list[addnodes.toctree]:
    """Return the toctrees of a section, or page, that are in none of its sections."""

    def holder(node: nodes.Node) -> nodes.Node:
        above = node.parent
        while above is not section and not isinstance(above, nodes.section):
            above = above.parent
        return above

    found = section.findall(addnodes.toctree)
    return [toctree for toctree in found if holder(toctree) is section]


def in_order(
    start: str, load: Callable[[str], nodes.document | None]
) -> dict[str, nodes.document]:
    """Return the pages of a document in the toctrees' order, each once.

    Args:
        start: The page to begin with.
        load: Gives a page's doctree, or None for a page that is to be left out; the
            pages that only it names are left out with it.
    """
    found: dict[str, nodes.document] = {}
    waiting = [start]
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        tree = load(page)
        if tree is not None:
            found[page] = tree
            waiting.extend(reversed(list(below(tree))))
    return found


def drop_generated(tree: nodes.Element) -> None:
    """Take links to the pages that Sphinx makes out of a page, with what is theirs.

    A list item, a list or a section that holds nothing else goes with them.
    """
    for link in list(tree.findall(nodes.reference)):
        uri = link.get("refuri", "")
        if not (uri.startswith("%") and _is_generated(uri[1:].partition("#")[0])):
            continue
        holder: nodes.Element = link
        while (
            holder.parent is not None
            and not isinstance(holder.parent, nodes.document)
            and all(child is holder or _is_title(child) for child in holder.parent)
        ):
            holder = holder.parent
        if isinstance(holder, nodes.reference):  # among other words
            holder.parent.replace(holder, nodes.inline("", "", *holder.children))
        else:
            holder.parent.remove(holder)


def _is_title(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.title, nodes.target))
