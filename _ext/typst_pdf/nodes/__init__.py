"""The rules of the translation; importing this fills the translator's table."""

from __future__ import annotations

from typst_pdf.nodes import (
    blocks,
    design,
    extensions,
    inline,
    links,
    lists,
    maths,
    pictures,
    signatures,
    tables,
)

__all__ = [
    "blocks", "design", "extensions", "inline", "links", "lists", "maths", "pictures",
    "signatures", "tables",
]  # fmt: skip
