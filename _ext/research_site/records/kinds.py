"""The kinds of record: people, projects, theses, partners, areas, news."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from research_site import identifiers
from research_site.problems import Problem, Subtype
from research_site.records.page import (
    Country,
    Date,
    Doi,
    Id,
    Orcid,
    Page,
    Reference,
    Ror,
    SitePath,
    Text,
    Url,
    as_list,
    ended,
)

__all__ = [
    "KINDS",
    "Area",
    "Funding",
    "NewsItem",
    "Partner",
    "Person",
    "Photo",
    "Project",
    "Thesis",
]

Ids = Annotated[list[Id], BeforeValidator(as_list)]
Dois = Annotated[list[Doi], BeforeValidator(as_list)]
Links = dict[Text, Url]


class Photo(BaseModel):
    """A person's picture and what it shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    src: SitePath
    alt: Text


class Person(Page):
    """Someone of the team, past or present; the title is the full name."""

    kind_name: ClassVar[str] = "person"
    required: ClassVar[tuple[str, ...]] = ("group",)
    names: ClassVar[dict[str, str]] = {"affiliation": "partner"}

    given_name: Text | None = None
    family_name: Text | None = None
    honorific: Text | None = None
    role: Text | None = None
    group: Id | None = None
    affiliation: Id | None = None
    orcid: Orcid | None = None
    photo: Photo | None = None
    links: Links = {}
    status: Literal["current", "alumni"] = "current"
    start: Date | None = None
    end: Date | None = None

    def is_alumnus(self, today: datetime.date) -> bool:
        """Tell whether the person has left, by status or by a past end date."""
        return self.status == "alumni" or ended(self.end, today)

    @property
    def orcid_url(self) -> str | None:
        """Return the ORCID iD as an address, the form that ORCID asks for."""
        return f"https://orcid.org/{self.orcid}" if self.orcid else None

    @property
    def initials(self) -> str:
        """Return the first letters of given and family name."""
        words = (self.title or "").replace("-", " ").split()
        given = (self.given_name or " ".join(words[:1])).strip()
        return (given[:1] + self.sort_name[:1]).upper()

    @property
    def sort_name(self) -> str:
        """Return the name to sort by: family name, then given name.

        A particle such as "van" does not count (Dutch custom, NEN 1888).
        """
        name = self.title or ""
        family = self.family_name or name.rpartition(" ")[2]
        words = family.split()
        while len(words) > 1 and words[0].islower():
            words.pop(0)
        return " ".join([*words, self.given_name or name])


class Funding(BaseModel):
    """One grant that pays for a project; *amount* is in units of *currency*."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    funder: Id
    programme: Text | None = None
    grant_number: Text | None = None
    amount: Annotated[Decimal, Field(gt=0, max_digits=15)] | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    scheme: Literal["horizon-europe", "msca", "cost", "snsf"] | None = None


class Project(Page):
    """A project, network or grant."""

    kind_name: ClassVar[str] = "project"
    required: ClassVar[tuple[str, ...]] = ("kind",)
    names: ClassVar[dict[str, str]] = {
        "parent": "project",
        "lead": "person",
        "people": "person",
        "partners": "partner",
        "areas": "area",
    }

    kind: Text | None = None
    acronym: Text | None = None
    programme: Text | None = None
    start: Date | None = None
    end: Date | None = None
    status: Literal["planned", "ongoing", "completed"] | None = None
    parent: Id | None = None
    lead: Id | None = None
    people: Ids = []
    partners: Ids = []
    areas: Ids = []
    funding: list[Funding] = []
    url: Url | None = None
    links: Links = {}

    def references(self) -> Iterator[Reference]:
        """Yield also the funders of the grants."""
        yield from super().references()
        for number, grant in enumerate(self.funding):
            yield Reference("partner", grant.funder, f"funding.{number}.funder")

    def status_on(self, today: datetime.date) -> str | None:
        """Return the status: as given, else derived from the dates."""
        if self.status:
            return self.status
        if ended(self.end, today):
            return "completed"
        if self.start is None:
            return None
        return "planned" if identifiers.first_day(self.start) > today else "ongoing"


class Thesis(Page):
    """A thesis, finished, under way, or offered to students."""

    kind_name: ClassVar[str] = "thesis"
    required: ClassVar[tuple[str, ...]] = ("degree", "status")
    names: ClassVar[dict[str, str]] = {
        "author": "person",
        "university": "partner",
        "company": "partner",
        "project": "project",
        "areas": "area",
    }

    author: Id | None = None
    degree: Text | None = None
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
        """Yield also the supervisors and their organisations."""
        yield from super().references()
        for organisation, people in self.supervisors.items():
            yield Reference("partner", organisation, f"supervisors.{organisation}")
            for number, person in enumerate(people):
                if not identifiers.is_name(person):
                    path = f"supervisors.{organisation}.{number}"
                    yield Reference("person", person, path)

    @property
    def doi_url(self) -> str | None:
        """Return the DOI as an address (DOI Handbook, section 3.8)."""
        return identifiers.doi_url(self.doi) if self.doi else None

    @property
    def supervisor_ids(self) -> list[str]:
        """Return all supervisors, whatever their organisation."""
        return [person for people in self.supervisors.values() for person in people]

    def contradictions(self) -> Iterator[Problem]:
        """Yield also a completed thesis without its year."""
        yield from super().contradictions()
        if self.status == "completed" and self.year is None:
            yield Problem(
                Subtype.MISSING_FIELD,
                "year: missing; a completed thesis has the year of its completion",
            )


class Partner(Page):
    """An organisation that works with the team or funds it."""

    kind_name: ClassVar[str] = "partner"
    required: ClassVar[tuple[str, ...]] = ("kind",)

    kind: Literal["university", "company", "network", "funder"] | None = None
    url: Url | None = None
    logo: SitePath | None = None
    logo_dark: SitePath | None = None
    ror: Ror | None = None
    country: Country | None = None


class Area(Page):
    """A research area."""

    kind_name: ClassVar[str] = "area"


class NewsItem(Page):
    """Something that happened, on a day."""

    kind_name: ClassVar[str] = "news"
    required: ClassVar[tuple[str, ...]] = ("date",)
    names: ClassVar[dict[str, str]] = {"people": "person", "projects": "project"}

    kind: Text | None = None
    place: Text | None = None
    link: Url | None = None
    people: Ids = []
    projects: Ids = []


#: Kind of record -> its model.
KINDS: dict[str, type[Page]] = {
    model.kind_name: model
    for model in (Person, Project, Thesis, Partner, Area, NewsItem)
}
