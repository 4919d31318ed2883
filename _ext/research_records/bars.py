"""A bar chart as SVG, in the colour of the text around it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

#: In pixels: room of a bar with the space beside it, height of the tallest, of a line of text.
STEP, HEIGHT, LINE = 56, 120, 20


def svg(numbers: Mapping[str, int], label: str) -> str:
    """Return bars with their numbers above and their names below.

    Args:
        numbers: Name of a bar -> its height.
        label: What a screen reader says of the whole.
    """
    top, width = max([1, *numbers.values()]), STEP * len(numbers)
    parts = []
    for place, (name, number) in enumerate(numbers.items()):
        high = round(HEIGHT * number / top, 1)
        left, middle = place * STEP + 8, place * STEP + STEP // 2
        upper = round(LINE + HEIGHT - high, 1)
        parts.append(
            f'<rect x="{left}" y="{upper:g}" width="{STEP - 16}" height="{high:g}"/>'
            f'<text x="{middle}" y="{upper - 6:g}">{number}</text>'
            f'<text x="{middle}" y="{2 * LINE + HEIGHT - 4}">{escape(name)}</text>'
        )
    size = f'viewBox="0 0 {width} {2 * LINE + HEIGHT}" width="{width}"'
    return (
        f'<svg class="site-chart" xmlns="http://www.w3.org/2000/svg" {size} role="img" '
        f'aria-label="{escape(label)}" fill="currentColor" font-size="14" '
        f'text-anchor="middle">{"".join(parts)}</svg>'
    )


def typst(numbers: Mapping[str, int], label: str) -> str:
    """Return the same for Typst, which the PDF builder writes."""
    top = max([1, *numbers.values()])
    bars = [
        f'align(bottom + center, stack(spacing: 4pt, "{number}", '
        f"rect(width: 22pt, height: {70 * number / top:.1f}pt, fill: luma(40%))))"
        for number in numbers.values()
    ]
    names = [f"align(center, {_string(name)})" for name in numbers]
    grid = f"grid(columns: {len(numbers)}, column-gutter: 12pt, row-gutter: 4pt, "
    return f"#figure(alt: {_string(label)}, {grid}{', '.join([*bars, *names])}))"


def _string(text: str) -> str:
    """Return a text as Typst writes one."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
