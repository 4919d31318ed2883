"""Front matter becomes metadata in the head of the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from research_site.catalogue import get_domain

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
    tags = {
        ("name", "description"): page.description,
        ("name", "keywords"): ", ".join(page.keywords),
        ("name", "robots"): "noindex" if page.noindex else None,
        ("property", "og:title"): entry.title,
        ("property", "og:description"): page.description,
        ("property", "og:type"): "website" if pagename == "index" else "article",
        ("property", "og:site_name"): app.config.project,
        ("property", "og:url"): context.get("pageurl"),
    }
    context["metatags"] = context.get("metatags", "") + "".join(
        f'\n    <meta {attribute}="{name}" content="{escape(value)}">'
        for (attribute, name), value in tags.items()
        if value
    )


def setup(app: Sphinx) -> None:
    """Connect to the page's context."""
    app.connect("html-page-context", add_metadata)
