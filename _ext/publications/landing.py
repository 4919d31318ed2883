"""A page for each publication, for search engines and reference managers.

Drawing thousands of pages by the theme's template would take longer than all else of a
site. So the template is drawn once, with words in the places of what differs, and filled
for each; `tests/publications/test_landing.py` compares one with a page drawn in full.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from research_records.entry import Entry
from research_records.names import spellings
from research_records.values import Reference
from research_site.catalogue import Catalogue, catalogue_of
from research_site.output.head import is_web, meta_tags, page_address
from research_site.registry import File
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from publications.drawing import Drawer, link
from publications.formats import tags
from publications.kind import Publication
from publications.works import work_of

#: Stand in the page where a publication's own words go.
TITLE, BODY, HEAD, ADDRESS = (f"publication-{word}-here" for word in
                              ("title", "body", "head", "address"))  # fmt: skip
MARKS = re.compile("|".join((TITLE, BODY, HEAD, ADDRESS)))
#: Extension that describes pages in JSON-LD; it may be left out.
JSON_LD = "research_site.features.structured_data"


class Landing:
    """Draws the pages of one build."""

    def __init__(self) -> None:
        """Begin without a template."""
        self.template = ""

    def files(self, app: Sphinx) -> Iterable[tuple[str, File]]:
        """Return a page for each publication."""
        builder = app.builder
        if not is_web(app) or not isinstance(builder, StandaloneHTMLBuilder):
            return
        for entry in catalogue_of(app.env).beside.values():
            path = os.path.relpath(builder.get_outfilename(entry.docname), builder.outdir)
            yield Path(path).as_posix(), File(partial(self.page, app, entry))

    def draw(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Draw the template, when Sphinx's own pages are written; index the records."""
        builder = app.builder
        first = next(iter(catalogue_of(app.env).beside.values()), None)
        if first and is_web(app) and isinstance(builder, StandaloneHTMLBuilder):
            self.template = full(app, first, TITLE, BODY, HEAD, ADDRESS)
            self._index(app, builder)
        yield from ()

    def page(self, app: Sphinx, entry: Entry) -> bytes:
        """Return the page of a publication."""
        address = page_address(app, entry.docname) or ""
        texts = {
            TITLE: escape(entry.title),
            ADDRESS: escape(address),
            HEAD: "".join(f"\n    {element}" for element in head(app, entry)),
            BODY: body(app, entry),
        }
        # In one pass: a title may have the words of a mark.
        return MARKS.sub(lambda mark: texts[mark[0]], self.template).encode()

    def _index(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        """Let the site's search find titles, authors and venues."""
        index = builder.indexer
        if index is None:
            return
        records = catalogue_of(app.env).beside
        # Sphinx forgets what is no page of its own before it writes the index.
        prune = index.prune

        def spare(docnames: Iterable[str]) -> None:
            prune([*docnames, *records])

        index.prune = spare  # type: ignore[method-assign]
        for entry in records.values():
            page = entry.page
            assert isinstance(page, Publication)
            names = [one.name.full for one in [*page.authors, *page.editors]]
            words = [word for name in names for word in spellings(name)]
            text = nodes.document(None, None)  # type: ignore[arg-type]
            text += nodes.title("", entry.title)
            meta = nodes.meta("", name="keywords", content=", ".join(" ".join(words).split()))
            text += [meta, nodes.paragraph("", f"{', '.join(names)}. {page.venue or ''}")]
            path = Path(builder.get_outfilename(entry.docname))
            name = os.path.relpath(path, builder.outdir)
            index.feed(entry.docname, name, entry.title, text)


def full(app: Sphinx, entry: Entry, title: str, text: str, tags: str, address: str) -> str:
    """Return the page of a publication with these words, drawn by the theme."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    catalogue = catalogue_of(app.env)
    here = builder.get_target_uri(entry.docname)
    above = [catalogue.entries[name] for name in catalogue.above(entry.docname)[1:]]
    context: dict[str, Any] = {
        "title": title,
        "body": text,
        "metatags": tags,
        "parents": [
            {"title": escape(one.title),
             "link": relative_uri(here, builder.get_target_uri(one.docname))}
            for one in above
        ],
        "prev": None, "next": None, "meta": None, "toc": "", "display_toc": False,
        "sourcename": "", "page_source_suffix": "",
    }  # fmt: skip
    if app.config.html_baseurl:
        context["pageurl"] = address
    place = Path(app.doctreedir, "publication.html")
    builder.handle_page(entry.docname, context, outfilename=place)
    drawn = place.read_text(encoding="utf-8")
    place.unlink()
    return drawn


def head(app: Sphinx, entry: Entry) -> list[str]:
    """Return the elements of the head: Open Graph, Highwire, Dublin Core, JSON-LD."""
    work = work_of(catalogue_of(app.env), entry)
    assert work is not None
    address = page_address(app, entry.docname)
    about = [
        ("og:title", entry.title),
        ("og:type", "article"),
        ("og:site_name", app.config.project),
        ("og:url", address),
    ]
    elements = [*meta_tags("property", about), *meta_tags("name", tags(work, address))]
    if JSON_LD in app.extensions:
        from research_site.features.structured_data import script_of  # noqa: PLC0415

        elements.append(script_of(app, entry))
    return elements


def body(app: Sphinx, entry: Entry) -> str:
    """Return what the page says of a publication."""
    catalogue, page, builder = catalogue_of(app.env), entry.page, app.builder
    assert isinstance(page, Publication)
    here = builder.get_target_uri(entry.docname)

    def uri(docname: str) -> str:
        return relative_uri(here, builder.get_target_uri(docname))

    drawer = Drawer(catalogue, uri, relative_uri(here, ""))
    parts = [
        '<section id="publication">',
        f"<h1>{escape(entry.title)}</h1>",
        f'<p class="pub-by">{drawer.makers(page)}</p>',
        f'<p class="pub-in">{drawer.place(page)}</p>',
        f"<h2>Abstract</h2><p>{escape(page.abstract)}</p>" if page.abstract else "",
        *_related(catalogue, page, uri),
        *_grants(catalogue, page, uri),
        f'<section id="how-to-cite"><h2>How to cite</h2>{drawer.citing(entry)}</section>',
        f'<p class="pub-way">{link(uri(entry.shown_on), "All publications")}</p>',
        "</section>\n",
    ]
    return "\n".join(part for part in parts if part)


def _related(catalogue: Catalogue, page: Publication, uri: Any) -> Iterator[str]:
    for label, field in (("Theses", "theses"), ("Projects", "projects"), ("Areas", "areas")):
        named = [catalogue.record(page.names[field], one) for one in getattr(page, field)]
        if links := [link(uri(one.docname), one.title) for one in named if one]:
            yield f'<p class="pub-related"><span>{label}</span> {", ".join(links)}</p>'


def _grants(catalogue: Catalogue, page: Publication, uri: Any) -> Iterator[str]:
    """Yield who paid for the projects that it came out of, and what the funder asks to say."""
    projects = [catalogue.record("project", one) for one in page.projects]
    for grant in [one for p in projects if p for one in getattr(p.page, "funding", [])]:
        who = []
        for one in grant.payer(word):
            name, funder = (
                catalogue.name_of(one) if isinstance(one, Reference) else (str(one), None)
            )
            who.append(link(uri(funder.docname), name) if funder else escape(name))
        label = f"<span>{word('Funding')}</span>"
        said = f"{', '.join(who)}. {escape(grant.statement)}"
        yield f'<p class="pub-related">{label} {said}</p>'
