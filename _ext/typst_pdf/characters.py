"""Characters that no font has are shown as their code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from docutils import nodes

__all__ = ["as_code_points", "clusters", "is_mark", "replace"]


def is_mark(letter: str) -> bool:
    """Tell whether a letter stands above, below or around the one before it."""
    return unicodedata.category(letter).startswith("M")


def clusters(words: str) -> Iterator[str]:
    """Yield each character beyond ASCII, and each with the marks above or below it."""
    before = ""
    for letter in words:
        if is_mark(letter):
            before += letter
            yield before
            yield letter
            continue
        if not 32 <= ord(letter) < 127 and letter not in "\n\t\r":
            yield letter
        before = letter


def as_code_points(words: str, missing: set[str]) -> str:
    """Return *words* with each of the *missing* letters as its code point."""
    if not missing.intersection(words):
        return words
    return "".join(f"[U+{ord(c):04X}]" if c in missing else c for c in words)


def replace(
    trees: Mapping[str, nodes.document], missing: set[str]
) -> Iterator[tuple[nodes.Element, str]]:
    """Show the *missing* letters of all pages as code points.

    Yields:
        For each letter and page the first node that has it, and the letter.
    """
    for tree in trees.values() if missing else ():
        said: set[str] = set()
        for node in list(tree.findall(nodes.Text)):
            parent, words = node.parent, node.astext()
            found = missing.intersection(words)
            if not found or parent is None:
                continue
            shown = as_code_points(words, missing)
            parent.replace(node, nodes.Text(shown))
            for letter in sorted(found - said, key=words.index):
                yield parent, letter
            said |= found
