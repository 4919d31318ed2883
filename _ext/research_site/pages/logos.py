"""Logos: images that stand alone together become an even grid."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from research_site.catalogue import catalogue_of
from research_site.pages.nodes import logo_item
from research_site.pages.steps import Step


class LogoGrid(SphinxTransform):
    """Make a list of two or more images that have a paragraph to themselves.

    An image that is a partner's logo takes that partner's name, link and dark
    variant.
    """

    default_priority = Step.LOGOS

    def apply(self) -> None:
        """Replace each such paragraph by a list of logos."""
        for paragraph in list(self.document.findall(nodes.paragraph)):
            images = self._images(paragraph)
            if len(images) < 2:
                continue
            grid = nodes.bullet_list(classes=["site-logos"], bullet="-")
            for child in images:
                paragraph.remove(child)
                grid += self._item(child)
            paragraph.replace_self(grid)

    @staticmethod
    def _images(paragraph: nodes.paragraph) -> list[nodes.Element]:
        images: list[nodes.Element] = []
        for child in paragraph.children:
            if isinstance(child, nodes.Text) and not child.strip():
                continue
            is_link = isinstance(child, (nodes.reference, addnodes.pending_xref))
            inner = child.children if is_link else [child]
            while len(inner) == 1 and isinstance(inner[0], nodes.inline):
                inner = inner[0].children
            if len(inner) != 1 or not isinstance(inner[0], nodes.image):
                return []
            assert isinstance(child, nodes.Element)
            images.append(child)
        return images

    def _item(self, child: nodes.Element) -> nodes.list_item:
        image = child if isinstance(child, nodes.image) else None
        image = image or next(child.findall(nodes.image))
        partner = catalogue_of(self.env).with_logo(image["uri"])
        if partner is None:
            return nodes.list_item("", nodes.paragraph("", "", child))
        here = self.env.current_document.docname
        link = None if isinstance(child, nodes.image) else child
        return logo_item(partner, here, image.get("alt"), link)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(LogoGrid)
