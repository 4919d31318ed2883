"""Which authors are of the team: by ORCID iD, else by family name and given names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from research_records.entry import Entry
from research_records.names import Name, initials, parse_name, spellings


class Match(NamedTuple):
    """Who of the team an author may be.

    Attributes:
        people: Ids; more than one is ambiguous.
        sure: Whether full names, an alias or an iD agree, not the initials alone.
        fault: Why it is none, although the name agrees.
    """

    people: list[str]
    sure: bool = True
    fault: str = ""


class Team:
    """The people of the site, by their names and iDs."""

    def __init__(self, people: Iterable[Entry]) -> None:
        """Index names, aliases and iDs."""
        self._by_orcid: dict[str, str] = {}
        self._orcid: dict[str, str] = {}
        self._words: dict[str, set[str]] = defaultdict(set)
        self._by_family: dict[str, list[tuple[str, Name, bool]]] = defaultdict(list)
        for entry in people:
            orcid: str | None = getattr(entry.page, "orcid", None)
            if orcid:
                self._by_orcid[orcid], self._orcid[entry.id] = entry.id, orcid
            for name, alias in _names(entry):
                self._words[entry.id] |= _words(name)
                for family in spellings(name.family):
                    self._by_family[family].append((entry.id, name, alias))

    def find(self, name: Name, orcid: str | None) -> Match:
        """Return who of the team has a name; the iD decides where there is one.

        Initials alone make no match sure, as a namesake has them, too.
        """
        owner = self._by_orcid.get(orcid or "")
        if owner:
            if _words(name) & self._words[owner]:
                return Match([owner])
            return Match([], fault=f"the iD is {owner}'s, the name is not; correct one of the "
                         f"two, or put this form into the aliases: of {owner}")  # fmt: skip
        known = {
            (person, other, alias)
            for family in spellings(name.family)
            for person, other, alias in self._by_family.get(family, ())
            if len({_suffix(name), _suffix(other)} - {""}) < 2
        }
        scores: dict[str, set[int]] = defaultdict(set)
        for person, other, alias in known:
            scores[person].add(_agree(name.given, other.given, alias))
        # Another full name says more than initials that agree.
        strength = {
            person: 2 if 2 in found else 0 if -1 in found else max(found)
            for person, found in scores.items()
        }
        best = max(strength.values(), default=0)
        people = sorted(person for person, found in strength.items() if found == best > 0)
        # Who has another iD is a namesake.
        return Match([p for p in people if not (orcid and p in self._orcid)], sure=best > 1)

    def homonyms(self, name: Name) -> list[str]:
        """Return the people of the team who have a family name."""
        return sorted(
            {one for f in spellings(name.family) for one, *_ in self._by_family.get(f, ())}
        )


def _names(entry: Entry) -> Iterable[tuple[Name, bool]]:
    page = entry.page
    given, family = getattr(page, "given_name", None), getattr(page, "family_name", None)
    yield parse_name(entry.title), False
    if family:
        yield Name(family, given or ""), False
        # "Sebastian Goldmann" with the given names "Sebastian Hendrikus".
        if entry.title.endswith(family):
            yield Name(family, entry.title.removesuffix(family).strip()), False
    for alias in page.aliases:
        if not alias.startswith("/"):
            yield parse_name(alias), True


def _agree(one: str, other: str, alias: bool) -> int:
    """Return how well given names agree: 2 by a full name, 1 by initials, -1 not at all."""
    first, second = _parts(one), _parts(other)
    if alias and {*spellings(one)} & {*spellings(other)}:
        return 2
    if not first or not second:
        return 2 if first == second else 0
    full = False
    for mine, theirs in zip(first, second, strict=False):
        if len(mine) > 1 and len(theirs) > 1:
            if not spellings(mine) & spellings(theirs):
                return -1
            full = True
        elif _initial(mine) != _initial(theirs):
            return 0
    return 2 if full else 1


def _words(name: Name) -> set[str]:
    """Return the words of a name, in each spelling, but no initials."""
    words = {word for one in spellings(name.full) for word in one.split()}
    return {word for word in words if len(word) > 1 or not word.isascii()}


def _suffix(name: Name) -> str:
    return name.suffix.strip(".").lower()


def _parts(given: str) -> list[str]:
    return [one for one in re.split(r"[\s.\-\u2010\u2011]+", given) if one]


def _initial(part: str) -> str:
    return min(spellings(initials(part)[:1]), key=len)
