"""Addresses of pages and files as they are published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["absolute", "page_address"]


def absolute(app: Sphinx, path: str) -> str | None:
    """Return the address of a path below the site's root, or None.

    None where the site's own address (``html_baseurl``) is not known: what needs
    an absolute address is then left out rather than wrong.
    """
    base: str = app.config.html_baseurl
    return urljoin(base.rstrip("/") + "/", path) if base else None


def page_address(app: Sphinx, docname: str) -> str | None:
    """Return the address of a page, or None where the site's is not known."""
    return absolute(app, app.builder.get_target_uri(docname))
