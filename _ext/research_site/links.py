"""Links such as ``/team/`` lead to their page in every builder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from research_site.addresses import site_path
from research_site.catalogue import ask, get_domain, note_problem
from research_site.problems import Problem, Subtype, did_you_mean
from research_site.reporting import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

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
            if link["fragment"]:
                notes = get_domain(self.env).data["fragments"]
                here = notes.setdefault(self.env.current_document.docname, [])
                here.append((docname, link["fragment"], line))
            if not link.astext():
                entry = get_domain(self.env).entries[docname]
                link.children = []
                link.append(nodes.inline("", entry.title))


def note_ids(app: Sphinx, doctree: nodes.document) -> None:
    """Note the places of a page that a link may lead to."""
    ids: set[str] = set()
    for node in doctree.findall(nodes.Element):
        ids.update(node.get("ids", ()))
    for raw in doctree.findall(nodes.raw):
        ids.update(re.findall(r"""\s(?:id|name)=["']([^"']+)""", raw.astext()))
    domain = get_domain(app.env)
    domain.data["ids"][app.env.current_document.docname] = ids


def check_fragments(app: Sphinx, env: BuildEnvironment) -> None:
    """Report links to a place that their page does not have, in each build."""
    data = get_domain(env).data
    for docname, links in sorted(data["fragments"].items()):
        for target, fragment, line in links:
            ids = data["ids"].get(target, set())
            if fragment not in ids and unquote(fragment) not in ids:
                message = (
                    f"link: {site_path(target)} has no place #{fragment}"
                    f"{did_you_mean(fragment, ids)}"
                )
                report(docname, [Problem(Subtype.LINK, message, line)])


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(SiteAbsoluteLinks)
    app.connect("doctree-read", note_ids, priority=900)
    app.connect("env-updated", check_fragments)
