"""The head of each page: front matter as metadata, and what features add."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from docutils import nodes
from research_records.zones import iso
from sphinx.application import Sphinx
from sphinx.config import Config

from research_site.catalogue import domain_of, refuse
from research_site.registry import registry

#: What a ``<meta>`` element is called.
_NAME = re.compile(r'<meta [^>]*(?:name|property)="([^"]+)"')


def is_web(app: Sphinx) -> bool:
    """Tell whether pages are for browsers; books such as EPUB list their files."""
    return app.builder.format == "html" and not getattr(app.builder, "embedded", False)


def absolute(app: Sphinx, path: str) -> str | None:
    """Return the address of a path below the site's root, or None.

    None where the site's own address (``html_baseurl``) is not known: what needs
    an absolute address is then left out rather than wrong.
    """
    base: str = app.config.html_baseurl
    return urljoin(base.rstrip("/") + "/", path) if base else None


def page_address(app: Sphinx, docname: str) -> str | None:
    """Return the address of a page, or None where the site's is not known."""
    return absolute(app, quote(unquote(app.builder.get_target_uri(docname))))


def meta_tags(attribute: str, pairs: Iterable[tuple[str, str | None]]) -> list[str]:
    """Return ``<meta>`` elements, escaped, of the pairs that have a value.

    Args:
        attribute: What names the pair: ``name``, or ``property`` for Open Graph.
        pairs: Names and values.
    """
    return [
        f'<meta {attribute}="{name}" content="{escape(value)}">'
        for name, value in pairs
        if value
    ]


def metadata(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return description, robots and Open Graph tags."""
    entry = domain_of(app.env).entries.get(docname)
    if entry is None:
        return []
    page = entry.page
    written = set(_NAME.findall(context.get("metatags", "")))  # by the page itself
    names = [
        ("description", page.description),
        ("robots", "noindex" if page.noindex else None),
    ]
    is_home = docname == app.config.root_doc
    properties = [
        ("og:title", entry.title),
        ("og:description", page.description),
        ("og:type", "website" if is_home else "article"),
        ("og:site_name", app.config.project),
        ("og:url", context.get("pageurl")),
        ("article:published_time", None if is_home or not page.date else iso(page.date)),
        ("article:modified_time", None if is_home or not page.lastmod else iso(page.lastmod)),
    ]
    return [
        *meta_tags("name", (pair for pair in names if pair[0] not in written)),
        *meta_tags("property", (pair for pair in properties if pair[0] not in written)),
    ]


def fill_head(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the elements of the head, then let features change the context.

    Pages of books have neither: they are XML, and no search engine reads them.
    """
    if context.get("embedded"):
        return
    site = registry(app.config)
    if pagename in domain_of(app.env).entries and context.get("pageurl"):
        context["pageurl"] = page_address(app, pagename)
    elements = [
        element
        for tags in (metadata, *site.head_tags)
        for element in tags(app, pagename, context)
    ]
    lines = "".join(f"\n    {element}" for element in elements)
    context["metatags"] = context.get("metatags", "") + lines
    for change in site.contexts:
        change(app, pagename, context)


def check_address(app: Sphinx, config: Config) -> None:
    """Refuse an address of the site that no browser could open.

    Raises:
        SystemExit: ``html_baseurl`` is set and is not an address.
    """
    base: str = config.html_baseurl
    parts = urlsplit(base)
    if base and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query):
        refuse(
            f"html_baseurl: found {base!r}, expected the site's address such as "
            "https://example.org/en/latest/ (READTHEDOCS_CANONICAL_URL gives it)"
        )


def setup(app: Sphinx) -> None:
    """Connect after the theme, whose own handler has the default priority."""
    app.connect("config-inited", check_address)
    app.connect("html-page-context", fill_head, priority=900)
