"""What can be wrong with a site, and how it is said.

A problem is plain data: floors that know nothing of Sphinx (records, Markdown)
collect them, and ``catalogue.reporting`` turns each into one Sphinx warning.
"""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import NamedTuple

#: The warning type of everything that this extension reports. Suppress one
#: subtype in ``conf.py``: ``suppress_warnings = ["site.alt"]``.
WARNING_TYPE = "site"


#: Candidates that are compared letter by letter: those that share most pairs of letters.
LOOKED_AT = 40


class Subtype(StrEnum):
    """The core's subtypes of the warning type ``site``; features add their own."""

    meaning: str
    """What the subtype tells, in a sentence."""

    def __new__(cls, value: str, meaning: str) -> Subtype:
        """Return the subtype *value* with its meaning."""
        self = str.__new__(cls, value)
        self._value_ = value
        self.meaning = meaning
        return self

    FRONT_MATTER = (
        "front_matter",
        "The front matter cannot be read: YAML, TOML, JSON or the file's encoding.",
    )
    UNKNOWN_FIELD = ("unknown_field", "A field that no page, or no page of this kind, has.")
    FIELD = "field", "A field's value is of the wrong type, form or range."
    MISSING_FIELD = (
        "missing_field",
        "A page lacks what every page, or every page of its kind, needs.",
    )
    LINK = "link", "A link leads to nothing."
    IMAGE = "image", "An image is missing, undecodable or wrongly cased."
    ALT = "alt", "An image has no alternative text."
    RELATION = ("relation", "Records contradict each other: one ORCID iD twice, a cycle, ...")
    FOREIGN = "foreign", "Something that other systems understand, and MyST does not."
    LISTING = "listing", "A list of records has an unknown option or value."
    ADDRESS = "address", "Two pages or files have one address, or one would vanish."
    CONFIG = "config", "A setting in conf.py does not fit."


def unknown(kind: str) -> str:
    """Return the subtype that tells of an id that no record of *kind* has."""
    return f"unknown_{kind.partition(' or ')[0]}"


class Problem(NamedTuple):
    """One thing that is wrong in a page.

    Attributes:
        subtype: What kind of problem it is: a `Subtype`, or a feature's own.
        message: What was found, what was expected, and the remedy. It starts
            with the field's name where there is one.
        line: The line in the file, counted from 1; None where no single line
            is at fault.
    """

    subtype: str
    message: str
    line: int | None = None


def shortened(text: str) -> str:
    """Return a text as messages show it: of at most 60 characters."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def one(kind: str) -> str:
    """Return a kind with its article: ``a person``, ``an area``, ``a news item``."""
    name = {"news": "news item"}.get(kind, kind)
    return f"{'an' if name[:1] in 'aeio' else 'a'} {name}"


def nearest(value: str, candidates: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the candidate that is most like *value*, or None if none is.

    Similarity is difflib's ratio without regard to case, at least *cutoff*; difflib
    documents 0.6 as a good default. Short names of fields need more, as
    ``slides`` and ``aliases`` reach 0.62.
    """
    by_key: dict[str, str] = {}
    for candidate in sorted(candidates):
        by_key.setdefault(candidate.casefold(), candidate)
    # The comparison's time grows with the square of the length.
    key = value.casefold()[:200]
    likely = heapq.nlargest(LOOKED_AT, by_key, key=partial(_shared, _pairs(key)))
    found = difflib.get_close_matches(key, likely, n=1, cutoff=cutoff)
    return by_key[found[0]] if found else None


def _pairs(word: str) -> set[str]:
    return {word[number : number + 2] for number in range(len(word))}


def _shared(pairs: set[str], word: str) -> int:
    return len(pairs & _pairs(word))


def did_you_mean(value: str, candidates: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest candidate, else ``""``."""
    best = nearest(value, candidates)
    return f"; did you mean '{best}'?" if best is not None else ""
