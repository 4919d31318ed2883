"""SVG files: their size, and what in them is not for a public page."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

#: Bytes; a drawing of more is a mistake, and slow to read.
MAX_LENGTH = 10_000_000
#: Pixels in a unit of length (CSS Values 4, section 6.2).
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_OUTSIDE = re.compile(r"@import|url\([\s\"']*(?!#|data:)[^\s)\"']|javascript:", re.IGNORECASE)


def look_at_svg(path: Path) -> tuple[tuple[int, int] | None, str]:
    """Return an SVG's size in pixels, None where nothing can show it, and its fault.

    The size is that of ``width`` and ``height``, else that of ``viewBox`` (SVG 2,
    section 8.2). What runs code or loads something is a fault even where pages show
    the file as ``<img>`` and browsers ignore it, as the file has an address, too.
    """
    try:
        data = path.read_bytes()
        if len(data) > MAX_LENGTH:
            return None, f"has {len(data) // 10**6} MB; export it again, with less detail"
        # Entities that hold entities grow without end.
        entities = [part.partition(b">")[0] for part in data.split(b"<!ENTITY")[1:]]
        if any(re.search(rb"&|SYSTEM|PUBLIC", entity) for entity in entities):
            return None, "declares entities within entities; export it as plain SVG"
        root = ET.fromstring(data)
    except (ET.ParseError, OSError, ValueError, LookupError) as error:
        return None, f"is not valid SVG ({error}); export it again"
    if root.tag.rpartition("}")[2] != "svg":
        return None, "is not SVG; export it again"
    lengths = [_pixels(root.get(name, "")) for name in ("width", "height")]
    if None in lengths:
        lengths = [_pixels(one) for one in re.split(r"[\s,]+", root.get("viewBox", ""))[2:4]]
    size = [max(1, round(length)) for length in lengths if length is not None]
    if len(size) != 2:
        return None, "has no size that can be shown; give its <svg> a viewBox"
    fault = "links to a style sheet outside" if b"<?xml-stylesheet" in data else ""
    fault = next(filter(None, (_danger(one) for one in root.iter())), fault)
    return (size[0], size[1]), f"{fault}; export it as plain SVG" if fault else ""


def _pixels(length: str) -> float | None:
    """Return a length in CSS pixels, or None where it is none, or absurd."""
    parts = re.fullmatch(r"\s*([+-]?[0-9.]{1,20}(?:e[+-]?[0-9]{1,3})?)\s*([a-z]*)\s*", length)
    try:
        pixels = float(parts[1]) * _UNITS[parts[2]] if parts else math.nan
    except (ValueError, KeyError):
        return None
    return pixels if 0 < pixels <= 100_000 else None


def _danger(element: ET.Element) -> str:
    """Say what in an element runs code or loads something from elsewhere."""
    name = str(element.tag).rpartition("}")[2].lower()
    if name in {"script", "foreignobject", "iframe", "handler"}:
        return f"holds <{name}>"
    if name == "style" and _OUTSIDE.search(element.text or ""):
        return "loads something from outside"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        if key.lower().startswith("on"):
            return f"holds the event {attribute}"
        is_link = name == "a" and re.match(r"\s*https?:", value)
        if attribute in {"href", "src"} and not is_link:
            if not re.match(r"\s*(#|data:image/)", value):
                return f"refers to {value[:60]!r}"
        elif _OUTSIDE.search(value) and not is_link:
            return "loads something from outside"
    return ""
