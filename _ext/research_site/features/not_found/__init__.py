"""The page for addresses that lead to nothing: ``404.html``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of, logger
from research_site.output.head import is_web
from research_site.registry import add_theme_files

#: Links that lead on, beside the one home.
WAYS = 5
_RELATIVE = re.compile(r'((?:href|src|action|data-content_root)=")(?![a-z]+:|/|#)([^"]*)')


def write_page(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write ``404.html`` beside the home page.

    Hosts serve it at any address, however deep, so its references begin at the
    site's root, which is the path of ``html_baseurl``.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not is_web(app):
        return []
    if "404" not in app.env.found_docs:
        path = Path(app.outdir, "404.html")
        catalogue = catalogue_of(app.env)
        ways = catalogue.children(app.config.root_doc)
        below = [one for above in ways for one in catalogue.children(above.docname)]
        ways_on = [
            (builder.get_relative_uri("404", entry.docname), entry.title)
            for entry in (*ways, *(one for one in below if one.kind == "page"))
        ][:WAYS]
        context = {
            "title": "Page not found",
            "body": "",
            "pageurl": "",  # no address is this page's own
            "ways_on": ways_on,
            "metatags": '\n    <meta name="robots" content="noindex">',
        }
        builder.handle_page("404", context, "404.html", outfilename=path)
        root = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"
        if not app.config.html_baseurl:
            logger.info("404.html: its links begin at /; below a path, set html_baseurl")
        here = root + builder.get_target_uri("404")
        text = _RELATIVE.sub(
            lambda match: match[1] + urljoin(here, match[2]), path.read_text(encoding="utf-8")
        )
        path.write_text(text, encoding="utf-8")
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the templates and the page."""
    app.setup_extension("research_site")
    add_theme_files(app, Path(__file__).parent)
    app.connect("html-collect-pages", write_page)
    return METADATA
