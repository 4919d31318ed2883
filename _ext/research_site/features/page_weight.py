"""Pages load only the styles and scripts that they need."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of
from research_site.registry import add_page_context

#: Files of sphinx-design: needed where a page has one of its components.
DESIGN = ("sphinx-design", "design-tabs", "furo-extensions")
#: Colours of highlighted code.
CODE = ("pygments",)
#: Sphinx's scripts of its own search page.
SEARCHING = ("doctools", "sphinx_highlight")
#: Style sheet or script of a feature -> what stands in each page that needs it.
MARKS = {
    "portraits.css": ("site-initials",),
    "long-lists.css": ("site-groups", "site-jump"),
    "drawings.css": ("site-drawing",),
    "charts.css": ("site-chart",),
    "answers.css": ("site-who", "site-names", "site-said", "site-own-logo", "data-filters"),
    "filters.": ("data-filters",),
    "publications.css": ('class="pub', "data-copy"),
    "copy.js": ("data-copy",),
}
_HAS_DESIGN = re.compile(r'class="(?:[^"]* )?sd-').search


def drop_files(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Take the files that a page does not need out of its head."""
    unneeded: tuple[str, ...] = ()
    body: str = context.get("body", "")
    if not _HAS_DESIGN(body):
        unneeded += DESIGN
    if '<div class="highlight' not in body:
        unneeded += CODE
    if docname != app.config.root_doc:
        unneeded += ("home.css",)
    if docname not in ("search", "404"):
        unneeded += ("search.css",)
    if docname != "search" or not getattr(app.builder, "search", False):
        unneeded += SEARCHING
    if docname not in catalogue_of(app.env).beside:  # their text comes later
        unneeded += tuple(f for f, marks in MARKS.items() if not any(m in body for m in marks))
    for key in ("css_files", "script_files"):
        context[key] = [
            file for file in context.get(key, []) if not _name(file).startswith(unneeded)
        ]


def _name(file: object) -> str:
    path: str = str(getattr(file, "filename", file) or "")
    return path.rpartition("/")[2]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the change."""
    app.setup_extension("research_site")
    add_page_context(app, drop_files)
    return METADATA
