"""The catalogue: all records, their relations, and the checks across them."""

from __future__ import annotations

from sphinx.application import Sphinx

from research_site.catalogue import reading, sources
from research_site.catalogue.domain import SiteDomain, catalogue_of, domain_of, folder_of_kind
from research_site.catalogue.queries import Catalogue
from research_site.catalogue.reporting import logger, refuse, report, report_at, report_here

__all__ = [
    "Catalogue",
    "SiteDomain",
    "catalogue_of",
    "domain_of",
    "folder_of_kind",
    "logger",
    "refuse",
    "report",
    "report_at",
    "report_here",
    "setup",
]

#: Folder -> kind of the records in it; the last ones are of features.
DEFAULT_KINDS = {
    "team": "person",
    "research/projects": "project",
    "research/theses": "thesis",
    "research/areas": "area",
    "about/partners": "partner",
    "about/news": "news",
    "about/events": "event",
    "research/positions": "position",
}
#: Group of people -> its heading, in the order of the team's page.
DEFAULT_GROUPS = {"team": "Team", "student": "Students", "alumni": "Alumni"}


def setup(app: Sphinx) -> None:
    """Register the domain and the two settings that the catalogue has."""
    app.add_config_value("site_kinds", DEFAULT_KINDS, "env", types=dict)
    app.add_config_value("site_groups", DEFAULT_GROUPS, "env", types=dict)
    app.add_domain(SiteDomain)
    reading.setup(app)
    sources.setup(app)
