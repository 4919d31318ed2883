"""Headings that skip a level, and second H1s, are told.

Screen readers and the PDF's outline go by levels (WCAG 2.2, 1.3.1). Anchors of headings
in other scripts are readable.
"""

from __future__ import annotations

import re

from docutils import nodes
from research_site import METADATA
from research_site.catalogue import report_at
from research_site.pages.steps import Step
from research_site.pages.titles import HeadingLevels
from research_site.registry import add_problem_type
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata


class CheckHeadings(SphinxTransform):
    """Report headings whose level does not follow from the one above."""

    default_priority = Step.LINKS

    def apply(self) -> None:
        """Check all headings of the page, from its H1 down."""
        top = next(self.document.findall(nodes.section), None)
        if top is not None:
            for hidden in self.document.findall(addnodes.only):
                if not hidden.children:
                    message = (
                        f"only: hides nothing of {hidden['expr']!r}, as what begins with a "
                        "heading stands outside; put it into a page of its own"
                    )
                    report_at(self.env, "heading", message, hidden)
            self._levels = HeadingLevels(self.env)
            self._check(top, 1)

    def _check(self, parent: nodes.section, above: int) -> None:
        previous = above
        for child in parent.children:
            if not isinstance(child, nodes.section):
                continue
            level = self._levels.of(child)
            text = child[0].astext()
            if level == 1:
                message = f"heading: found a second H1, {text!r}, expected H2"
                report_at(self.env, "heading", message, child)
            elif level is not None and level > max(above + 1, previous):
                message = f"heading: found H{level}, {text!r}, under an H{above}, "
                report_at(self.env, "heading", message + f"expected H{above + 1}", child)
            previous = level or above + 1
            self._check(child, above + 1 if level is None else max(level, 2))


class ReadableAnchors(SphinxTransform):
    """Let headings in other scripts be known by their words, not by ``id1``.

    docutils makes ids of Latin letters alone; MyST's slug stands behind such an id.
    """

    default_priority = Step.PLACES

    def apply(self) -> None:
        """Put the slug first, as contents and permalinks name the first id."""
        for part in self.document.findall(nodes.section):
            first, *others = part["ids"]
            if re.fullmatch(r"id\d+", first) and part.get("slug") in others:
                others.remove(part["slug"])
                part["ids"] = [part["slug"], first, *others]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the check."""
    app.setup_extension("research_site")
    meaning = "A heading skips a level, or a page has a second H1."
    add_problem_type(app, "heading", meaning)
    app.add_transform(CheckHeadings)
    app.add_transform(ReadableAnchors)
    return METADATA
