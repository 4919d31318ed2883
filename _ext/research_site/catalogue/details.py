"""The line that cards and tables show below a record's title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from research_site.catalogue.domain import ask
from research_site.catalogue.entry import Entry
from research_site.identifiers import country_name, show_date
from research_site.records import NewsItem, Partner, Person, Project, Thesis

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

__all__ = ["MANY", "STATUS", "capital", "detail"]

#: Status of a thesis -> how it is shown, where that is not the same word.
STATUS = {"open": "Open position"}
#: Value of a field -> how a group of records is called that all have it.
MANY = {
    "open": "Open positions",
    "university": "Universities",
    "company": "Companies",
    "network": "Networks",
    "funder": "Funders",
}


def capital(text: str | None) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:] if text else ""


def detail(env: BuildEnvironment, entry: Entry) -> str:
    """Return what a card says of a record: role, author and year, date, ..."""
    page = entry.page
    parts: list[str | None] = []
    if isinstance(page, Person):
        parts = [page.role]
        if not page.role and page.affiliation:
            parts = [ask(env, "name_of", "partner", page.affiliation)[0]]
    elif isinstance(page, Thesis):
        author = ask(env, "name_of", "person", page.author)[0] if page.author else None
        state = str(page.year) if page.year else STATUS.get(page.status or "")
        parts = [author, page.degree, state or page.status]
    elif isinstance(page, Project):
        parts = [page.acronym, capital(page.kind)]
    elif isinstance(page, Partner):
        country = country_name(page.country) if page.country else None
        parts = [capital(page.kind), country]
    elif isinstance(page, NewsItem):
        parts = [show_date(page.date) if page.date else None, page.place]
    else:
        parts = [page.description]
    return " · ".join(part for part in parts if part)
