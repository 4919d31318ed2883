"""The catalogue: all records, their relations, and the checks across them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from research_site.catalogue import reading
from research_site.catalogue.domain import (
    SiteDomain,
    ask,
    digest,
    get_domain,
    note_at,
    note_problem,
)
from research_site.catalogue.entry import Entry, kind_of
from research_site.catalogue.queries import Catalogue

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = [
    "Catalogue",
    "Entry",
    "SiteDomain",
    "ask",
    "digest",
    "get_domain",
    "kind_of",
    "note_at",
    "note_problem",
    "setup",
]

#: Folder -> kind of the records in it.
DEFAULT_KINDS = {
    "team": "person",
    "research/projects": "project",
    "research/theses": "thesis",
    "research/areas": "area",
    "about/partners": "partner",
    "about/news": "news",
}
#: Group of people -> its heading, in the order of the team's page.
DEFAULT_GROUPS = {
    "ut": "University of Twente",
    "ing": "ING",
    "student": "Students and PhD candidates",
    "alumni": "Alumni",
}


def setup(app: Sphinx) -> None:
    """Register the domain and the two settings that the catalogue has."""
    app.add_config_value("site_kinds", DEFAULT_KINDS, "env", types=dict)
    app.add_config_value("site_groups", DEFAULT_GROUPS, "env", types=dict)
    app.add_domain(SiteDomain)
    reading.connect(app)
