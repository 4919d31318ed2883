"""Citation data of theses: tags for Google Scholar, BibTeX and CSL-JSON files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from docutils import nodes
from research_records.addresses import record_id
from research_records.assets import shown_size
from research_records.entry import Entry
from research_records.identifiers import doi_url
from research_records.names import name_alone
from research_records.values import Reference
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import Catalogue, catalogue_of
from research_site.kinds.person import Person
from research_site.kinds.thesis import Thesis
from research_site.output.head import meta_tags, page_address
from research_site.pages.nodes import section
from research_site.pages.steps import Step
from research_site.registry import File, add_files, add_head_tags

FOLDER = "_downloads/citations"
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%",
        "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)  # fmt: skip


class Citation(NamedTuple):
    """What is needed to cite a thesis; *people* are its authors, family names first."""

    id: str
    authors: list[str]
    title: str
    people: list[tuple[str, str]]
    degree: str
    institution: str
    year: str
    keywords: list[str]
    supervisors: list[str]
    doi: str
    url: str


def citation(catalogue: Catalogue, entry: Entry) -> Citation | None:
    """Return how to cite a thesis; None where its author or year is unknown."""
    page = entry.page
    if not isinstance(page, Thesis) or not page.author or not page.year:
        return None
    at = Reference("partner", page.university or "")
    supervisors = [_person(catalogue, person) for person in page.supervisor_ids]
    return Citation(
        entry.id, [_person(catalogue, one) for one in page.author], entry.title,
        [_parts(catalogue, one) for one in page.author], page.degree or "",
        catalogue.name_of(at)[0], str(page.year), page.keywords, supervisors,
        page.doi or "", page.url or "",
    )  # fmt: skip


def citation_of(app: Sphinx, docname: str) -> Citation | None:
    """Return how to cite the thesis that a page is; None where it is none."""
    catalogue = catalogue_of(app.env)
    entry = catalogue.entries.get(docname)
    return citation(catalogue, entry) if entry else None


class HowToCite(SphinxTransform):
    """Add the citation to a thesis's page."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Add it below the rest, in APA style (7th edition, section 10.6)."""
        catalogue = catalogue_of(self.env)
        entry = catalogue.entries.get(self.env.current_document.docname)
        cited = citation(catalogue, entry) if entry else None
        top = next(self.document.findall(nodes.section), None)
        if cited is None or top is None:
            return
        names = " & ".join(cited.authors)
        box = nodes.paragraph("", f"{names} ({cited.year}). ", classes=["site-cite"])
        place = f"{cited.degree} thesis".strip()
        place += f", {cited.institution}" if cited.institution else ""
        box += [nodes.emphasis("", cited.title), nodes.Text(f" [{place}].")]
        if address := doi_url(cited.doi) if cited.doi else cited.url:
            box += [nodes.Text(" "), nodes.reference("", address, refuri=address)]
        top += section(self.document, "How to cite", box)


def _person(catalogue: Catalogue, reference: str) -> str:
    """Return a person's name, without the organisation that may follow it."""
    entry = catalogue.record("person", reference)
    return entry.title if entry else name_alone(reference)


def _parts(catalogue: Catalogue, reference: str) -> tuple[str, str]:
    """Return a person's family name and given name."""
    given, _, family = _person(catalogue, reference).rpartition(" ")
    author = catalogue.record("person", reference)
    if author is not None and isinstance(author.page, Person):
        given = author.page.given_name or given
        family = author.page.family_name or family
    return family, given


def bibtex(cited: Citation) -> str:
    """Return a BibTeX entry (BibTeX manual, section 3.1)."""
    kind = "phdthesis" if "ph" in cited.degree.lower() else "mastersthesis"
    fields = {
        "author": " and ".join(map(", ".join, cited.people)).translate(_TEX),
        "title": "{" + cited.title.translate(_TEX) + "}",
        "school": cited.institution.translate(_TEX),
        "year": cited.year,
        "type": f"{cited.degree} thesis".strip().translate(_TEX),
        "keywords": ", ".join(cited.keywords).translate(_TEX),
        "doi": cited.doi,
        "url": cited.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{cited.id},", *lines, "}", ""])


