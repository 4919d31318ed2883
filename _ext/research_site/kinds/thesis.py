"""Theses: finished, under way, or offered to students."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research_site.records.dates import show_date
from research_site.records.identifiers import doi_url
from research_site.records.names import is_name
from research_site.records.page import Date, Doi, Dois, Id, Ids, Page, Short, Thing, Url
from research_site.records.problems import Problem, Subtype
from research_site.records.values import (
    Fact,
    Reference,
    Value,
    capital,
    links,
    references,
    texts,
)

OPEN = "Open position"


class Thesis(Page):
    """A thesis, finished, under way, or offered to students."""

    kind_name: ClassVar[str] = "thesis"
    schema_type: ClassVar[str] = "Thesis"
    plural: ClassVar[str] = "theses"
    label: ClassVar[str] = "Thesis"
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

    def references(self) -> Iterator[Reference]:
        yield from super().references()
        for organisation, people in self.supervisors.items():
            yield Reference("partner", organisation, f"supervisors.{organisation}")
            for number, person in enumerate(people):
                if not is_name(person):
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
        return str(self.year) if self.year else None

    @property
    def doi_url(self) -> str | None:
        """Return the DOI as an address (DOI Handbook, section 3.8)."""
        return doi_url(self.doi) if self.doi else None

    @property
    def supervisor_ids(self) -> list[str]:
        """Return all supervisors, whatever their organisation."""
        return [person for people in self.supervisors.values() for person in people]

    def line(self, status: str | None) -> list[Value | None]:
        author = Reference("person", self.author) if self.author else None
        state = OPEN if self.status == "open" else self.status
        return [author, self.degree, self.when or state]

    def facts(self, status: str | None) -> list[Fact]:
        is_open = self.status == "open"
        facts = references("Author", "person", [self.author] if self.author else [])
        facts += texts(
            Degree=self.degree,
            Status=OPEN if is_open else capital(self.status),
            Year=self.when,
            Open_since=show_date(self.date) if is_open and self.date else None,
        )
        for label, one in (("University", self.university), ("Company", self.company)):
            facts += references(label, "partner", [one] if one else [])
        for organisation, people in self.supervisors.items():
            label = "Ask" if is_open else "Supervisors"
            named: list[Value] = [Reference("person", one) for one in people]
            facts.append(Fact(label, named, Reference("partner", organisation)))
        facts += references("Project", "project", [self.project] if self.project else [])
        facts += references("Areas", "area", self.areas)
        facts += texts(Keywords=", ".join(self.keywords))
        facts += links({"Repository": self.url, "DOI": self.doi_url})
        for one in self.related:
            facts += links({"Related publication": doi_url(one)})
        return facts

    def thing(self, status: str | None) -> Thing:
        return {
            "author": self.author and Reference("person", self.author),
            "inSupportOf": self.degree,
            "sourceOrganization": self.university and Reference("partner", self.university),
            "contributor": [Reference("person", one) for one in self.supervisor_ids],
            "datePublished": self.when,
            "keywords": self.keywords,
            "identifier": self.doi_url,
            "sameAs": [link for link in (self.doi_url, self.url) if link],
        }
