"""A sentence on the page of a person without a text, made from what records say."""

from __future__ import annotations

from docutils import nodes
from research_records.entry import Entry
from research_records.sentences import Work, sentence
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import Catalogue, catalogue_of
from research_site.pages.steps import Step


def work(person: Entry, entries: list[Entry]) -> Work:
    """Part records by status; what is planned or of no known status is left out."""
    has_left = person.status == "alumni"
    done = ("completed", "past", "under way", *(("ongoing",) if has_left else ()))
    now = () if has_left else ("ongoing", "upcoming")
    named = [[one.title for one in entries if one.status in some] for some in (now, done)]
    return Work(*named)


def said(catalogue: Catalogue, person: Entry) -> str:
    """Return what a person does and did."""
    theses = catalogue.naming(person, "thesis", ["supervisors"])
    led = catalogue.naming(person, "project", ["lead"])
    joined = [p for p in catalogue.naming(person, "project", ["people"]) if p not in led]
    events = catalogue.naming(person, "event", ["speakers"])
    completed = [set(t.page.filed_under("area", t.status)) for t in theses
                 if t.status == "completed"]  # fmt: skip
    shared = set.intersection(*completed) if completed else set()
    areas = [e.title for e in catalogue.listing("area") if e.id in shared]
    about = f" in {areas[0]}" if areas else ""
    supervised = work(person, theses)
    return sentence(
        [
            *supervised.counted("supervises", "supervised", "a thesis", "theses", about),
            *work(person, led).named("leads", "led", "projects"),
            *work(person, joined).named("takes part in", "took part in", "projects"),
            *work(person, events).counted("speaks at", "spoke at", "an event", "events"),
        ]
    )


class Relations(SphinxTransform):
    """Add the sentence below the facts, where the page has no text of its own."""

    default_priority = Step.TITLE + 1

    def apply(self) -> None:
        """Write it before facts and lists are added around it."""
        catalogue = catalogue_of(self.env)
        entry = catalogue.entries.get(self.env.current_document.docname)
        top = next(self.document.findall(nodes.section), None)
        if entry is None or entry.kind != "person" or top is None:
            return
        is_empty = all(isinstance(n, (nodes.title, nodes.Invisible)) for n in top.children)
        if is_empty and (text := said(catalogue, entry)):
            top += nodes.paragraph("", text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.setup_extension("research_site")
    app.add_transform(Relations)
    return METADATA
