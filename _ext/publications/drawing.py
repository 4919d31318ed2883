"""A publication as HTML, written straight: a site of thousands has no time for nodes."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from list_filters import row_attributes
from research_records.entry import Entry
from research_records.identifiers import doi_url
from research_site.catalogue import Catalogue

from publications.apa import reference
from publications.formats import LABELS, bibtex
from publications.kind import Author, Publication
from publications.works import Work, work_of

FOLDER = "_downloads/citations"


def link(uri: str, words: str) -> str:
    """Return a link, escaped."""
    kind = "internal" if "://" not in uri else "external"
    return f'<a class="reference {kind}" href="{escape(uri)}">{escape(words)}</a>'


class Drawer:
    """Draws publications on one page.

    Args:
        catalogue: The site.
        uri: Returns the address of a page, as seen from the one that is drawn.
        root: Leads from that page to the root of the site, such as ``../``.
        is_web: Whether there are pages of single publications and files beside.
    """

    def __init__(
        self, catalogue: Catalogue, uri: Callable[[str], str], root: str, is_web: bool = True
    ) -> None:
        """Take what one page needs."""
        self._catalogue, self._uri, self._root, self._is_web = catalogue, uri, root, is_web
        self._people: dict[str, str] = {}

    def row(self, entry: Entry, is_whole: bool, anchor: bool) -> str:
        """Return a row of a list; a whole one says how to cite, too."""
        page = entry.page
        assert isinstance(page, Publication)
        values = {
            "year": [str(page.year)],
            "type": [page.type],
            "person": page.people,
            "area": page.areas,
        }
        marks = row_attributes(values) if is_whole else {}
        given = {"id": entry.id} if anchor else {}
        names = {**given, "class": "pub", **marks}
        attributes = " ".join(f'{name}="{escape(value)}"' for name, value in names.items())
        title = escape(entry.title)
        if self._is_web:
            title = (
                f'<a class="reference internal" href="{self._uri(entry.docname)}">{title}</a>'
            )
        parts = [
            f'<li {attributes}><p class="pub-title">{title}</p>',
            f'<p class="pub-by">{self.makers(page)}</p>',
            f'<p class="pub-in">{self.place(page)}</p>',
        ]
        if is_whole and self._is_web:
            parts.append(f"<details><summary>Cite</summary>{self.citing(entry)}</details>")
        return "".join([*parts, "</li>\n"])

    def makers(self, page: Publication) -> str:
        """Return the authors, those of the team in bold, linked from other pages."""
        names = [self._maker(one) for one in page.makers]
        more = [*names, "et al."] if page.more else names
        role = "" if page.authors else (" (editors)" if len(names) > 1 else " (editor)")
        return ", ".join(more) + role

    def _maker(self, one: Author) -> str:
        if one.person is None:
            return escape(one.name.full)
        if one.person not in self._people:
            entry = self._catalogue.record("person", one.person)
            self._people[one.person] = self._uri(entry.docname) if entry else ""
        uri = self._people[one.person]
        name = link(uri, one.name.full) if uri else escape(one.name.full)
        return f"<strong>{name}</strong>"

    def place(self, page: Publication) -> str:
        """Return where it is published, what it is, and links to its text."""
        venue = f"<cite>{escape(page.venue)}</cite>" if page.venue else ""
        volume = f" {page.volume}" if page.volume else ""
        number = f"({page.number})" if page.number else ""
        pages = f", {page.pages}" if page.pages else ""
        parts = [
            f"{venue}{escape(volume + number + pages)}",
            escape(page.series or ""),
            escape(page.publisher or ""),
            str(page.year),
            page.label_of_type,
            escape(page.note or ""),
            link(doi_url(page.doi), f"DOI {page.doi}") if page.doi else "",
            *(link(doi_url(one), f"Preprint {one}") for one in page.preprints),
            link(page.openaccess, "Open access") if page.openaccess else "",
            link(page.url, "Website") if page.url else "",
        ]
        return " · ".join(part for part in parts if part)

    def citing(self, entry: Entry) -> str:
        """Return the reference in APA style, as BibTeX, and links to files."""
        work = work_of(self._catalogue, entry)
        assert work is not None
        return f'{_texts(work)}<p class="pub-files">Download: {self.files(entry.id)}</p>'

    def files(self, name: str, labels: dict[str, str] = LABELS) -> str:
        """Return links to the files that cite a work."""
        uris = {label: f"{self._root}{FOLDER}/{name}.{end}" for end, label in labels.items()}
        return " · ".join(link(uri, label) for label, uri in uris.items())


def _texts(work: Work) -> str:
    """Return the reference in APA style and as BibTeX."""
    return (
        f'<p class="site-cite" data-copy="Copy the reference">{apa(work)}</p>'
        f'<pre data-copy="Copy the BibTeX">{escape(bibtex(work).rstrip())}</pre>'
    )


def apa(work: Work) -> str:
    """Return a reference in APA style as HTML."""
    shown = []
    for part in reference(work):
        text = escape(part.text)
        if part.is_italic:
            text = f"<em>{text}</em>"
        elif part.url:
            text = link(part.url, part.text)
        shown.append(text)
    return "".join(shown)
