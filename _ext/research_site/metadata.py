"""Front matter becomes metadata in the head of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from research_site.catalogue import get_domain
from research_site.publishing import add_to_head, meta_tags

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


class PageLanguage(SphinxTransform):
    """Mark the text of a page whose ``lang:`` is not the site's.

    What stands around the text stays in the site's language. docutils writes a
    class ``language-nl`` as ``lang="nl"``.
    """

    default_priority = 890

    def apply(self) -> None:
        """Mark the page's sections."""
        entry = get_domain(self.env).entries.get(self.env.current_document.docname)
        if entry is not None and entry.page.lang:
            for node in self.document.children:
                if isinstance(node, nodes.section):
                    node["classes"].append(f"language-{entry.page.lang}")


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
    """Register the transform; connect to the page's context."""
    app.add_transform(PageLanguage)
    app.connect("html-page-context", add_metadata)
