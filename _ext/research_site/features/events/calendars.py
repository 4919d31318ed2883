"""Calendars (RFC 5545): events.ics of all events, and a file for each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from typing import Any

from docutils import nodes
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Component
from research_records.dates import first_day, hour_of, last_day
from research_records.entry import Entry
from research_records.zones import changes, clock
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from typing_extensions import TypeIs

from research_site.catalogue import catalogue_of
from research_site.catalogue.reading import today
from research_site.features.events.kind import Event
from research_site.output.head import page_address
from research_site.registry import File
from research_site.words import word

ALL = "events.ics"
#: Letters of a date that has a day.
DAY = len("2025-01-01")
#: Status -> the word of RFC 5545, section 3.8.1.11, which knows no "postponed".
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def is_dated(page: object) -> TypeIs[Event]:
    """Tell whether a page is an event whose days are known; calendars have no months."""
    if not isinstance(page, Event) or not page.start:
        return False
    return len(page.start) >= DAY and len(page.end or page.start) >= DAY


def dated(app: Sphinx) -> Iterator[tuple[Entry, Event]]:
    """Yield the events whose days are known."""
    for entry in catalogue_of(app.env).listing("event"):
        if is_dated(entry.page):
            yield entry, entry.page


def component(app: Sphinx, entry: Entry, page: Event) -> Component:
    """Return an event as calendars read it; days alone end before DTEND."""
    assert page.start is not None
    result = Component()
    site = re.sub(r"\W+", "-", app.config.project).strip("-").lower()
    result.add("uid", f"{entry.id}@{site}")
    changed = min(first_day(page.lastmod or page.date or page.start), today())
    result.add("dtstamp", datetime.datetime.combine(changed, datetime.time(), datetime.UTC))
    result.add("sequence", page.sequence)
    if hour_of(page.start):
        result.add("dtstart", clock(page.start, page.zone))
        if page.end:
            result.add("dtend", clock(page.end, page.zone))
    else:
        result.add("dtstart", first_day(page.start))
        result.add("dtend", last_day(page.end or page.start) + datetime.timedelta(days=1))
    result.add("summary", entry.title)
    if page.description:
        result.add("description", page.description)
    if place := page.where or ("online" if page.online else ""):
        result.add("location", place)
    result.add("status", STATUS.get(page.event_status, "CONFIRMED"))
    if address := page_address(app, entry.docname):
        result.add("url", address)
    return result


def calendar(app: Sphinx, events: Iterable[tuple[Entry, Event]]) -> bytes:
    """Return a calendar with the time zones that its hours are of."""
    result = Calendar()
    result.add("prodid", f"-//{app.config.project}//site//EN")
    result.add("version", "2.0")
    events = list(events)
    for zone in sorted({page.zone for _, page in events if hour_of(page.start or "")}):
        days = [day for _, page in events for day in (page.start, page.end) if day]
        result.add_component(_zone(zone, int(min(days)[:4]) - 1, int(max(days)[:4])))
    for entry, page in events:
        result.add_component(component(app, entry, page))
    text: bytes = result.to_ical()
    return text


def _zone(name: str, first: int, last: int) -> Timezone:
    """Return a time zone with the changes of its clocks in some years."""
    result = Timezone()
    result.add("tzid", name)
    for change in changes(name, first, last):
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.add("dtstart", change.at)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        result.add_component(part)
    return result


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the calendar of all events, and that of each."""
    events = sorted(dated(app), key=lambda one: (one[1].start or "", one[0].docname))
    for entry, page in events:
        make = partial(calendar, app, [(entry, page)])
        yield f"{entry.docname}.ics", File(make, entry.docname)
    if events:
        yield ALL, File(partial(calendar, app, events))


def links(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return the element that names the calendar in the head of each page."""
    place = escape(context["pathto"](ALL, 1))
    link = f'<link rel="alternate" type="text/calendar" title="Events" href="{place}">'
    return [link] if any(dated(app)) else []


def offer(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Offer an event's file below its facts, in HTML; that of all on their list."""
    if app.builder.format != "html":
        return
    entry = catalogue_of(app.env).entries.get(docname)
    top = next(doctree.findall(nodes.section), None)
    if entry is None or top is None:
        return
    if is_dated(entry.page):
        words, name = word("Add to calendar"), f"{docname}.ics"
    elif _lists_events(app, docname) and any(dated(app)):
        words, name = word("All events as a calendar"), ALL
    else:
        return
    uri = relative_uri(app.builder.get_target_uri(docname), name)
    link = nodes.reference("", f"{words} (ICS)", refuri=uri, internal=True)
    facts = next(top.findall(nodes.definition_list), top[0])
    place = facts if facts.parent is top else top[0]
    top.insert(top.index(place) + 1, nodes.paragraph("", "", link, classes=["site-calendar"]))


def _lists_events(app: Sphinx, docname: str) -> bool:
    folder: str = docname.removesuffix("/index")
    return folder != docname and app.config.site_kinds.get(folder) == Event.kind_name
