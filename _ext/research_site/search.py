"""The search index of an incremental build equals that of a clean one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


def forget_words(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Drop words that no page has any more.

    Sphinx's ``IndexBuilder.prune`` takes pages off a word's list and leaves the
    empty list behind.
    """
    indexer = getattr(app.builder, "indexer", None)
    for name in ("_mapping", "_title_mapping"):
        mapping: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, pages in mapping.items() if not pages]:
            del mapping[word]
    return []


def setup(app: Sphinx) -> None:
    """Connect before the index is written."""
    app.connect("html-collect-pages", forget_words)
