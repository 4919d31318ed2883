"""What is needed to cite a publication or a thesis, in one form."""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from research_records.entry import Entry
from research_records.identifiers import doi_url
from research_records.names import Name, name_alone, parse_name
from research_records.values import Reference
from research_site.catalogue import Catalogue
from research_site.kinds.thesis import Thesis

from publications.kind import Publication

#: Type -> BibTeX, RIS, CSL, and the field in which BibTeX names the venue.
FORMS = {
    "article": ("article", "JOUR", "article-journal", "journal"),
    "preprint": ("misc", "UNPB", "article", "howpublished"),
    "paper": ("inproceedings", "CPAPER", "paper-conference", "booktitle"),
    "chapter": ("incollection", "CHAP", "chapter", "booktitle"),
    "book": ("book", "BOOK", "book", "howpublished"),
    "report": ("techreport", "RPRT", "report", "howpublished"),
    "other": ("misc", "GEN", "document", "howpublished"),
    "phd": ("phdthesis", "THES", "thesis", "school"),
    "thesis": ("mastersthesis", "THES", "thesis", "school"),
}


class Work(NamedTuple):
    """A work to be cited; *genre* is what a thesis is, such as ``MSc thesis``."""

    id: str
    type: str
    title: str
    year: str
    authors: list[Name]
    editors: list[Name] = []
    more: bool = False
    month: int | None = None
    venue: str = ""
    publisher: str = ""
    series: str = ""
    edition: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    isbn: str = ""
    issn: str = ""
    note: str = ""
    genre: str = ""
    doi: str = ""
    url: str = ""
    keywords: list[str] = []
    supervisors: list[str] = []
    abstract: str = ""
    groups: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """Return where the work is: by its DOI, else its own address."""
        return doi_url(self.doi) if self.doi else self.url


def name_of(catalogue: Catalogue, reference: str) -> Name:
    """Return the name of a person of the site, or of one outside the team."""
    entry = catalogue.record("person", reference)
    if entry is None:
        return parse_name(name_alone(reference))
    family: str | None = getattr(entry.page, "family_name", None)
    given: str | None = getattr(entry.page, "given_name", None)
    return Name(family, given or "") if family else parse_name(entry.title)


_known: WeakKeyDictionary[Catalogue, dict[str, Work | None]] = WeakKeyDictionary()


def work_of(catalogue: Catalogue, entry: Entry) -> Work | None:
    """Return how to cite a record; None where it is no work, or its author unknown.

    It is made once: its page, lists, tags and files all ask for it.
    """
    works = _known.setdefault(catalogue, {})
    if entry.docname not in works:
        works[entry.docname] = _work_of(catalogue, entry)
    return works[entry.docname]


def _work_of(catalogue: Catalogue, entry: Entry) -> Work | None:
    page = entry.page
    if isinstance(page, Publication):
        makers = [*page.authors, *page.editors]
        names = ("venue", "publisher", "series", "edition", "volume", "number", "pages",
                 "isbn", "issn", "note", "doi", "url", "abstract")  # fmt: skip
        texts: dict[str, Any] = {name: getattr(page, name) or "" for name in names}
        return Work(
            entry.id, page.type, entry.title, str(page.year),
            [one.name for one in page.authors], [one.name for one in page.editors],
            page.more, page.month, keywords=page.topics,
            groups=frozenset(one.family for one in makers if one.is_group),
            **texts,
        )  # fmt: skip
    if isinstance(page, Thesis) and page.author and page.year:
        supervisors = [name_of(catalogue, one).full for one in page.supervisor_ids]
        degree = (page.degree or "").removesuffix(" thesis")
        school = catalogue.name_of(Reference("partner", page.university or ""))[0]
        return Work(
            entry.id, "phd" if "ph" in degree.lower() else "thesis", entry.title,
            str(page.year), [name_of(catalogue, one) for one in page.author], venue=school,
            genre=f"{degree} thesis".strip(), doi=page.doi or "", url=page.url or "",
            keywords=page.keywords, supervisors=supervisors,
        )  # fmt: skip
    return None
