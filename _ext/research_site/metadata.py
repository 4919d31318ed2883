"""Front matter becomes metadata in the head of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from research_site.catalogue import get_domain
from research_site.publishing import add_to_head, meta_tags

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add description, robots and Open Graph tags, each escaped."""
    entry = get_domain(app.env).entries.get(pagename)
    if entry is None:
        return
    page = entry.page
    names = [
        ("description", page.description),
        ("keywords", ", ".join(page.keywords)),
        ("robots", "noindex" if page.noindex else None),
    ]
    properties = [
        ("og:title", entry.title),
        ("og:description", page.description),
        ("og:type", "website" if pagename == "index" else "article"),
        ("og:site_name", app.config.project),
        ("og:url", context.get("pageurl")),
    ]
    add_to_head(context, meta_tags("name", names) + meta_tags("property", properties))


def setup(app: Sphinx) -> None:
    """Connect to the page's context."""
    app.connect("html-page-context", add_metadata)
