"""News: something that happened, on a day."""

from __future__ import annotations

from typing import ClassVar

from research_site.records.dates import show_date
from research_site.records.page import SITE, Ids, Page, Short, Thing, Url
from research_site.records.values import (
    Fact,
    Reference,
    Value,
    capital,
    links,
    references,
    texts,
)


class News(Page):
    """Something that happened, on a day."""

    kind_name: ClassVar[str] = "news"
    schema_type: ClassVar[str] = "NewsArticle"
    plural: ClassVar[str] = "news"
    label: ClassVar[str] = "News"
    required: ClassVar[tuple[str, ...]] = ("date",)
    names: ClassVar[dict[str, str]] = {"people": "person", "projects": "project"}
    group_by: ClassVar[str] = "year"
    newest_first: ClassVar[bool] = True

    kind: Short | None = None
    place: Short | None = None
    link: Url | None = None
    people: Ids = []
    projects: Ids = []

    def line(self, status: str | None) -> list[Value | None]:
        return [self.date and show_date(self.date), self.place]

    def facts(self, status: str | None) -> list[Fact]:
        facts = texts(
            Date=show_date(self.date) if self.date else None,
            Kind=capital(self.kind),
            Place=self.place,
        )
        facts += references("People", "person", self.people)
        facts += references("Projects", "project", self.projects)
        return [*facts, *links({"More": self.link})]

    def thing(self, status: str | None) -> Thing:
        people = [Reference("person", one) for one in self.people]
        return {
            "headline": self.title,
            "datePublished": self.date,
            "mentions": [*people, *(Reference("project", one) for one in self.projects)],
            "publisher": SITE,
        }
