"""Hours of the clock in a time zone, by the tz database."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from research_records.dates import first_day, hour_of
from research_records.problems import did_you_mean

DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
#: The zone of hours that name none.
ZONE = "Europe/Amsterdam"


def parse_zone(text: str) -> str:
    """Return the name of a time zone.

    Raises:
        ValueError: The tz database has no such zone.
    """
    known = {name for name in available_timezones() if "/" in name or name == "UTC"}
    if text not in known:
        hint = did_you_mean(text, known)
        raise ValueError(f"a time zone of the tz database such as {ZONE}{hint}")
    return text


def clock(date: str, zone: str = ZONE) -> datetime.datetime:
    """Return when a date from `parse_moment` is; a day begins at midnight.

    Args:
        date: The date; an offset that it carries goes before *zone*.
        zone: A time zone.
    """
    hour = hour_of(date) or "00:00"
    time = datetime.time.fromisoformat(hour)
    moment = datetime.datetime.combine(first_day(date), time)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def is_skipped(date: str, zone: str) -> bool:
    """Tell whether clocks go past an hour, as in the night when summer time begins."""
    moment = clock(date, zone)
    there = moment.astimezone(datetime.UTC).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None) != moment.replace(tzinfo=None)


def iso(date: str, zone: str = ZONE) -> str:
    """Return a date as machines want it: an hour has its offset (RFC 3339)."""
    return clock(date, zone).isoformat() if hour_of(date) else date


class Change(NamedTuple):
    """From when on clocks show another offset from UTC.

    Attributes:
        at: When, on the clock before the change.
        before: The offset until then.
        after: The offset from then on.
        name: What the time is called, such as ``CEST``.
        is_summer: Whether it is summer time.
    """

    at: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    is_summer: bool


def changes(zone: str, first: int, last: int) -> Iterator[Change]:
    """Yield what clocks show as the year *first* begins, and each change until *last* ends.

    To the minute, which is how exact the tz database has been since 1973.
    """
    place = ZoneInfo(zone)
    step = datetime.datetime(first, 1, 1, tzinfo=datetime.UTC)
    end = datetime.datetime(last + 1, 1, 1, tzinfo=datetime.UTC)
    yield _change(step, step, place)
    while step < end:
        following = step + DAY
        if _offset(step, place) != _offset(following, place):
            early, late = step, following
            while late - early > MINUTE:
                middle = early + (late - early) // (2 * MINUTE) * MINUTE
                if _offset(middle, place) == _offset(early, place):
                    early = middle
                else:
                    late = middle
            yield _change(early, late, place)
        step = following


def _offset(moment: datetime.datetime, place: ZoneInfo) -> datetime.timedelta:
    return moment.astimezone(place).utcoffset() or datetime.timedelta()


def _change(early: datetime.datetime, late: datetime.datetime, place: ZoneInfo) -> Change:
    before, there = _offset(early, place), late.astimezone(place)
    at = (late + before).replace(tzinfo=None)
    return Change(at, before, _offset(late, place), there.tzname() or "", bool(there.dst()))
