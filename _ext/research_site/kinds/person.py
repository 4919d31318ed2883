"""People of the team, past and present."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from research_site.records.dates import ended
from research_site.records.names import family_first
from research_site.records.page import Date, Id, Links, Orcid, Page, Picture, Short, Thing
from research_site.records.problems import Problem, Subtype
from research_site.records.values import Fact, Reference, Related, Value, links, texts

#: Names of link fields that are written in a way of their own.
LABELS = {"linkedin": "LinkedIn", "scholar": "Google Scholar", "github": "GitHub"}


class Person(Page):
    """Someone of the team, past or present; the title is the full name."""

    kind_name: ClassVar[str] = "person"
    schema_type: ClassVar[str] = "Person"
    plural: ClassVar[str] = "people"
    label: ClassVar[str] = "Team"
    required: ClassVar[tuple[str, ...]] = ("group",)
    names: ClassVar[dict[str, str]] = {"affiliation": "partner"}
    unique: ClassVar[dict[str, str]] = {
        "orcid": "an ORCID iD belongs to one person",
        "photo.src": "",
    }
    group_by: ClassVar[str] = "group"
    related_lists: ClassVar[tuple[Related, ...]] = (
        Related("Projects", "project", ("lead", "people")),
        Related("Supervised theses", "thesis", ("supervisors",)),
        Related("Theses", "thesis", ("author",)),
        Related("News", "news"),
    )

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

    def pictures(self) -> Iterator[tuple[str, str]]:
        yield from super().pictures()
        if self.photo:
            yield "photo.src", self.photo.src

    def contradictions(self) -> Iterator[Problem]:
        yield from super().contradictions()
        if self.photo and not self.photo.alt:
            yield Problem(Subtype.FIELD, "photo.alt: missing; say what it shows")

    def sort_name(self, title: str) -> str:
        family = self.family_name or title.rpartition(" ")[2]
        return family_first(family, self.given_name or title)

    def sort_key(self, title: str) -> tuple[object, ...]:
        return ("person", *super().sort_key(title)[1:])

    @property
    def when(self) -> str | None:
        return self.start or self.date

    def status_on(self, today: datetime.date) -> str:
        return "alumni" if ended(self.end, today) else self.status

    def filed_under(self, name: str, status: str | None) -> list[str]:
        """Put whoever has left into the group ``alumni``."""
        if name == "group" and status == "alumni":
            return ["alumni"]
        return super().filed_under(name, status)

    def line(self, status: str | None) -> list[Value | None]:
        if self.role or not self.affiliation:
            return [self.role]
        return [Reference("partner", self.affiliation)]

    def facts(self, status: str | None) -> list[Fact]:
        left = status == "alumni"
        facts = texts(Title=self.honorific, Role=self.role)
        if self.affiliation:
            works_at = Reference("partner", self.affiliation)
            facts.append(Fact("Affiliation", [works_at]))
        if left:
            facts.append(Fact("Status", ["Former member of the team"]))
        facts += links({"ORCID iD": self.same_as})
        if not left:
            named = self.links.items()
            facts += links({LABELS.get(n, n.capitalize()): url for n, url in named})
        return facts

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
        links = [] if status == "alumni" else list(self.links.values())
        works_at = self.affiliation and Reference("partner", self.affiliation)
        return {
            "givenName": self.given_name,
            "familyName": self.family_name,
            "honorificPrefix": self.honorific,
            "jobTitle": self.role,
            "identifier": self.same_as,
            "sameAs": [link for link in (self.same_as, *links) if link],
            "affiliation": works_at,
        }
