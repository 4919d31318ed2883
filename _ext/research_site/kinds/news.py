"""News: something that happened, on a day."""

from __future__ import annotations

from typing import ClassVar

from research_records.page import SITE, Ids, Page, Short, Thing, Url


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
    line_fields: ClassVar[tuple[str, ...]] = ("date", "place")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Date", "date"),
        ("Kind", "kind"),
        ("Place", "place"),
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
    link: Url | None = None
    people: Ids = []
    projects: Ids = []

    def thing(self, status: str | None) -> Thing:
        return {**super().thing(status), "publisher": SITE}
