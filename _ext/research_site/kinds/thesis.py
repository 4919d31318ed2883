"""Theses: finished or under way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field
from research_records.fields import Date, Degree, Doi, Dois, Id, Ids, Url
from research_records.identifiers import doi_url
from research_records.page import Page
from research_records.problems import Problem, Subtype
from research_records.values import Fact, Link, Reference, Thing


def _is_no_position(status: str) -> str:
    """Refuse what theses were once said to be."""
    if status == "open":
        remedy = "what students can choose is a position: a file in research/positions/"
        raise ValueError(f"ongoing or completed; {remedy}")
    return status


class Thesis(Page):
    """A thesis, finished or under way; what is offered to students is a position."""

    kind_name: ClassVar[str] = "thesis"
    plural: ClassVar[str] = "theses"
    label: ClassVar[str] = "Thesis"
    newest_first: ClassVar[bool] = True
    shown_as = "rows"
    required: ClassVar[tuple[str, ...]] = ("author", "degree", "status")
    names: ClassVar[dict[str, str]] = {
        "author": "person",
        "university": "partner",
        "company": "partner",
        "project": "project",
        "areas": "area",
    }
    group_by: ClassVar[str] = "status"
    line_fields: ClassVar[tuple[str, ...]] = ("author", "degree", "year_or_status")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Author", "author"),
        ("Degree", "degree"),
        ("Status", "status"),
        ("Start", "start"),
        ("Year", "year"),
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

    author: Ids = []
    degree: Degree | None = None
    status: (
        Annotated[Literal["ongoing", "completed"], BeforeValidator(_is_no_position)] | None
    ) = None
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
    def year_or_status(self) -> str | None:
        """Return the year, or how far the thesis is."""
        return self.completion or self.status

    def supervision(self, status: str | None) -> list[Fact]:
        """Return the supervisors of each organisation."""
        named = {Reference("partner", one): ids for one, ids in self.supervisors.items()}
        return [
            Fact(
                "Supervisors", [Reference("person", p) for p in ids], at, status != "completed"
            )
            for at, ids in named.items()
        ]

    def related_publications(self, status: str | None) -> list[Fact]:
        """Return a fact for each related DOI."""
        urls = [doi_url(one) for one in self.related]
        return [Fact("Related publication", [Link(url[8:], url)]) for url in urls]

    def thing(self, status: str | None) -> Thing:
        supervisors = [Reference("person", one) for one in self.supervisor_ids]
        same = [link for link in (self.doi_url, self.url) if link]
        return {**super().thing(status), "contributor": supervisors, "sameAs": same}
