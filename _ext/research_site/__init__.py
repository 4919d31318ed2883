"""AI in Finance's extension: front matter, links, images, records, lists.

Markdown pages with front matter become records in a catalogue; every page,
list, logo and link is drawn from that catalogue, and what does not fit is
refused with file, line and remedy. ``setup`` registers each room and does
nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from research_site import (
    catalogue,
    citations,
    feeds,
    home,
    image_formats,
    image_widths,
    images,
    links,
    listings,
    logos,
    menu,
    metadata,
    navigation,
    not_found,
    page_weight,
    pdf_link,
    portraits,
    raw_html,
    record_pages,
    redirects,
    search,
    sitemap,
    social_cards,
    speed,
    structured_data,
    tables,
    titles,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every room of the extension."""
    for room in (
        catalogue,
        titles,
        links,
        raw_html,
        record_pages,
        listings,
        home,
        logos,
        images,
        image_formats,
        image_widths,
        portraits,
        tables,
        navigation,
        menu,
        not_found,
        search,
        page_weight,
        speed,
        pdf_link,
        metadata,
        structured_data,
        citations,
        social_cards,
        feeds,
        sitemap,
        redirects,
    ):
        room.setup(app)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
