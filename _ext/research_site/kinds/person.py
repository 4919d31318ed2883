"""People of the team, past and present."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import PrivateAttr
from research_records.fields import Date, Id, Ids, Links, Orcid, Picture, Short
from research_records.names import family_first
from research_records.page import Page
from research_records.problems import Problem, Subtype
from research_records.roles import Role, Times, on_day, one_role, places
from research_records.values import Fact, Link, Reference, Related, Thing, Value

#: Names of link fields that are written in a way of their own.
LABELS = {"linkedin": "LinkedIn", "scholar": "Google Scholar", "github": "GitHub"}


class Person(Page):
    """Someone of the team, past, present or to come; the title is the full name.

    Attributes:
        roles: What the person was, is and will be, in place of ``role``,
            ``affiliation``, ``start`` and ``end``, which tell of one role alone.
    """

    kind_name: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    label: ClassVar[str] = "Person"
    required: ClassVar[tuple[str, ...]] = ("group",)
    names: ClassVar[dict[str, str]] = {"affiliation": "partner"}
    unique: ClassVar[dict[str, str]] = {
        "orcid": "an ORCID iD belongs to one person",
        "photo": "a photo shows one person",
    }
    picture_fields: ClassVar[tuple[str, ...]] = ("image", "photo")
    group_by: ClassVar[str] = "group"
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Title", "honorific"),
        ("", "times"),
        ("Status", "status"),
        ("ORCID iD", "same_as"),
        ("", "profiles"),
    )
    related_lists: ClassVar[tuple[Related, ...]] = (
        Related("Projects", "project", ("lead", "people")),
        Related("Supervised theses", "thesis", ("supervisors",)),
        Related("Theses", "thesis", ("author",)),
        Related("Events", "event"),
        Related("News", "news"),
    )
    schema_type: ClassVar[str] = "Person"
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "givenName": "given_name",
        "familyName": "family_name",
        "honorificPrefix": "honorific",
        "identifier": "same_as",
    }

    given_name: Short | None = None
    family_name: Short | None = None
    honorific: Short | None = None
    role: Short | None = None
    group: Id | None = None
    affiliation: Ids = []
    roles: list[Role] = []
    orcid: Orcid | None = None
    photo: Picture | None = None
    links: Links = {}
    status: Literal["current", "alumni"] = "current"
    start: Date | None = None
    end: Date | None = None

    #: The roles as the day of the build sees them.
    _times: Times = PrivateAttr(Times())

    def on(self, day: datetime.date) -> Person:
        given = {"role": self.role, "affiliation": self.affiliation}
        one = Role.model_construct(**given, start=self.start, end=self.end)  # type: ignore[arg-type]
        times = on_day(self.roles, day) if self.roles else one_role(one, day)
        if "alumni" in (self.status, self.group):
            times = times.left()
        shown = self.model_copy()
        shown._times = times
        return shown

    def mentions(self) -> Iterator[Reference]:
        yield from super().mentions()
        for number, role in enumerate(self.roles):
            for one in role.affiliation:
                yield Reference("partner", one, f"roles.{number}.affiliation")

    def contradictions(self) -> Iterator[Problem]:
        yield from super().contradictions()
        if self.photo and not self.photo.alt:
            yield Problem(Subtype.FIELD, "photo.alt: missing; say what it shows")
        for field in ("role", "affiliation", "start", "end") if self.roles else ():
            if getattr(self, field):
                message = "found beside roles, expected one of the two; write it in roles"
                yield Problem(Subtype.FIELD, f"{field}: {message}")
        if self.group == "alumni" and "status" in self.model_fields_set:
            message = f"found {self.status!r} beside group: alumni, expected one of the two"
            yield Problem(Subtype.FIELD, f"status: {message}")

    def sort_name(self, title: str) -> str:
        family = self.family_name or title.rpartition(" ")[2]
        return family_first(family, self.given_name or title)

    @property
    def when(self) -> str | None:
        starts = [role.start for role in self.roles if role.start]
        return min(starts, default=None) or self.start or self.date

    def status_on(self, today: datetime.date) -> str:
        return self.on(today)._times.status

    def is_counted(self, status: str | None) -> bool:
        return status != "upcoming"

    def is_past(self, status: str | None, of: str = "") -> bool:
        return self._times.is_past(of) if of else status == "alumni"

    @property
    def organisations(self) -> list[str]:
        """Return the ids of the organisations where the person works."""
        return places(self._times.now)

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
        return self._times.line()

    def times(self, status: str | None) -> list[Fact]:
        """Return roles and organisations."""
        return self._times.facts()

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
        given = (self.given_name or " ".join(words[:-1][:1])).strip()
        return (given[:1] + self.sort_name(name)[:1]).upper()

    def portrait(self, status: str | None) -> Picture | None:
        return self.photo if status != "alumni" and self.photo and self.photo.alt else None

    @property
    def same_as(self) -> str | None:
        return f"https://orcid.org/{self.orcid}" if self.orcid else None

    def thing(self, status: str | None) -> Thing:
        links = [] if status == "alumni" else self.links.values()
        same = [link for link in (self.same_as, *links) if link]
        return {**super().thing(status), **self._times.thing(), "sameAs": same}
