"""People of the team, past and present."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from research_records.dates import ended
from research_records.fields import Date, Id, Links, Orcid, Picture, Short
from research_records.names import family_first
from research_records.page import Page
from research_records.problems import Problem, Subtype
from research_records.values import Fact, Link, Related, Thing, Value

#: Names of link fields that are written in a way of their own.
LABELS = {"linkedin": "LinkedIn", "scholar": "Google Scholar", "github": "GitHub"}


class Person(Page):
    """Someone of the team, past or present; the title is the full name."""

    kind_name: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    label: ClassVar[str] = "Team"
    required: ClassVar[tuple[str, ...]] = ("group",)
    names: ClassVar[dict[str, str]] = {"affiliation": "partner"}
    unique: ClassVar[dict[str, str]] = {
        "orcid": "an ORCID iD belongs to one person",
        "photo": "a photo shows one person",
    }
    picture_fields: ClassVar[tuple[str, ...]] = ("image", "photo")
    group_by: ClassVar[str] = "group"
    line_fields: ClassVar[tuple[str, ...]] = ("role",)
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Title", "honorific"),
        ("Role", "role"),
        ("Affiliation", "affiliation"),
        ("Status", "status"),
        ("ORCID iD", "same_as"),
        ("", "profiles"),
    )
    related_lists: ClassVar[tuple[Related, ...]] = (
        Related("Projects", "project", ("lead", "people")),
        Related("Supervised theses", "thesis", ("supervisors",)),
        Related("Theses", "thesis", ("author",)),
        Related("News", "news"),
    )
    schema_type: ClassVar[str] = "Person"
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "givenName": "given_name",
        "familyName": "family_name",
        "honorificPrefix": "honorific",
        "jobTitle": "role",
        "identifier": "same_as",
        "affiliation": "affiliation",
    }

    given_name: Short | None = None
    family_name: Short | None = None
    honorific: Short | None = None
    role: Short | None = None
    group: Id | None = None
    affiliation: Id | None = None
    orcid: Orcid | None = None
    photo: Picture | None = None
    links: Links = {}
    status: Literal["current", "alumni"] = "current"
    start: Date | None = None
    end: Date | None = None

    def contradictions(self) -> Iterator[Problem]:
        yield from super().contradictions()
        if self.photo and not self.photo.alt:
            yield Problem(Subtype.FIELD, "photo.alt: missing; say what it shows")

    def sort_name(self, title: str) -> str:
        family = self.family_name or title.rpartition(" ")[2]
        return family_first(family, self.given_name or title)

    @property
    def when(self) -> str | None:
        return self.start or self.date

    def status_on(self, today: datetime.date) -> str:
        return "alumni" if ended(self.end, today) else self.status

    def filed_under(self, name: str, status: str | None) -> list[str]:
        if name == "group" and status == "alumni":
            return ["alumni"]
        return super().filed_under(name, status)

    def values_of(self, field: str, status: str | None) -> list[Value]:
        if field == "same_as" and self.orcid:
            return [Link(self.orcid, f"https://orcid.org/{self.orcid}")]
        if field == "status":
            return ["Former member of the team"] if status == "alumni" else []
        return super().values_of(field, status)

    def line(self, status: str | None) -> list[Value]:
        return super().line(status) or self.values_of("affiliation", status)

    def profiles(self, status: str | None) -> list[Fact]:
        """Return ways to reach the person, but nobody who has left."""
        named = {} if status == "alumni" else self.links
        links: list[Value] = [
            Link(LABELS.get(name, name.capitalize()), url) for name, url in named.items()
        ]
        return [Fact("Links", links)] if links else []

    @property
    def initials(self) -> str:
        name = self.title or ""
        words = name.replace("-", " ").split()
        given = (self.given_name or " ".join(words[:1])).strip()
        return (given[:1] + self.sort_name(name)[:1]).upper()

    def portrait(self, status: str | None) -> Picture | None:
        return None if status == "alumni" else self.photo

    @property
    def same_as(self) -> str | None:
        return f"https://orcid.org/{self.orcid}" if self.orcid else None

    def thing(self, status: str | None) -> Thing:
        links = [] if status == "alumni" else self.links.values()
        same = [link for link in (self.same_as, *links) if link]
        return {**super().thing(status), "sameAs": same}
