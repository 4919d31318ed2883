"""A folder's pages hang under its index page, without a toctree."""

from __future__ import annotations

import hashlib

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from research_site.catalogue import catalogue_of, domain_of
from research_site.pages.steps import Step


class FolderToctree(SphinxTransform):
    """Append a hidden toctree of the pages that no explicit one names."""

    default_priority = Step.TOCTREE

    def apply(self) -> None:
        """Add the toctree, in the catalogue's order."""
        docname = self.env.current_document.docname
        named: set[str] = set()
        for explicit in self.document.findall(addnodes.toctree):
            named.update(explicit.get("includefiles", []))
        children = [
            entry.docname
            for entry in catalogue_of(self.env).children(docname)
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


def leave_records_out_of_sidebar(app: Sphinx, doctree: nodes.document) -> None:
    """Take the toctree of a record folder out of the HTML navigation.

    Furo renders the whole tree on every page, so with record pages in it the
    cost would grow with the square of their number. The doctree keeps the
    toctree: LaTeX and other one-file builders need every page.
    """
    docname = app.env.current_document.docname
    if docname.removesuffix("/index") in app.config.site_kinds:
        for toctree in list(app.env.tocs[docname].findall(addnodes.toctree)):
            if toctree.parent is not None:
                toctree.parent.remove(toctree)


def write_all_where_trees_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return every page where a toctree has changed: menus show it on all of them."""
    trees = [
        (docname, [(tree["entries"], tree.get("caption")) for tree in found])
        for docname in sorted(env.toctree_includes)
        if docname in env.tocs and (found := list(env.tocs[docname].findall(addnodes.toctree)))
    ]
    shown = repr((sorted(env.toctree_includes.items()), trees))
    now = hashlib.blake2b(shown.encode(), digest_size=16).hexdigest()
    domain = domain_of(env)
    before, domain.trees = domain.trees, now
    return [] if before == now else sorted(env.found_docs)


def setup(app: Sphinx) -> None:
    """Register the transform and the handlers."""
    app.add_transform(FolderToctree)
    # After Sphinx's collector has made the page's table of contents.
    app.connect("doctree-read", leave_records_out_of_sidebar, priority=900)
    app.connect("env-updated", write_all_where_trees_changed)
