"""Dates as editors write them: a day, a month or a year."""

from __future__ import annotations

import calendar
import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})([T ][0-9:.+Z -]*)?)?)?")


def parse_date(text: str) -> str:
    """Return an ISO 8601 date: ``2024``, ``2024-01`` or ``2024-01-30``.

    A time of day, which Hugo writes, is dropped.

    Raises:
        ValueError: The form is wrong or the calendar has no such day.
    """
    expected = "a date that exists, written 2024-01-30, 2024-01 or 2024"
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise ValueError(expected)
    year, month, day = match[1], match[2], match[3]
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(expected) from None
    return "-".join(part for part in (year, month, day) if part)


def first_day(date: str) -> datetime.date:
    """Return the first day of a possibly partial date from `parse_date`."""
    numbers = [int(part) for part in date.split("-")]
    return datetime.date(*[*numbers, 1, 1][:3])


def last_day(date: str) -> datetime.date:
    """Return the last day of a possibly partial date from `parse_date`."""
    numbers = [int(part) for part in date.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    if len(numbers) == 3:
        return datetime.date(year, month, numbers[2])
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def ended(end: str | None, today: datetime.date) -> bool:
    """Tell whether a possibly partial end date lies wholly in the past."""
    return end is not None and last_day(end) < today


def show_date(date: str) -> str:
    """Return an ISO date, which may lack day and month, as people write it.

    ``2025-03-07`` is shown as ``7 March 2025``, ``2025-03`` as ``March 2025``.
    """
    day = first_day(date)
    month = f"{calendar.month_name[day.month]} {day.year}"
    return {4: str(day.year), 7: month}.get(len(date), f"{day.day} {month}")
