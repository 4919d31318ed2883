"""Research sites from Markdown: records, relations, checks, lists and logos.

Markdown pages with front matter become records in a catalogue; every page,
list, logo and link is drawn from that catalogue, and what does not fit is
refused with file, line and remedy. ``setup`` registers the rooms of the core;
each feature is an extension of its own below ``research_site.features``.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import catalogue, output, pages, words
from research_site.registry import add_theme_files

__all__ = ["METADATA", "setup"]

#: What Sphinx asks of an extension; features return the same.
METADATA: ExtensionMetadata = {
    "version": "2.0",
    "env_version": 2,
    "parallel_read_safe": True,
    "parallel_write_safe": True,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every room of the core."""
    for room in (words, catalogue, pages, output):
        room.setup(app)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/records.css")
    return METADATA
