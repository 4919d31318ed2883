"""Events as pages: when and where, upcoming first, who speaks, what is wrong."""

from __future__ import annotations

import pytest
import rdflib
from small_site import Built, Site

DAY = "1795651200"  # 25 November 2026
EVENTS = {
    "about/events/index": "title: Events",
    "about/events/school": "title: School\nkind: training\n"
    "start: 2025-05-19\nend: 2025-05-23\n"
    "venue: Ravelijn\nplace: Enschede\ncountry: NL\nspeakers: [ann, 'Bo Ek, Lund']\n"
    "organisers: ut\nprojects: [net]",
    "about/events/later": "title: Later\nkind: workshop\nstart: 2027-02-01",
    "about/events/next": "title: Next\nkind: lecture\nstart: 2026-12-31 22:00\n"
    "end: 2027-01-01 02:00\nonline: https://meet.example/x\nplace: Berlin",
    "about/events/now": "title: Now\nkind: meeting\nstart: 2026-11\nonline: true",
    "about/events/off": "title: Off\nkind: meeting\nstart: 2026-12-01\n"
    "event_status: cancelled",
    "about/events/older": "title: Older\nkind: conference\nstart: 2024",
}


@pytest.fixture
def events(found: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    found.pages(EVENTS.items())
    return found


@pytest.fixture
def built(events: Site) -> Built:
    made = events.build()
    assert made.warnings == []
    return made


def test_upcoming_first_then_the_past_by_year(built: Built) -> None:
    headings = built.texts("about/events", "article section section > h2")
    assert headings == ["Upcoming (4)¶", "2025 (1)¶", "2024 (1)¶"]
    assert built.texts("about/events", ".site-cards strong") == [
        "Now", "Off", "Next", "Later", "School", "Older",
    ]  # fmt: skip


def test_days_and_hours_read_as_people_write_them(built: Built) -> None:
    assert built.facts("about/events/school") == {
        "Date": "19–23 May 2025",
        "Status": "Past",
        "Kind": "Training",
        "Place": "Ravelijn, Enschede, Netherlands",
        "Organisers": "UT",
        "Speakers": "Ann Lee, Bo Ek (Lund)",
        "Projects": "Net",
    }
    over_night = built.facts("about/events/next")
    assert over_night["Date"] == (
        "31 December 2026, 22:00 – 1 January 2027, 02:00 (Europe/Amsterdam)"
    )
    some = [built.facts(f"about/events/{one}") for one in ("next", "now", "off")]
    assert [one["Status"] for one in some] == ["Upcoming", "Under way", "Cancelled"]


def test_day_that_passes_turns_the_event_over(
    built: Built, events: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1801526400")  # 2 February 2027
    later = events.build()
    assert later.facts("about/events/later")["Status"] == "Past"
    assert "Upcoming" not in "".join(later.texts("about/events", "h2"))


def test_people_organisations_and_projects_list_their_events(built: Built) -> None:
    for page in ("team/ann", "about/partners/ut", "research/projects/net"):
        assert built.texts(page, "#events strong") == ["School"]


def test_news_and_event_lead_to_each_other(events: Site) -> None:
    events.change("about/news/meet.md", "kind: meeting", "kind: meeting\nevent: school")
    built = events.build()
    assert built.facts("about/news/meet")["Event"] == "School"
    assert built.texts("about/events/school", "#news strong") == ["A <meeting> & more"]


def test_json_ld(built: Built) -> None:
    school, night, off = (
        built.graph(f"about/events/{one}")[0] for one in ("school", "next", "off")
    )
    assert (school["startDate"], school["endDate"]) == ("2025-05-19", "2025-05-23")
    assert school["location"][0]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Enschede",
        "addressCountry": "NL",
    }
    for term in (*school, *night, *off, "Place", "VirtualLocation"):
        assert term.startswith("@") or term in rdflib.SDO, term
    assert school["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert school["organizer"][0]["name"] == "UT"
    assert [one["name"] for one in school["performer"]] == ["Ann Lee", "Bo Ek"]
    assert {one["@type"] for one in school["performer"]} == {"Person"}
    assert night["startDate"] == "2026-12-31T22:00:00+01:00"
    assert night["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert off["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("start: 2026-03-29 02:30", "4: WARNING: start: found '02:30', which clocks in "
         "Europe/Amsterdam skip that night"),
        ("start: 2026-03-29T10:00+02:00", "4: WARNING: start: found '10:00+02:00', expected "
         "the hour of the clock there; timezone: names its zone"),
        ("start: 2026-03-28 10:00\nend: 2026-03-28 09:00", "5: WARNING: end: found "
         "'2026-03-28T09:00', expected an hour not before the start, '2026-03-28T10:00'"),
        ("start: 2026-03-28 10:00\nend: 2026-03-28", "5: WARNING: end: found '2026-03-28', "
         "expected an hour in both start and end, or in none"),
        ("start: 2026-03-28\ntimezone: Europe/Rome", "5: WARNING: timezone: found beside days "
         "alone; write the hour too: start: 2025-02-28 10:30"),
        ("start: 2026-03-28 25:00", "4: WARNING: start: found '2026-03-28 25:00', expected a "
         "date that exists, written 2024-01-30, 2024-01 or 2024, with an hour 2024-01-30 "
         "09:30"),
        ("start: 2026-03-28 10:00\ntimezone: Europe/Berlim", "5: WARNING: timezone: found "
         "'Europe/Berlim', expected a time zone of the tz database such as Europe/Amsterdam; "
         "did you mean 'Europe/Berlin'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(found: Site, fields: str, told: str) -> None:
    found.page("about/events/x", f"title: X\nkind: lecture\n{fields}")
    (warning,) = found.build().warnings
    assert warning == f"about/events/x.md:{told} [site.field]"


def test_who_is_unknown_is_told_with_the_nearest(found: Site) -> None:
    found.page("about/events/x", "title: X\nkind: lecture\nstart: 2026\nspeakers: [anm, utt]")
    assert found.build().warnings == [
        "about/events/x.md:5: WARNING: speakers: no person or partner 'anm'; did you mean "
        "'ann'? [site.unknown_person]",
        "about/events/x.md:5: WARNING: speakers: no person or partner 'utt'; did you mean "
        "'ut'? [site.unknown_person]",
    ]


def test_without_the_feature_pages_stay(events: Site) -> None:
    events.change("about/news/meet.md", "kind: meeting", "kind: meeting\nevent: school")
    events.conf(project="Site", author="Us")
    built = events.build()
    assert built.warnings == []
    assert built.texts("about/events/school", "h1") == ["School¶"]
    assert "Event" not in built.facts("about/news/meet")
