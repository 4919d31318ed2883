"""Citation data of theses: tags for Google Scholar, BibTeX and CSL-JSON files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.util.osutil import relative_uri

from research_site.addresses import record_id
from research_site.assets import shown_size
from research_site.catalogue import Entry, get_domain
from research_site.publishing import (
    add_to_head,
    meta_tags,
    page_address,
    remove_others,
    write_or_remove,
)
from research_site.records import Person, Thesis

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from research_site.catalogue import Catalogue

__all__ = ["setup"]

FOLDER = "_downloads/citations"
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%",
        "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)  # fmt: skip


class Citation(NamedTuple):
    """What is needed to cite a thesis; *family* and *given* name its author."""

    id: str
    title: str
    family: str
    given: str
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
    name = catalogue.person_name(page.author)
    author = catalogue.record("person", page.author)
    given, _, family = name.rpartition(" ")
    if author is not None and isinstance(author.page, Person):
        given = author.page.given_name or given
        family = author.page.family_name or family
    school = catalogue.name_of("partner", page.university)[0] if page.university else ""
    supervisors = [catalogue.person_name(person) for person in page.supervisor_ids]
    return Citation(
        entry.id, entry.title, family, given, page.degree or "", school,
        str(page.year), page.keywords, supervisors, page.doi or "", page.url or "",
    )  # fmt: skip


def bibtex(cited: Citation) -> str:
    """Return a BibTeX entry (BibTeX manual, section 3.1)."""
    kind = "phdthesis" if "ph" in cited.degree.lower() else "mastersthesis"
    fields = {
        "author": f"{cited.family}, {cited.given}".translate(_TEX),
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
        "author": [{"family": cited.family, "given": cited.given}],
        "issued": {"date-parts": [[int(cited.year)]]},
        "genre": f"{cited.degree} thesis".strip(),
        "publisher": cited.institution,
        "keyword": ", ".join(cited.keywords),
        "DOI": cited.doi,
        "URL": cited.url,
    }
    return {name: value for name, value in item.items() if value}


def add_tags(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add Highwire and Dublin Core tags.

    Source: Google Scholar, "Inclusion Guidelines for Webmasters": the author is
    who wrote the thesis; ``citation_dissertation_institution`` names the school.
    """
    domain = get_domain(app.env)
    entry = domain.entries.get(pagename)
    cited = citation(domain.catalogue, entry) if entry else None
    if cited is None:
        return
    tags = [
        ("citation_title", cited.title),
        ("citation_author", f"{cited.family}, {cited.given}"),
        ("citation_publication_date", cited.year),
        ("citation_dissertation_institution", cited.institution),
        ("citation_dissertation_name", cited.degree),
        ("citation_keywords", "; ".join(cited.keywords)),
        ("citation_doi", cited.doi),
        ("citation_abstract_html_url", page_address(app, pagename) or ""),
        ("DC.title", cited.title),
        ("DC.creator", f"{cited.family}, {cited.given}"),
        ("DC.date", cited.year),
        ("DC.type", "Thesis"),
        ("DC.publisher", cited.institution),
        *(("DC.contributor", name) for name in cited.supervisors),
    ]
    add_to_head(context, meta_tags("name", tags))


def texts(cited: Citation) -> dict[str, str]:
    """Return the files that cite one thesis, by suffix."""
    return {"bib": bibtex(cited), "json": _json([csl(cited)])}


def add_downloads(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Offer the files below "How to cite", in HTML."""
    if app.builder.format != "html":
        return
    domain = get_domain(app.env)
    entry = domain.entries.get(docname)
    cited = citation(domain.catalogue, entry) if entry else None
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


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write a file for each thesis and one for all; delete what is left over."""
    if exception or app.builder.format != "html":
        return
    catalogue = get_domain(app.env).catalogue
    entries = catalogue.listing("thesis")
    cited = [found for entry in entries if (found := citation(catalogue, entry))]
    folder = Path(app.outdir, FOLDER)
    files: dict[str, str] = {}
    if cited:
        files["all.bib"] = "\n".join(map(bibtex, cited))
        files["all.json"] = _json([csl(one) for one in cited])
        if all(_says(folder / name, text) for name, text in files.items()):
            return
    files |= {
        f"{one.id}.{suffix}": text
        for one in cited
        for suffix, text in texts(one).items()
    }
    remove_others(folder, files)
    for name, text in files.items():
        write_or_remove(folder / name, text.encode())


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def setup(app: Sphinx) -> None:
    """Connect tags, links and files."""
    app.connect("html-page-context", add_tags)
    app.connect("doctree-resolved", add_downloads)
    app.connect("build-finished", write_files)
