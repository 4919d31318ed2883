"""Roles over time: what somebody was, is and will be, and where."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from research_records.dates import ended, first_day, last_day, show_date
from research_records.fields import Date, Ids, Model, Short
from research_records.values import Fact, Reference, Thing, Value, alone


class Role(Model):
    """A role that somebody has for some time, at one organisation or several.

    Attributes:
        role: What it is called.
        affiliation: Ids of the organisations.
        start: Its first day, month or year; an editor writes ``from``.
        end: Its last day, month or year; an editor writes ``to``.
    """

    role: Short | None = None
    affiliation: Ids = []
    start: Date | None = Field(None, validation_alias="from")
    end: Date | None = Field(None, validation_alias="to")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.role and not self.affiliation:
            raise ValueError("a role, an affiliation or both")
        if self.start and self.end and last_day(self.end) < first_day(self.start):
            raise ValueError(f"an end ({self.end}) not before the start ({self.start})")
        return self

    def words(self, is_coming: bool = False) -> str:
        """Return the role with its years: ``postdoc since 2025``."""
        name = self.role or ""
        if self.start and (is_coming or not self.end):
            since = "from" if is_coming else "since"
            return f"{name} {since} {show_date(self.start)}".strip()
        if not self.end:
            return name
        years = self.end[:4] if self.start else f"until {show_date(self.end)}"
        if self.start and self.start[:4] != self.end[:4]:
            years = f"{self.start[:4]}–{self.end[:4]}"
        return f"{name} ({years})" if name else years


class Times(NamedTuple):
    """Somebody's roles as a day sees them, each in the order of time."""

    past: list[Role] = []
    now: list[Role] = []
    coming: list[Role] = []

    @property
    def status(self) -> str:
        """Return ``current``, ``upcoming`` or ``alumni``."""
        if self.now:
            return "current"
        return "upcoming" if self.coming and not self.past else "alumni"

    def is_past(self, organisation: str) -> bool:
        """Tell whether somebody was at an organisation and is there no more.

        Who has left the team is past anywhere but where a new role is to come.
        """
        if organisation in places(self.past):
            return organisation not in places([*self.now, *self.coming])
        return self.status == "alumni" and organisation not in places(self.coming)

    def left(self) -> Times:
        """Return the times of somebody who is known to have left, whatever their ends say."""
        over = [one if one.end else one.model_copy(update={"start": None}) for one in self.now]
        past = [*self.past, *over]
        return Times(past, [], self.coming if past else [])

    def line(self) -> list[Value]:
        """Return what lists say: the roles of now, else what was or will be.

        Roles at different places are each followed by the place, wherever the list stands.
        """
        if self.now:
            is_one = len({tuple(one.affiliation) for one in self.now}) == 1
            roles: list[Value] = []
            for one in self.now:
                at = [] if is_one and one.role else _partners(places([one]))
                roles += [*([one.role] if one.role else []), *at]
            return [*dict.fromkeys(roles)] if is_one else roles
        if self.coming:
            return [self.coming[0].words(is_coming=True)]
        role = self.past[-1].role if self.past else None
        return [f"Formerly {role}" if role else "Former member of the team"]

    def facts(self) -> list[Fact]:
        """Return roles, by organisation where there are several, and organisations."""
        label = "Former role" if self.status == "alumni" and not self.coming else "Role"
        by_place: dict[tuple[str, ...], list[Value]] = {}
        for role in (*self.past, *self.now, *self.coming):
            if words := role.words(is_coming=role in self.coming):
                by_place.setdefault(tuple(role.affiliation), []).append(words)
        facts = []
        for at, values in by_place.items():
            is_told = len(by_place) > 1 and len(at) == 1
            facts.append(Fact(label, values, Reference("partner", at[0]) if is_told else None))
        held = places(self.now)
        for label, found in (
            ("Affiliation", held),
            ("Next affiliation", [one for one in places(self.coming) if one not in held]),
            ("Former affiliation", [one for one in places(self.past) if self.is_past(one)]),
        ):
            facts += [Fact(label, [*_partners(found)])] if found else []
        return facts

    def thing(self) -> Thing:
        """Return what is said of it in the words of schema.org: of now, and of the past."""
        left = [one for one in places(self.past) if one not in places(self.now)]
        return {
            "jobTitle": alone([one.role for one in self.now if one.role]),
            "affiliation": alone(_partners(places(self.now))),
            "alumniOf": alone(_partners(left)),
        }


def on_day(roles: Iterable[Role], day: datetime.date) -> Times:
    """Part roles into those that are over, held and to come on a day."""
    times = Times([], [], [])
    for role in sorted(roles, key=lambda one: one.start or ""):
        if ended(role.end, day):
            times.past.append(role)
        elif role.start and first_day(role.start) > day:
            times.coming.append(role)
        else:
            times.now.append(role)
    return times


def one_role(role: Role, day: datetime.date) -> Times:
    """Return the times of somebody with one role; its years are told when it is not held."""
    bare = role.model_copy(update={"start": None, "end": None})
    times = on_day([role], day)
    return times._replace(now=[bare for _ in times.now])


def places(roles: Iterable[Role]) -> list[str]:
    """Return the ids of the organisations of roles, each once."""
    return list(dict.fromkeys(one for role in roles for one in role.affiliation))


def _partners(ids: Iterable[str]) -> list[Reference]:
    return [Reference("partner", one) for one in ids]
