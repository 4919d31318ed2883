"""The search index forgets words that no page has any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sphinx.application import Sphinx


def forget_words(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Drop words from the search index that no page has any more.

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
