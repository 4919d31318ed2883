"""How to cite a thesis, on its page; files that cite theses and publications."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from docutils import nodes
from research_site.catalogue import catalogue_of
from research_site.output.head import meta_tags, page_address
from research_site.pages.nodes import section
from research_site.pages.steps import Step
from research_site.registry import File
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.osutil import relative_uri

from publications.apa import reference
from publications.drawing import FOLDER
from publications.formats import LABELS, all_texts, tags, texts
from publications.works import Work, work_of


class HowToCite(SphinxTransform):
    """Add the citation to a thesis's page."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Add it below the rest."""
        catalogue = catalogue_of(self.env)
        entry = catalogue.entries.get(self.env.current_document.docname)
        work = work_of(catalogue, entry) if entry else None
        top = next(self.document.findall(nodes.section), None)
        if work is not None and top is not None:
            box = nodes.paragraph("", "", *as_nodes(work), classes=["site-cite"])
            top += section(self.document, "How to cite", box)


def as_nodes(work: Work) -> list[nodes.Node]:
    """Return a work's reference as nodes."""
    shown: list[nodes.Node] = []
    for part in reference(work):
        if part.url:
            shown.append(nodes.reference("", part.text, refuri=part.url))
        else:
            text = nodes.Text(part.text)
            shown.append(nodes.emphasis("", "", text) if part.is_italic else text)
    return shown


def add_downloads(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Offer the files below "How to cite", in HTML."""
    catalogue = catalogue_of(app.env)
    entry = catalogue.entries.get(docname)
    if app.builder.format != "html" or entry is None or not work_of(catalogue, entry):
        return
    here = app.builder.get_target_uri(docname)
    for box in list(doctree.findall(nodes.paragraph)):
        if "site-cite" in box["classes"]:
            links = nodes.paragraph("", "Download: ", classes=["pub-files"])
            for number, (suffix, label) in enumerate(LABELS.items()):
                uri = relative_uri(here, f"{FOLDER}/{entry.id}.{suffix}")
                links += nodes.Text(" · " if number else "")
                links += nodes.reference("", label, refuri=uri, internal=True)
            box.parent.insert(box.parent.index(box) + 1, links)


def head_tags(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return Highwire and Dublin Core tags of a thesis."""
    catalogue = catalogue_of(app.env)
    entry = catalogue.entries.get(docname)
    work = work_of(catalogue, entry) if entry else None
    return meta_tags("name", tags(work, page_address(app, docname))) if work else []


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return files for each thesis and publication, and for all of each kind."""
    catalogue = catalogue_of(app.env)
    for kind, name in (("thesis", "all"), ("publication", "publications")):
        works: list[Work] = []
        for entry in catalogue.listing(kind):
            if work := work_of(catalogue, entry):
                works.append(work)
                owner = None if entry.shown_on else entry.docname
                for suffix, text in texts(work).items():
                    content = partial(bytes, text.encode())
                    yield f"{FOLDER}/{work.id}.{suffix}", File(content, owner)
        for suffix, text in all_texts(works).items() if works else ():
            yield f"{FOLDER}/{name}.{suffix}", File(partial(bytes, text.encode()))
