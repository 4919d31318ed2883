"""Smaller copies of large pictures, so that a phone need not load the original."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from docutils import nodes
from PIL import Image, ImageOps
from research_records.assets import image_size, local_image, open_raster, upright_size
from research_records.writing import write
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from web_pictures import METADATA, is_web

#: Widths of the copies in pixels; the last is twice the width of a page's text.
WIDTHS = (480, 960, 1472)
#: Format -> media type and quality (Pillow's scale), the smallest first.
FORMATS = {"avif": ("image/avif", 60), "webp": ("image/webp", 80)}
#: Below ``_images``.
FOLDER = "widths"


class Copy(NamedTuple):
    """A copy of a picture: its file's name, its width in pixels, its media type."""

    name: str
    width: int
    kind: str


@cache
def copies(path: Path, changed: int, folder: Path) -> list[Copy]:
    """Make the copies of a picture that are lighter than itself.

    They are named after what the picture contains, so one that is in *folder*
    already is right.

    Args:
        path: The picture. An SVG, an animation, a picture of more than 8 bits a
            colour, and one that is narrow or cannot be read, has no copies.
        changed: When it was changed, in nanoseconds.
        folder: Where the copies are kept between builds.
    """
    size = _upright_size(path)
    if size is None or size[0] <= WIDTHS[0]:
        return []
    data = path.read_bytes()
    digest = hashlib.blake2b(data, digest_size=8).hexdigest()
    wanted = [
        Copy(f"{path.stem}-{digest}-{width}.{suffix}", width, kind)
        for suffix, (kind, _) in FORMATS.items()
        for width in sorted({min(width, size[0]) for width in WIDTHS})
    ]
    missing = [copy for copy in wanted if not (folder / copy.name).is_file()]
    if missing:
        if image_size(path) is None:
            return []
        folder.mkdir(parents=True, exist_ok=True)
        make(path, missing, folder)
    return [copy for copy in wanted if (folder / copy.name).stat().st_size < len(data)]


def make(path: Path, missing: list[Copy], folder: Path) -> None:
    """Write the copies that are not in *folder* yet."""
    with open_raster(path) as image:
        upright = ImageOps.exif_transpose(image)
        clear = "A" in upright.getbands() or "transparency" in upright.info
        picture = upright.convert("RGBA" if clear else "RGB")
    for copy in missing:
        target = folder / copy.name
        suffix = target.suffix.removeprefix(".")
        height = max(1, round(picture.height * copy.width / picture.width))
        smaller = picture.resize((copy.width, height), Image.Resampling.LANCZOS)
        buffer = io.BytesIO()
        smaller.save(buffer, suffix.upper(), quality=FORMATS[suffix][1])
        write(target, buffer.getvalue())


def _upright_size(path: Path) -> tuple[int, int] | None:
    """Return the size as shown, from the file's head; None where it has no copies."""
    if path.suffix.lower() == ".svg":
        return None
    try:
        with open_raster(path) as image:
            if getattr(image, "is_animated", False):
                return None
            # Pillow cuts what is brighter than 8 bits can say.
            if image.mode[0] in "IF":
                return None
            return upright_size(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def copies_of(app: Sphinx, uri: str) -> list[Copy]:
    """Return the copies of the picture *uri*, a path below the source folder."""
    path = local_image(app.srcdir, uri)
    if path is None:
        return []
    return copies(path, path.stat().st_mtime_ns, Path(app.doctreedir, FOLDER))


def note_copies(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note at each picture of a web page what copies it has."""
    if is_web(app):
        for image in doctree.findall(nodes.image):
            image["copies"] = copies_of(app, image["uri"])


def visit_image(translator: HTML5Translator, node: nodes.image) -> None:
    """Write the picture with its copies as ``<source>`` (HTML, section 4.8.2)."""
    found: list[Copy] = node.get("copies", [])
    if found:
        translator.body.append("<picture>")
        shown = str(node.get("width", "")).removesuffix("px")
        widest = min(int(shown) if shown.isdecimal() else WIDTHS[-1], WIDTHS[-1] // 2)
        folder = f"{translator.builder.imgpath}/{FOLDER}"
        for kind in dict.fromkeys(copy.kind for copy in found):
            sources = ", ".join(
                f"{folder}/{quote(copy.name)} {copy.width}w"
                for copy in found
                if copy.kind == kind
            )
            sizes = f"(max-width: {widest}px) 100vw, {widest}px"
            translator.body.append(
                f'<source type="{kind}" sizes="{sizes}" srcset="{sources}">'
            )
    HTML5Translator.visit_image(translator, node)


def depart_image(translator: HTML5Translator, node: nodes.image) -> None:
    """End the picture."""
    HTML5Translator.depart_image(translator, node)
    if node.get("copies"):
        translator.body.append("</picture>")


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Publish the copies of the pictures that pages show."""
    if exception or not is_web(app):
        return
    kept, published = Path(app.doctreedir, FOLDER), Path(app.outdir, "_images", FOLDER)
    for name in sorted({copy.name for uri in app.env.images for copy in copies_of(app, uri)}):
        write(published / name, (kept / name).read_bytes())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take over how pictures are written in HTML."""
    app.add_node(nodes.image, override=True, html=(visit_image, depart_image))
    app.connect("doctree-resolved", note_copies, priority=900)
    app.connect("builder-inited", lambda app: copies.cache_clear())
    app.connect("build-finished", publish)
    return METADATA
