"""Where a page lives on the site, independent of builder and sub-path.

A page's *site path* is its address as editors and Hugo write it: ``/`` for
``index``, ``/team/`` for ``team/index``, ``/team/jane/`` for ``team/jane``.
"""

from __future__ import annotations

__all__ = ["record_id", "site_path"]


def site_path(docname: str) -> str:
    """Return the site path of a page, beginning and ending with a slash."""
    stem = docname.removesuffix("index")
    if stem == "" or (stem != docname and stem.endswith("/")):
        return f"/{stem}"
    return f"/{docname}/"


def record_id(docname: str) -> str:
    """Return a record's id: ``x`` for both ``team/x`` and ``team/x/index``."""
    return docname.removesuffix("/index").rpartition("/")[2]
