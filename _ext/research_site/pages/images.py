"""Images: found in the source folder or in ``_static``, checked, and sized."""

from __future__ import annotations

import os
from pathlib import Path

from docutils import nodes
from research_records.assets import (
    file_hint,
    find_asset,
    image_names,
    image_size,
    local_image,
    look_at,
    path_of,
)
from research_records.problems import Subtype
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from research_site.catalogue import domain_of, report_at
from research_site.pages.steps import Step

#: Letters of a name that a message shows.
SHOWN = 80


class FindImages(SphinxTransform):
    """Look each image up, and report what a reader would not see."""

    default_priority = Step.IMAGES

    def apply(self) -> None:
        """Find and check each image."""
        self._static = domain_of(self.env).static_folders
        for image in list(self.document.findall(nodes.image)):
            self._find(image)

    def _find(self, image: nodes.image) -> None:
        uri = str(image["uri"])
        if "://" in uri or uri.startswith("data:"):
            return
        uri = path_of(uri)
        shown = uri if len(uri) < SHOWN else f"{uri[:SHOWN]}…"
        if not image.get("alt") and "decorative" not in image["classes"]:
            message = (
                f"image: {shown!r} has no alternative text; say what it shows, or mark "
                "it ![](x.png){.decorative}"
            )
            report_at(self.env, Subtype.ALT, message, image)
        srcdir = Path(self.env.srcdir)
        folder = Path(self.env.doc2path(self.env.current_document.docname)).parent
        beside = uri if uri.startswith("/") else os.path.normpath(f"{folder}/{uri}")
        inside = beside.removeprefix(str(srcdir))
        path = find_asset(inside, [srcdir, *self._static] if beside == uri else [srcdir])
        if path is None:
            names = image_names(self._static)
            if not uri.startswith("/"):
                names = {p.name for p in folder.iterdir() if p.is_file()}
            message = f"image: no file {shown!r}{file_hint(uri, names)}"
            # What a record names is reported there, not wherever it is shown.
            if not image.get("of_record"):
                report_at(self.env, Subtype.IMAGE, message, image)
            image.replace_self(nodes.inline("", image.get("alt", "")))
            return
        _, fault = look_at(path)
        if fault and not image.get("of_record"):
            report_at(self.env, Subtype.IMAGE, f"image: {shown!r} {fault}", image)
        image["uri"] = "/" + Path(os.path.relpath(path, srcdir.resolve())).as_posix()


#: Area in CSS pixels that every logo of a grid covers, so that wide and tall
#: ones look even: such as 150 by 30, or 67 square.
LOGO_AREA = 4500.0


def add_sizes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write width and height into HTML, so that nothing moves while loading.

    In LaTeX logos have theirs, too, as they would fill the page.
    """
    is_html = app.builder.format == "html"
    if not is_html and app.builder.format != "latex":
        return
    first = True
    for image in doctree.findall(nodes.image):
        path = local_image(app.srcdir, image["uri"])
        size = image_size(path) if path else None
        if size is None or "width" in image or "height" in image:
            continue
        width, height = size
        item = image.parent
        while item is not None and not isinstance(item, nodes.list_item):
            item = item.parent
        classes = item.parent["classes"] if item is not None else []
        # The style sheet gives the hosts of the home page one height, on a dark band.
        if "site-logos" in classes and "site-hosts" not in classes:
            ratio = width / height
            shown = min((LOGO_AREA * ratio) ** 0.5, 200.0, 64.0 * ratio)
            width, height = max(1, round(shown)), max(1, round(shown / ratio))
        elif not is_html and "site-logos" not in classes:
            continue
        image["width"], image["height"] = str(width), str(height)
        image["classes"] = [*image["classes"], "no-scaled-link"]
        if not ("only-dark" in image["classes"] if "site-hosts" in classes else first):
            image["loading"] = "lazy"
        first = False


def setup(app: Sphinx) -> None:
    """Register the transform and the handler."""
    app.add_transform(FindImages)
    app.connect("doctree-resolved", add_sizes)
