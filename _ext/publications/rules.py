"""The rules by which an entry of the bibliography becomes a record, or is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from research_records import identifiers
from research_records.names import parse_name
from research_records.problems import Problem, did_you_mean, nearest

from publications import authors
from publications.bib import Raw
from publications.kind import RANGE, Author
from publications.latex import left_over, plain, unescaped
from publications.team import Team

FIELD, TEAM = "bib_field", "bib_team"

#: Type of BibTeX or biblatex -> type of ours.
TYPES = {
    "article": "article",
    "inproceedings": "paper",
    "conference": "paper",
    "incollection": "chapter",
    "inbook": "chapter",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "proceedings": "book",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "unpublished": "preprint",
    "online": "other",
    "misc": "other",
}
#: Where the fields of BibTeX and biblatex go; of several the first that is given counts.
TEXTS = {
    "venue": ("journal", "journaltitle", "booktitle", "howpublished"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "series": ("series",),
    "edition": ("edition",),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "note": ("note",),
    "abstract": ("abstract",),
}
LISTS = {"areas": "area", "projects": "project", "theses": "thesis"}
#: Words among ``keywords`` that say something about the entry.
MARKS = ("preprint", "external")
KNOWN = {
    *(name for names in TEXTS.values() for name in names),
    *LISTS,
    *("title", "subtitle", "author", "editor", "year", "month", "date", "doi", "keywords"),
    *("preprintdoi", "url", "openaccess", "author+an:orcid", "editor+an:orcid", "crossref"),
    *("eprint", "eprinttype", "archiveprefix"),
}
#: arXiv's DOI of an eprint (arXiv, "arXiv identifiers and DOIs").
ARXIV = "10.48550/arXiv."
_KEY = re.compile(r"[A-Za-z0-9][\w.+-]*", re.ASCII)
#: What addresses of the whole list have: its page, its files, its years.
_TAKEN = re.compile(r"index|all|publications|year-\d+", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ANNOTATION = re.compile(r'\s*(\d+)\s*=\s*"?([^";]+)"?\s*')


class Reader:
    """Reads one entry after the other against the team and the site's records.

    Args:
        team: Who may be an author.
        ids: Kind -> ids of the records that an entry may name.
    """

    def __init__(self, team: Team, ids: Mapping[str, Collection[str]]) -> None:
        """Begin without problems."""
        self.team, self.ids = team, ids
        self.raw = Raw("", "", {}, {})
        self.problems: list[Problem] = []
        self.is_whole = False

    def read(self, raw: Raw, is_whole: bool = False) -> tuple[dict[str, Any], list[Problem]]:
        """Return the fields of a `Publication`, and why the entry is refused.

        Args:
            raw: The entry.
            is_whole: Whether others are part of it, so that it may be of other people.
        """
        # A misspelt field is told below, and not that the right one is missing.
        meant = {
            nearest(one, KNOWN) or one: raw.fields[one] for one in raw.fields.keys() - KNOWN
        }
        self.raw = raw._replace(fields={**meant, **raw.fields})
        self.problems, self.is_whole = [], is_whole
        marks = re.split("[,;]", plain(raw.fields.get("keywords", "")))
        words = [one.strip() for one in marks]
        result: dict[str, Any] = {
            "type": self._type("preprint" in words),
            "title": self._title(),
            **self._date(),
            **self._makers("external" in words),
            **self._identifiers(),
            "topics": [one for one in words if one and one not in MARKS],
        }
        for name in raw.fields.keys() - KNOWN:
            hint = did_you_mean(name, KNOWN) or "; take it out, as nothing shows it"
            self._tell(f"{name}: not a field that is used here{hint}", name)
        for target, names in TEXTS.items():
            given = [name for name in names if raw.fields.get(name)]
            for name in given[1:]:
                if name not in ("publisher", "organization"):
                    self._tell(f"{name}: {given[0]} says it already; leave one", name)
            if given:
                result[target] = self._text(given[0])
        for name, kind in LISTS.items():
            result[name] = self._ids(name, kind)
        if not _KEY.fullmatch(raw.key):
            right = re.sub(r"[^\w.+-]+", "-", raw.key, flags=re.ASCII).strip("-") or "key"
            self._tell(f"key: found {raw.key!r}, expected letters, digits and -, as it is "
                       f"part of an address; for instance {right!r}", "")  # fmt: skip
        elif _TAKEN.fullmatch(raw.key) or raw.key in self.ids.get("thesis", ()):
            self._tell(f"key: found {raw.key!r}, which a thesis or a part of the list has as "
                       "its address; give the entry another", "")  # fmt: skip
        return result, self.problems

    def _tell(self, message: str, field: str, subtype: str = FIELD) -> None:
        line = self.raw.lines.get(field, self.raw.lines.get(""))
        self.problems.append(Problem(subtype, message, line))

    def _type(self, is_preprint: bool) -> str:
        found = TYPES.get(self.raw.type)
        if found is None:
            hint = did_you_mean(self.raw.type, TYPES)
            if "thesis" in self.raw.type:
                hint = "; a thesis has a page of its own in research/theses"
            choices = ", ".join(sorted(TYPES))
            self._tell(f"type: found @{self.raw.type}, expected one of {choices}{hint}", "")
        return "preprint" if is_preprint and found == "other" else found or "other"

    def _text(self, name: str) -> str:
        """Return a field as plain text; tell where HTML or LaTeX is left in it."""
        text = plain(self.raw.fields.get(name, ""))
        if left := left_over(text):
            self._tell(
                f"{name}: found {left!r}, expected plain text; write the sign itself", name
            )
        if name == "pages":
            text = re.sub(r"\s*[-\u2010\u2011\u2013\u2014]+\s*", RANGE, text)
        return text

    def _title(self) -> str:
        parts = [self._text(one) for one in ("title", "subtitle") if self.raw.fields.get(one)]
        # The full stop of a sentence goes, that of "U.S." or "…" stays.
        title = re.sub(r"(?<!\.)(?<![.\s]\w)\.$", "", ": ".join(parts))
        if not re.search(r"\w", title):
            self._tell(f"title: found {title!r}, expected the title of a work", "title")
        return title or self.raw.key

    def _date(self) -> dict[str, int | None]:
        given = plain(self.raw.fields.get("date", ""))
        date = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?(?:/.*)?", given)
        year = plain(self.raw.fields.get("year", date[1] if date else given))
        if not re.fullmatch(r"(19|20|21)\d{2}", year):
            name = "year" if "year" in self.raw.fields else "date"
            what = f"found {year!r}" if year else "missing"
            self._tell(f"year: {what}, expected four digits such as 2024", name)
            year = "1900"
        month = plain(self.raw.fields.get("month", date[2] or "" if date else "")).lower()
        if not month:
            return {"year": int(year), "month": None}
        number = int(month) if month.isascii() and month.isdecimal() else 0
        word = re.sub(r"[\d\W]+", "", month)[:3]  # "10~" # jan has the day, too
        number = number or (_MONTHS.index(word) + 1 if word in _MONTHS else 0)
        if not 1 <= number <= 12:
            self._tell(f"month: found {month!r}, expected jan, feb, … or 1 to 12", "month")
            number = 1
        return {"year": int(year), "month": number}

    # ---- people ----

    def _makers(self, is_external: bool) -> dict[str, Any]:
        before = len(self.problems)
        writers, more = self._names("author")
        editors, _ = self._names("editor")
        refused = len(self.problems) > before
        if not writers and not editors and not (self.is_whole or refused):
            self._tell("author: missing; a publication has authors, or editors", "author")
        elif writers and editors and TYPES.get(self.raw.type) == "book":
            self._tell("editor: found beside author; a book has one of the two here", "editor")
        makers = writers or editors
        people = [one.person for one in makers if one.person]
        found: dict[str, Any] = {"authors": writers, "editors": editors, "more": more}
        written = " ".join(self.raw.fields.get(one, "") for one in ("author", "editor"))
        if makers and not people and not (is_external or self.is_whole or refused):
            self._tell(
                f"author: none of {', '.join(one.name.full for one in makers[:4])}"
                f"{' …' if len(makers) > 4 else ''} is of the team{self._near(makers)}"
                f"{'' if ' and ' in written else '; part names by the word and'}; leave "
                "the entry out, or say keywords = {external} where it belongs here",
                "author" if writers else "editor", TEAM)  # fmt: skip
        names = [one.name.full for one in (*writers, *editors)]  # for the site's search
        return {**found, "people": list(dict.fromkeys(people)), "keywords": names}

    def _near(self, makers: list[Author]) -> str:
        """Say who of the team has the family name of an author, but other given names."""
        near = [(one, self.team.homonyms(one.name)) for one in makers]
        said = [
            f"{one.name.full}{', by the iD,' * bool(one.orcid)} is not {' or '.join(ids)}"
            for one, ids in near
            if ids
        ]
        return f" ({'; '.join(said)})" if said else ""

    def _names(self, field: str) -> tuple[list[Author], bool]:
        written, more = authors.listed(self.raw.fields.get(field, ""))
        orcids = self._orcids(field, len(written))
        makers = []
        for number, text in enumerate(map(authors.as_text, written), 1):
            if fault := authors.fault_of(text):
                self._tell(f"{field}: {fault}", field)
            if re.search(r"\w", text):
                makers.append(self._author(field, text, orcids.get(number)))
        return makers, more

    def _author(self, field: str, text: str, orcid: str | None) -> Author:
        name = parse_name(text)
        is_group = text.startswith("{")
        match = self.team.find(name, orcid)
        person = match.people[0] if len(match.people) == 1 and not is_group else None
        if match.fault:
            self._tell(f"{field}: {name.full}: {match.fault}", field, TEAM)
        elif len(match.people) > 1 and not is_group:
            who = " or ".join(match.people)
            self._tell(f'{field}: {name.full} may be {who}; say it by {field}+an:orcid = '
                       '{1="0000-…"} with the number of the author', field, TEAM)  # fmt: skip
        elif person and not match.sure:
            self._tell(f"{field}: {name.full} has the initials of {person}, which namesakes "
                       f"have, too; write the name in full, an ORCID iD by {field}+an:orcid, "
                       f"or put this form into the aliases: of {person}",
                       field, TEAM)  # fmt: skip
            person = None
        return Author(family=name.family, given=name.given, suffix=name.suffix, orcid=orcid,
                      person=person, is_group=is_group)  # fmt: skip

    def _orcids(self, field: str, count: int) -> dict[int, str]:
        """Return the iDs by number of the author (biblatex manual, 3.7, annotations)."""
        name = f"{field}+an:orcid"
        found: dict[int, str] = {}
        for part in filter(None, self.raw.fields.get(name, "").split(";")):
            match = _ANNOTATION.fullmatch(part)
            if match is None or not 1 <= int(match[1]) <= count:
                self._tell(f'{name}: found {part.strip()!r}, expected the number of an author '
                           f'and an iD: 1="0000-0002-1825-0097"', name)  # fmt: skip
            elif orcid := self._checked(name, match[2], identifiers.parse_orcid):
                found[int(match[1])] = orcid
        return found

    # ---- identifiers and relations ----

    def _checked(self, name: str, value: str, rule: Callable[[str], str]) -> str | None:
        try:
            return rule(value)
        except ValueError as error:
            self._tell(f"{name}: found {value!r}, expected {error}", name)
        return None

    def _identifiers(self) -> dict[str, Any]:
        raw = self.raw.fields
        found: dict[str, Any] = {}
        if raw.get("doi"):
            found["doi"] = self._checked("doi", unescaped(raw["doi"]), identifiers.parse_doi)
        for name in ("url", "openaccess"):
            if raw.get(name):
                found[name] = self._checked(name, unescaped(raw[name]), identifiers.parse_url)
        given = re.findall(r"[^\s,;]+", unescaped(raw.get("preprintdoi", "")))
        preprints = [self._checked("preprintdoi", one, identifiers.parse_doi) for one in given]
        if raw.get("eprint"):
            kind = raw.get("eprinttype", raw.get("archiveprefix", ""))
            if kind.lower() == "arxiv":
                preprints.append(f"{ARXIV}{raw['eprint'].lower().removeprefix('arxiv:')}")
            else:
                self._tell("eprint: expected archiveprefix = {arXiv} beside it; of other "
                           "servers write preprintdoi", "eprint")  # fmt: skip
        own = (found.get("doi") or "").casefold()
        known = [one for one in dict.fromkeys(preprints) if one and one.casefold() != own]
        return {**found, "preprints": known}

    def _ids(self, name: str, kind: str) -> list[str]:
        given = [one for one in re.split(r"[\s,;]+", self.raw.fields.get(name, "")) if one]
        known = self.ids.get(kind, ())
        for one in given:
            if one not in known:
                self._tell(f"{name}: no {kind} {one!r}{did_you_mean(one, known)}", name)
        return [one for one in given if one in known]
