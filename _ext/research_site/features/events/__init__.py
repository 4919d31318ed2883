"""Events: pages in about/events/, events.ics, an .ics each, and their JSON-LD."""

from __future__ import annotations

from research_records.event import Event
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.features.events import calendars
from research_site.registry import add_files, add_head_tags, add_kind


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the kind, the calendars and the links to them."""
    app.setup_extension("research_site")
    add_kind(app, Event)
    add_head_tags(app, calendars.links)
    add_files(app, calendars.files)
    app.connect("doctree-resolved", calendars.offer)
    return METADATA
