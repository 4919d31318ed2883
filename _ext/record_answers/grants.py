"""Who paid: on theses, events and news of a project that a grant pays for."""

from __future__ import annotations

from docutils import nodes
from research_records.entry import Entry
from research_records.funding import Funding
from research_site.catalogue import Catalogue, catalogue_of
from research_site.pages.nodes import link_to, section, value
from research_site.pages.steps import Step
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

#: Kinds whose pages say who paid.
KINDS = ("thesis", "event", "news")


def paid_by(catalogue: Catalogue, entry: Entry) -> list[tuple[Entry, Funding]]:
    """Return the grants of the projects that a record names, each once."""
    ids = [one.target for one in entry.page.references() if one.kind == "project"]
    found = [catalogue.record("project", one) for one in dict.fromkeys(ids)]
    return [(one, grant) for one in found if one for grant in getattr(one.page, "funding", [])]


class Grants(SphinxTransform):
    """Add funder, grant number and the words of acknowledgement."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Append a section to the page."""
        catalogue, here = catalogue_of(self.env), self.env.current_document.docname
        entry = catalogue.entries.get(here)
        top = next(self.document.findall(nodes.section), None)
        if entry is None or top is None or entry.kind not in KINDS:
            return
        content: list[nodes.Node] = []
        for project, grant in paid_by(catalogue, entry):
            text = nodes.paragraph("", f"{word('Part of')} ")
            text += [link_to(project, here), nodes.Text(f", {word('funded by')} ")]
            for number, one in enumerate(grant.payer(word)):
                text += [nodes.Text(", ")] if number else []
                text += value(catalogue, here, one)
            text += nodes.Text(".")
            content.append(text)
            if grant.statement:
                content.append(nodes.paragraph("", grant.statement, classes=["site-said"]))
        if content:
            top += section(self.document, word("Funding"), *content, name="funding")


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(Grants)
