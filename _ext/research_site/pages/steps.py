"""In which order transforms change a page, and why."""

from __future__ import annotations

from enum import IntEnum


class Step(IntEnum):
    """The priority of each transform; docutils applies the lowest first."""

    LABELS = 8
    """Of a post-transform: before MyST's own resolver (9)."""

    TITLE = 20
    """Before MyST's slugs (700) and Sphinx's collector of titles (880)."""
    LINKS = 30
    """After the title, so that no link stands outside the top section."""
    TOCTREE = 40
    """Before Sphinx's collector of toctrees, which runs on the finished page."""
    RECORD = 45
    """After links: what it adds is resolved by docname already."""
    ADDITIONS = 46
    """What features add to a page: after links, before logos and images."""
    LOGOS = 48
    """After links, so that a linked logo keeps its link; before images."""
    IMAGES = 50
    """After all that adds images; before Sphinx's own collector (880)."""
    LISTS = 60
    """After record pages: a page with cards of its own gets no default list."""
    WAYS = 63
    """After all lists."""
    WORDS = 65
    """Words for the search: whenever the title stands."""
    RAW_HTML = 70
    """Raw HTML is checked by itself, whenever pages are known."""
    PLACES = 878
    """After MyST's slugs (700), before MyST reports missing places (879)."""
    LANGUAGE = 890
    """After Sphinx's collectors, as it only marks the page's sections."""
