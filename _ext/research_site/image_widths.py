"""Smaller copies of large pictures, so that a phone need not load the original."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from docutils import nodes
from PIL import Image, ImageOps
from sphinx.writers.html5 import HTML5Translator

from research_site.assets import image_size
from research_site.publishing import remove_others

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

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
        path: The picture. An SVG, an animation and a picture that is narrow, or
            that cannot be read, has no copies.
        changed: When it was changed, in nanoseconds.
        folder: Where the copies are kept between builds.
    """
    size = image_size(path) if path.suffix.lower() != ".svg" else None
    if size is None or size[0] <= WIDTHS[0]:
        return []
    data = path.read_bytes()
    digest = hashlib.blake2b(data, digest_size=8).hexdigest()
    made: list[Copy] = []
    with Image.open(path) as image:
        if getattr(image, "is_animated", False):
            return []
        upright = ImageOps.exif_transpose(image)
        clear = "A" in upright.getbands() or "transparency" in upright.info
        picture = upright.convert("RGBA" if clear else "RGB")
    for suffix, (kind, quality) in FORMATS.items():
        for width in sorted({min(width, picture.width) for width in WIDTHS}):
            name = f"{path.stem}-{digest}-{width}.{suffix}"
            target = folder / name
            if not target.is_file():
                folder.mkdir(parents=True, exist_ok=True)
                height = max(1, round(picture.height * width / picture.width))
                smaller = picture.resize((width, height), Image.Resampling.LANCZOS)
                draft = target.with_suffix(f".{os.getpid()}")
                smaller.save(draft, suffix.upper(), quality=quality)
                draft.replace(target)
            if target.stat().st_size < len(data):
                made.append(Copy(name, width, kind))
    return made


def of(app: Sphinx, uri: str) -> list[Copy]:
    """Return the copies of the picture *uri*, a path below the source folder."""
    path = Path(app.srcdir, uri)
    if not path.is_file():
        return []
    return copies(path, path.stat().st_mtime_ns, Path(app.doctreedir, FOLDER))


def offer(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note at each picture of a web page what copies it has."""
    if app.builder.format == "html" and not getattr(app.builder, "embedded", False):
        for image in doctree.findall(nodes.image):
            image["copies"] = of(app, image["uri"])


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
            sizes = f"min({widest}px, 100vw)"
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
    """Publish the copies of the pictures that pages show, and no others."""
    if exception or app.builder.format != "html":
        return
    embedded = getattr(app.builder, "embedded", False)
    uris = [] if embedded else list(app.env.images)
    names = {copy.name for uri in uris for copy in of(app, uri)}
    kept, published = Path(app.doctreedir, FOLDER), Path(app.outdir, "_images", FOLDER)
    for folder in (kept, published):
        remove_others(folder, names)
    if not names:
        return
    published.mkdir(parents=True, exist_ok=True)
    for name in names:
        if not (published / name).is_file():
            shutil.copyfile(kept / name, published / name)


def setup(app: Sphinx) -> None:
    """Take over how pictures are written in HTML."""
    app.add_node(nodes.image, override=True, html=(visit_image, depart_image))
    app.connect("doctree-resolved", offer, priority=900)
    app.connect("build-finished", publish)
