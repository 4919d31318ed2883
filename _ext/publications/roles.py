"""``{cite}`` in a page: a publication or thesis by its key, linked: (Machado et al., 2025).

Not sphinxcontrib-bibtex: it would read the file a second time by rules of its own, and
knows neither the team's names nor the pages of publications.
"""

from __future__ import annotations

import re

from docutils import nodes
from research_records.problems import Problem, did_you_mean
from research_site.catalogue import catalogue_of, report_here
from research_site.pages.nodes import link_to
from sphinx.util.docutils import SphinxRole

from publications.works import Work, work_of

UNKNOWN = "unknown_publication"


class CiteRole(SphinxRole):
    """``{cite}`` shows keys, parted by commas, as APA cites in brackets."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return linked authors and years; an unknown key stays as it is, and is told."""
        catalogue = catalogue_of(self.env)
        here = self.env.current_document.docname
        keys = [
            key for one in re.split(r"[,;]", self.text) if (key := one.strip().lstrip("@"))
        ]
        known = [*catalogue.ids("publication"), *catalogue.ids("thesis")]
        shown: list[nodes.Node] = [nodes.Text("(")]
        for number, key in enumerate(keys or [self.text]):
            entry = catalogue.record("publication", key) or catalogue.record("thesis", key)
            work = work_of(catalogue, entry) if entry else None
            shown += [nodes.Text("; ")] if number else []
            if entry is None or work is None:
                message = f"cite: no publication {key!r}{did_you_mean(key, known)}"
                report_here(self.env, Problem(UNKNOWN, message, self.lineno))
                shown.append(nodes.inline("", key))
            else:
                shown.append(link_to(entry, here, in_text(work)))
        return [*shown, nodes.Text(")")], []


def in_text(work: Work) -> str:
    """Return how a text names a work (APA, 7th edition, section 8.17)."""
    names = [one.family for one in work.authors or work.editors]
    if len(names) > 2 or work.more:
        return f"{names[0]} et al., {work.year}"
    return f"{' & '.join(names)}, {work.year}"
