"""Roles over time: what somebody was, is and will be, and where."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple, Self

from pydantic import AliasChoices, Field, model_validator

from research_records.dates import ended, first_day, last_day, show_date
from research_records.fields import Date, Ids, Model, Short


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
    start: Date | None = Field(None, validation_alias=AliasChoices("from", "start"))
    end: Date | None = Field(None, validation_alias=AliasChoices("to", "end"))

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
    """Somebody's roles as seen on a day, each in the order of time."""

    past: list[Role] = []
    now: list[Role] = []
    coming: list[Role] = []

    @property
    def texts(self) -> list[tuple[Role, str]]:
        """Return all roles with their words, the earliest first."""
        known = [(role, role.words()) for role in (*self.past, *self.now)]
        return known + [(role, role.words(is_coming=True)) for role in self.coming]


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


def places(roles: Iterable[Role]) -> list[str]:
    """Return the ids of the organisations of roles, each once."""
    return list(dict.fromkeys(one for role in roles for one in role.affiliation))
