"""Logos that stand for a project, or any page, lead there.

The setting ``site_logo_links`` names them by the end of the picture's path:
``{"net-logo.svg": "/research/projects/net/"}``.
"""

from __future__ import annotations

from docutils import nodes
from research_site.catalogue import catalogue_of
from research_site.pages.nodes import link_to
from research_site.pages.steps import Step
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


def setup(app: Sphinx) -> None:
    """Register the setting and the transform."""
    app.add_config_value("site_logo_links", {}, "env", types=dict)
    app.add_transform(LogoLinks)
