"""Events: what takes place, from when to when, and where."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr

from research_records.dates import first_day, hour_of, last_day, show_span
from research_records.fields import Country, Ids, Moment, Short, Url, Zone
from research_records.identifiers import country_name
from research_records.page import Page
from research_records.problems import Problem, Subtype
from research_records.values import Related, Thing
from research_records.zones import ZONE, clock, is_skipped, iso

#: Who speaks or organises: an id of either kind; the first is that of a name in quotes.
SPEAKER, ORGANISER = "person or partner", "partner or person"
SCHEMA = "https://schema.org/"


class Event(Page):
    """Something that takes place; hours are those of the clock in its time zone.

    Attributes:
        start: First day, or the hour at which it begins: ``2025-02-28 10:30``.
        end: Last day, or the hour at which it ends.
        timezone: Zone of the hours, by its name in the tz database.
        place: The town; *venue* is the house.
        online: ``true``, or the address at which one takes part.
        series: What it is one of.
        sequence: How often what stands in calendars was changed (RFC 5545, 3.8.7.4).
    """

    kind_name: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"
    label: ClassVar[str] = "Event"
    required: ClassVar[tuple[str, ...]] = ("kind", "start")
    names: ClassVar[dict[str, str]] = {
        "speakers": SPEAKER,
        "organisers": ORGANISER,
        "projects": "project",
    }
    group_by: ClassVar[str] = "period"
    newest_first: ClassVar[bool] = True
    shown_as = "rows"
    line_fields: ClassVar[tuple[str, ...]] = ("span", "town", "kind", "change")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Date", "span"),
        ("Status", "status"),
        ("Kind", "kind"),
        ("Place", "where"),
        ("Online", "online_at"),
        ("Organisers", "organisers"),
        ("Speakers", "speakers"),
        ("Projects", "projects"),
        ("Series", "series"),
        ("More", "link"),
    )
    related_lists: ClassVar[tuple[Related, ...]] = (Related("News", "news"),)
    schema_type: ClassVar[str] = "Event"
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "organizer": ("organisers",),
        "performer": ("speakers",),
        "about": ("projects",),
        "sameAs": "link",
    }

    kind: (
        Literal[
            "conference", "workshop", "training", "seminar", "lecture", "meeting", "defence"
        ]
        | None
    ) = None
    start: Moment | None = None
    end: Moment | None = None
    timezone: Zone | None = None
    place: Short | None = None
    venue: Short | None = None
    country: Country | None = None
    online: Url | bool = False
    speakers: Ids = []
    organisers: Ids = []
    projects: Ids = []
    series: Short | None = None
    link: Url | None = None
    event_status: Literal["scheduled", "cancelled", "postponed"] = "scheduled"
    sequence: Annotated[int, Field(ge=0)] = 0

    #: Whether it is not over on the day of the build.
    _is_ahead: bool = PrivateAttr(False)

    def on(self, day: datetime.date) -> Event:
        shown = self.model_copy()
        shown._is_ahead = bool(self.start) and last_day(self.end or self.start or "") >= day
        return shown

    @property
    def zone(self) -> str:
        """Return the time zone of its hours."""
        return self.timezone or ZONE

    def contradictions(self) -> Iterator[Problem]:
        yield from super().contradictions()
        moments = {"start": self.start, "end": self.end}
        hours = {name: hour_of(one) for name, one in moments.items() if one}
        for name, hour in hours.items():
            moment = moments[name] or ""
            if hour and clock(moment).tzinfo != clock("2000").tzinfo:
                said = f"found {hour!r}, expected the hour of the clock there; timezone: "
                yield Problem(Subtype.FIELD, f"{name}: {said}names its zone")
            elif hour and is_skipped(moment, self.zone):
                said = f"found {hour!r}, which clocks in {self.zone} skip that night"
                yield Problem(Subtype.FIELD, f"{name}: {said}")
        if len(hours) == 2 and bool(hours["start"]) != bool(hours["end"]):
            said = "expected an hour in both start and end, or in none"
            yield Problem(Subtype.FIELD, f"end: found {self.end!r}, {said}")
        elif all(hours.values()) and len(hours) == 2 and (self.end or "") < (self.start or ""):
            said = f"expected an hour not before the start, {self.start!r}"
            yield Problem(Subtype.FIELD, f"end: found {self.end!r}, {said}")
        if self.timezone and not any(hours.values()):
            said = "found beside days alone; write the hour too: start: 2025-02-28 10:30"
            yield Problem(Subtype.FIELD, f"timezone: {said}")

    # ---- when ----

    @property
    def when(self) -> str | None:
        return self.start

    @property
    def span(self) -> str | None:
        """Return from when to when; hours with the zone that they are of."""
        if self.start is None:
            return None
        hours = f" ({self.zone.replace('_', ' ')})" if hour_of(self.start) else ""
        return show_span(self.start, self.end) + hours

    def status_on(self, today: datetime.date) -> str:
        if self.event_status != "scheduled" or not self.start:
            return self.event_status
        if first_day(self.start) > today:
            return "upcoming"
        return "under way" if self.on(today)._is_ahead else "past"

    def filed_under(self, name: str, status: str | None) -> list[str]:
        if name == "period" and self._is_ahead:
            return ["upcoming"]
        return super().filed_under("year" if name == "period" else name, status)

    def sort_key(self, title: str) -> tuple[object, ...]:
        if self._is_ahead:  # the next one first
            return self.kind_name, False, (-0x110000, *map(ord, self.when or ""))
        return super().sort_key(title)

    # ---- where ----

    @property
    def town(self) -> str | None:
        """Return the place, or that it is online."""
        return self.place or (self.country and country_name(self.country)) or (
            "online" if self.online else None
        )  # fmt: skip

    @property
    def where(self) -> str:
        """Return venue, place and country."""
        country = country_name(self.country) if self.country else None
        return ", ".join(one for one in (self.venue, self.place, country) if one)

    @property
    def online_at(self) -> str | None:
        """Return where one takes part online, or that one can."""
        return "yes" if self.online is True else self.online or None

    @property
    def change(self) -> str | None:
        """Return that it is cancelled or postponed."""
        return None if self.event_status == "scheduled" else self.event_status

    def thing(self, status: str | None) -> Thing:
        locations: list[Thing] = []
        if self.where:
            town = {"addressLocality": self.place, "addressCountry": self.country}
            address = {"@type": "PostalAddress", **{k: v for k, v in town.items() if v}}
            name = self.venue or self.place or self.where
            locations.append({"@type": "Place", "name": name, "address": address})
        if self.online:
            url = {} if self.online is True else {"url": self.online}
            locations.append({"@type": "VirtualLocation", "name": "Online", **url})
        modes = {1: "Online" if self.online else "Offline", 2: "Mixed"}
        mode = modes.get(len(locations))
        series = {"@type": "EventSeries", "name": self.series}
        return {
            **super().thing(status),
            "startDate": iso(self.start, self.zone) if self.start else None,
            "endDate": iso(self.end, self.zone) if self.end else None,
            "location": locations,
            "eventAttendanceMode": f"{SCHEMA}{mode}EventAttendanceMode" if mode else None,
            "eventStatus": f"{SCHEMA}Event{self.event_status.capitalize()}",
            "superEvent": series if self.series else None,
        }
