"""Nodes of other extensions that ordinary rules would show wrongly."""

from __future__ import annotations

import copy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docutils import nodes

from typst_pdf.rules import block, inline
from typst_pdf.translator import Translator


@inline("sd_badge")
def span(page: Translator, node: nodes.Element) -> str:
    """Show the words of an inline node; a badge of sphinx-design stands out."""
    body = page.inlines(node)
    return f"#badge[{body}]" if "sd-badge" in node["classes"] else body


@block("TabBarNode", "hidden_cell_node", "SphinxTabsTablist")
def left_out(page: Translator, node: nodes.Element) -> str:
    """Leave out what only chooses what is seen; what it names says it itself."""
    return ""


@block("graphviz", "inheritance_diagram")
def graphviz(page: Translator, node: Any) -> str:
    """Draw a diagram with Graphviz; without it show what it is drawn from."""
    from sphinx.ext.graphviz import GraphvizError, render_dot  # noqa: PLC0415

    if "graph" in node:
        code = node["graph"].generate_dot("inheritance", {}, env=page.builder.env)
    else:
        code = node.get("code", "")
    # Pictures are drawn into the work folder, not into what is published.
    builder = copy.copy(page.builder)
    builder.outdir = type(builder.outdir)(Path(builder.doctreedir, "typst_pdf"))
    builder.imagedir = builder.imgpath = "drawn"
    drawer: Any = SimpleNamespace(builder=builder)
    try:
        options = node.get("options", {})
        _, made = render_dot(drawer, code, options, "png", "graphviz", node.get("filename"))
    except GraphvizError:
        made = None
    alt = node.get("alt") or "Diagram"
    if made is None:
        page.book.undrawn.append(node)
        return page.render(nodes.literal_block("", node.get("alt") or code))
    return page.render(nodes.image(uri=str(made), alt=alt))
