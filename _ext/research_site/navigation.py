"""A folder's pages hang under its index page, without a toctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from research_site.catalogue import ask

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


class FolderToctree(SphinxTransform):
    """Append a hidden toctree of the pages that no explicit one names."""

    default_priority = 40

    def apply(self) -> None:
        """Add the toctree, in the catalogue's order."""
        docname = self.env.current_document.docname
        if docname != "index" and not docname.endswith("/index"):
            return
        named: set[str] = set()
        for explicit in self.document.findall(addnodes.toctree):
            named.update(explicit.get("includefiles", []))
        children = [
            entry.docname
            for entry in ask(self.env, "children", docname)
            if entry.docname not in named
        ]
        if not children:
            return
        toctree = addnodes.toctree(
            parent=docname,
            entries=[(None, child) for child in children],
            includefiles=children,
            maxdepth=-1,
            caption=None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
        )
        top = next(self.document.findall(nodes.section), self.document)
        top.append(nodes.compound("", toctree, classes=["toctree-wrapper"]))


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(FolderToctree)
