"""A link or tag that MyST cannot read costs that one alone, not the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from research_records.problems import Problem, Subtype
from sphinx.application import Sphinx

from research_site.catalogue import report

Render = Callable[[SphinxRenderer, SyntaxTreeNode], None]
#: MyST's own, however often an application is set up.
STOCK: dict[str, Render] = {
    name: getattr(SphinxRenderer, name) for name in ("render_link", "render_html_block")
}


def guarded(stock: Render) -> Render:
    """Return MyST's way to render something, which tells where it raises.

    It asks the system for a file of a link's name, which may be too long or hold a
    zero byte, and takes it for granted that attributes of ``<img>`` have values.
    """

    def render(self: SphinxRenderer, token: SyntaxTreeNode) -> None:
        try:
            stock(self, token)
        except (OSError, ValueError, AttributeError, TypeError) as error:
            why = getattr(error, "strerror", None) or error
            href = token.attrs.get("href")
            if href is not None:
                message = f"link: {str(href)[:60]!r} is no name that a file can have ({why})"
                self.render_children(token)
            else:
                message = (
                    f"raw HTML: {token.content.strip()[:60]!r} cannot be read; give each "
                    'attribute a value, such as src="/images/a.png"'
                )
                self.current_node.append(nodes.literal("", token.content.strip()))
            problem = Problem(Subtype.LINK, message, token.map[0] if token.map else None)
            report(self.sphinx_env.current_document.docname, [problem])

    return render


def setup(app: Sphinx) -> None:
    """Guard MyST's renderer."""
    guards: dict[str, Any] = {name: guarded(stock) for name, stock in STOCK.items()}
    for name, guard in guards.items():
        setattr(SphinxRenderer, name, guard)
