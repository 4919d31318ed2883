"""Image formats: kept for the web, converted for what cannot show them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from docutils import nodes
from PIL import Image
from research_records.assets import open_raster
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util.typing import ExtensionMetadata

from web_pictures import METADATA

#: Formats that Pillow reads and TeX does not; Sphinx knows no type for them.
RASTER = {".avif": "image/avif", ".webp": "image/webp"}


class RasterToPng(ImageConverter):
    """Convert AVIF and WebP for builders that know PNG only, such as LaTeX."""

    conversion_rules = [(kind, "image/png") for kind in RASTER.values()]

    def is_available(self) -> bool:
        """Pillow is always there."""
        return True

    def guess_mimetypes(self, node: nodes.image) -> list[str]:
        """Return the type by the file's name; Sphinx's own table lacks both."""
        kind = RASTER.get(Path(node["uri"]).suffix.lower())
        return [kind] if kind else super().guess_mimetypes(node)

    @property
    def imagedir(self) -> Path:  # type: ignore[override]
        """A folder for each source, as two images may share their stem."""
        mark = hashlib.blake2b(self._uri.encode(), digest_size=4).hexdigest()
        return Path(super().imagedir, mark)

    def handle(self, node: nodes.image) -> None:
        """Convert one image."""
        self._uri = node["uri"]
        super().handle(node)

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        """Write the picture *_from* as PNG; tell whether that went well."""
        try:
            with open_raster(Path(_from)) as image:
                image.convert("RGBA").save(_to, "PNG")
        except (OSError, ValueError, Image.DecompressionBombError):
            return False
        return True


class OneLogoOnPaper(SphinxPostTransform):
    """Drop the dark variant where a page cannot be dark."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Remove images that are for dark mode only from other than web pages."""
        if _is_for_browsers(self.env._app.builder):
            return
        for image in list(self.document.findall(nodes.image)):
            if "only-dark" in image["classes"]:
                image.parent.remove(image)


class WordsForSvg(SphinxPostTransform):
    """Show an SVG by its alternative text where the builder has no SVG."""

    default_priority = 90

    def run(self, **kwargs: object) -> None:
        """Replace each such image by what it says."""
        kinds = self.env._app.builder.supported_image_types
        if not kinds or "image/svg+xml" in kinds:
            return
        for image in list(self.document.findall(nodes.image)):
            if image["uri"].lower().endswith(".svg"):
                image.replace_self(nodes.inline("", image.get("alt", "")))


def _is_for_browsers(builder: Builder) -> bool:
    return builder.format == "html" and not getattr(builder, "embedded", False)


def register_converters(app: Sphinx) -> None:
    """Let HTML keep AVIF and WebP as they are; convert for books, LaTeX and its like."""
    builder = app.builder
    if _is_for_browsers(builder):
        builder.supported_image_types = [  # type: ignore[misc]
            *builder.supported_image_types,
            *RASTER.values(),
        ]
    elif "image/png" in builder.supported_image_types:
        app.add_post_transform(RasterToPng)
        app.add_post_transform(WordsForSvg)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the choice, which needs the builder."""
    app.add_post_transform(OneLogoOnPaper)
    app.connect("builder-inited", register_converters)
    return METADATA
