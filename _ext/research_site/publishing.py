"""What is published: addresses, elements of a page's head, files beside pages."""

from __future__ import annotations

from collections.abc import Container, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = [
    "absolute",
    "add_to_head",
    "is_web",
    "meta_tags",
    "page_address",
    "remove_others",
    "write_or_remove",
]


def is_web(app: Sphinx) -> bool:
    """Tell whether pages are for browsers; books such as EPUB list their files."""
    return app.builder.format == "html" and not getattr(app.builder, "embedded", False)


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


def meta_tags(attribute: str, pairs: Iterable[tuple[str, str | None]]) -> list[str]:
    """Return ``<meta>`` elements, escaped, of the pairs that have a value.

    Args:
        attribute: What names the pair: ``name``, or ``property`` for Open Graph.
        pairs: Names and values.
    """
    return [
        f'<meta {attribute}="{name}" content="{escape(value)}">'
        for name, value in pairs
        if value
    ]


def add_to_head(context: dict[str, Any], elements: Iterable[str]) -> None:
    """Add elements to the head of the page that a template context is for.

    Pages of books have none: they are XML, and no search engine reads them.
    """
    if context.get("embedded"):
        return
    lines = "".join(f"\n    {element}" for element in elements)
    context["metatags"] = context.get("metatags", "") + lines


def write_or_remove(path: Path, content: bytes | None) -> None:
    """Write a file; without content, see to it that there is none."""
    if content is None:
        path.unlink(missing_ok=True)
        return
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def remove_others(folder: Path, names: Container[str]) -> None:
    """Delete the files of a folder that are not among *names*."""
    for path in folder.glob("*"):
        if path.name not in names:
            path.unlink()
