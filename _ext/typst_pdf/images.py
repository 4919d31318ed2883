"""Images in formats that Typst reads, no larger than print needs."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps

__all__ = ["BadImageError", "Images", "Picture"]

#: Pixels; more would take hundreds of megabytes of memory to decode.
MAX_PIXELS = 80_000_000
#: Pixels on the longer side: 300 dpi over two thirds of an A4 page's width.
MAX_SIDE = 1600
#: Points a CSS pixel: 96 pixels are 72 points (CSS Values, section 6.2).
POINTS = 0.75
#: Pillow's decoders that are used; others start programs (EPS) or are rare.
FORMATS = ["PNG", "JPEG", "GIF", "WEBP", "AVIF"]
#: Colours of a drawing; JPEG would blur it.
FEW_COLOURS = 256
#: Bytes; a drawing that is larger would take minutes to lay out.
MAX_DRAWING = 5_000_000
#: Shorter dashes would keep a viewer of the PDF busy for minutes.
LEAST_DASH = 0.01
_DASHES = re.compile(r"""stroke-dasharray\s*[:=]\s*["']?([^"';}>]*)""")
_WITHIN = re.compile(r"""data:([^"'()]*?),([^"'()]*)""")


class BadImageError(Exception):
    """An image that cannot be shown; the message says why."""


class Picture(NamedTuple):
    """An image that Typst can read."""

    #: The file's name in the folder, unique by content.
    name: str
    #: Natural width in points; 0 for a drawing, which Typst measures.
    width: float


class Images:
    """The images of one document, each converted once.

    Args:
        srcdir: Where the paths of images begin.
        allowed: Folders that images may come from, after links are followed.
        folder: Where Typst may read.
        check: Tells what is wrong with a file that Typst is to show, or nothing.
    """

    def __init__(
        self, srcdir: Path, allowed: Sequence[Path], folder: Path, check: Callable[[str], str]
    ) -> None:
        """Begin without images."""
        self.srcdir = srcdir
        self.allowed = [path.resolve() for path in allowed]
        self.folder = folder
        self.check = check
        self._done: dict[Path, Picture | str] = {}

    def prepare(self, uri: str) -> Picture:
        """Put an image into the folder, converted where needed.

        Raises:
            BadImageError: There is no such file in the project, or it cannot be
                decoded, or is too large.
        """
        if "://" in uri or uri.startswith("//"):
            raise BadImageError("is on another server, which is not asked for it")
        try:
            source = (self.srcdir / uri.lstrip("/")).resolve()
            if not source.is_file():
                source = (self.srcdir / uri).resolve()
            inside = any(source.is_relative_to(path) for path in self.allowed)
            if not inside or not source.is_file():
                raise BadImageError("is not a file of this project")
        except (OSError, ValueError, RuntimeError) as error:
            raise BadImageError("is not a file of this project") from error
        if source not in self._done:
            try:
                self._done[source] = self._convert(source)
            except (BadImageError, OSError) as error:
                self._done[source] = str(error)
        done = self._done[source]
        if isinstance(done, str):
            raise BadImageError(done)
        return done

    def _convert(self, source: Path) -> Picture:
        mark = hashlib.blake2b(source.read_bytes(), digest_size=8).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        if source.suffix.lower() == ".svg":
            _check_drawing(source)
            target = self.folder / f"{mark}.svg"
            shutil.copyfile(source, target)
            problem = self.check(f"/{self.folder.name}/{target.name}")
            if problem:
                raise BadImageError(f"cannot be shown ({problem})")
            return Picture(target.name, 0)
        picture = _decoded(source)
        width = picture.width * POINTS
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        if picture.mode == "RGBA" or picture.getcolors(FEW_COLOURS):
            target = self.folder / f"{mark}.png"
            picture.save(target, optimize=True)
        else:
            target = self.folder / f"{mark}.jpg"
            picture.save(target, quality=85)
        return Picture(target.name, width)


def _decoded(source: Path) -> Image.Image:
    """Return the first frame, upright, with 8 bits a colour."""
    try:
        with Image.open(source, formats=FORMATS) as image:
            _check_size(image)
            upright = ImageOps.exif_transpose(image)
            if re.match(r"I|F", upright.mode):
                # 16 bits of grey: Pillow would cut off what is brighter than 255.
                upright = upright.convert("F").point(lambda value: value / 256)
                upright = upright.convert("L")
            mode = "RGBA" if image.has_transparency_data else "RGB"
            return upright.convert(mode)
    except (
        OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError,
    ) as error:  # fmt: skip
        raise BadImageError(f"cannot be decoded ({error})") from error


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise BadImageError(f"{image.width} by {image.height} pixels are too many")


def _check_drawing(source: Path) -> None:
    """Refuse what Typst would take and should not; the rest it refuses itself."""
    if source.stat().st_size > MAX_DRAWING:
        raise BadImageError(f"is larger than {MAX_DRAWING // 1_000_000} MB")
    words = source.read_text(encoding="utf-8", errors="replace")
    for found in _DASHES.finditer(words):
        dashes = re.findall(r"\d*\.?\d+(?:[eE][+-]?\d{1,2})?", found[1])
        if any(0 < float(dash) < LEAST_DASH for dash in dashes):
            raise BadImageError("has lines of too many dashes")
    for found in _WITHIN.finditer(words):
        if "svg" in found[1]:
            raise BadImageError("has a drawing within")
        try:
            data = base64.b64decode(found[2])
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                _check_size(image)
        except (
            OSError, ValueError, binascii.Error, Image.DecompressionBombError,
        ) as error:  # fmt: skip
            raise BadImageError(f"has a broken picture within ({error})") from error
