"""Typed front matter: what a page of each kind may say.

Each model gives validation, the list of known fields, and what other records
it names. Nothing here knows Sphinx.
"""

from __future__ import annotations

from research_site.records.kinds import (
    KINDS,
    Area,
    Funding,
    NewsItem,
    Partner,
    Person,
    Photo,
    Project,
    Thesis,
)
from research_site.records.page import Page, Reference

__all__ = [
    "KINDS",
    "Area",
    "Funding",
    "NewsItem",
    "Page",
    "Partner",
    "Person",
    "Photo",
    "Project",
    "Reference",
    "Thesis",
]
