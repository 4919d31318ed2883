"""The text of a page in another language says so (``lang:``, WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from research_site import METADATA
from research_site.catalogue import domain_of
from research_site.pages.steps import Step
from research_site.registry import add_page_context
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

#: Languages that are written from right to left (CLDR).
RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}


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


def set_direction(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Let scripts that run from right to left do so (HTML, section 3.2.6.4)."""
    for lang in set(re.findall(r' lang="([^"]+)"', context.get("body", ""))):
        if lang.partition("-")[0].lower() in RIGHT_TO_LEFT:
            mark = f' lang="{lang}"'
            context["body"] = context["body"].replace(mark, f'{mark} dir="rtl"')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.setup_extension("research_site")
    app.add_transform(PageLanguage)
    add_page_context(app, set_direction)
    return METADATA
