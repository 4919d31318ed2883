"""Files that pages show or offer: where they are looked up, and whether they can be shown."""

from __future__ import annotations

import functools
import os
import re
import unicodedata
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from PIL import ExifTags, Image

from research_records.problems import did_you_mean
from research_records.svg import look_at_svg

#: Pixels; a picture of more takes hundreds of megabytes to show. Pillow's own
#: warning begins at a similar number (``Image.MAX_IMAGE_PIXELS``).
MAX_PIXELS = 80_000_000
#: Bytes; what takes longer than ten seconds on a phone in a train (1.6 Mbit/s).
MAX_LENGTH = 2_000_000
#: Suffix -> format. Only these are opened: among the others that Pillow knows are
#: some that start programs, such as Ghostscript for PostScript.
FORMATS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
}


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
    # A name that is not UTF-8 cannot be printed.
    names = [os.fsencode(name).decode(errors="replace") for name in names]
    cased = [name for name in names if name.casefold() == uri.casefold()]
    if cased:
        return f"; its name is {cased[0]!r}: mind the capitals"
    ending = [name for name in names if name.endswith(f"/{uri}")]
    return f"; did you mean {ending[0]!r}?" if ending else did_you_mean(uri, names)


def path_of(uri: str) -> str:
    """Return the path in a reference, as text: without ``?query`` and ``#fragment``."""
    return unquote(re.split("[?#]", uri, maxsplit=1)[0])


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; a name that no file can have has none."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # over 255 bytes; half a character
        return False


def find_asset(uri: str, folders: Iterable[Path]) -> Path | None:
    """Return the file of a site-absolute path in the first folder that has it.

    A path never leads out of the folder that it is looked up in. Letters with
    accents are found in both of Unicode's ways to write them, as macOS uses another
    one than editors do.
    """
    for folder in folders:
        for form in ("NFC", "NFD"):
            path = folder / unicodedata.normalize(form, uri).lstrip("/")
            # First the question that never raises.
            if is_file(path) and path.resolve().is_relative_to(folder.resolve()):
                return path.resolve()
    return None


def local_image(srcdir: str | Path, uri: str) -> Path | None:
    """Return the file of an image; None where it is elsewhere, or in the page."""
    if "://" in uri or uri.startswith("data:"):
        return None
    path = Path(srcdir, uri)
    return path if is_file(path) else None


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


class Look(NamedTuple):
    """What looking at a picture's file tells.

    Attributes:
        size: Width and height in pixels; None where nothing can show it.
        fault: What is wrong with it and what to do, or ``""``.
    """

    size: tuple[int, int] | None
    fault: str = ""


def look_at(path: Path) -> Look:
    """Look at a picture: whether browsers show it, how large, and what is wrong.

    The whole picture is decoded, so that a truncated file is found; of an SVG the
    size is that of its ``width`` and ``height``, else of its ``viewBox`` (SVG 2,
    section 8.2).
    """
    state = path.stat()
    return _look_at(path, state.st_mtime_ns, state.st_size)


def image_size(path: Path) -> tuple[int, int] | None:
    """Return width and height in pixels, or None where nothing can show the file."""
    return look_at(path).size


@functools.lru_cache(maxsize=4096)
def _look_at(path: Path, changed: int, length: int) -> Look:
    suffix = path.suffix.lower()
    if suffix == ".svg":
        found = Look(*look_at_svg(path))
    elif suffix in FORMATS:
        found = _look_at_raster(path, FORMATS[suffix])
    else:
        return Look(None, "is no PNG, JPEG, GIF, WebP, AVIF or SVG; export it as one of these")
    if length > MAX_LENGTH and not found.fault:
        limit = shown_size(MAX_LENGTH)
        return found._replace(fault=f"has {shown_size(length)}; make it smaller than {limit}")
    return found


def open_raster(path: Path) -> Image.Image:
    """Open a picture that is no SVG; Pillow tries no format that browsers lack.

    Raises:
        OSError: It is none, or damaged.
        Image.DecompressionBombError: It is absurdly large.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(path, formats=sorted(set(FORMATS.values())))


def _look_at_raster(path: Path, wanted: str) -> Look:
    try:
        with open_raster(path) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Image.DecompressionBombError
            size = upright_size(image)
            # Several pictures of one scene in a file, as telephones write them.
            found = {"MPO": "JPEG"}.get(image.format or "", image.format)
            image.draft("RGB", (64, 64))
            image.load()
    except Image.DecompressionBombError:
        return Look(
            None, f"has more than {MAX_PIXELS // 10**6} million pixels; make it smaller"
        )
    except Exception:  # Pillow's readers raise almost anything for a damaged file.
        return Look(None, f"cannot be read as {wanted}; export it again")
    if found != wanted:
        return Look(size, f"is {found}, but its name says {wanted}; rename it")
    return Look(size)
