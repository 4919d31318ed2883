"""Theses: finished, under way, or offered to students."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from research_records.dates import show_date
from research_records.fields import Date, Doi, Dois, Id, Ids, Short, Url
from research_records.identifiers import doi_url
from research_records.page import Page
from research_records.problems import Problem, Subtype
from research_records.values import Fact, Link, Reference, Thing, Value

OPEN = "Open position"


class Thesis(Page):
    """A thesis, finished, under way, or offered to students."""

    kind_name: ClassVar[str] = "thesis"
    plural: ClassVar[str] = "theses"
    label: ClassVar[str] = "Thesis"
    shown_as = "rows"
    required: ClassVar[tuple[str, ...]] = ("degree", "status")
    names: ClassVar[dict[str, str]] = {
        "author": "person",
        "university": "partner",
        "company": "partner",
        "project": "project",
        "areas": "area",
    }
    group_by: ClassVar[str] = "status"
    headings: ClassVar[dict[str, str]] = {"open": "Open positions"}
    line_fields: ClassVar[tuple[str, ...]] = ("author", "degree", "year_or_status")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Author", "author"),
        ("Degree", "degree"),
        ("Status", "status"),
        ("Start", "start"),
        ("Year", "year"),
        ("Open since", "open_since"),
        ("University", "university"),
        ("Company", "company"),
        ("", "supervision"),
        ("Project", "project"),
        ("Areas", "areas"),
        ("Keywords", "keywords"),
        ("Repository", "url"),
        ("DOI", "doi_url"),
        ("", "related_publications"),
    )
    schema_type: ClassVar[str] = "Thesis"
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "author": "author",
        "inSupportOf": "degree",
        "sourceOrganization": "university",
        "datePublished": "completion",
        "keywords": "keywords",
        "identifier": "doi_url",
    }

    author: Id | None = None
    degree: Short | None = None
    status: Literal["open", "ongoing", "completed"] | None = None
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    start: Date | None = None
    university: Id | None = None
    company: Id | None = None
    supervisors: dict[Id, Ids] = {}
    areas: Ids = []
    project: Id | None = None
    url: Url | None = None
    doi: Doi | None = None
    related: Dois = []

    def missing(self) -> list[str]:
        """Return what is missing: only an open position has no author."""
        authorless = self.author is None and self.status != "open"
        return [*(["author"] if authorless else []), *super().missing()]

    def mentions(self) -> Iterator[Reference]:
        yield from super().mentions()
        for organisation, people in self.supervisors.items():
            yield Reference("partner", organisation, f"supervisors.{organisation}")
            for number, person in enumerate(people):
                path = f"supervisors.{organisation}.{number}"
                yield Reference("person", person, path)

    def contradictions(self) -> Iterator[Problem]:
        yield from super().contradictions()
        if self.status == "completed" and self.year is None:
            yield Problem(
                Subtype.MISSING_FIELD,
                "year: missing; a completed thesis has the year of its completion",
            )

    @property
    def when(self) -> str | None:
        return self.completion or self.start or self.date

    @property
    def completion(self) -> str | None:
        """Return the year of its completion, by which it is found."""
        return str(self.year) if self.year else None

    def filed_under(self, name: str, status: str | None) -> list[str]:
        if name == "year":
            return [self.completion] if self.completion else []
        return super().filed_under(name, status)

    @property
    def doi_url(self) -> str | None:
        """Return the DOI as an address (DOI Handbook, section 3.8)."""
        return doi_url(self.doi) if self.doi else None

    @property
    def supervisor_ids(self) -> list[str]:
        """Return all supervisors, whatever their organisation."""
        return [person for people in self.supervisors.values() for person in people]

    @property
    def open_since(self) -> str | None:
        """Return since when students can choose an open position."""
        return show_date(self.date) if self.status == "open" and self.date else None

    @property
    def year_or_status(self) -> str | None:
        """Return the year, or how far the thesis is."""
        return self.completion or (OPEN if self.status == "open" else self.status)

    def values_of(self, field: str, status: str | None) -> list[Value]:
        if field == "status" and self.status == "open":
            return [OPEN]
        return super().values_of(field, status)

    def supervision(self, status: str | None) -> list[Fact]:
        """Return the supervisors of each organisation."""
        label = "Ask" if self.status == "open" else "Supervisors"
        return [
            Fact(label, [Reference("person", one) for one in people], Reference("partner", at))
            for at, people in self.supervisors.items()
        ]

    def related_publications(self, status: str | None) -> list[Fact]:
        """Return a fact for each related DOI."""
        urls = [doi_url(one) for one in self.related]
        return [Fact("Related publication", [Link(url[8:], url)]) for url in urls]

    def thing(self, status: str | None) -> Thing:
        supervisors = [Reference("person", one) for one in self.supervisor_ids]
        same = [link for link in (self.doi_url, self.url) if link]
        return {**super().thing(status), "contributor": supervisors, "sameAs": same}