def csl(cited: Citation) -> dict[str, Any]:
    """Return a CSL-JSON item (CSL 1.0.2, appendix III)."""
    item: dict[str, Any] = {
        "id": cited.id,
        "type": "thesis",
        "title": cited.title,
        "author": [{"family": family, "given": given} for family, given in cited.people],
        "issued": {"date-parts": [[int(cited.year)]]},
        "genre": f"{cited.degree} thesis".strip(),
        "publisher": cited.institution,
        "keyword": ", ".join(cited.keywords),
        "DOI": cited.doi,
        "URL": cited.url,
    }
    return {name: value for name, value in item.items() if value}


def tags(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return Highwire and Dublin Core tags.

    Source: Google Scholar, "Inclusion Guidelines for Webmasters": the author is
    who wrote the thesis; ``citation_dissertation_institution`` names the school.
    """
    cited = citation_of(app, docname)
    if cited is None:
        return []
    named = [
        ("citation_title", cited.title),
        *(("citation_author", name) for name in map(", ".join, cited.people)),
        ("citation_publication_date", cited.year),
        ("citation_dissertation_institution", cited.institution),
        ("citation_dissertation_name", cited.degree),
        ("citation_keywords", "; ".join(cited.keywords)),
        ("citation_doi", cited.doi),
        ("citation_abstract_html_url", page_address(app, docname) or ""),
        ("DC.title", cited.title),
        *(("DC.creator", name) for name in map(", ".join, cited.people)),
        ("DC.date", cited.year),
        ("DC.type", "Thesis"),
        ("DC.publisher", cited.institution),
        *(("DC.contributor", name) for name in cited.supervisors),
    ]
    return meta_tags("name", named)


def texts(cited: Citation) -> dict[str, str]:
    """Return the files that cite one thesis, by suffix."""
    return {"bib": bibtex(cited), "json": _json([csl(cited)])}


def add_downloads(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Offer the files below "How to cite", in HTML."""
    if app.builder.format != "html":
        return
    cited = citation_of(app, docname)
    if cited is None:
        return
    here = app.builder.get_target_uri(docname)
    files = texts(cited)
    for box in list(doctree.findall(nodes.paragraph)):
        if "site-cite" not in box["classes"]:
            continue
        name = record_id(docname)
        links = nodes.paragraph("", "Download: ")
        for label, suffix in (("BibTeX", "bib"), ("CSL-JSON", "json")):
            uri = relative_uri(here, f"{FOLDER}/{name}.{suffix}")
            words = f"{label} ({shown_size(len(files[suffix].encode()))})"
            links += nodes.reference("", words, refuri=uri, internal=True)
            links += nodes.Text(" · " if suffix == "bib" else "")
        box.parent.insert(box.parent.index(box) + 1, links)


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return a file for each thesis and one for all."""
    catalogue = catalogue_of(app.env)
    found: dict[str, File] = {}
    everything: list[Citation] = []
    for entry in catalogue.listing("thesis"):
        cited = citation(catalogue, entry)
        if cited is not None:
            everything.append(cited)
            for suffix, text in texts(cited).items():
                content = text.encode()
                name = f"{FOLDER}/{cited.id}.{suffix}"
                found[name] = File(partial(bytes, content), entry.docname)
    if everything:
        bib = "\n".join(map(bibtex, everything)).encode()
        items = _json([csl(one) for one in everything]).encode()
        found[f"{FOLDER}/all.bib"] = File(lambda: bib)
        found[f"{FOLDER}/all.json"] = File(lambda: items)
    return found.items()


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register tags, citation, links and files."""
    app.setup_extension("research_site")
    app.add_transform(HowToCite)
    app.connect("doctree-resolved", add_downloads)
    add_head_tags(app, tags)
    add_files(app, files)
    return METADATA
