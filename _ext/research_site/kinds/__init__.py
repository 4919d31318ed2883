"""The kinds of record, one file each: the registry.

A kind says all that is particular to it: fields, relations, facts, lists, order,
status, JSON-LD. The rooms that read, check, list and draw records ask the kind.
"""

from __future__ import annotations

from research_records.page import Page

from research_site.kinds.area import Area
from research_site.kinds.news import News
from research_site.kinds.partner import Partner
from research_site.kinds.person import Person
from research_site.kinds.project import Project
from research_site.kinds.thesis import Thesis

__all__ = ["KINDS"]

#: The kinds that come with the core; ``add_kind`` adds others.
KINDS: tuple[type[Page], ...] = (Person, Project, Thesis, Partner, Area, News)
