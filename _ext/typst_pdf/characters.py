"""Which characters a document has beyond those that every font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["clusters", "is_mark"]

#: Characters beyond ASCII, after the one before them.
_BEYOND = re.compile("[ -~]?[^ -~\\n\\t\\r]+")


def is_mark(letter: str) -> bool:
    """Tell whether a letter stands above, below or around the one before it."""
    return unicodedata.category(letter).startswith("M")


def clusters(words: str) -> Iterator[str]:
    """Yield each character beyond ASCII, and each with the marks above or below it."""
    for run in _BEYOND.findall(words):
        before = ""
        for letter in run:
            if is_mark(letter):
                before += letter
                yield before
                yield letter
                continue
            if not 32 <= ord(letter) < 127:
                yield letter
            before = letter
