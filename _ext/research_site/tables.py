"""A table that is wider than the screen can be scrolled with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

#: How Furo begins the box in which a wide table scrolls.
BOX = '<div class="table-wrapper'


def reach(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let the keyboard reach each box (WCAG 2.2, 2.1.1), and name it."""
    if "body" in context:
        reachable = BOX.replace(
            "<div", '<div tabindex="0" role="group" aria-label="Table"'
        )
        context["body"] = context["body"].replace(BOX, reachable)


def setup(app: Sphinx) -> None:
    """Connect to the page's context."""
    app.connect("html-page-context", reach)
