"""The text of a page in another language says so (``lang:``, WCAG 2.2, 3.1.2)."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import domain_of
from research_site.pages.steps import Step


class PageLanguage(SphinxTransform):
    """Mark the text of a page whose ``lang:`` is not the site's.

    What stands around the text stays in the site's language. docutils writes a
    class ``language-nl`` as ``lang="nl"``.
    """

    default_priority = Step.LANGUAGE

    def apply(self) -> None:
        """Mark the page's sections."""
        entry = domain_of(self.env).entries.get(self.env.current_document.docname)
        if entry is not None and entry.page.lang:
            for node in self.document.children:
                if isinstance(node, nodes.section):
                    node["classes"].append(f"language-{entry.page.lang}")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.setup_extension("research_site")
    app.add_transform(PageLanguage)
    return METADATA
