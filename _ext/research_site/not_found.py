"""The page for addresses that lead to nothing: ``404.html``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from research_site.catalogue import get_domain
from research_site.publishing import is_web

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["setup"]

_RELATIVE = re.compile(
    r'((?:href|src|action|data-content_root)=")(?![a-z]+:|/|#)([^"]*)'
)


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
        ways_on = [
            (builder.get_relative_uri("404", entry.docname), entry.title)
            for entry in get_domain(app.env).catalogue.children("index")
        ]
        context = {
            "title": "Page not found",
            "body": "",
            "ways_on": ways_on,
            "metatags": '\n    <meta name="robots" content="noindex">',
        }
        builder.handle_page("404", context, "404.html", outfilename=path)
        root = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"
        here = root + builder.get_target_uri("404")
        text = _RELATIVE.sub(
            lambda match: match[1] + urljoin(here, match[2]),
            path.read_text(encoding="utf-8"),
        )
        path.write_text(text, encoding="utf-8")
    return []


def add_templates(app: Sphinx, config: Config) -> None:
    """Let Sphinx find this extension's templates after the site's own."""
    folder = str(Path(__file__).parent / "templates")
    config.templates_path = [*config.templates_path, folder]


def setup(app: Sphinx) -> None:
    """Connect the templates and the page."""
    app.connect("config-inited", add_templates)
    app.connect("html-collect-pages", write_page)
