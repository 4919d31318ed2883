"""Links such as ``/team/`` and ``../about/`` lead to their page in every builder."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from docutils import nodes
from research_records.addresses import site_path
from research_records.assets import find_asset
from research_records.problems import Problem, Subtype, did_you_mean
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from research_site.catalogue import catalogue_of, domain_of, report, report_at
from research_site.catalogue.domain import Fragment
from research_site.pages.steps import Step


class SiteLinks(SphinxTransform):
    """Turn links to pages and files of the site into Sphinx's own references.

    A link is read as an address, as Hugo does, and then as a path between
    source files, as MyST does; a bare word is left to MyST, as it may be a
    label.
    """

    default_priority = Step.LINKS

    def apply(self) -> None:
        """Resolve each link against the catalogue, which is already whole."""
        self._roots = [Path(self.env.srcdir), *domain_of(self.env).static_folders]
        for link in list(self.document.findall(addnodes.pending_xref)):
            target = link.get("reftarget", "")
            # MyST sets a domain where it has found the file by itself.
            is_open = link.get("reftype") == "myst" and not link.get("refdomain")
            if is_open and re.search(r"[/?]|\.\w+$", target):
                self._resolve(link, target)

    def _resolve(self, link: addnodes.pending_xref, target: str) -> None:
        here = self.env.current_document.docname
        bases = dict.fromkeys([site_path(here), f"/{here}"])
        for base in bases:
            parts = urlsplit(urljoin(base, target))
            path = unquote(parts.path)
            docname = catalogue_of(self.env).page_at(path)
            if docname is not None:
                fragment = link.get("reftargetid") or parts.fragment
                self._lead_to_page(link, docname, parts.query, fragment)
                return
            file = find_asset(path, self._roots)
            if file is not None:
                self._lead_to_file(link, file)
                return
        path = unquote(urlsplit(urljoin(site_path(here), target)).path)
        message = f"link: {domain_of(self.env).nothing_at(path)}"
        report_at(self.env, Subtype.LINK, message, link)
        link.replace_self(nodes.inline("", "", *link.children))

    def _lead_to_page(
        self, link: addnodes.pending_xref, docname: str, query: str, fragment: str
    ) -> None:
        link["refdomain"], link["reftype"] = "site", "page"
        link["reftarget"] = docname
        link["query"], link["fragment"] = query, fragment
        if fragment:
            here = self.env.current_document.docname
            noted = domain_of(self.env).fragments.setdefault(here, [])
            noted.append(Fragment(docname, fragment, _line(link)))
        if not link.astext() and not link.next_node(nodes.image):
            entry = domain_of(self.env).entries[docname]
            link.children = []
            link.append(nodes.inline("", entry.title))

    def _lead_to_file(self, link: addnodes.pending_xref, file: Path) -> None:
        root = Path(self.env.srcdir).resolve()
        download = addnodes.download_reference(
            "",
            "",
            *(link.children if link.astext() else [nodes.inline("", file.name)]),
            reftarget="/" + Path(os.path.relpath(file, root)).as_posix(),
            reftype="myst",
            refdoc=self.env.current_document.docname,
            refexplicit=True,
        )
        link.replace_self(download)


def _line(link: nodes.Element) -> int | None:
    return link.line or (link.parent.line if link.parent else None)


def note_ids(app: Sphinx, doctree: nodes.document) -> None:
    """Note the places of a page that a link may lead to."""
    ids: set[str] = set()
    for node in doctree.findall(nodes.Element):
        ids.update(node.get("ids", ()))
    for raw in doctree.findall(nodes.raw):
        ids.update(re.findall(r"""\s(?:id|name)=["']([^"']+)""", raw.astext()))
    domain_of(app.env).ids[app.env.current_document.docname] = ids


def check_fragments(app: Sphinx, env: BuildEnvironment) -> None:
    """Report links to a place that their page does not have, in each build."""
    domain = domain_of(env)
    for docname, links in sorted(domain.fragments.items()):
        for target, fragment, line in links:
            ids = domain.ids.get(target, set())
            if fragment not in ids and unquote(fragment) not in ids:
                message = (
                    f"link: {site_path(target)} has no place #{fragment}"
                    f"{did_you_mean(fragment, ids)}"
                )
                report(docname, [Problem(Subtype.LINK, message, line)])


def setup(app: Sphinx) -> None:
    """Register the transform and the handlers."""
    app.add_transform(SiteLinks)
    app.connect("doctree-read", note_ids, priority=900)
    app.connect("env-updated", check_fragments)
