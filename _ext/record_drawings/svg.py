"""The few elements of SVG that the pictures are made of, as text."""

from __future__ import annotations

import unicodedata
from html import escape

#: Pixels: size of the letters, and the room that a line of them takes.
LETTERS, LINE = 14, 20
#: How an address within a picture begins that leads to a page of this site.
PAGE = "page:"


def width(text: str) -> float:
    """Return about how many pixels a text is wide; signs of East Asia count twice."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return (len(text) + wide) * LETTERS * 0.47


def shortened(text: str, room: float) -> str:
    """Return as much of a text as some pixels hold."""
    if width(text) <= room:
        return text
    kept = text
    while kept and width(kept) > room - LETTERS:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def words(x: float, y: float, text: str, anchor: str = "start") -> str:
    """Return a line of text; *anchor* is ``start``, ``middle`` or ``end``."""
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(text)}</text>'


def link(docname: str, inner: str, title: str) -> str:
    """Return elements that lead to a page; *title* is shown when pointed at."""
    says = f"<title>{escape(title)}</title>"
    return f'<a href="{PAGE}{escape(docname)}" tabindex="-1">{says}{inner}</a>'


def curve(left: float, y_left: float, right: float, y_right: float) -> str:
    """Return a line that leaves and arrives level."""
    middle = (left + right) / 2
    path = f"M{left:.0f} {y_left:.0f}C{middle:.0f} {y_left:.0f} "
    path += f"{middle:.0f} {y_right:.0f} {right:.0f} {y_right:.0f}"
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity=".35"/>'


def bar(x: float, y: float, length: float, height: float, opacity: float) -> str:
    """Return a filled bar."""
    size = f'width="{length:.0f}" height="{height:.0f}" rx="3"'
    return f'<rect x="{x:.0f}" y="{y:.0f}" {size} fill="currentColor" opacity="{opacity}"/>'


def rule(x: float, top: float, bottom: float) -> str:
    """Return a thin upright line."""
    ends = f'x1="{x:.0f}" y1="{top:.0f}" x2="{x:.0f}" y2="{bottom:.0f}"'
    return f'<line {ends} stroke="currentColor" stroke-opacity=".2"/>'


def picture(wide: float, high: float, parts: list[str]) -> str:
    """Return a whole picture of some pixels."""
    size = f'viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}"'
    font = f'font-family="Source Sans 3, sans-serif" font-size="{LETTERS}" fill="currentColor"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font} aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )
