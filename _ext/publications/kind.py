"""The kind ``publication``: what the site says of an article, book, preprint."""

from __future__ import annotations

from typing import ClassVar

from research_records.fields import Doi, Dois, Ids, Model, Orcid, Short, Texts, Url
from research_records.identifiers import doi_url
from research_records.names import Name
from research_records.page import Page
from research_records.values import Reference, Thing, Value

#: Between the first and the last page.
RANGE = "\u2013"
#: Type -> label, schema.org's type, the type of what it is part of.
TYPES = {
    "article": ("Journal article", "ScholarlyArticle", "Periodical"),
    "preprint": ("Preprint", "ScholarlyArticle", "Periodical"),
    "paper": ("Conference paper", "ScholarlyArticle", "Book"),
    "chapter": ("Book chapter", "Chapter", "Book"),
    "book": ("Book", "Book", "BookSeries"),
    "report": ("Report", "Report", "CreativeWorkSeries"),
    "other": ("Other work", "ScholarlyArticle", "CreativeWork"),
}


class Author(Model):
    """An author or editor.

    Attributes:
        person: The id of who is of the team.
        is_group: Whether it is an organisation.
    """

    family: Short
    given: Short = ""
    suffix: Short = ""
    orcid: Orcid | None = None
    person: Short | None = None
    is_group: bool = False

    @property
    def name(self) -> Name:
        """Return the name in its parts."""
        return Name(self.family, self.given, self.suffix)


class Publication(Page):
    """What the team has published.

    Attributes:
        type: One of `TYPES`.
        people: Ids of the authors and editors who are of the team.
        more: Whether the source names further authors only as "and others".
        venue: Journal, book or server.
        openaccess: Where the text can be read without paying.
    """

    kind_name: ClassVar[str] = "publication"
    plural: ClassVar[str] = "publications"
    label: ClassVar[str] = "Publication"
    names: ClassVar[dict[str, str]] = {
        "people": "person",
        "areas": "area",
        "projects": "project",
        "theses": "thesis",
    }
    group_by: ClassVar[str] = "year"
    newest_first: ClassVar[bool] = True
    shown_as = "rows"
    line_fields: ClassVar[tuple[str, ...]] = ("venue", "year", "label_of_type")
    headings: ClassVar[dict[str, str]] = {name: words[0] for name, words in TYPES.items()}

    type: Short = "other"
    year: int
    month: int | None = None
    authors: list[Author] = []
    editors: list[Author] = []
    more: bool = False
    people: Ids = []
    venue: Short | None = None
    publisher: Short | None = None
    series: Short | None = None
    edition: Short | None = None
    volume: Short | None = None
    number: Short | None = None
    pages: Short | None = None
    isbn: Short | None = None
    issn: Short | None = None
    note: Short | None = None
    abstract: str | None = None
    doi: Doi | None = None
    preprints: Dois = []
    url: Url | None = None
    openaccess: Url | None = None
    areas: Ids = []
    projects: Ids = []
    theses: Ids = []
    topics: Texts = []

    @property
    def when(self) -> str:
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    @property
    def label_of_type(self) -> str:
        """Return what it is, in words."""
        return TYPES[self.type][0]

    @property
    def makers(self) -> list[Author]:
        """Return the authors; of an edited book its editors."""
        return self.authors or self.editors

    @property
    def same_as(self) -> str | None:
        return doi_url(self.doi) if self.doi else None

    def sort_key(self, title: str) -> tuple[object, ...]:
        """Return the newest year first, then the first author, then the title."""
        first = self.makers[0].name.sort_key if self.makers else ""
        return self.kind_name, -self.year, -(self.month or 0), first, title.casefold()

    def filed_under(self, name: str, status: str | None) -> list[str]:
        if name == "kind":
            return [self.type]
        return super().filed_under(name, status)

    def values_of(self, field: str, status: str | None) -> list[Value]:
        value = getattr(self, field)
        return [str(value)] if value and field in self.line_fields else []

    def type_in_schema(self) -> str:
        return TYPES[self.type][1]

    def thing(self, status: str | None) -> Thing:
        """Return it in schema.org's terms."""
        part_of = {
            "@type": TYPES[self.type][2],
            "name": self.venue or self.series,
            "issn": self.issn if TYPES[self.type][2] == "Periodical" else None,
        }
        return {
            "headline": self.title,
            "author": [_maker(one) for one in self.authors],
            "editor": [_maker(one) for one in self.editors],
            "datePublished": self.when,
            "isPartOf": _given(part_of) if part_of["name"] else None,
            "publisher": {"@type": "Organization", "name": self.publisher}
            if self.publisher
            else None,
            "identifier": self.same_as,
            "sameAs": [link for link in (self.same_as, self.url) if link],
            "pagination": self.pages if self.type != "book" else None,
            "isbn": self.isbn if self.type == "book" else None,
            "abstract": self.abstract,
            "keywords": self.topics,
            "about": [Reference("area", one) for one in self.areas],
        }


def _given(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value}


def _maker(author: Author) -> Reference | Thing:
    if author.person:
        return Reference("person", author.person)
    same = f"https://orcid.org/{author.orcid}" if author.orcid else None
    if author.is_group:
        return {"@type": "Organization", "name": author.family}
    parts = {"givenName": author.given, "familyName": author.family, "sameAs": same}
    return _given({"@type": "Person", "name": author.name.full, **parts})
