"""Which pages a document has, in which order, and how deep each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

__all__ = ["in_order"]


def in_order(
    start: str, includes: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, int]]:
    """Yield each page below *start* once, in the toctrees' order, with its depth.

    Args:
        start: The page to begin with; its depth is 0.
        includes: Page -> the pages that its toctrees name
            (``env.toctree_includes``).
    """
    seen = set()
    waiting = [(start, 0)]
    while waiting:
        page, depth = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        yield page, depth
        below = [(name, depth + 1) for name in includes.get(page, ())]
        waiting.extend(reversed(below))
