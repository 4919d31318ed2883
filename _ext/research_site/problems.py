"""What can be wrong with a site, and how it is said.

A problem is plain data: floors that know nothing of Sphinx (records, front
matter) collect them, and ``reporting`` turns each into one Sphinx warning.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

__all__ = ["WARNING_TYPE", "Problem", "Subtype", "did_you_mean", "nearest"]

#: The warning type of everything that this extension reports. Suppress one
#: subtype in ``conf.py``: ``suppress_warnings = ["site.alt"]``.
WARNING_TYPE = "site"


class Subtype(StrEnum):
    """The subtypes of the warning type ``site``."""

    FRONT_MATTER = "front_matter"
    """The front matter cannot be read: YAML, encoding, another format."""
    UNKNOWN_FIELD = "unknown_field"
    """A field that no page, or no page of this kind, has."""
    FIELD = "field"
    """A field's value is of the wrong type, form or range."""
    MISSING_FIELD = "missing_field"
    """A page lacks what every page, or every page of its kind, needs."""
    HEADING = "heading"
    """A heading skips a level, or a page has a second H1."""
    LINK = "link"
    """A link leads to nothing."""
    IMAGE = "image"
    """An image is missing, undecodable or wrongly cased."""
    ALT = "alt"
    """An image has no alternative text."""
    RAW_HTML = "raw_html"
    """Raw HTML in a page cannot be shown by this builder."""
    UNKNOWN_PERSON = "unknown_person"
    """A person id that no page in the people's folder has."""
    UNKNOWN_PROJECT = "unknown_project"
    """A project id that no project page has."""
    UNKNOWN_THESIS = "unknown_thesis"
    """A thesis id that no thesis page has."""
    UNKNOWN_PARTNER = "unknown_partner"
    """A partner id that no partner page has."""
    UNKNOWN_AREA = "unknown_area"
    """An area id that no area page has."""
    UNKNOWN_NEWS = "unknown_news"
    """A news id that no news page has."""
    RELATION = "relation"
    """Records contradict each other: one ORCID iD twice, a cycle, ..."""
    LISTING = "listing"
    """A listing directive has an unknown option or value."""
    ALIAS = "alias"
    """An old address that another page has."""
    ADDRESS = "address"
    """A published address that would vanish."""
    CONFIG = "config"
    """A setting in conf.py does not fit."""
    SPEED = "speed"
    """A new version of Sphinx or MyST builds more slowly than the pinned one."""


class Problem(NamedTuple):
    """One thing that is wrong in a page.

    Attributes:
        subtype: What kind of problem it is.
        message: What was found, what was expected, and the remedy. It starts
            with the field's name where there is one.
        line: The line in the file, counted from 1; None where no single line
            is at fault.
    """

    subtype: Subtype
    message: str
    line: int | None = None


def nearest(value: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is most like *value*, or None if none is.

    Similarity is difflib's ratio without regard to case, at least 0.6 (the
    cutoff that difflib documents as a good default).
    """
    by_key: dict[str, str] = {}
    for candidate in sorted(candidates):
        by_key.setdefault(candidate.casefold(), candidate)
    found = difflib.get_close_matches(value.casefold(), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else None


def did_you_mean(value: str, candidates: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest candidate, else ``""``."""
    best = nearest(value, candidates)
    return f"; did you mean '{best}'?" if best is not None else ""
