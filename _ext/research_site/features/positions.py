"""Positions: thesis topics, PhD positions and jobs in research/positions/."""

from __future__ import annotations

from research_records.position import Position
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.registry import add_kind


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the kind."""
    app.setup_extension("research_site")
    add_kind(app, Position)
    return METADATA
