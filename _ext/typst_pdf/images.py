"""Images in formats that Typst reads, no larger than print needs."""

from __future__ import annotations

import hashlib
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

from PIL import Image

__all__ = ["BadImageError", "prepare"]

#: Pixels; more would take hundreds of megabytes of memory to decode.
MAX_PIXELS = 80_000_000
#: Pixels on the longer side: 300 dpi over two thirds of an A4 page's width.
MAX_SIDE = 1600
#: Points a CSS pixel: 96 pixels are 72 points (CSS Values, section 6.2).
POINTS = 0.75


class BadImageError(Exception):
    """An image that cannot be shown; the message says why."""


def prepare(source: Path, folder: Path) -> tuple[str, float]:
    """Put an image into *folder*, converted where needed.

    Args:
        source: The file; AVIF, WebP, CMYK and animated ones become PNG or JPEG.
        folder: Where Typst may read.

    Returns:
        The name in *folder*, unique by content, and the natural width in points.

    Raises:
        BadImageError: The file cannot be decoded, or is too large.
    """
    mark = hashlib.blake2b(source.read_bytes(), digest_size=8).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    if source.suffix.lower() == ".svg":
        target = folder / f"{mark}.svg"
        width = _svg_width(source)
        shutil.copyfile(source, target)
        return target.name, width * POINTS
    try:
        with Image.open(source) as image:
            if image.width * image.height > MAX_PIXELS:
                raise BadImageError(
                    f"{image.width} by {image.height} pixels are too many"
                )
            width = image.width
            picture = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadImageError(f"cannot be decoded ({error})") from error
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    if picture.mode == "RGBA":
        target = folder / f"{mark}.png"
        picture.save(target, optimize=True)
    else:
        target = folder / f"{mark}.jpg"
        picture.save(target, quality=85)
    return target.name, width * POINTS


def _svg_width(source: Path) -> float:
    try:
        root = ET.parse(source).getroot()
    except ET.ParseError as error:
        raise BadImageError(f"is not a readable SVG ({error})") from error
    if root.tag.rpartition("}")[2] != "svg":
        raise BadImageError("is not an SVG")
    length = re.match(r"[\d.]+", root.get("width", ""))
    box = re.findall(r"[\d.]+", root.get("viewBox", ""))
    return float(length[0]) if length else float(box[2]) if len(box) == 4 else 300.0
