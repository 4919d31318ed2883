"""Logos: images that stand alone together become an even grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from research_site.catalogue import Entry, ask
from research_site.catalogue.nodes import logo_item
from research_site.records import Partner

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


class LogoGrid(SphinxTransform):
    """Make a list of two or more images that have a paragraph to themselves.

    An image that is a partner's logo takes that partner's name, link and dark
    variant.
    """

    # After links are resolved (30), before images are looked up (50).
    default_priority = 48

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
        partner: Entry | None = ask(self.env, "with_logo", image["uri"])
        if partner is None or not isinstance(partner.page, Partner):
            return nodes.list_item("", nodes.paragraph("", "", child))
        here = self.env.current_document.docname
        link = None if isinstance(child, nodes.image) else child
        return logo_item(partner, here, image.get("alt"), link)


class OneLogoOnPaper(SphinxPostTransform):
    """Drop the dark variant where a page cannot be dark."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Remove images that are for dark mode only from other than HTML."""
        if self.env._app.builder.format == "html":
            return
        for image in list(self.document.findall(nodes.image)):
            if "only-dark" in image["classes"]:
                image.parent.remove(image)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(LogoGrid)
    app.add_post_transform(OneLogoOnPaper)
