"""Files that pages show or offer: where they are looked up, and their sizes."""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from PIL import ExifTags, Image

from research_records.problems import did_you_mean

#: Pixels; a picture of more takes hundreds of megabytes to show. Pillow's own
#: warning begins at a similar number (``Image.MAX_IMAGE_PIXELS``).
MAX_PIXELS = 80_000_000


def static_folders(
    static_path: Iterable[str], confdir: str | Path, srcdir: str | Path
) -> list[Path]:
    """Return the static folders, the source tree's own ``_static`` first."""
    folders = [Path(srcdir, "_static"), *(Path(confdir, name) for name in static_path)]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def image_names(folders: Iterable[Path]) -> set[str]:
    """Return the site-absolute paths of all images in static folders."""
    return {
        "/" + path.relative_to(folder).as_posix()
        for folder in folders
        for path in folder.rglob("images/**/*")
        if path.is_file()
    }


def file_hint(uri: str, names: Iterable[str]) -> str:
    """Return what to say after a missing file's name: the nearest one, or nothing."""
    names = list(names)
    cased = [name for name in names if name.casefold() == uri.casefold()]
    if cased:
        return f"; its name is {cased[0]!r}: mind the capitals"
    return did_you_mean(uri, names)


def find_asset(uri: str, folders: Iterable[Path]) -> Path | None:
    """Return the file of a site-absolute path in the first folder that has it.

    A path never leads out of the folder that it is looked up in.
    """
    for folder in folders:
        path = (folder / uri.lstrip("/")).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None


def local_image(srcdir: str | Path, uri: str) -> Path | None:
    """Return the file of an image; None where it is elsewhere, or in the page."""
    if "://" in uri or uri.startswith("data:"):
        return None
    path = Path(srcdir, uri)
    return path if path.is_file() else None


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height as shown, turned as the camera says.

    Orientations above 4 swap the two (Exif 2.32, tag 0x0112).
    """
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) > 4
    return image.size[::-1] if turned else image.size


def shown_size(length: int) -> str:
    """Return a file's length in bytes as people read it: ``3 kB``, ``1.8 MB``."""
    kilobytes = max(1, round(length / 1000))
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes} kB"


def image_size(path: Path) -> tuple[int, int] | None:
    """Return width and height in pixels, or None where nothing can show the file.

    The whole picture is decoded, so that a truncated file is found; of an SVG
    the size is that of its ``width`` and ``height``, else of its ``viewBox``
    (SVG 2, section 8.2).
    """
    state = path.stat()
    return _image_size(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=4096)
def _image_size(path: Path, changed: int, length: int) -> tuple[int, int] | None:
    if path.suffix.lower() == ".svg":
        return _svg_size(path)
    try:
        with Image.open(path) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            size = upright_size(image)
            image.draft("RGB", (64, 64))
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return size


def _svg_size(path: Path) -> tuple[int, int] | None:
    try:
        root = ET.parse(path).getroot()
    except (ET.ParseError, OSError, ValueError):
        return None
    if root.tag.rpartition("}")[2] != "svg":
        return None
    lengths = [
        re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", root.get(name, ""))
        for name in ("width", "height")
    ]
    if all(lengths):
        numbers = [float(length[1]) for length in lengths if length]
    else:
        box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
        numbers = [float(number) for number in box[2:4]]
    if len(numbers) != 2 or min(numbers) <= 0:
        return None
    return max(1, round(numbers[0])), max(1, round(numbers[1]))
