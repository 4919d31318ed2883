"""Raw HTML in pages: its site-absolute links are checked and made relative."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from docutils import nodes
from research_records.assets import find_asset
from research_records.problems import Problem, Subtype
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of, domain_of, report_here
from research_site.catalogue.hints import nothing_at
from research_site.pages.steps import Step

_REFERENCE = re.compile(r"""(\s(?:href|src)\s*=\s*)(["'])(/(?!/)[^"']*)\2""", re.IGNORECASE)


class CheckRawHtml(SphinxTransform):
    """Report raw ``<a href="/…">`` and ``<img src="/…">`` that lead to nothing."""

    default_priority = Step.RAW_HTML

    def apply(self) -> None:
        """Look each reference up among the pages, then among the files."""
        for raw in self.document.findall(nodes.raw):
            if raw.get("format") != "html":
                continue
            here = self.env.current_document.docname
            for match in _REFERENCE.finditer(raw.astext()):
                path = unquote(urlsplit(unescape(match[3])).path)
                if catalogue_of(self.env).page_at(path) or self._file(path):
                    continue
                message = f"raw HTML: {nothing_at(domain_of(self.env), here, path, path)}"
                line = (raw.line or 0) + raw.astext().count("\n", 0, match.start())
                report_here(self.env, Problem(Subtype.LINK, message, line or None))

    def _file(self, path: str) -> Path | None:
        folders = domain_of(self.env).static_folders
        return find_asset(path.removeprefix("/_static"), folders)


def make_relative(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Rewrite the references for the place where the page is published."""
    if app.builder.format != "html":
        return
    catalogue = catalogue_of(app.env)
    here = app.builder.get_target_uri(docname)

    def rewrite(match: re.Match[str]) -> str:
        parts = urlsplit(unescape(match[3]))
        path = unquote(parts.path)
        page = catalogue.page_at(path)
        if page:
            uri = app.builder.get_relative_uri(docname, page) or "#"
        else:
            uri = relative_uri(here, "_static/" + path.removeprefix("/_static").lstrip("/"))
        query = f"?{parts.query}" if parts.query else ""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{match[1]}{match[2]}{uri}{query}{fragment}{match[2]}"

    for raw in list(doctree.findall(nodes.raw)):
        if raw.get("format") == "html" and _REFERENCE.search(raw.astext()):
            raw.replace_self(
                nodes.raw("", _REFERENCE.sub(rewrite, raw.astext()), format="html")
            )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the check and the rewriting."""
    app.setup_extension("research_site")
    app.add_transform(CheckRawHtml)
    app.connect("doctree-resolved", make_relative)
    return METADATA
