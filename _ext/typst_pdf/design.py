"""The components of sphinx-design: cards, grids, tabs, dropdowns, icons."""

from __future__ import annotations

import re

from docutils import nodes

from typst_pdf.pictures import PictureTranslator
from typst_pdf.weight import is_short

__all__ = ["DesignTranslator"]

#: Letters that fit on a line of a card, alone and beside another.
WIDE, NARROW = 90, 40


class DesignTranslator(PictureTranslator):
    """The part of the translator that knows sphinx-design."""

    def component(self, node: nodes.Element) -> str | None:
        """Return a component, or None if the container is none that is drawn."""
        kind = node.get("design_component", "").replace("-", "_")
        method = getattr(self, f"sd_{kind}", None) if kind else None
        return method(node) if method else None

    def sd_grid_row(self, node: nodes.Element) -> str:
        """Return items side by side where the grid has several short columns."""
        counts = [
            int(found[1])
            for name in node["classes"]
            if (found := re.fullmatch(r"sd-row-cols-(?:\w+-)?(\d+)", name))
        ]
        items = [child for child in node.children if isinstance(child, nodes.Element)]
        is_narrow = all(is_short(item, NARROW) for item in items)
        if max(counts, default=1) < 2 or len(items) < 2 or not is_narrow:
            return self.blocks(node)
        outer, self.longest = self.longest, min(self.longest, 20)
        parts = ", ".join(f"[{self.block(item)}]" for item in items)
        self.longest = outer
        return f"#cards({parts})"

    def sd_card(self, node: nodes.Element) -> str:
        """Return a card; the link that covers it on the web is that of its title."""
        links = node.findall(nodes.reference)
        link = next((n for n in links if _covers(n) and _card(n) is node), None)
        title = next(
            (n for n in node.findall(nodes.container) if _is(n, "card-title")), None
        )
        if link is not None and title is not None and _card(title) is node:
            holder = link.parent
            holder.remove(link)
            link.children = []
            link.extend(title.children)
            link["classes"] = []
            title.children = []
            title += nodes.inline("", "", link)
        whole = str(is_short(node, WIDE)).lower()
        return f"#card(whole: {whole})[\n{self.blocks(node)}]"

    sd_tab_item = sd_dropdown = sd_card

    def sd_card_title(self, node: nodes.Element) -> str:
        return f"#card-title[{self.blocks(node).strip()}]"

    def sd_card_header(self, node: nodes.Element) -> str:
        return f"#card-edge[{self.blocks(node)}]"

    sd_card_footer = sd_card_header

    def in_sd_icon(self, node: nodes.Element) -> str:
        """Leave out icons: they repeat the words beside them."""
        return ""

    in_fontawesome = in_sd_tab_input = in_sd_icon

    def in_sd_tab_label(self, node: nodes.Element) -> str:
        return self.inlines(node)

    def in_sd_line_break(self, node: nodes.Element) -> str:
        return "#linebreak();"


def _is(node: nodes.Node, component: str) -> bool:
    return isinstance(node, nodes.Element) and (
        node.get("design_component") == component
    )


def _card(node: nodes.Node) -> nodes.Node | None:
    """Return the card around a node."""
    above = node.parent
    while above is not None and not _is(above, "card"):
        above = above.parent
    return above


def _covers(node: nodes.Element) -> bool:
    return "sd-stretched-link" in node["classes"]
