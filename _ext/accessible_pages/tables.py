"""Tables and formulas that are wider than the screen scroll with the keyboard."""

from __future__ import annotations

from typing import Any

from research_site import METADATA
from research_site.registry import add_page_context
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

#: How Furo begins the boxes that scroll -> their name.
BOXES = {'class="table-wrapper': "Table", 'class="math-wrapper': "Formula"}


def let_keyboard_reach(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Let the keyboard reach each box (WCAG 2.2, 2.1.1), and name it."""
    for box, name in BOXES.items() if "body" in context else ():
        reachable = f'<div tabindex="0" role="group" aria-label="{name}" {box}'
        context["body"] = context["body"].replace(f"<div {box}", reachable)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the change."""
    app.setup_extension("research_site")
    add_page_context(app, let_keyboard_reach)
    return METADATA
