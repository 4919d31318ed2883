"""SVG files: what they measure, and whether it is safe to show them."""

from __future__ import annotations

import base64
import binascii
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from PIL import Image

__all__ = ["BadImageError", "svg_size"]

#: Bytes; a drawing that is larger would take minutes to lay out.
MAX_BYTES = 5_000_000
#: Elements after everything that is used again has been counted as often.
MAX_ELEMENTS = 200_000
MAX_DEPTH = 100
#: Shorter dashes would keep a viewer busy for minutes.
LEAST_DASH = 0.01
#: Pixels of a picture within a drawing.
MAX_PIXELS = 40_000_000
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)(px|pt|pc|mm|cm|in|em|ex)?\s*")
#: CSS pixels a unit (CSS Values, section 6.2); a font is taken as 16 pixels.
_PIXELS = {
    None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54,
    "in": 96.0, "em": 16.0, "ex": 8.0,
}  # fmt: skip
_LOCAL = re.compile(r"#([\w.:-]+)")


class BadImageError(Exception):
    """An image that cannot be shown; the message says why."""


def svg_size(source: Path) -> tuple[float, float]:
    """Return width and height of an SVG in CSS pixels.

    Raises:
        BadImageError: The file is not an SVG, refers to other files, or would grow
            beyond measure when it is drawn.
    """
    if source.stat().st_size > MAX_BYTES:
        raise BadImageError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        root = ET.parse(source).getroot()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BadImageError(f"is not a readable SVG ({error})") from error
    if root.tag.rpartition("}")[2] != "svg":
        raise BadImageError("is not an SVG")
    _check(root)
    box = [float(part) for part in re.findall(r"\d+\.?\d*", root.get("viewBox", ""))]
    has_box = len(box) == 4 and box[2] > 0 and box[3] > 0
    width = _pixels(root.get("width", ""))
    height = _pixels(root.get("height", ""))
    ratio = box[3] / box[2] if has_box else 1.0
    if not width:
        width = height / ratio if height else box[2] if has_box else 300.0
    return width, height or width * ratio


def _pixels(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0


def _check(root: ET.Element) -> None:
    """Refuse what reads other files, or draws itself over and over."""
    names: dict[str, ET.Element] = {}
    order: list[ET.Element] = []
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise BadImageError(f"is nested more than {MAX_DEPTH} levels deep")
        order.append(element)
        if "id" in element.attrib:
            names.setdefault(element.attrib["id"], element)
        waiting.extend((child, depth + 1) for child in element)
        for name, value in element.attrib.items():
            if any(0 < float(n) < LEAST_DASH for n in _dashes(name, value)):
                raise BadImageError("has lines of too many dashes")
            if name.rpartition("}")[2] == "href" and _draws(element):
                _check_link(value)
    _check_growth(root, names)


def _dashes(name: str, value: str) -> list[str]:
    if name == "style":
        value = ";".join(re.findall(r"stroke-dasharray\s*:([^;]*)", value))
    elif name != "stroke-dasharray":
        return []
    return re.findall(r"\d*\.?\d+(?:[eE][+-]?\d{1,2})?", value)


def _draws(element: ET.Element) -> bool:
    return str(element.tag).rpartition("}")[2] in ("image", "use", "feImage")


def _check_link(value: str) -> None:
    value = value.strip()
    if value.startswith("#") or not value:
        return
    head, _, data = value.partition(",")
    if not head.startswith("data:"):
        raise BadImageError(f"refers to another file, {value[:40]!r}")
    if "svg" in head or not head.endswith(";base64"):
        raise BadImageError("has a drawing within")
    try:
        with Image.open(io.BytesIO(base64.b64decode(data))) as image:
            if image.width * image.height > MAX_PIXELS:
                raise BadImageError(
                    f"has {image.width} by {image.height} pixels within"
                )
    except (OSError, ValueError, binascii.Error, Image.DecompressionBombError) as error:
        raise BadImageError(f"has a broken picture within ({error})") from error


def _check_growth(root: ET.Element, names: dict[str, ET.Element]) -> None:
    """Count elements as often as they are drawn."""
    sizes: dict[int, int] = {}
    open_: set[int] = set()
    waiting: list[tuple[ET.Element, bool]] = [(root, False)]
    while waiting:
        element, is_last = waiting.pop()
        below = [*element, *_uses(element, names)]
        if not is_last:
            if id(element) in sizes or id(element) in open_:
                continue
            open_.add(id(element))
            waiting.append((element, True))
            waiting.extend((child, False) for child in below)
            continue
        # A drawing that uses itself is not in `sizes` yet, and not drawn by Typst.
        size = 1 + sum(sizes.get(id(child), 0) for child in below)
        sizes[id(element)] = size
        if size > MAX_ELEMENTS:
            raise BadImageError("would be drawn from too many elements")


def _uses(element: ET.Element, names: dict[str, ET.Element]) -> list[ET.Element]:
    return [
        names[name]
        for value in element.attrib.values()
        for name in _LOCAL.findall(value)
        if name in names
    ]
