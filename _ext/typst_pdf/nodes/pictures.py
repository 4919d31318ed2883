"""Images and figures."""

from __future__ import annotations

import re

from docutils import nodes

from typst_pdf.images import BadImageError, Picture
from typst_pdf.markup import string, text
from typst_pdf.nodes.blocks import caption
from typst_pdf.nodes.lists import is_picture_list, picture_item
from typst_pdf.rules import block
from typst_pdf.translator import Translator

_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in|em|rem|%)?\s*")
#: Points a unit; a font is taken as the template's.
_POINTS = {
    None: 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54,
    "in": 72.0, "em": 10.5, "rem": 10.5,
}  # fmt: skip
_SIDES = ("left", "center", "right")


@block("image")
def image(page: Translator, node: nodes.image) -> str:
    """Show a picture, or its alternative text where it cannot be shown."""
    alt = " ".join(node.get("alt", "").split())
    if "only-dark" in node["classes"]:
        return ""
    uri = node.get("uri", "")
    try:
        picture = page.book.images.prepare(uri)
    except BadImageError as error:
        page.warn("image", f"image {uri[:100]!r} {error}", node)
        return text(alt)
    if "alt" not in node:
        page.warn("alt", f"image {uri!r} has no alternative text", node)
    file = string(f"/images/{picture.name}")
    item = picture_item(node)
    if item is not None:
        if not alt:
            return ""
        if is_picture_list(item.parent):
            return f"#logo({file}, {string(alt)});"
        # Among names a picture is as high as they are.
        return f"#logo-in-line({file}, {string(alt)});"
    if page.aside is not None:
        # In a title it is as high as the words, and stands in the contents, too.
        return f"#logo-in-line({file}, {string(alt)});" if alt else ""
    page.pictures += bool(alt)
    size = _size(node, picture)
    source = f"#picture({file}, {string(alt) if alt else 'none'}{size});"
    after = node.next_node(siblings=True, descend=False, ascend=False)
    is_inline = isinstance(node.parent, (nodes.TextElement, nodes.figure))
    if isinstance(after, nodes.paragraph) and not is_inline:
        # What is said of a picture stays with it.
        return f"#announcement[{_aligned(node, source)}]"
    return _aligned(node, source)


@block("figure")
def figure(page: Translator, node: nodes.figure) -> str:
    """Show a figure with its caption and legend."""
    captions = [c for c in node.children if isinstance(c, nodes.caption)]
    legends = [c for c in node.children if isinstance(c, nodes.legend)]
    rest = [c for c in node.children if c not in captions and c not in legends]
    before = page.pictures
    body = "".join(map(page.render, rest))
    legend = "".join(f"#legend[{page.blocks(c)}]" for c in legends)
    words = "".join(caption(page, node, c) for c in captions)
    side = node.get("align", "")
    options = f", side: {side}" if side in _SIDES else ""
    # Typst refuses a figure without an alternative text.
    function = "illustration" if page.pictures > before else "captioned"
    return f"#{function}([{body}], [{words}]{options})\n{legend}"


def _size(node: nodes.image, picture: Picture) -> str:
    """Return the size that is asked for, as arguments of the template."""
    given = []
    for name in ("width", "height"):
        found = _LENGTH.fullmatch(str(node.get(name, "")))
        if found and found[2] == "%" and name == "width":
            given.append(f"width: {min(float(found[1]), 100)}%")
        elif found and found[2] in _POINTS:
            points = min(max(float(found[1]) * _POINTS[found[2]], 1), 5000)
            given.append(f"{name}: {points:.1f}pt")
    if picture.width:
        given.append(f"natural: {picture.width:.1f}pt")
    if node.get("scale", 100) != 100:
        given.append(f"scale: {max(int(node['scale']), 1)}%")
    return "".join(f", {option}" for option in given)


def _aligned(node: nodes.image, source: str) -> str:
    side = node.get("align", "")
    above = node.parent
    if isinstance(above, nodes.reference):  # a picture that is a link
        above = above.parent
    is_alone = not isinstance(above, (nodes.TextElement, nodes.figure))
    # A box, as wide as the line, as a link may be around it.
    return f"#aside({side})[{source}]" if side in _SIDES[1:] and is_alone else source
