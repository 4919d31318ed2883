"""The calendars that the site publishes: events.ics of all events, and a file for each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from html import escape
from typing import Any

from docutils import nodes
from research_records.calendars import Dated, calendar, is_dated
from research_records.event import Event
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from research_site.catalogue import Catalogue, catalogue_of
from research_site.catalogue.reading import today
from research_site.output.head import page_address
from research_site.registry import File
from research_site.words import word

ALL = "events.ics"


# Every page asks for them, to name the calendar in its head.
@lru_cache(maxsize=1)
def dated(catalogue: Catalogue) -> dict[str, tuple[str, Event]]:
    """Return the events whose days are known, in order of time: docname -> title, page."""
    found = [(entry, entry.page) for entry in catalogue.listing("event")]
    events = [(e, p) for e, p in found if isinstance(p, Event) and is_dated(p)]
    events.sort(key=lambda one: (one[1].start or "", one[0].docname))
    return {entry.docname: (entry.title, page) for entry, page in events}


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the calendar of all events, and that of each."""
    project, day = app.config.project, today()
    site = re.sub(r"\W+", "-", project).strip("-").lower()
    events = [
        (name, Dated(f"{name.rpartition('/')[2]}@{site}", *one, page_address(app, name)))
        for name, one in dated(catalogue_of(app.env)).items()
    ]
    for name, event in events:
        yield f"{name}.ics", File(partial(calendar, project, [event], day), name)
    if events:
        yield ALL, File(partial(calendar, project, [event for _, event in events], day))


def links(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return the element that names the calendar in the head of each page."""
    place = escape(context["pathto"](ALL, 1))
    link = f'<link rel="alternate" type="text/calendar" title="Events" href="{place}">'
    return [link] if dated(catalogue_of(app.env)) else []


def offer(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Offer an event's file below its facts, in HTML; that of all on their list."""
    events, folder = dated(catalogue_of(app.env)), docname.removesuffix("/index")
    is_list = folder != docname and app.config.site_kinds.get(folder) == Event.kind_name
    top = next(doctree.findall(nodes.section), None)
    if app.builder.format != "html" or top is None or not events:
        return
    if docname in events:
        words, name = word("Add to calendar"), f"{docname}.ics"
    elif is_list:
        words, name = word("All events as a calendar"), ALL
    else:
        return
    uri = relative_uri(app.builder.get_target_uri(docname), name)
    link = nodes.reference("", f"{words} (ICS)", refuri=uri, internal=True)
    facts = next(top.findall(nodes.definition_list), top[0])
    place = facts if facts.parent is top else top[0]
    top.insert(top.index(place) + 1, nodes.paragraph("", "", link, classes=["site-calendar"]))
