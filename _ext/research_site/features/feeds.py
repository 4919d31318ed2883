"""The feed of the news, in Atom."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from functools import lru_cache, partial
from html import escape
from typing import Any

from research_records.dates import first_day, hour_of
from research_records.entry import Entry
from research_records.zones import iso
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import Catalogue, catalogue_of
from research_site.output.head import absolute, page_address
from research_site.registry import File, add_files, add_head_tags

ATOM = "news.atom"
NAMESPACE = "http://www.w3.org/2005/Atom"


def _moment(entry: Entry) -> str:
    """Return when an item last changed (RFC 3339), by its front matter alone."""
    return _time(entry.page.lastmod or entry.page.date)


def _time(date: str | None) -> str:
    day = f"{first_day(date or '1970')}T00:00:00Z"
    return iso(date) if date and hour_of(date) else day


def atom(app: Sphinx, items: list[Entry]) -> bytes:
    """Return the feed (RFC 4287); ids and dates come from the records."""
    ET.register_namespace("", NAMESPACE)
    home = absolute(app, "") or ""
    feed = ET.Element(f"{{{NAMESPACE}}}feed")

    def add(parent: ET.Element, name: str, text: str = "", **given: str) -> ET.Element:
        child = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", given)
        child.text = text or None
        return child

    add(feed, "id", home)
    add(feed, "title", f"News of {app.config.project}")
    add(feed, "updated", max(map(_moment, items)))
    add(feed, "link", rel="self", href=absolute(app, ATOM) or "")
    add(feed, "link", rel="alternate", href=home)
    add(add(feed, "author"), "name", app.config.author)
    for item in items:
        address = page_address(app, item.docname) or ""
        entry = add(feed, "entry")
        add(entry, "id", address)
        add(entry, "title", item.title)
        add(entry, "updated", _moment(item))
        add(entry, "published", _time(item.page.date))
        add(entry, "link", rel="alternate", href=address)
        add(entry, "summary", item.page.description or item.title)
    ET.indent(feed)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _news(app: Sphinx) -> list[Entry]:
    """Return the items, the newest first; none where the site's address is not known."""
    return _items(catalogue_of(app.env)) if absolute(app, "") is not None else []


# Every page asks for them, to name the feed in its head.
@lru_cache(maxsize=1)
def _items(catalogue: Catalogue) -> list[Entry]:
    listing = catalogue.listing("news")
    return [item for item in listing if item.page.date and not item.page.noindex]


def links(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return the element that names the feed in the head of each page."""
    place = escape(context["pathto"](ATOM, 1))
    kind = "application/atom+xml"
    link = f'<link rel="alternate" type="{kind}" title="News" href="{place}">'
    return [link] if _news(app) else []


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the feed, where there is news."""
    news = _news(app)
    return [(ATOM, File(partial(atom, app, news)))] if news else []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the link and the file."""
    app.setup_extension("research_site")
    add_head_tags(app, links)
    add_files(app, files)
    return METADATA
