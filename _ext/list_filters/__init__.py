"""Filters above a list: links without a script, menus that act at once with one.

Any list can have them. `filters` is the node: facets, each with choices that lead to a
place or page which shows that choice alone. Rows are elements with ``data-row`` and an
attribute for each facet, such as ``data-year="2024"``; several values stand apart by
spaces (`row_attributes`). An item of a list has them in ``item["row"]``. The script makes
a menu of each facet's links, hides the rows that do not fit and the sections that are left
empty, keeps the choice in the address (``?year=2024``), and says how many are shown. Books
and paper have neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.fileutil import copy_asset
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

#: Formats in which nobody can click.
OTHERS = ("latex", "text", "man", "texinfo", "xml", "typst_pdf")


class Choice(NamedTuple):
    """A value of a facet, and where it is shown without a script.

    Attributes:
        value: As rows have it, without spaces.
        label: As people read it.
        docname: The page that shows it; ``""`` is the page itself.
        place: The place there, if any.
    """

    value: str
    label: str
    docname: str
    place: str = ""


class Facet(NamedTuple):
    """What a list is filtered by: a name, a label, and the choices."""

    name: str
    label: str
    choices: list[Choice]


def visit_item(self: HTML5Translator, node: nodes.list_item) -> None:
    """Write an item of a list; ``item["row"]`` holds the attributes of a row."""
    self.body.append(self.starttag(node, "li", "", **node.get("row", {})))


def depart_item(self: HTML5Translator, node: nodes.list_item) -> None:
    """Close it, as docutils does."""
    self.body.append("</li>\n")


class filters(nodes.General, nodes.Element):  # noqa: N801, as nodes are named
    """The filters of the lists on a page; *facets* is a list of `Facet`."""


def row_attributes(values: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the attributes of a row: facet -> its values."""
    return {"data-row": ""} | {
        f"data-{name}": " ".join(found) for name, found in values.items()
    }


def visit_filters(self: HTML5Translator, node: filters) -> None:
    """Write links, in a paragraph for each facet."""
    if getattr(self.builder, "embedded", False):
        raise nodes.SkipNode
    here = self.builder.current_docname
    lines = []
    for facet in node["facets"]:
        links = []
        for one in facet.choices:
            uri = self.builder.get_relative_uri(here, one.docname) if one.docname else ""
            uri += f"#{one.place}" if one.place else ""
            link = f'<a href="{escape(uri)}" data-value="{escape(one.value)}">'
            links.append(f"{link}{escape(one.label)}</a>")
        label = f"<span>{escape(facet.label)}</span>"
        lines.append(f'<p data-facet="{escape(facet.name)}">{label} {" ".join(links)}</p>')
    start = f'<nav class="site-filters" aria-label="{escape(node["label"])}" data-filters>'
    self.body.append("\n".join([start, *lines, "</nav>\n"]))
    raise nodes.SkipNode


def skip(self: object, node: filters) -> None:
    """Leave filters out where nobody can click."""
    raise nodes.SkipNode


def copy_static(app: Sphinx, builder: Builder) -> None:
    """Copy script and styles; not by ``html_static_path``, whose place Sphinx notes."""
    if builder.format == "html":
        copy_asset(
            Path(__file__).parent / "static", Path(builder.outdir, "_static"), force=True
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node, the script and the styles."""
    others: dict[str, Any] = dict.fromkeys(OTHERS, (skip, None))
    app.add_node(filters, html=(visit_filters, None), **others)
    app.add_node(nodes.list_item, override=True, html=(visit_item, depart_item))
    app.connect("write-started", copy_static, priority=600)
    app.add_css_file("list_filters/filters.css")
    app.add_js_file("list_filters/filters.js", loading_method="defer")
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
