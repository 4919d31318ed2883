"""What is published beside a page's text: its head, and files beside pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from research_site.output import files, head

__all__ = ["setup"]


def setup(app: Sphinx) -> None:
    """Connect the head and the writer."""
    head.setup(app)
    files.setup(app)
