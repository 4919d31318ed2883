"""Images: found in the source folder or in ``_static``, and sized in HTML."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.images import get_image_size

from research_site.assets import find_asset, image_names
from research_site.catalogue import get_domain, note_problem
from research_site.problems import Problem, Subtype, did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

__all__ = ["setup"]


class FindImages(SphinxTransform):
    """Look images up, and make a grid of images that stand alone together."""

    # Before Sphinx's own collector of images (doctree-read, 880).
    default_priority = 50

    def apply(self) -> None:
        """Find each image; report what is missing; then make the grids."""
        self._static = get_domain(self.env).static_folders
        for image in list(self.document.findall(nodes.image)):
            self._find(image)
        for paragraph in list(self.document.findall(nodes.paragraph)):
            self._make_grid(paragraph)

    def _find(self, image: nodes.image) -> None:
        uri = unquote(image["uri"])
        if "://" in uri or uri.startswith("data:"):
            return
        line = image.line or (image.parent.line if image.parent else None)
        if not image.get("alt") and "decorative" not in image["classes"]:
            message = (
                f"image: {uri!r} has no alternative text; say what it shows, or mark "
                "it ![](x.png){.decorative}"
            )
            note_problem(self.env, Problem(Subtype.ALT, message, line))
        srcdir = Path(self.env.srcdir)
        if uri.startswith("/"):
            path = find_asset(uri, [srcdir, *self._static])
        else:
            folder = Path(self.env.doc2path(self.env.current_document.docname)).parent
            path = folder / uri if (folder / uri).is_file() else None
        if path is None:
            near = did_you_mean(uri, image_names(self._static))
            message = f"image: no file {uri!r}{near}"
            note_problem(self.env, Problem(Subtype.IMAGE, message, line))
            image.replace_self(nodes.inline("", image.get("alt", "")))
            return
        if get_image_size(path) is None and path.suffix != ".svg":
            message = f"image: {uri!r} cannot be decoded; export it again"
            note_problem(self.env, Problem(Subtype.IMAGE, message, line))
        image["uri"] = "/" + Path(os.path.relpath(path, srcdir.resolve())).as_posix()

    @staticmethod
    def _make_grid(paragraph: nodes.paragraph) -> None:
        images = []
        for child in paragraph.children:
            if isinstance(child, nodes.Text) and not child.strip():
                continue
            inner = child.children if isinstance(child, nodes.reference) else [child]
            if len(inner) != 1 or not isinstance(inner[0], nodes.image):
                return
            images.append(child)
        if len(images) < 2:
            return
        grid = nodes.bullet_list(classes=["site-logos"], bullet="-")
        for child in images:
            paragraph.remove(child)
            grid += nodes.list_item("", nodes.paragraph("", "", child))
        paragraph.replace_self(grid)


#: Area in CSS pixels that every logo of a grid covers, so that wide and tall
#: ones look even; a third of a usual column by a line and a half of a heading.
LOGO_AREA = 6400.0


def add_sizes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write width and height into HTML, so that nothing moves while loading."""
    builder: Builder = app.builder
    if builder.format != "html":
        return
    for image in doctree.findall(nodes.image):
        path = Path(app.srcdir, image["uri"])
        size = get_image_size(path) if path.is_file() else None
        if size is None or "width" in image or "height" in image:
            continue
        width, height = size
        item = image.parent
        while item is not None and not isinstance(item, nodes.list_item):
            item = item.parent
        if item is not None and "site-logos" in item.parent["classes"] and height:
            ratio = width / height
            shown = min((LOGO_AREA * ratio) ** 0.5, 200.0, 64.0 * ratio)
            width, height = round(shown), max(1, round(shown / ratio))
        image["width"], image["height"] = str(width), str(height)
        image["classes"] = [*image["classes"], "no-scaled-link"]


def support_avif(app: Sphinx) -> None:
    """Let HTML keep AVIF and WebP as they are."""
    builder = app.builder
    if builder.format == "html":
        builder.supported_image_types = [  # type: ignore[misc]
            *builder.supported_image_types,
            "image/avif",
            "image/webp",
        ]


def setup(app: Sphinx) -> None:
    """Register the transform and the handlers."""
    app.add_transform(FindImages)
    app.connect("doctree-resolved", add_sizes)
    app.connect("builder-inited", support_avif)
