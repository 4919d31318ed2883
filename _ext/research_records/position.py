"""Positions: what students and applicants can choose, until a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from research_records.dates import ended, first_day, show_date
from research_records.fields import Date, Degree, Ids, Url
from research_records.page import Page
from research_records.problems import Problem, Subtype
from research_records.values import Thing, alone


class Position(Page):
    """A thesis topic, a PhD position or a job; it closes by itself.

    Attributes:
        supervisors: Whom to ask.
        opens: From when on one can apply; *deadline* is the last day.
        status: ``closed`` for what was given away before its deadline.
        employer: Who employs: a thesis topic has none.
        link: Where one applies.
    """

    kind_name: ClassVar[str] = "position"
    plural: ClassVar[str] = "positions"
    label: ClassVar[str] = "Position"
    required: ClassVar[tuple[str, ...]] = ("kind", "supervisors")
    names: ClassVar[dict[str, str]] = {
        "supervisors": "person",
        "employer": "partner",
        "organisations": "partner",
        "areas": "area",
        "project": "project",
    }
    group_by: ClassVar[str] = "status"
    headings: ClassVar[dict[str, str]] = {
        "open": "Open",
        "upcoming": "Opening soon",
        "closed": "Closed",
    }
    newest_first: ClassVar[bool] = True
    line_fields: ClassVar[tuple[str, ...]] = ("kind", "degree", "until")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Kind", "kind"),
        ("Status", "status"),
        ("Degree", "degree"),
        ("Opens", "opens"),
        ("Deadline", "deadline"),
        ("Ask", "supervisors"),
        ("Employer", "employer"),
        ("Organisations", "organisations"),
        ("Areas", "areas"),
        ("Project", "project"),
        ("Apply", "link"),
    )

    kind: Literal["thesis topic", "PhD position", "job"] | None = None
    degree: Degree | None = None
    supervisors: Ids = []
    employer: Ids = []
    organisations: Ids = []
    areas: Ids = []
    project: Ids = []
    opens: Date | None = None
    deadline: Date | None = None
    status: Literal["open", "closed"] | None = None
    link: Url | None = None

    def contradictions(self) -> Iterator[Problem]:
        yield from super().contradictions()
        if self.opens and self.deadline and ended(self.deadline, first_day(self.opens)):
            said = f"expected a day not before it opens, {self.opens!r}"
            yield Problem(Subtype.FIELD, f"deadline: found {self.deadline!r}, {said}")
        needed = {"employer": (self.employer, "who employs"),
                  "opens": (self.when, "since when it is open")}  # fmt: skip
        for field, (value, what) in needed.items() if self.kind and self._is_offer else ():
            if not value:
                said = f"missing; a {self.kind} says {what}"
                yield Problem(Subtype.MISSING_FIELD, f"{field}: {said}")
        if self.kind == "thesis topic" and self.employer:
            said = "found beside a thesis topic, expected none; name organisations: instead"
            yield Problem(Subtype.FIELD, f"employer: {said}")
        if self.status == "open" and self.deadline:
            said = "found open beside a deadline, expected none; the deadline closes it"
            yield Problem(Subtype.FIELD, f"status: {said}")

    @property
    def when(self) -> str | None:
        return self.opens or self.date

    @property
    def until(self) -> str | None:
        """Return until when one can apply."""
        return f"until {show_date(self.deadline)}" if self.deadline else None

    def status_on(self, today: datetime.date) -> str:
        if self.status == "closed" or ended(self.deadline, today):
            return "closed"
        return "upcoming" if self.opens and first_day(self.opens) > today else "open"

    def values_of(self, field: str, status: str | None) -> list[Any]:
        if field in ("opens", "deadline"):
            day = getattr(self, field)
            return [show_date(day)] if day else []
        return super().values_of(field, status)

    def type_in_schema(self) -> str:
        return "JobPosting" if self._is_offer else "WebPage"

    @property
    def _is_offer(self) -> bool:
        """Tell whether it is a job; one given away before its deadline is none any more."""
        return self.kind != "thesis topic" and self.status != "closed"

    def thing(self, status: str | None) -> Thing:
        if not self._is_offer:
            return {"about": alone(self._named("areas"))}
        return {
            "title": self.title,
            "datePosted": self.opens or self.date,
            "validThrough": self.deadline,
            "hiringOrganization": alone(self._named("employer")),
            "sameAs": self.link,
        }
