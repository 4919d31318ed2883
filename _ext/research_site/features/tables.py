"""A table that is wider than the screen can be scrolled with the keyboard."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.registry import add_page_context

#: How Furo begins the box in which a wide table scrolls.
BOX = '<div class="table-wrapper'
REACHABLE = '<div tabindex="0" role="group" aria-label="Table" class="table-wrapper'


def let_keyboard_reach(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Let the keyboard reach each box (WCAG 2.2, 2.1.1), and name it."""
    if "body" in context:
        context["body"] = context["body"].replace(BOX, REACHABLE)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the change."""
    app.setup_extension("research_site")
    add_page_context(app, let_keyboard_reach)
    return METADATA
