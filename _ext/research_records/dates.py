"""Dates as editors write them: a year, a month, a day, or an hour of a day."""

from __future__ import annotations

import calendar
import datetime
import re

_DATE = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2})(?:[T ]([0-9:.,+Zz -]+))?)?)?")
#: Hours and minutes, with a stop as in Dutch or a colon; seconds, offset from UTC.
_HOUR = re.compile(
    r"(\d{1,2})[:.](\d{2})(:\d{2})?(?:[.,]\d+)?\s*([Zz]|[+-](?:0\d|1[0-4])(?::?\d{2})?)?"
)
_BEGINS_WITH_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\D")


def parse_moment(text: str) -> str:
    """Return an ISO 8601 date: ``2024``, ``2024-01``, ``2024-01-30``, ``2024-01-30T09:30``.

    Seconds and a zone (``Z``, ``+01:00``) stay where they are written.

    Raises:
        ValueError: The form is wrong or the calendar has no such day.
    """
    expected = "a date that exists, written 2024-01-30, 2024-01 or 2024"
    match = _DATE.fullmatch(text.strip())
    if not match:
        about = ", with an hour 2024-01-30 09:30" if _BEGINS_WITH_DAY.match(text) else ""
        raise ValueError(expected + about)
    year, month, day, hour = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
        if hour:
            found = _HOUR.fullmatch(hour.strip())
            if found is None:
                raise ValueError
            at, minute, second, zone = found.groups("")
            time = datetime.time.fromisoformat(f"{at:0>2}:{minute}{second}{zone.upper()}")
    except ValueError:
        about = ", with an hour 2024-01-30 09:30" if hour else ""
        raise ValueError(expected + about) from None
    date = "-".join(part for part in (year, month, day) if part)
    if not hour:
        return date
    precision = "minutes" if not time.second else "seconds"
    return f"{date}T{time.isoformat(precision)}".replace("+00:00", "Z")


def parse_date(text: str) -> str:
    """Return a date as `parse_moment` does; midnight is how programs write a day."""
    return re.sub(r"T00:00(Z|[+-]\d{2}:\d{2})?$", "", parse_moment(text))


def hour_of(date: str) -> str:
    """Return the hour of a date, such as ``09:30``, with its zone; ``""`` for none."""
    return date[11:]


def first_day(date: str) -> datetime.date:
    """Return the first day of a possibly partial date from `parse_date`."""
    numbers = [int(part) for part in date[:10].split("-")]
    return datetime.date(*[*numbers, 1, 1][:3])


def last_day(date: str) -> datetime.date:
    """Return the last day of a possibly partial date from `parse_date`."""
    numbers = [int(part) for part in date[:10].split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    if len(numbers) == 3:
        return datetime.date(year, month, numbers[2])
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def ended(end: str | None, today: datetime.date) -> bool:
    """Tell whether a possibly partial end date lies wholly in the past."""
    return end is not None and last_day(end) < today


def show_date(date: str) -> str:
    """Return an ISO date, which may lack day and month, as people write it.

    ``2025-03-07`` is shown as ``7 March 2025``, ``2025-03`` as ``March 2025``, and an
    hour follows after a comma.
    """
    day = first_day(date)
    month = f"{calendar.month_name[day.month]} {day.year}"
    shown = {4: str(day.year), 7: month}.get(len(date), f"{day.day} {month}")
    if hour := hour_of(date):
        shown += ", " + re.sub(r"(Z|[+-].*)$", lambda zone: f" {_utc(zone[0])}", hour)
    return shown


def _utc(zone: str) -> str:
    return "UTC" if zone == "Z" else f"UTC{zone}"


def show_span(start: str, end: str | None) -> str:
    """Return from when to when, as people write it: ``19–23 May 2025``.

    What two dates share is said once; hours of one day stand behind it:
    ``28 February 2025, 10:30–17:00``.
    """
    if end is None or end == start:
        return show_date(start)
    if start[:10] == end[:10]:
        return f"{show_date(start)}–{hour_of(end)}"
    first, last = show_date(start), show_date(end)
    if hour_of(start) or hour_of(end) or len(start) != len(end):
        return f"{first} – {last}"
    if len(start) == len("2025"):
        return f"{first}–{last}"
    if start[:7] == end[:7]:
        return f"{first.split()[0]}–{last}"
    if start[:4] == end[:4]:
        first = first.rpartition(" ")[0]
    return f"{first} – {last}"


def show_years(start: str | None, end: str | None) -> str | None:
    """Return the years from a start to an end: ``2024–2027``, ``2024``, ``since 2024``."""
    if start is None:
        return None
    return show_span(start[:4], end[:4]) if end else f"since {start[:4]}"
