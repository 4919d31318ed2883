"""Calendars: valid for another library, the same in each build, hours in their zone."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import vobject
from icalendar import Calendar
from small_site import Site

UTC = datetime.UTC
#: Event -> fields, DTSTART and DTEND in UTC.
HOURS = {
    # Over midnight and over the end of summer time: four hours on the clock, five in all.
    "autumn": ("start: 2026-10-24 23:00\nend: 2026-10-25 03:00", (24, 21), (25, 2)),
    # Over the beginning of summer time, in another zone.
    "spring": (
        "start: 2026-03-28 23:00\nend: 2026-03-29 04:00\ntimezone: Europe/Helsinki",
        (28, 21), (29, 1),
    ),
}  # fmt: skip


@pytest.fixture
def events(found: Site) -> Site:
    found.page("about/events/index", "title: Events")
    for name, (fields, *_) in HOURS.items():
        found.page(f"about/events/{name}", f"title: {name}\nkind: lecture\n{fields}")
    found.page(
        "about/events/days",
        "title: Days, long; and \\\\ more\nkind: training\n"
        "start: 2025-05-30\nend: 2025-06-02\n"
        "place: Enschede\nsequence: 3\nevent_status: cancelled\nlastmod: 2025-04-01",
    )
    found.page("about/events/month", "title: Month\nkind: meeting\nstart: 2025-06")
    found.page("about/news/award", "title: Award\ndate: 2025-06-01\nkind: event")
    return found


def components(data: bytes) -> dict[str, Any]:
    """Return the events of a calendar, as another library than the one that wrote reads it."""
    read = vobject.readOne(data.decode())
    assert read.validate(raiseException=True)
    return {one.uid.value.partition("@")[0]: one for one in read.vevent_list}


def test_all_events_with_days_and_nothing_else(events: Site) -> None:
    read = components((events.build().out / "events.ics").read_bytes())
    assert sorted(read) == ["autumn", "days", "spring"]
    days = read["days"]
    assert days.summary.value == "Days, long; and \\\\ more"
    assert days.dtstart.value == datetime.date(2025, 5, 30)
    assert days.dtend.value == datetime.date(2025, 6, 3)  # the first day after
    assert (days.sequence.value, days.status.value) == ("3", "CANCELLED")
    assert days.dtstamp.value == datetime.datetime(2025, 4, 1, tzinfo=UTC)
    assert days.url.value == "https://site.example/en/latest/about/events/days/"


@pytest.mark.parametrize("name", HOURS)
def test_hours_over_midnight_and_over_a_change_of_the_clock(events: Site, name: str) -> None:
    data = (events.build().out / "events.ics").read_bytes()
    month = 10 if name == "autumn" else 3
    _, start, end = HOURS[name]
    expected = [datetime.datetime(2026, month, *one, tzinfo=UTC) for one in (start, end)]
    theirs = components(data)[name]
    assert [t.value.astimezone(UTC) for t in (theirs.dtstart, theirs.dtend)] == expected
    ours = next(e for e in Calendar.from_ical(data).walk("VEVENT") if e["SUMMARY"] == name)
    assert [ours.decoded(t).astimezone(UTC) for t in ("DTSTART", "DTEND")] == expected
    zones = {str(z["TZID"]) for z in Calendar.from_ical(data).walk("VTIMEZONE")}
    assert zones == {"Europe/Amsterdam", "Europe/Helsinki"}


def test_each_event_has_a_file_that_its_page_offers(events: Site) -> None:
    built = events.build()
    read = components((built.out / "about/events/autumn.ics").read_bytes())
    assert list(read) == ["autumn"]
    (link,) = built.page("about/events/autumn").select(".site-calendar a")
    assert link["href"] == "../autumn.ics"
    assert built.page("about/events/month").select(".site-calendar a") == []
    (link,) = built.page("about/events").select(".site-calendar a")
    assert link["href"] == "../../events.ics"


def test_calendar_is_the_same_on_another_day_and_address(
    events: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for day, base in (("1800000000", "https://a.example/"), ("1810000000", "")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        out = events.build(html_baseurl=base, out=f"out-{day}").out
        lines = (out / "events.ics").read_bytes().split(b"\r\n")
        made.append([line for line in lines if not line.startswith((b"URL", b" "))])
    assert made[0] == made[1]


def test_head_names_the_calendar(events: Site) -> None:
    page = events.build().page("team/ann")
    (link,) = page.select('head link[type="text/calendar"]')
    assert link["href"] == "../../events.ics"
