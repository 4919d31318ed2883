"""Where a page lives on the site, independent of builder and sub-path.

A page's *site path* is its address as editors and Hugo write it: ``/`` for
``index``, ``/team/`` for ``team/index``, ``/team/jane/`` for ``team/jane``.
"""

from __future__ import annotations

import unicodedata


def site_path(docname: str) -> str:
    """Return the site path of a page, beginning and ending with a slash."""
    stem = docname.removesuffix("index")
    if stem == "" or (stem != docname and stem.endswith("/")):
        return f"/{stem}"
    return f"/{docname}/"


def record_id(docname: str) -> str:
    """Return a record's id: ``x`` for both ``team/x`` and ``team/x/index``."""
    name = docname.removesuffix("/index").rpartition("/")[2]
    return unicodedata.normalize("NFC", name)


def page_names(path: str) -> tuple[str, str]:
    """Return the pages that a site path may lead to, the likeliest first."""
    stem = (
        unicodedata.normalize("NFC", path).strip("/").removesuffix(".html").removesuffix(".md")
    )
    return f"{stem}/index".lstrip("/"), stem


def folder_of(docname: str) -> str:
    """Return the folder in which a page is a record, were it one.

    A record is ``folder/id`` or ``folder/id/index``; the folder's own ``index``
    and pages further down are none.
    """
    folder, _, name = docname.removesuffix("/index").rpartition("/")
    return "" if name == "index" else folder
