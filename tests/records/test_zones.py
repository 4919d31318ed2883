"""Hours of the clock in a time zone."""

from __future__ import annotations

import datetime

import pytest
from research_records.zones import changes, clock, is_skipped, iso, parse_zone

HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("date", "zone", "shown"),
    [
        ("2026-10-24T23:00", "Europe/Amsterdam", "2026-10-24T23:00:00+02:00"),
        ("2026-10-25T03:00", "Europe/Amsterdam", "2026-10-25T03:00:00+01:00"),
        ("2026-01-05T09:30", "Asia/Taipei", "2026-01-05T09:30:00+08:00"),
        ("2026-01-05T09:30Z", "Asia/Taipei", "2026-01-05T09:30:00+00:00"),
        ("2026-01-05", "Asia/Taipei", "2026-01-05"),
        ("2026-01", "Asia/Taipei", "2026-01"),
    ],
)
def test_hours_get_the_offset_of_their_day(date: str, zone: str, shown: str) -> None:
    assert iso(date, zone) == shown


def test_hour_that_clocks_skip_is_found() -> None:
    assert is_skipped("2026-03-29T02:30", "Europe/Amsterdam")
    assert not is_skipped("2026-03-29T03:30", "Europe/Amsterdam")
    assert not is_skipped("2026-10-25T02:30", "Europe/Amsterdam")
    assert not is_skipped("2026-03-29T02:30", "Asia/Taipei")
    assert clock("2026-03-29").hour == 0


@pytest.mark.parametrize("text", ["Amsterdam", "europe/amsterdam", "", "CET"])
def test_zone_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a time zone of the tz database"):
        parse_zone(text)


def test_changes_of_the_clock_in_a_year() -> None:
    begin, spring, autumn = changes("Europe/Amsterdam", 2026, 2026)
    assert (begin.name, begin.before, begin.after) == ("CET", HOUR, HOUR)
    # In UTC both are at 01:00; on the clock before the change at 02:00 and at 03:00.
    assert (spring.at, spring.name) == (datetime.datetime(2026, 3, 29, 2), "CEST")
    assert (autumn.at, autumn.name) == (datetime.datetime(2026, 10, 25, 3), "CET")
    assert (spring.before, spring.after, spring.is_summer) == (HOUR, 2 * HOUR, True)
    assert (autumn.before, autumn.after, autumn.is_summer) == (2 * HOUR, HOUR, False)


def test_zone_whose_clocks_never_change() -> None:
    assert [one.name for one in changes("Asia/Taipei", 2020, 2026)] == ["CST"]
