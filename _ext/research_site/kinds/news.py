"""News: something that happened, on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

from research_records.dates import first_day
from research_records.fields import Id, Ids, Short, Url
from research_records.page import Page
from research_records.problems import Problem, Subtype
from research_records.values import SITE, Thing


class News(Page):
    """Something that happened, on a day.

    Attributes:
        event: The event that it tells of.
        embargo: Hold the page back until its date.
    """

    kind_name: ClassVar[str] = "news"
    schema_type: ClassVar[str] = "NewsArticle"
    plural: ClassVar[str] = "news"
    label: ClassVar[str] = "News"
    shown_as = "rows"
    required: ClassVar[tuple[str, ...]] = ("date",)
    names: ClassVar[dict[str, str]] = {
        "event": "event",
        "people": "person",
        "projects": "project",
    }
    group_by: ClassVar[str] = "year"
    newest_first: ClassVar[bool] = True
    line_fields: ClassVar[tuple[str, ...]] = ("date", "place")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Date", "date"),
        ("Kind", "kind"),
        ("Place", "place"),
        ("Event", "event"),
        ("People", "people"),
        ("Projects", "projects"),
        ("More", "link"),
    )
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "headline": "title",
        "datePublished": "date",
        "mentions": ("people", "projects"),
    }

    kind: Short | None = None
    place: Short | None = None
    event: Id | None = None
    link: Url | None = None
    people: Ids = []
    projects: Ids = []

    embargo: bool = False

    def untimely(self, today: datetime.date) -> Iterator[Problem]:
        if self.date and first_day(self.date) > today:
            yield Problem(
                Subtype.FIELD,
                f"date: found {self.date!r}, expected a day that has come; correct it, or "
                "write embargo: true to hold the page back until then",
            )

    def is_held_back(self, today: datetime.date) -> bool:
        is_early = self.date is not None and first_day(self.date) > today
        return self.draft or (self.embargo and is_early)

    def thing(self, status: str | None) -> Thing:
        return {**super().thing(status), "publisher": SITE}
