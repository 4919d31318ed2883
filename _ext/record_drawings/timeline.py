"""Projects as bars over the years."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from research_records.dates import first_day, last_day

from record_drawings import svg

#: Pixels: the picture's width, the room for the years, and for a project.
WIDE, HEAD, ROW = 800, 28, 40


class Span(NamedTuple):
    """A project's page, name, first and last day; without a last one it goes on."""

    docname: str
    name: str
    start: str
    end: str | None


def draw(spans: Sequence[Span]) -> str:
    """Return the picture, with a line for each year; spans without an end fade out."""
    first = min(first_day(one.start).year for one in spans)
    last = max(last_day(one.end or one.start).year for one in spans) + 1
    begin = datetime.date(first, 1, 1)
    days = (datetime.date(last, 1, 1) - begin).days

    def x(day: datetime.date) -> float:
        return (day - begin).days / days * (WIDE - 2) + 1

    high = HEAD + ROW * len(spans)
    parts = []
    for year in range(first, last + 1):
        at = x(datetime.date(year, 1, 1))
        parts.append(svg.rule(at, 4, high))
        if year < last:
            parts.append(svg.words(at + 5, 16, str(year)))
    for number, one in enumerate(spans):
        top = HEAD + ROW * number
        left = x(first_day(one.start))
        right = x(last_day(one.end)) if one.end else float(WIDE)
        name = svg.shortened(one.name, WIDE - 4)
        fits = left + svg.width(name) < WIDE
        at, anchor = (left, "start") if fits else (WIDE - 2, "end")
        label = svg.words(at, top + 15, name, anchor)
        shape = svg.bar(left, top + 20, max(right - left, 3), 9, 0.75 if one.end else 0.4)
        parts.append(svg.link(one.docname, label + shape, one.name))
    return svg.picture(WIDE, high, parts)
