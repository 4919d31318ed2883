"""Organisations that work with the team or fund it."""

from __future__ import annotations

from typing import ClassVar, Literal

from research_records.fields import Country, Ror, SitePath, Url
from research_records.identifiers import country_name
from research_records.page import Page
from research_records.values import Related, Thing

#: Kind of organisation -> schema.org's type.
TYPES = {
    "university": "CollegeOrUniversity",
    "company": "Corporation",
    "funder": "FundingAgency",
    "research organisation": "ResearchOrganization",
}


class Partner(Page):
    """An organisation that works with the team or funds it."""

    kind_name: ClassVar[str] = "partner"
    plural: ClassVar[str] = "partners"
    label: ClassVar[str] = "Partner"
    required: ClassVar[tuple[str, ...]] = ("kind",)
    group_by: ClassVar[str] = "kind"
    can_lead: ClassVar[bool] = True
    headings: ClassVar[dict[str, str]] = {
        "university": "Universities",
        "research organisation": "Research organisations",
        "company": "Companies",
        "central bank": "Central banks",
        "international organisation": "International organisations",
        "network": "Networks",
        "funder": "Funders",
    }
    picture_fields: ClassVar[tuple[str, ...]] = ("image", "logo", "logo_dark")
    line_fields: ClassVar[tuple[str, ...]] = ("kind", "country_name")
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Kind", "kind"),
        ("Country", "country_name"),
        ("Website", "url"),
        ("ROR", "ror"),
    )
    related_lists: ClassVar[tuple[Related, ...]] = (
        Related("People", "person", past="Former people"),
        Related("Projects", "project"),
        Related("Theses", "thesis"),
        Related("Events", "event"),
    )

    kind: (
        Literal[
            "university",
            "research organisation",
            "company",
            "central bank",
            "international organisation",
            "network",
            "funder",
        ]
        | None
    ) = None
    url: Url | None = None
    logo: SitePath | None = None
    logo_dark: SitePath | None = None
    ror: Ror | None = None
    country: Country | None = None

    @property
    def country_name(self) -> str | None:
        """Return the country's English name."""
        return country_name(self.country) if self.country else None

    @property
    def logos(self) -> tuple[str | None, str | None]:
        return self.logo, self.logo_dark

    @property
    def same_as(self) -> str | None:
        return self.ror

    def type_in_schema(self) -> str:
        return TYPES.get(self.kind or "", "Organization")

    def thing(self, status: str | None) -> Thing:
        country = {"@type": "PostalAddress", "addressCountry": self.country}
        return {
            "sameAs": [link for link in (self.ror, self.url) if link],
            "address": country if self.country else None,
        }
