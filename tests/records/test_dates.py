"""Dates: a day, a month or a year; first and last day; as people write them."""

from __future__ import annotations

import datetime

import pytest
from research_records.dates import ended, first_day, last_day, parse_date, show_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2024-01-30T10:00:00Z", "2024-01-30"),
        (" 2024-01 ", "2024-01"),
        ("2024", "2024"),
    ],
)
def test_right(text: str, date: str) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize("text", ["2023-02-29", "2023-13", "yesterday", "24-01-01", ""])
def test_wrong(text: str) -> None:
    with pytest.raises(ValueError, match="a date that exists, written 2024-01-30"):
        parse_date(text)


@pytest.mark.parametrize(
    ("date", "first", "last", "shown"),
    [
        ("2024-02-03", (2024, 2, 3), (2024, 2, 3), "3 February 2024"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024"),
        ("2024", (2024, 1, 1), (2024, 12, 31), "2024"),
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
