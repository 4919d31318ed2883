"""Links such as ``/team/`` lead to their page in every builder."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from research_site.addresses import site_path
from research_site.catalogue import ask, get_domain, note_problem
from research_site.problems import Problem, Subtype, did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


class SiteAbsoluteLinks(SphinxTransform):
    """Turn site-absolute links into Sphinx's own references to documents."""

    default_priority = 30

    def apply(self) -> None:
        """Resolve each link against the catalogue, which is already whole."""
        for link in list(self.document.findall(addnodes.pending_xref)):
            target = link.get("reftarget", "")
            if link.get("reftype") != "myst" or not target.startswith("/"):
                continue
            parts = urlsplit(target)
            docname = ask(self.env, "page_at", unquote(parts.path))
            line = link.line or (link.parent.line if link.parent else None)
            if docname is None:
                known = get_domain(self.env).entries
                near = did_you_mean(parts.path, [site_path(name) for name in known])
                message = f"link: no page {parts.path!r}{near}"
                note_problem(self.env, Problem(Subtype.LINK, message, line))
                link.replace_self(nodes.inline("", "", *link.children))
                continue
            link["refdomain"], link["reftype"], link["reftarget"] = (
                "site",
                "page",
                docname,
            )
            link["query"] = parts.query
            link["fragment"] = link.get("reftargetid") or parts.fragment
            if not link.astext():
                entry = get_domain(self.env).entries[docname]
                link.children = []
                link.append(nodes.inline("", entry.title))


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(SiteAbsoluteLinks)
