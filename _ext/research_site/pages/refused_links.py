"""A link whose name the system refuses costs that link alone, not the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from research_records.problems import Problem, Subtype
from sphinx.application import Sphinx

from research_site.catalogue import report

#: MyST's own, however often an application is set up.
RENDER_LINK = SphinxRenderer.render_link


def guard_links(stock: Callable[[SphinxRenderer, SyntaxTreeNode], None]) -> Any:
    """Return MyST's way to render a link, so that a name no system has costs that link alone.

    MyST asks the system for a file of that name, which raises where it is too long or
    holds a zero byte.
    """

    def render_link(self: SphinxRenderer, token: SyntaxTreeNode) -> None:
        try:
            stock(self, token)
        except (OSError, ValueError) as error:
            href = str(token.attrs.get("href", ""))
            why = getattr(error, "strerror", None) or error
            message = f"link: {href[:60]!r} is no name that a file or page can have ({why})"
            problem = Problem(Subtype.LINK, message, token.map[0] if token.map else None)
            report(self.sphinx_env.current_document.docname, [problem])
            self.render_children(token)

    return render_link


def setup(app: Sphinx) -> None:
    """Guard MyST's renderer."""
    SphinxRenderer.render_link = guard_links(RENDER_LINK)  # type: ignore[method-assign]
