"""Images and figures."""

from __future__ import annotations

import re

from docutils import nodes

from typst_pdf.images import BadImageError, Picture
from typst_pdf.lists import is_picture_list, picture_item
from typst_pdf.markup import string, text
from typst_pdf.signatures import SignatureTranslator

__all__ = ["PictureTranslator"]

_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in|em|rem|%)?\s*")
#: Points a unit; a font is taken as the template's.
_POINTS = {
    None: 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54,
    "in": 72.0, "em": 10.5, "rem": 10.5,
}  # fmt: skip
_SIDES = ("left", "center", "right")


class PictureTranslator(SignatureTranslator):
    """The part of the translator that knows images."""

    #: How many pictures with an alternative text there are so far.
    pictures = 0

    def caption(self, node: nodes.Element, caption: nodes.Element) -> str:
        """Return a caption with its number."""
        number = self.book.caption_number(self.docname, node)
        start = f"#strong[{text(number)}] " if number else ""
        return start + self.inlines(caption)

    def on_image(self, node: nodes.image) -> str:
        """Return the image, or its alternative text where it cannot be shown."""
        alt = " ".join(node.get("alt", "").split())
        if "only-dark" in node["classes"]:
            return ""
        uri = node.get("uri", "")
        try:
            picture = self.book.images.prepare(uri)
        except BadImageError as error:
            self.warn("image", f"image {uri[:100]!r} {error}", node)
            return text(alt)
        if "alt" not in node:
            self.warn("alt", f"image {uri!r} has no alternative text", node)
        file = string(f"/images/{picture.name}")
        item = picture_item(node)
        if item is not None:
            if not alt:
                return ""
            if is_picture_list(item.parent):
                ratio = picture.width / picture.height
                return f"#logo({file}, {string(alt)}, {ratio:.6f});"
            # Among names a picture is as high as they are.
            return f"#logo-in-line({file}, {string(alt)});"
        if self.aside is not None:
            # In a title it is as high as the words, and stands in the contents, too.
            return f"#logo-in-line({file}, {string(alt)});" if alt else ""
        ratio = picture.width / picture.height
        options = f"{file}, {_width(node, picture)}, {ratio:.6f}"
        self.pictures += bool(alt)
        source = f"#picture({options}, {string(alt) if alt else 'none'});"
        return _aligned(node, source)

    def on_figure(self, node: nodes.figure) -> str:
        captions = [c for c in node.children if isinstance(c, nodes.caption)]
        legends = [c for c in node.children if isinstance(c, nodes.legend)]
        rest = [c for c in node.children if c not in captions and c not in legends]
        before = self.pictures
        body = "".join(self.block(child) for child in rest)
        legend = "".join(f"#legend[{self.blocks(c)}]" for c in legends)
        words = "".join(self.caption(node, c) for c in captions)
        if self.pictures == before:
            # Typst refuses a figure without an alternative text.
            return f"#captioned([{body}], [{words}])\n{legend}"
        return f"#figure([{body}], caption: [{words}])\n{legend}"


def _width(node: nodes.image, picture: Picture) -> str:
    """Return the width that is asked for, as Typst writes it."""
    wide = _LENGTH.fullmatch(str(node.get("width", "")))
    if wide and wide[2] == "%":
        return f"{min(float(wide[1]), 100)}%"
    high = _LENGTH.fullmatch(str(node.get("height", "")))
    points = picture.width
    if wide:
        points = float(wide[1]) * _POINTS[wide[2]]
    elif high and high[2] in _POINTS:
        points = float(high[1]) * _POINTS[high[2]] * picture.width / picture.height
    scale = float(node.get("scale", 100)) / 100
    return f"{min(max(points * scale, 1), 5000):.1f}pt"


def _aligned(node: nodes.image, source: str) -> str:
    side = node.get("align", "")
    is_inline = isinstance(node.parent, nodes.TextElement)
    in_figure = isinstance(node.parent, nodes.figure)
    if side not in _SIDES[1:] or is_inline or in_figure:
        return source
    return f"#align({side})[{source}]"
