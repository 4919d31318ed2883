"""The components of sphinx-design: cards, grids, tabs, dropdowns."""

from __future__ import annotations

import re

from docutils import nodes

from typst_pdf.nodes import blocks
from typst_pdf.rules import block
from typst_pdf.translator import Translator
from typst_pdf.weight import is_short

#: Letters that fit on a line of a card, alone and beside another.
WIDE, NARROW = 90, 40


@block("container")
def container(page: Translator, node: nodes.Element) -> str:
    """Show a component, or an ordinary container."""
    kind = node.get("design_component", "")
    if kind == "grid-row":
        return grid_row(page, node)
    if kind in ("card", "tab-item", "dropdown"):
        return card(page, node)
    if kind == "card-title":
        return f"#card-title[{page.blocks(node).strip()}]"
    if kind in ("card-header", "card-footer"):
        return f"#card-edge[{page.blocks(node)}]"
    return blocks.container(page, node)


def grid_row(page: Translator, node: nodes.Element) -> str:
    """Show items side by side where the grid has several short columns."""
    counts = [
        int(found[1])
        for name in node["classes"]
        if (found := re.fullmatch(r"sd-row-cols-(?:\w+-)?(\d+)", name))
    ]
    items = [child for child in node.children if isinstance(child, nodes.Element)]
    is_narrow = all(is_short(item, NARROW) for item in items)
    if max(counts, default=1) < 2 or len(items) < 2 or not is_narrow:
        return page.blocks(node)
    outer, page.longest = page.longest, min(page.longest, 20)
    parts = ", ".join(f"[{page.render(item)}]" for item in items)
    page.longest = outer
    return f"#cards({parts})"


def card(page: Translator, node: nodes.Element) -> str:
    """Show a card; the link that covers it on the web is that of its title."""
    links = node.findall(nodes.reference)
    link = next((n for n in links if _covers(n) and _card(n) is node), None)
    title = next((n for n in node.findall(nodes.container) if _is(n, "card-title")), None)
    if link is not None and title is not None and _card(title) is node:
        link.parent.remove(link)
        link.children = []
        link.extend(title.children)
        link["classes"] = []
        title.children = []
        title += nodes.inline("", "", link)
    whole = str(is_short(node, WIDE)).lower()
    return f"#card(whole: {whole})[\n{page.blocks(node)}]"


def _is(node: nodes.Node, component: str) -> bool:
    return isinstance(node, nodes.Element) and (node.get("design_component") == component)


def _card(node: nodes.Node) -> nodes.Node | None:
    """Return the card around a node."""
    above = node.parent
    while above is not None and not _is(above, "card"):
        above = above.parent
    return above


def _covers(node: nodes.Element) -> bool:
    return "sd-stretched-link" in node["classes"]
