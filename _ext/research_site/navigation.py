"""A folder's pages hang under its index page, without a toctree."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms import SphinxTransform

from research_site.catalogue import ask, digest, get_domain, kind_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

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
        get_domain(self.env).data["children"][docname] = children
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


def leave_parents_alone(app: Sphinx, builder: Builder) -> None:
    """Let an edited page not have its folder's index page written again.

    Sphinx writes every page whose toctree names a changed page, as that toctree
    may show the page's headings. Those made here are hidden.
    """
    env = app.env
    stock = env.files_to_rebuild
    own: dict[str, list[str]] = get_domain(env).data["children"]
    hidden = {(child, parent) for parent in own for child in own[parent]}
    env.files_to_rebuild = {
        child: {parent for parent in parents if (child, parent) not in hidden}
        for child, parents in stock.items()
    }
    app.connect("build-finished", lambda *_: setattr(env, "files_to_rebuild", stock))


def surroundings(env: BuildEnvironment) -> dict[str, str]:
    """Return what each page shows of other pages around its text.

    That is the sidebar, which holds every page that is no record and what toctrees
    say of it, and the parent, previous and next page.
    """
    kinds: dict[str, str] = env.config.site_kinds

    def title(docname: str | None) -> tuple[str | None, str]:
        known = docname in env.titles
        return docname, str(env.titles[docname]) if docname and known else ""

    relations = env.collect_relations()
    sidebar = [title(name) for name in relations if kind_of(name, kinds) == "page"]
    trees = [
        (docname, [(tree["entries"], tree.get("caption")) for tree in found])
        for docname in sorted(env.toctree_includes)
        if docname in env.tocs
        and (found := list(env.tocs[docname].findall(addnodes.toctree)))
    ]
    common = digest((sidebar, trees))
    return {
        docname: common + digest([title(name) for name in relations.get(docname, ())])
        for docname in env.found_docs
    }


def rewrite_where_surroundings_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again though their own text is the same."""
    before: dict[str, str] = get_domain(env).data["navigation"]
    now = surroundings(env)
    get_domain(env).data["navigation"] = now
    return sorted(name for name in now if before.get(name) != now[name])


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Delete the output of a page that is gone, so that it is not published."""
    builder = app.builder
    if docname in env.found_docs or not isinstance(builder, StandaloneHTMLBuilder):
        return
    path = Path(builder.get_outfilename(docname))
    path.unlink(missing_ok=True)
    for suffix in app.config.source_suffix:
        source = Path(builder.outdir, "_sources", f"{docname}{suffix}.txt")
        source.unlink(missing_ok=True)
    if path.name == "index.html" and path.parent.is_dir():
        with contextlib.suppress(OSError):
            path.parent.rmdir()


def setup(app: Sphinx) -> None:
    """Register the transform and the handlers."""
    app.add_transform(FolderToctree)
    # After Sphinx's collector has made the page's table of contents.
    app.connect("doctree-read", leave_records_out_of_sidebar, priority=900)
    app.connect("write-started", leave_parents_alone)
    app.connect("env-updated", rewrite_where_surroundings_changed)
    app.connect("env-purge-doc", forget_page)
