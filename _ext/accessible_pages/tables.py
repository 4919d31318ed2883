"""Tables and formulas that are wider than the screen scroll with the keyboard."""

from __future__ import annotations

import re
from typing import Any

from research_site import METADATA
from research_site.registry import add_page_context
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

#: How Furo begins the boxes that scroll -> their name.
BOXES = {'class="table-wrapper': "Table", 'class="math-wrapper': "Formula"}
#: A heading's text, without the link to itself.
_HEADING = re.compile(r'<h[1-6]\b[^>]*>(.*?)(?:<a class="headerlink"|</h[1-6]>)', re.DOTALL)


def let_keyboard_reach(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Let the keyboard reach each box (WCAG 2.2, 2.1.1), and name it with its heading."""
    if "body" in context:
        parts = re.split(r"(?=<h[1-6]\b)", context["body"])
        context["body"] = "".join(map(_reachable, parts))


def _reachable(part: str) -> str:
    """Return what stands below one heading, its boxes named."""
    found = _HEADING.match(part)
    heading = re.sub("<.*?>", "", found[1]).strip().replace('"', "&quot;") if found else ""
    for box, name in BOXES.items():
        label = f"{name}: {heading}" if heading else name
        reachable = f'<div tabindex="0" role="group" aria-label="{label}" {box}'
        part = part.replace(f"<div {box}", reachable)
    return part


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the change."""
    app.setup_extension("research_site")
    add_page_context(app, let_keyboard_reach)
    return METADATA
