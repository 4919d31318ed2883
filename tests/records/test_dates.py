"""Dates: a day, a month or a year; first and last day; as people write them."""

from __future__ import annotations

import datetime

import pytest
from research_records.dates import (
    ended,
    first_day,
    last_day,
    parse_date,
    show_date,
    show_span,
    show_years,
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2024-01-30T10:00:00Z", "2024-01-30T10:00Z"),
        ("2024-01-30T00:00:00Z", "2024-01-30"),
        ("2024-01-30 9:30", "2024-01-30T09:30"),
        ("2024-01-30 14.30", "2024-01-30T14:30"),
        ("2024-01-30T10:00:05.250Z", "2024-01-30T10:00:05Z"),
        ("2024-01-30 10:00:05 +0100", "2024-01-30T10:00:05+01:00"),
        (" 2024-01 ", "2024-01"),
        ("2024", "2024"),
    ],
)
def test_right(text: str, date: str) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize("text", [
    "2023-02-29", "2023-13", "yesterday", "24-01-01", "", "0001-01-01", "9999-12-31",
    "2024-01-30 0900", "2024-01-30 14h", "2024-01-30 2pm", "2024-01-30 09:00-17:00",
])  # fmt: skip
def test_wrong(text: str) -> None:
    with pytest.raises(ValueError, match="a date that exists, written 2024-01-30"):
        parse_date(text)


@pytest.mark.parametrize(
    ("date", "first", "last", "shown"),
    [
        ("2024-02-03", (2024, 2, 3), (2024, 2, 3), "3 February 2024"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024"),
        ("2024", (2024, 1, 1), (2024, 12, 31), "2024"),
        ("2024-02-03T09:30", (2024, 2, 3), (2024, 2, 3), "3 February 2024, 09:30"),
        ("2024-02-03T09:30Z", (2024, 2, 3), (2024, 2, 3), "3 February 2024, 09:30 UTC"),
    ],
)
def test_partial_dates_span_what_they_leave_open(
    date: str, first: tuple[int, int, int], last: tuple[int, int, int], shown: str
) -> None:
    assert first_day(date) == datetime.date(*first)
    assert last_day(date) == datetime.date(*last)
    assert show_date(date) == shown


def test_ended_is_what_lies_wholly_in_the_past() -> None:
    assert not ended(None, datetime.date(2024, 1, 1))
    assert not ended("2024-01", datetime.date(2024, 1, 31))
    assert ended("2024-01", datetime.date(2024, 2, 1))


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2025-05-19", "2025-05-23", "19–23 May 2025"),
        ("2025-06-30", "2025-07-04", "30 June – 4 July 2025"),
        ("2025-12-28", "2026-01-02", "28 December 2025 – 2 January 2026"),
        ("2025-05-19", "2025-05-19", "19 May 2025"),
        ("2025-05-19", None, "19 May 2025"),
        ("2025-05", "2025-06", "May – June 2025"),
        ("2025", "2027", "2025–2027"),
        ("2025-05-19", "2025-06", "19 May 2025 – June 2025"),
        ("2025-02-28T10:30", "2025-02-28T17:00", "28 February 2025, 10:30–17:00"),
        ("2025-12-31T22:00", "2026-01-01T02:00",
         "31 December 2025, 22:00 – 1 January 2026, 02:00"),
    ],
)  # fmt: skip
def test_spans_say_once_what_two_dates_share(start: str, end: str | None, shown: str) -> None:
    assert show_span(start, end) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2024-01-01", "2027-12", "2024–2027"),
        ("2024-02", "2024-08-31", "2024"),
        ("2024", None, "since 2024"),
        (None, "2024", None),
    ],
)
def test_years(start: str | None, end: str | None, shown: str | None) -> None:
    assert show_years(start, end) == shown
