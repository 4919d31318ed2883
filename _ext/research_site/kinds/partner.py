"""Organisations that work with the team or fund it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from research_site.records.identifiers import country_name
from research_site.records.page import Country, Page, Ror, SitePath, Thing, Url
from research_site.records.values import Fact, Related, Value, capital, links, texts

#: Kind of organisation -> schema.org's type.
TYPES = {
    "university": "CollegeOrUniversity",
    "company": "Corporation",
    "funder": "FundingAgency",
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
        "company": "Companies",
        "network": "Networks",
        "funder": "Funders",
    }
    related_lists: ClassVar[tuple[Related, ...]] = (
        Related("People", "person"),
        Related("Projects", "project"),
        Related("Theses", "thesis"),
    )

    kind: Literal["university", "company", "network", "funder"] | None = None
    url: Url | None = None
    logo: SitePath | None = None
    logo_dark: SitePath | None = None
    ror: Ror | None = None
    country: Country | None = None

    def pictures(self) -> Iterator[tuple[str, str]]:
        yield from super().pictures()
        for field, uri in zip(("logo", "logo_dark"), self.logos, strict=True):
            if uri:
                yield field, uri

    def line(self, status: str | None) -> list[Value | None]:
        return [capital(self.kind), self.country and country_name(self.country)]

    def facts(self, status: str | None) -> list[Fact]:
        country = country_name(self.country) if self.country else None
        facts = texts(Kind=capital(self.kind), Country=country)
        return [*facts, *links({"Website": self.url, "ROR": self.ror})]

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
