"""Logos that stand for a project, or any page, lead there; an organisation's own logo.

The setting ``site_logo_links`` names them by the end of the picture's path:
``{"net-logo.svg": "/research/projects/net/"}``.
"""

from __future__ import annotations

from docutils import nodes
from research_site.catalogue import catalogue_of
from research_site.pages.nodes import link_to, logo_item
from research_site.pages.steps import Step
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class LogoLinks(SphinxTransform):
    """Link images that conf.py names, where their author did not."""

    default_priority = Step.LOGOS - 1

    def apply(self) -> None:
        """Wrap each such image in a link."""
        catalogue, here = catalogue_of(self.env), self.env.current_document.docname
        given = self.config.site_logo_links.items()
        known = {f"/{image.lstrip('/')}": catalogue.page_at(path) for image, path in given}
        pages = {image: docname for image, docname in known.items() if docname is not None}
        for image in list(self.document.findall(nodes.image)):
            uri = f"/{image['uri']}"
            docname = next((pages[end] for end in pages if uri.endswith(end)), here)
            if docname == here or not isinstance(image.parent, nodes.paragraph):
                continue
            link = link_to(catalogue.entries[docname], here)
            image.replace_self(link)
            link.children = []
            link += nodes.inline("", "", image)


class OwnLogo(SphinxTransform):
    """Show an organisation's logo at the head of its page."""

    default_priority = Step.LOGOS + 1  # two variants are no grid of logos

    def apply(self) -> None:
        """Put it below the title, where the author has not shown it already."""
        here = self.env.current_document.docname
        entry = catalogue_of(self.env).entries.get(here)
        top = next(self.document.findall(nodes.section), None)
        images = self.document.findall(nodes.image)
        shown = {f"/{image['uri'].lstrip('/')}" for image in images}
        if entry is None or top is None or not any(entry.page.logos):
            return
        if not shown.isdisjoint(entry.page.logos):
            return
        own = list(logo_item(entry, here, f"Logo of {entry.title}").findall(nodes.image))
        logo = nodes.paragraph("", "", *own, classes=["site-own-logo"])
        top.insert(1, addnodes.only("", logo, expr="html"))  # a book would fill its page


def setup(app: Sphinx) -> None:
    """Register the setting and the transform."""
    app.add_config_value("site_logo_links", {}, "env", types=dict)
    app.add_transform(LogoLinks)
    app.add_transform(OwnLogo)
