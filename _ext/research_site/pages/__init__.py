"""What is done to each page: titles, links, pictures, logos, lists, record pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from research_site.pages import (
    directives,
    images,
    logos,
    navigation,
    quoted,
    references,
    refused_links,
    titles,
)
from research_site.pages.records import RecordPage

__all__ = ["setup"]


def setup(app: Sphinx) -> None:
    """Register directives, roles, transforms and handlers."""
    app.add_transform(RecordPage)
    app.add_transform(directives.DefaultListing)
    for room in (
        titles,
        references,
        refused_links,
        quoted,
        images,
        logos,
        navigation,
        directives,
    ):
        room.setup(app)
