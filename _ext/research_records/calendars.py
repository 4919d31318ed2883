"""Events as a calendar (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Component

from research_records.dates import first_day, hour_of, last_day
from research_records.event import Event
from research_records.zones import changes, clock

#: Status -> the word of RFC 5545, section 3.8.1.11, which knows no "postponed".
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
#: Letters of a date that has a day.
DAY = len("2025-01-01")


class Dated(NamedTuple):
    """An event whose days are known.

    Attributes:
        uid: What calendars know it by, for ever.
        title: What it is called.
        page: Its fields.
        address: The address of its page, where it is known.
    """

    uid: str
    title: str
    page: Event
    address: str | None


def is_dated(page: Event) -> bool:
    """Tell whether the days of an event are known; calendars have no months."""
    return bool(page.start) and all(len(one) >= DAY for one in (page.start, page.end) if one)


def _component(event: Dated, today: datetime.date) -> Component:
    """Return an event as calendars read it; days alone end before DTEND."""
    page, result = event.page, Component()
    assert page.start is not None
    result.add("uid", event.uid)
    changed = min(first_day(page.lastmod or page.date or page.start), today)
    result.add("dtstamp", datetime.datetime.combine(changed, datetime.time(), datetime.UTC))
    result.add("sequence", page.sequence)
    if hour_of(page.start):
        result.add("dtstart", clock(page.start, page.zone))
        if page.end:
            result.add("dtend", clock(page.end, page.zone))
    else:
        result.add("dtstart", first_day(page.start))
        result.add("dtend", last_day(page.end or page.start) + datetime.timedelta(days=1))
    result.add("summary", event.title)
    if page.description:
        result.add("description", page.description)
    if place := page.where or ("online" if page.online else ""):
        result.add("location", place)
    result.add("status", STATUS.get(page.event_status, "CONFIRMED"))
    if event.address:
        result.add("url", event.address)
    return result


def calendar(name: str, events: Iterable[Dated], today: datetime.date) -> bytes:
    """Return a calendar with the time zones that its hours are of.

    Args:
        name: What publishes it.
        events: Its events.
        today: No event was changed after this day.
    """
    result = Calendar()
    result.add("prodid", f"-//{name}//site//EN")
    result.add("version", "2.0")
    events = list(events)
    timed = [one.page for one in events if hour_of(one.page.start or "")]
    for zone in sorted({page.zone for page in timed}):
        days = [day for page in timed for day in (page.start, page.end) if day]
        result.add_component(_zone(zone, int(min(days)[:4]) - 1, int(max(days)[:4])))
    for event in events:
        result.add_component(_component(event, today))
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
