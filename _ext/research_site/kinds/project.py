"""Projects, networks and grants."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from research_records.dates import ended, first_day
from research_records.fields import Date, Id, Ids, Links, Short, Url
from research_records.funding import Funding
from research_records.page import Page
from research_records.values import (
    Cards,
    Fact,
    Link,
    Logos,
    Reference,
    Related,
    Section,
    Thing,
    Value,
)


class Project(Page):
    """A project, network or grant."""

    kind_name: ClassVar[str] = "project"
    plural: ClassVar[str] = "projects"
    label: ClassVar[str] = "Research project"
    newest_first: ClassVar[bool] = True
    shown_as = "rows"
    required: ClassVar[tuple[str, ...]] = ("kind",)
    names: ClassVar[dict[str, str]] = {
        "parent": "project",
        "lead": "person",
        "people": "person",
        "partners": "partner",
        "associated": "partner",
        "areas": "area",
    }
    line_fields: ClassVar[tuple[str, ...]] = ("acronym", "kind", "years")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Kind", "kind"),
        ("Acronym", "acronym"),
        ("Programme", "programme"),
        ("Start", "start"),
        ("End", "end"),
        ("Status", "status"),
        ("Part of", "parent"),
        ("Lead", "lead"),
        ("Areas", "areas"),
        ("", "funding_facts"),
        ("Website", "url"),
        ("", "link_facts"),
    )
    present_fields: ClassVar[tuple[str, ...]] = ("lead",)
    related_lists: ClassVar[tuple[Related, ...]] = (
        Related("Parts of this project", "project", ("parent",)),
        Related("Theses", "thesis"),
        Related("Events", "event"),
        Related("News", "news"),
    )
    schema_type: ClassVar[str] = "ResearchProject"
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "alternateName": "acronym",
        "foundingDate": "start",
        "dissolutionDate": "end",
        "member": ("lead", "people", "partners", "associated"),
        "parentOrganization": "parent",
        "sameAs": "url",
    }

    kind: Short | None = None
    acronym: Short | None = None
    programme: Short | None = None
    start: Date | None = None
    end: Date | None = None
    status: Literal["planned", "ongoing", "completed"] | None = None
    parent: Id | None = None
    lead: Ids = []
    people: Ids = []
    partners: Ids = []
    associated: Ids = []
    areas: Ids = []
    funding: list[Funding] = []
    url: Url | None = None
    links: Links = {}

    def references(self) -> Iterator[Reference]:
        yield from super().references()
        for number, grant in enumerate(self.funding):
            yield Reference("partner", grant.funder, f"funding.{number}.funder")

    @property
    def when(self) -> str | None:
        return self.start or self.date

    def status_on(self, today: datetime.date) -> str | None:
        if self.status:
            return self.status
        if ended(self.end, today):
            return "completed"
        if self.start is None:
            return None
        return "planned" if first_day(self.start) > today else "ongoing"

    def funding_facts(self, status: str | None) -> list[Fact]:
        """Return a fact for each grant."""
        return [grant.fact() for grant in self.funding]

    def link_facts(self, status: str | None) -> list[Fact]:
        """Return the further addresses, by what they are."""
        links: list[Value] = [Link(label, url) for label, url in self.links.items()]
        return [Fact("Links", links)] if links else []

    def sections(self, status: str | None) -> list[Section]:
        people = [Reference("person", one) for one in self.people]
        partners = [Reference("partner", one) for one in [*self.partners, *self.associated]]
        statements = [one for grant in self.funding for one in grant.acknowledgement()]
        return [
            Section("Funding", statements),
            Section("People", [Cards(people)] if people else []),
            Section("Partners", [Logos(partners)] if partners else []),
        ]

    def thing(self, status: str | None) -> Thing:
        funders = [Reference("partner", grant.funder) for grant in self.funding]
        return {**super().thing(status), "funder": funders}

    def grants(self) -> list[Thing]:
        return [
            {
                "@type": "Grant",
                "name": grant.programme,
                "identifier": grant.grant_number,
                "funder": Reference("partner", grant.funder),
            }
            for grant in self.funding
        ]
