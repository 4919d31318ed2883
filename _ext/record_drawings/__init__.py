"""Pictures drawn from the records: who works with whom, projects over the years.

``{network}`` draws organisations, projects and people with the lines between them;
``{timeline}`` the projects as bars over the years. Both are SVG made at build time, in the
colour of the text, with links; the same is written below as a list, for paper, for
screen readers and for plain builders.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from record_drawings import directives, nodes

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node and the directives."""
    app.setup_extension("research_site")
    nodes.setup(app)
    directives.setup(app)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
