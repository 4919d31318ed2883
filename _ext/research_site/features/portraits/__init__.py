"""People without a photo: their initials, drawn as a small SVG in HTML."""

from __future__ import annotations

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.registry import add_theme_files


def initials(letters: str, label: str | None = None) -> nodes.raw:
    """Return initials as an inline SVG, which takes the page's colours.

    Args:
        letters: One or two letters.
        label: What a screen reader says; None where the name stands beside it.
    """
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return nodes.raw(
        "",
        f'<svg class="site-initials" viewBox="0 0 48 48" width="48" height="48" {name}>'
        '<circle cx="24" cy="24" r="24"/><text x="24" y="24" dy="0.36em" '
        f'text-anchor="middle">{escape(letters)}</text></svg>\n',
        format="html",
    )


def draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the initials first in each place that asks for them."""
    if app.builder.format != "html":
        return
    for node in list(doctree.findall(nodes.Element)):
        if "initials" in node:
            node.insert(0, initials(node["initials"], node.get("initials_label")))
            node["classes"] = [*node["classes"], "site-portrait"]
            if isinstance(node.parent, nodes.section):
                node.parent["classes"] = [*node.parent["classes"], "site-with-initials"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the drawing."""
    app.setup_extension("research_site")
    app.connect("doctree-resolved", draw)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/portraits.css")
    return METADATA
